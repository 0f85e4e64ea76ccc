"""What a correction of the past would change is told before; then it is recorded, and just that has changed.

Everything is told on the same footing: the whole belief, before and after, beside what the preview said.
"""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import inspect, text

from ledger.commands.door import Request
from ledger.vocabulary.actor import SYSTEM
from ledger.vocabulary.clock import SetClock
from ledger.vocabulary.source import Source
from projections.belief.figures import Belief, Difference, compare, sums_of
from projections.belief.fold import believed
from tests.databases import Databases
from tests.houses import copied_house, do
from tests.ledger.contract_lines import amended
from tests.ledger.lines import Line, budget, correct, spend
from tests.ledger.stories.agreements import START, agreed, hours_on, model, placed
from tests.ledger.story import somebody
from web.composition import House
from web.differences.previewing import Previewed, previewed
from web.recording import record_lines

JOURNAL = Source("journal", "test")


START_OF_TEST = datetime(2026, 3, 4, 12, tzinfo=UTC)


@pytest.fixture
def told(house: House, clock: SetClock) -> House:
    """Here the story was told."""
    clock.moment = START_OF_TEST
    tell(house)
    return house


def tell(house: House) -> None:
    """Let p1 help c1 for two hours, and p2 have five of ten modules; both were declared and approved."""
    do(house, *START, agreed(model("A", "H126")), *hours_on("2026-02-03", "2026-02-10"))
    parts = [{"provider": "p2", "modules": 5}]
    do(house, agreed(model("D", prestatie="M001"), contract="k2", provider="p2"), placed(5) | {"parts": parts})
    declare(house, "k1", "p1")
    declare(house, "k2", "p2")


def declare(house: House, contract: str, provider: str) -> None:
    """Declare February of c1, and approve it."""
    do(house, {"do": "declare", "contract": contract, "provider": provider, "period": "2026-02", "clients": ["c1"]})
    do(house, {"do": "approve_declaration", "declaration": f"{provider}-{contract}-2026-02", "lines": ["1"]})


def look(house: House, *lines: Line, keep_going: bool = False) -> Previewed:
    """Ask what commands would change, and see to it that nothing is recorded, in whichever table."""
    before = everything(house)
    found = previewed(house, SYSTEM, [json.dumps(one).encode() for one in lines], JOURNAL, keep_going)
    assert everything(house) == before
    return found


def everything(house: House) -> dict[str, list[Any]]:
    """Return every row of every table."""
    with house.reading() as connection:
        names = sorted(inspect(connection).get_table_names())
        return {name: sorted(map(repr, connection.execute(text(f"SELECT * FROM {name}")))) for name in names}


def belief(house: House) -> Belief:
    """Return everything that is held true."""
    return believed(house.ledger.records(0))


def comes_true(house: House, *lines: Line) -> Previewed:
    """Look, then really record it and declare what follows: just what was said has changed, by the same events."""
    found, before = look(house, *lines), belief(house)
    assert found.ok, [line.written() for line in found.lines]
    do(house, *lines)
    for one in found.followed or ():
        if one.refusal is None:
            house.door.accept([Request(0, one.declare, one.declare.period.encode())], SYSTEM, JOURNAL)
    assert compare(before, belief(house)) == list(found.differences)
    return found


def figures(differences: Sequence[Difference]) -> list[tuple[str, str | None, int, int]]:
    """Return what differs: kind, period, was, becomes."""
    return [(one.figure.kind, one.figure.period, one.was, one.becomes) for one in differences]


