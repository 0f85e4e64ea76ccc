"""A belief is made of the same folds as the read models, so their figures are the same; and beliefs are compared."""

from datetime import date

import pytest

from ledger.vocabulary.actor import SYSTEM
from ledger.vocabulary.amounts import Unit
from projections.belief.figures import Belief, Difference, Figure, Sums, added_up, compare, sums_of
from projections.belief.fold import believed
from projections.belief.queries import About, belief, beliefs
from tests.houses import do
from tests.ledger.control_lines import declared, opened, recovered
from tests.ledger.lines import FAMILY, budget, client, correct, indicatie, release, reserve, spend
from tests.ledger.story import Story
from web.composition import House
from web.questions import totals_of

AVAILABLE = Figure("available", Unit.PUNT, client="c1", provider="p1", budget="b1")
LINE = {"prestatie": "H126", "quantity": "1:00", "unit": "UUR", "client": "c1"}


@pytest.fixture
def told(house: House) -> House:
    """c1 planned and spent, and p1 declared for c1 in two months."""
    do(house, client(), indicatie(), budget(), budget("b2", "5.00", provider="p2"))
    do(house, {"do": "set_value", "provider": "p1", "unit": "PUNT", "value": {"EUR": "12.50"}, "from": "2026-01-01"})
    do(house, reserve("r1", "2.00", "2026-02-10"), spend("e1", "2.00", "2026-02-10", from_reservation="r1"))
    do(house, spend("e2", "1.00", "2026-03-03"), correct("e1", "1.50"), reserve("r2", "1.00"), release("r2"))
    lines = [
        {**LINE, "line": "1", "on": "2026-02-03", "amount": {"EUR": "60.00"}},
        {**LINE, "line": "2", "on": "2026-03-02", "amount": {"EUR": "40.00"}},
    ]
    period = ["2026-02-01", "2026-03-31"]
    do(house, {"do": "submit_declaration", "declaration": "d1", "provider": "p1", "period": period, "lines": lines})
    do(house, {"do": "approve_declaration", "declaration": "d1", "lines": ["1", "2"]})
    return house


def position(house: House) -> int:
    """The last event."""
    head = house.ledger.head()
    assert head is not None
    return head.position


def of(house: House, kind: str, id: str, on: date | None = None, upto: int | None = None) -> Belief:
    """What is believed of a subject."""
    with house.reading() as connection:
        return belief(connection, house.ledger, About(kind, id), position(house) if upto is None else upto, on)  # type: ignore[arg-type]


class TestABelief:
    @pytest.mark.parametrize("on", [None, "2026-02-09", "2026-02-10", "2026-03-02", "2026-03-03"])
    def test_of_a_budget_is_its_balance(self, told: House, on: str | None) -> None:
        found = of(told, "client", "c1", None if on is None else date.fromisoformat(on)).figures
        balance = Story(told).balance("b1", on)
        assert balance.value_in_eur is not None
        assert found[AVAILABLE._replace(kind="granted")] == balance.granted.quantity
        assert found[AVAILABLE._replace(kind="reserved")] == balance.reserved.quantity
        assert found[AVAILABLE] == balance.available.quantity
        assert found[AVAILABLE._replace(kind="worth", unit=Unit.EUR)] == balance.value_in_eur.quantity
        spent = [quantity for figure, quantity in found.items() if (figure.kind, figure.budget) == ("spent", "b1")]
        assert sum(spent) == balance.spent.quantity

    def test_of_a_provider_adds_up_to_its_totals(self, told: House) -> None:
        found = of(told, "provider", "p1").figures
        answer = totals_of(told, SYSTEM, "p1")
        (total,), (spending,) = answer["totals"], answer["spending"]
        for kind, amount in (
            *((kind, total[kind]) for kind in ("declared", "approved", "refused", "credited")),
            ("spent", spending["amount"]),
        ):
            assert f"{sum(n for one, n in found.items() if one.kind == kind) / 100:.2f}" == amount

    def test_counts_declared_care_until_a_day(self, told: House) -> None:
        for on, cents in ((date(2026, 3, 1), 60_00), (date(2026, 3, 2), 100_00)):
            found = of(told, "region", "Rotterdam", on).figures
            assert sum(n for one, n in found.items() if one.kind == "declared") == cents

    def test_of_a_moment_knows_nothing_of_later(self, told: House) -> None:
        before = position(told)
        do(told, spend("e9", "1.00"))
        assert of(told, "client", "c1", upto=before).figures[AVAILABLE] == 7_50
        assert of(told, "client", "c1").figures[AVAILABLE] == 6_50
        assert of(told, "client", "c1", upto=0).figures == {}

    def test_is_the_same_in_whichever_order_streams_are_read(self, told: House) -> None:
        records = told.ledger.records(0)
        by_stream = sorted(records, key=lambda one: one.stream)
        assert believed(records).figures == believed(by_stream).figures


