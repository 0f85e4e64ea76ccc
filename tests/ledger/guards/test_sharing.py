"""Money moves between a client and the group, to the next budget, or over several clients: never by itself."""

import pytest

from tests.ledger.lines import (
    Line,
    budget,
    carry_over,
    client,
    close,
    indicatie,
    lowered,
    pot,
    raised,
    reserve,
    spend,
    transfer,
)
from tests.ledger.story import Story

NEXT_YEAR = {"from": "2027-01-01", "to": "2027-12-31"}


def left_of(story: Story, *budgets: str) -> list[str]:
    """Return what is left of each."""
    return [story.left(budget) for budget in budgets]


class TestATransfer:
    def test_goes_from_client_to_group_and_back(self, story: Story) -> None:
        """Together they keep what they had."""
        story.tell(pot(), transfer("t1", "b1", "pot", "4.00"), transfer("t2", "pot", "b1", "1.50"))
        assert left_of(story, "b1", "pot") == ["7.50", "2.50"]

    def test_of_exactly_what_is_free_is_accepted_and_of_more_is_not(self, story: Story) -> None:
        """What is planned is not free."""
        story.tell(pot(), reserve("r1", "3.00"))
        assert story.refused(transfer("t1", "b1", "pot", "7.01")) == "over-budget"
        story.tell(transfer("t1", "b1", "pot", "7.00"))
        assert left_of(story, "b1", "pot") == ["0.00", "7.00"]

    def test_does_not_give_away_an_overdraft(self, story: Story) -> None:
        """What was only allowed cannot be given."""
        story.tell(pot(), budget("b2", overdraft={"PUNT": "5.00"}))
        assert story.refused(transfer("t1", "b2", "pot", "10.01")) == "over-budget"

    def test_between_two_clients_or_two_groups_is_refused(self, story: Story) -> None:
        """Solidarity goes by way of the group, where all can see it."""
        story.tell(client("c2"), budget("b2", client="c2"), pot(), pot("pot2"))
        assert story.refused(transfer("t1", "b1", "b2", "1.00")) == "transfer-needs-group"
        assert story.refused(transfer("t1", "pot", "pot2", "1.00")) == "transfer-needs-group"
        assert story.refused(transfer("t1", "b1", "b1", "1.00")) == "transfer-needs-group"

    def test_to_the_group_of_another_provider_is_refused(self, story: Story) -> None:
        """A virtual budget stays within one organisation."""
        story.tell(pot(provider="p2"))
        assert story.refused(transfer("t1", "b1", "pot", "1.00")) == "provider-differs"

    def test_with_the_same_number_twice_is_refused(self, story: Story) -> None:
        """Also with another amount, or back."""
        story.tell(pot(), transfer("t1", "b1", "pot", "1.00"))
        assert story.refused(transfer("t1", "b1", "pot", "2.00")) == "transfer-exists"
        assert story.refused(transfer("t1", "pot", "b1", "1.00")) == "transfer-exists"

    def test_to_a_budget_in_another_unit_is_refused(self, story: Story) -> None:
        """A point is no euro."""
        story.tell(pot() | {"amount": {"EUR": "0.00"}})
        assert story.refused(transfer("t1", "b1", "pot", "1.00")) == "unit-differs"

    def test_to_a_closed_budget_is_refused(self, story: Story) -> None:
        """Nothing of it is left at the giving side either."""
        story.tell(pot(), close(budget="pot"))
        assert story.refused(transfer("t1", "b1", "pot", "1.00")) == "budget-closed"
        assert story.left() == "10.00"

    def test_from_or_to_a_budget_that_is_not_there_names_the_field(self, story: Story) -> None:
        """Each side has its own."""
        assert story.refusal(transfer("t1", "b9", "b1", "1.00")).field == "from_budget"
        assert story.refusal(transfer("t1", "b1", "b9", "1.00")).field == "to_budget"

    def test_takes_from_its_day_on(self, story: Story) -> None:
        """Until that day the client had it."""
        story.tell(pot(), transfer("t1", "b1", "pot", "4.00", on="2026-06-01"))
        assert (story.left("b1", "2026-05-31"), story.left("b1", "2026-06-01")) == ("10.00", "6.00")
        assert (story.left("pot", "2026-05-31"), story.left("pot", "2026-06-01")) == ("0.00", "4.00")