class TestACorrectionOfThePast:
    def test_a_death_that_is_reported_late(self, told: House) -> None:
        """c1 died on 6 February: the hour of the 10th and the modules after that are taken back."""
        found = comes_true(told, {"do": "report_death", "client": "c1", "on": "2026-02-06"})
        assert [(one.declare.contract, one.declare.period) for one in found.followed or ()] == [
            ("k1", "2026-02"),
            ("k2", "2026-02"),
        ]
        assert [one for one in figures(found.differences) if one[0] != "at_stake"] == [
            ("declared", "2026-02", 120_00, 180_00),
            ("credited", "2026-02", 0, 120_00),
            ("declared", "2026-02", 600_00, 600_00 + 5 * 600_00 * 5 // 70),
            ("credited", "2026-02", 0, 600_00),
        ]
        assert sums_of(found.differences).declared == -60_00 - (600_00 - 5 * 600_00 * 5 // 70)

    def test_an_indicatie_that_was_lower_from_a_day_in_the_past(self, told: House) -> None:
        """From 9 February it is worth € 500,00 a week: the second week of modules costs less."""
        value = {"do": "set_indicatiewaarde", "client": "c1", "leveringsvorm": "mpt_pgb", "from": "2026-02-09"}
        found = comes_true(told, value | {"value": {"EUR": "500.00"}, "per": "week", "ground": "herindicatie"})
        assert [one.declare.contract for one in found.followed or ()] == ["k2"]
        assert sums_of(found.differences).declared == -50_00

    def test_a_tariff_that_was_published_anew(self, told: House) -> None:
        """Nobody is named in it: every declaration of the year is worked out again."""
        tariff = {"do": "set_tarief", "year": 2026, "code": "H126", "name": "persoonlijke verzorging", "unit": "uur"}
        found = comes_true(told, tariff | {"tariff": {"EUR": "61.00"}, "source": "demo: herzien"})
        assert (found.checked, found.periods) == (2, 2)
        assert sums_of(found.differences).declared == 2_00

    @pytest.mark.parametrize(("region", "periods"), [("Rotterdam", 2), ("Utrecht", 0)])
    def test_a_tariff_is_worked_out_for_the_region_of_who_asks(self, told: House, region: str, periods: int) -> None:
        """The payer of another region learns nothing of the lines here, not even how many there are."""
        tariff = {"do": "set_tarief", "year": 2026, "code": "H126", "name": "persoonlijke verzorging", "unit": "uur"}
        line = json.dumps(tariff | {"tariff": {"EUR": "61.00"}, "source": "demo: herzien"}).encode()
        found = previewed(told, somebody("zorgkantoor", region=region), [line], JOURNAL)
        assert found.ok
        assert (found.checked, found.periods, bool(found.followed)) == (periods, periods, periods > 0)
        assert sums_of(found.differences).declared == (2_00 if periods else 0)

    def test_an_agreed_rate_that_was_wrong(self, told: House) -> None:
        found = comes_true(told, amended(rate="90.00", **{"from": "2026-02-02"}))
        assert found.periods == 1
        assert sums_of(found.differences).declared == -12_00

    def test_a_module_that_was_moved(self, told: House) -> None:
        """From 9 February p3 has one of the five: p2 takes back; p3 never declared and so declares nothing anew."""
        move = {"do": "move_modules", "client": "c1", "from": "2026-02-09", "modules": 1}
        found = comes_true(told, move | {"giver": {"provider": "p2"}, "taker": {"provider": "p3"}})
        assert [one.declare.contract for one in found.followed or ()] == ["k2"]
        assert sums_of(found.differences).declared == -60_00

    def test_a_spend_that_was_shorter(self, told: House) -> None:
        """It changes what is left and what that is worth; nothing is declared from a budget."""
        rate = {"do": "set_value", "provider": "p1", "unit": "PUNT", "value": {"EUR": "12.50"}, "from": "2026-01-01"}
        do(told, rate, budget(), spend("e1", "2.00"))
        found = comes_true(told, correct("e1", "1.50"))
        assert found.followed == ()
        assert figures(found.differences) == [
            ("available", None, 800, 850),
            ("worth", None, 100_00, 106_25),
            ("spent", "2026-03", 200, 150),
        ]

    def test_a_value_of_a_point_from_a_day_in_the_past(self, told: House) -> None:
        """It is about no budget, and changes what every budget of points at the provider is worth."""
        rate = {"do": "set_value", "provider": "p1", "unit": "PUNT", "from": "2026-01-01"}
        do(told, rate | {"value": {"EUR": "12.50"}}, budget(), budget("b2", "1.00"))
        found = comes_true(told, rate | {"value": {"EUR": "13.00"}})
        assert figures(found.differences) == [("worth", None, 125_00, 130_00), ("worth", None, 12_50, 13_00)]

    def test_several_at_once(self, told: House) -> None:
        """Each sees what those before it changed."""
        do(told, budget(), spend("e1", "2.00"))
        death = {"do": "report_death", "client": "c1", "on": "2026-02-10"}
        found = comes_true(told, correct("e1", "0.00"), death, amended(rate="90.00", **{"from": "2026-02-02"}))
        assert len(found.records) == 3
        assert len(found.followed or ()) == 2

    def test_of_the_contracteerruimte(self, told: House) -> None:
        ruimte = {"region": "Rotterdam", "year": 2026, "amount": {"EUR": "1000.00"}, "ground": "Kaderbrief"}
        found = comes_true(told, {"do": "set_contracteerruimte", **ruimte})
        assert figures(found.differences) == [("contracteerruimte", "2026", 0, 1000_00)]


class TestWhatControlWritesDown:
    def test_of_a_client_changes_no_declaration(self, told: House) -> None:
        """c1 was declared twice, but neither an absence nor a payment from the pgb is worked out again for it."""
        days = {"client": "c1", "from": "2026-02-09", "to": "2026-02-10"}
        absence = {"do": "record_absence", **days, "absence": "a1", "provider": "p1", "kind": "vakantie"}
        payment = {"do": "record_pgb_payment", **days, "payment": "svb-1", "amount": {"EUR": "50.00"}}
        found = comes_true(told, absence, payment)
        assert (found.periods, found.followed) == (0, ())


class TestWhatStandsInTheWay:
    def test_a_line_that_waits_for_a_judgement(self, told: House) -> None:
        """It is told that the period comes out otherwise, and why nothing of it can be declared yet."""
        do(told, *hours_on("2026-02-11"))
        do(told, {"do": "declare", "contract": "k1", "provider": "p1", "period": "2026-02", "clients": ["c1"]})
        found = comes_true(told, {"do": "report_death", "client": "c1", "on": "2026-02-10"})
        first, second = found.followed or ()
        assert (first.refusal and first.refusal.code, first.records) == ("line-waiting", ())
        assert second.refusal is None

    def test_what_would_change_already_is_told_apart(self, told: House) -> None:
        """An hour was recorded late and is not declared yet: that is no work of the death."""
        do(told, *hours_on("2026-02-04"))
        found = comes_true(told, {"do": "report_death", "client": "c1", "on": "2026-02-06"})
        assert [one.already for one in found.followed or ()] == [60_00, 0]

    def test_a_command_that_is_refused(self, told: House) -> None:
        """As when it is recorded: none of them, each told why."""
        lines = ({"do": "report_death", "client": "c9", "on": "2026-02-06"}, budget())
        found = look(told, *lines)
        assert [line.written()["error"]["code"] for line in found.lines] == ["client-unknown", "not-recorded"]
        assert (found.records, found.differences) == ((), ())

    def test_with_keep_going_the_others_count(self, told: House) -> None:
        found = look(told, {"do": "report_death", "client": "c9", "on": "2026-02-06"}, budget(), keep_going=True)
        assert [line.ok for line in found.lines] == [False, True]
        assert {one.figure.budget for one in found.differences} == {"b1"}

    def test_a_command_that_was_given_before(self, told: House) -> None:
        """It is answered as the first time and changes nothing."""
        given = budget() | {"command_id": "een"}
        do(told, given)
        found = look(told, given)
        assert (found.ok, found.records, found.differences) == (True, (), ())

    def test_more_periods_than_are_worked_out(self, told: House) -> None:
        tariff = {"do": "set_tarief", "year": 2026, "code": "H126", "name": "persoonlijke verzorging", "unit": "uur"}
        line = json.dumps(tariff | {"tariff": {"EUR": "61.00"}, "source": "demo: herzien"}).encode()
        found = previewed(told, SYSTEM, [line], JOURNAL, most=1)
        assert (found.checked, found.periods) == (1, 2)

    def test_more_commands_than_are_looked_at(self, told: House) -> None:
        line = json.dumps(budget()).encode()
        assert not previewed(told, SYSTEM, [line] * 1_000, JOURNAL).ok
        with pytest.raises(Exception, match="hoogstens 1000 opdrachten"):
            previewed(told, SYSTEM, [line] * 1_001, JOURNAL)


DAYS = st.dates(date(2026, 2, 2), date(2026, 2, 15)).map(date.isoformat)
RATES = st.sampled_from(["80.00", "90.00", "99.99"])
VALUE = {"do": "set_indicatiewaarde", "client": "c1", "leveringsvorm": "mpt_pgb", "per": "week", "ground": "herzien"}
MOVE = {"do": "move_modules", "client": "c1", "giver": {"provider": "p2"}, "taker": {"provider": "p3"}}
CORRECTIONS = st.one_of(
    DAYS.map(lambda day: {"do": "report_death", "client": "c1", "on": day}),
    st.builds(lambda day, rate: amended(rate=rate, **{"from": day}), DAYS, RATES),
    st.builds(lambda day, euro: VALUE | {"from": day, "value": {"EUR": f"{euro}.00"}}, DAYS, st.integers(300, 900)),
    st.builds(lambda day, modules: MOVE | {"from": day, "modules": modules}, DAYS, st.integers(1, 5)),
    DAYS.flatmap(lambda day: st.just(hours_on(day, length="0:45")[0])),
    st.sampled_from(["0:10", "1:59"]).map(
        lambda length: (
            {"do": "correct_delivery", "client": "c1", "levering": "H126-2026-02-10"}
            | {"minutes": {"UUR": length}, "reason": "verbeterd"}
        )
    ),
    st.sampled_from(["0.00", "1.50", "9.00", "11.00"]).map(lambda amount: correct("e1", amount)),
)


class TestWhateverIsCorrected:
    @settings(
        max_examples=15,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    @given(st.lists(CORRECTIONS, min_size=1, max_size=4))
    def test_comes_true_or_is_refused_alike(self, databases: Databases, lines: list[Line]) -> None:
        """Together they are recorded and change just what the preview said; or both say the same no."""

        def fill(house: House) -> None:
            tell(house)
            do(house, budget(), spend("e1", "2.00"))

        with copied_house(databases, SetClock(START_OF_TEST), "previewed", fill) as house:
            found = look(house, *lines)
            if found.ok:
                comes_true(house, *lines)
                return
            refused = [line.written()["error"] for line in found.lines]
            recorded = record_lines(house, [json.dumps(one).encode() for one in lines], SYSTEM, JOURNAL)
            assert refused == [line.written()["error"] for line in recorded]
