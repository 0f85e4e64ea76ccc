"""The rows of findings: one per finding, as it stands now and as it stood at any moment."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from ledger.vocabulary.clock import SetClock
from ledger.vocabulary.periods import Period
from projections.findings.fold import FINDINGS
from projections.findings.queries import Found, Wanted, finding_of, findings_in
from tests.databases import Databases
from tests.houses import do
from tests.projections.rebuilding import folded, stored
from tests.web.findings_story import number, opening
from tests.web.region_story import regional_house
from web.composition import House

WHY = {"reason": "besluit gezien", "by": "zorgkantoor-7"}
D1, D9 = number("declared-late", "d1/1"), number("declared-late", "d9/1")


@pytest.fixture
def regional(databases: Databases, clock: SetClock) -> Iterator[House]:
    """The story of the region."""
    with regional_house(databases, clock) as house:
        yield house


@pytest.fixture
def told(regional: House) -> House:
    """The region, with a finding about a line of p1 that was explained and recovered, and an open one of p9."""
    do(
        regional,
        opening("declared-late", "d1/1"),
        opening("declared-late", "d9/1", **{"from": "2026-02-06", "to": "2026-02-06"}),
        {"do": "explain_finding", "finding": D1, "text": "Het besluit kwam later.", "by": "kantoor-1"},
    )
    do(
        regional,
        {"do": "recover_finding", "finding": D1, "credit": "1t", "amount": {"EUR": "25.00"}, **WHY},
    )
    return regional


EVERYTHING = Wanted()


def found(house: House, wanted: Wanted = EVERYTHING, upto: int | None = None) -> list[Found]:
    """The findings of the rule of this story, the last opened first."""
    with house.reading() as connection:
        all_of_it = findings_in(connection, house.ledger, wanted, upto)
    return [one for one in all_of_it if one.rule == "declared-late" and one.number in (D1, D9)]


def head(house: House) -> int:
    """The end of the log."""
    last = house.ledger.head()
    assert last is not None
    return last.position


class TestARow:
    def test_tells_whom_it_is_about_and_what_became_of_it(self, told: House) -> None:
        """The line says the client, the provider and the region; 25 of 60 euro was taken back."""
        d9, d1 = found(told)
        assert (d1.number, d1.client, d1.provider, d1.region) == (D1, "c1", "p1", "Rotterdam")
        assert (d1.eurocent, d1.recovered, d1.state, d1.judgement) == (6000, 2500, "recovered", "both")
        assert (d1.year, d1.month, d1.first) == (2026, 2, date(2026, 2, 3))
        assert (d9.state, d9.recovered, d9.provider) == ("open", 0, "p9")

    def test_stands_as_it_stood_then(self, told: House) -> None:
        """Before the recovery it was explained, before that open, and before that not there."""
        end = head(told)
        with told.reading() as connection:
            now = finding_of(connection, told.ledger, D1)
            assert now is not None
            states = {}
            for upto in range(now.opened_position - 1, end + 1):
                then = finding_of(connection, told.ledger, D1, upto)
                states[upto - now.opened_position] = then and (then.state, then.recovered)
        assert states[-1] is None
        assert states[0] == ("open", 0)
        assert set(states.values()) == {None, ("open", 0), ("explained", 0), ("recovered", 2500)}
        assert [one.state for one in found(told, Wanted(state="open"), now.opened_position)] == ["open"]

    @pytest.mark.parametrize(
        ("wanted", "numbers"),
        [
            (Wanted(), {D1, D9}),
            (Wanted(provider="p9"), {D9}),
            (Wanted(region="Utrecht"), set()),
            (Wanted(state="recovered"), {D1}),
            (Wanted(rules=frozenset()), set()),
            (Wanted(rules=frozenset({"declared-late"})), {D1, D9}),
            (Wanted(clients=frozenset({"c9"})), {D9}),
            (Wanted(period=Period(date(2026, 2, 4))), {D9}),
            (Wanted(period=Period(date(2026, 2, 3), date(2026, 2, 5))), {D1}),
            (Wanted(period=Period(date(2026, 1, 1), date(2026, 2, 2))), set()),
        ],
    )
    def test_is_found_by_what_is_asked(self, told: House, wanted: Wanted, numbers: set[str]) -> None:
        """The first day of a period counts, and so does its last."""
        assert {one.number for one in found(told, wanted)} == numbers

    def test_is_the_same_by_hand_and_after_a_rebuild(self, told: House) -> None:
        """A fold of the whole log makes the rows that grew."""
        told.runner.catch_up()
        grown: Any = stored(told, [FINDINGS])
        assert grown == folded(told, [FINDINGS])
        told.rebuild()
        assert stored(told, [FINDINGS]) == grown