class TestCarryingOver:
    def test_moves_all_that_is_left_to_the_first_day_of_the_next_budget(self, story: Story) -> None:
        """As was decided when the budget opened."""
        story.tell(budget("old", remainder="carries_over"), budget("new", "5.00", **NEXT_YEAR))
        story.tell(spend("e1", "4.00", budget="old"), carry_over("new", budget="old"))
        assert left_of(story, "old", "new") == ["0.00", "11.00"]
        assert story.left("new", "2027-01-01") == "11.00"
        assert story.refused(carry_over("new", budget="old")) == "nothing-left"

    @pytest.mark.parametrize(
        ("remainder", "taker"),
        [
            ("lapses", {}),
            ("lapses", {"client": None, "group": "Woongroep"}),
            ("carries_over", {"client": "c2"}),
            ("carries_over", {"client": None, "group": "Woongroep"}),
            ("carries_over", {"provider": "p2"}),
            ("to_group", {}),
            ("to_group", {"client": None, "group": "Woongroep", "provider": "p2"}),
        ],
    )
    def test_elsewhere_than_was_agreed_is_refused(self, story: Story, remainder: str, taker: Line) -> None:
        """The rule is fixed when the budget opens."""
        story.tell(client("c2"), budget("old", remainder=remainder), budget("new", **(NEXT_YEAR | taker)))
        error = story.refusal(carry_over("new", budget="old"))
        assert (error.code, error.field) == ("remainder-rule", "to_budget")

    def test_to_the_group_when_that_was_agreed(self, story: Story) -> None:
        """What is left at the end of the year is for the house."""
        story.tell(budget("old", remainder="to_group"), pot(**NEXT_YEAR), carry_over("pot", budget="old"))
        assert left_of(story, "old", "pot") == ["0.00", "10.00"]

    @pytest.mark.parametrize("remainder", ["carries_over", "to_group"])
    def test_to_the_same_budget_is_refused(self, story: Story, remainder: str) -> None:
        """It would tell of something that did not happen."""
        story.tell(pot(amount="5.00", remainder=remainder))
        assert story.refused(carry_over("pot", budget="pot")) == "remainder-rule"

    def test_while_a_later_line_needs_it_is_refused(self, story: Story) -> None:
        """On that day not all of it is free yet."""
        story.tell(budget("old", "4.00", remainder="carries_over"), budget("new", **NEXT_YEAR))
        story.tell(raised("6.00", on="2026-12-01", budget="old"))
        assert story.refused(carry_over("new", on="2026-11-30", budget="old")) == "over-budget"
        story.tell(carry_over("new", on="2026-12-01", budget="old"))

    def test_keeps_what_is_planned(self, story: Story) -> None:
        """Only what is free goes."""
        story.tell(budget("old", remainder="carries_over"), budget("new", "0.00", **NEXT_YEAR))
        story.tell(reserve("r1", "3.00", budget="old"), carry_over("new", budget="old"))
        assert left_of(story, "old", "new") == ["0.00", "7.00"]

    def test_nothing_is_refused(self, story: Story) -> None:
        """An empty budget has no remainder, nor has one that is overdrawn."""
        story.tell(budget("old", remainder="carries_over", overdraft={"PUNT": "5.00"}), budget("new", **NEXT_YEAR))
        story.tell(spend("e1", "11.00", budget="old"))
        assert story.refused(carry_over("new", budget="old")) == "nothing-left"

    def test_to_another_unit_is_refused(self, story: Story) -> None:
        """Points do not become hours on New Year's Day."""
        story.tell(budget("old", remainder="carries_over"), budget("new", **NEXT_YEAR) | {"amount": {"UUR": "1:00"}})
        assert story.refused(carry_over("new", budget="old")) == "unit-differs"

    def test_to_a_budget_that_is_over_or_closed_is_refused(self, story: Story) -> None:
        """What cannot be received is not given."""
        story.tell(budget("old", remainder="carries_over"), budget("new", **{"to": "2026-06-30"}))
        assert story.refused(carry_over("new", budget="old")) == "outside-period"
        story.tell(close("2026-06-30", budget="new"))
        assert story.refused(carry_over("new", on="2026-06-30", budget="old")) == "budget-closed"
        assert story.left("old") == "10.00"