class TestTheDifference:
    def test_names_the_events_that_only_one_rests_on(self, told: House) -> None:
        before, upto = of(told, "client", "c1"), position(told)
        do(told, spend("e9", "1.00"), reserve("r9", "0.50"))
        found = {one.figure.kind: one for one in compare(before, of(told, "client", "c1"))}
        assert {kind: (one.was, one.becomes, one.events) for kind, one in found.items()} == {
            "available": (7_50, 6_00, (upto + 1, upto + 2)),
            "reserved": (0, 50, (upto + 2,)),
            "spent": (1_00, 2_00, (upto + 1,)),
            "worth": (93_75, 75_00, (upto + 1, upto + 2)),
        }

    def test_of_the_same_is_nothing(self, told: House) -> None:
        assert compare(of(told, "client", "c1"), of(told, "client", "c1")) == []

    def test_leaves_out_what_comes_to_the_same(self, told: House) -> None:
        """Planned and released again: two events, no other figure."""
        before = of(told, "client", "c1")
        do(told, reserve("r9", "1.00"), release("r9"))
        assert compare(before, of(told, "client", "c1")) == []

    def test_adds_up(self) -> None:
        figure = Figure("declared", Unit.EUR, client="c1", provider="p1", period="2026-03")
        credited = figure._replace(kind="credited")
        differences = [
            Difference(figure, 0, 60_00, (1,)),
            Difference(figure._replace(client="c2"), 60_00, 50_00, (2, 3)),
            Difference(credited, 0, 10_00, (3,)),
            Difference(credited._replace(client="c2"), 10_00, 0, (4,)),
        ]
        assert added_up(differences, lambda one: one._replace(client=None)) == [
            Difference(figure._replace(client=None), 60_00, 110_00, (1, 2, 3))
        ]
        assert sums_of(differences).declared == 50_00

    def test_comes_to_what_is_declared_free_and_worth(self, told: House) -> None:
        before = of(told, "client", "c1")
        do(told, spend("e9", "1.00"), budget("b3", "2.00"))
        assert sums_of(compare(before, of(told, "client", "c1"))) == Sums(0, {Unit.PUNT: 1_00}, 12_50)
        assert sums_of([]) == Sums(0, {}, 0)

    @pytest.mark.parametrize("kind", ["client", "provider", "region"])
    def test_of_two_positions_is_the_same_read_once(self, told: House, kind: str) -> None:
        about = About(kind, {"client": "c1", "provider": "p1", "region": "Rotterdam"}[kind])  # type: ignore[arg-type]
        end = position(told)
        for first, last in ((0, end), (end - 4, end), (end, end - 4), (end, end)):
            with told.reading() as connection:
                both = beliefs(connection, told.ledger, about, (first, last))
            apart = [of(told, kind, about.id, upto=upto) for upto in (first, last)]
            assert [one.figures for one in both] == [one.figures for one in apart]
            assert [one.made_by for one in both] == [one.made_by for one in apart]


class TestFindings:
    def test_count_what_is_at_stake_until_they_end(self, house: House) -> None:
        """A line without an indicatie that was paid: sixty euro, until the payer takes it back."""
        do(house, *FAMILY, *declared(), opened())
        at_stake = Figure("at_stake", Unit.EUR, client="c1", provider="p1", region="Rotterdam", period="2026-03")
        before = of(house, "client", "c1").figures
        open_before = before[at_stake]
        do(house, recovered())
        after = of(house, "client", "c1")
        assert open_before - after.figures[at_stake] == 60_00
        assert position(house) in after.made_by[at_stake]