class TestSpendingTogether:
    @pytest.fixture
    def together(self, story: Story) -> Line:
        """Three clients cook together for 4,00 points."""
        for number in ("2", "3"):
            story.tell(client(f"c{number}"), indicatie(int(number), client=f"c{number}"))
            story.tell(budget(f"b{number}", client=f"c{number}"))
        line = spend("g1", "4.00", budget=None, what="samen koken") | {"do": "spend_together"}
        return line | {"budgets": ["b1", "b2", "b3"]}

    def test_is_split_exactly(self, story: Story, together: Line) -> None:
        """The parts add up; the first bear the hundredth that cannot be split."""
        story.tell(together)
        assert [str(story.balance(budget).spent) for budget in ("b1", "b2", "b3")] == ["1.34", "1.33", "1.33"]

    def test_is_for_all_or_for_none(self, story: Story, together: Line) -> None:
        """One of the three has too little left."""
        story.tell(lowered("8.68", budget="b3"))
        assert story.refused(together) == "over-budget"
        assert left_of(story, "b1", "b2", "b3") == ["10.00", "10.00", "1.32"]

    def test_with_one_client_or_one_twice_is_refused(self, story: Story, together: Line) -> None:
        """That is no group."""
        assert story.refused(together | {"budgets": ["b1"]}) == "budgets-unclear"
        assert story.refused(together | {"budgets": ["b1", "b2", "b1"]}) == "budgets-unclear"

    def test_for_less_than_a_hundredth_each_is_refused(self, story: Story, together: Line) -> None:
        """A part of nothing is no spend."""
        assert story.refused(together | {"amount": {"PUNT": "0.02"}}) == "amount-not-positive"
        story.tell(together | {"amount": {"PUNT": "0.03"}})

    def test_with_a_budget_in_another_unit_is_refused(self, story: Story, together: Line) -> None:
        """And nothing is written for the others."""
        story.tell(budget("b4") | {"amount": {"UUR": "1:00"}})
        assert story.refused(together | {"budgets": ["b1", "b2", "b4"]}) == "unit-differs"

    def test_may_take_from_two_budgets_of_one_client_and_the_group(self, story: Story, together: Line) -> None:
        """Budgets, not clients, are named once."""
        story.tell(budget("b4"), pot(amount="2.00"), together | {"budgets": ["b1", "b4", "pot"]})
        assert left_of(story, "b1", "b4", "pot") == ["8.66", "8.67", "0.67"]


class TestOpening:
    def test_is_for_a_client_or_a_group_and_not_for_both_or_none(self, story: Story) -> None:
        """A budget is somebody's."""
        assert story.refused(budget("b2", group="Woongroep")) == "owner-unclear"
        assert story.refused(budget("b2", client=None)) == "owner-unclear"

    def test_twice_is_refused(self, story: Story) -> None:
        """Also by another provider."""
        assert story.refused(budget(provider="p2")) == "budget-exists"

    def test_for_somebody_unknown_is_refused(self, story: Story) -> None:
        """The client comes first."""
        assert story.refused(budget("b2", client="c9")) == "client-unknown"

    def test_below_zero_is_refused(self, story: Story) -> None:
        """Nobody starts with a debt."""
        assert story.refused(budget("b2", "-0.01")) == "amount-negative"
