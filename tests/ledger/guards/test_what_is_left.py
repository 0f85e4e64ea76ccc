"""Never more spent and reserved than granted: at the last point, and one hundredth over it."""

import pytest

from tests.ledger.lines import budget, correct, lowered, raised, release, reserve, spend
from tests.ledger.story import Story


class TestSpending:
    def test_exactly_what_is_left_is_accepted(self, story: Story) -> None:
        """The last point of a budget is the client's too."""
        story.tell(spend("e1", "6.00"), spend("e2", "4.00"))
        assert story.left() == "0.00"

    def test_more_than_available_is_refused_with_the_figures(self, story: Story) -> None:
        """One hundredth of a point over, and the answer says what is left and until when."""
        story.tell(spend("e1", "6.00"))
        error = story.refusal(spend("e2", "4.01"))
        assert (error.code, error.field) == ("over-budget", "amount")
        assert error.message == (
            "Dit past niet: van dit budget is nog 4,00 punten vrij tot en met 31 december 2026. "
            "Verlaag het aantal of vraag een ophoging aan."
        )

    def test_from_an_empty_budget_is_refused(self, story: Story) -> None:
        """A budget may be opened empty, to be filled by a transfer."""
        story.tell(budget("b2", "0.00"))
        assert story.refused(spend("e1", "0.01", budget="b2")) == "over-budget"

    @pytest.mark.parametrize(("amount", "code"), [("0.00", "amount-not-positive"), ("-1.00", "amount-not-positive")])
    def test_nothing_or_less_is_refused(self, story: Story, amount: str, code: str) -> None:
        """A mistake is corrected; it is not spent backwards."""
        assert story.refused(spend("e1", amount)) == code

    def test_in_another_unit_is_refused(self, story: Story) -> None:
        """Euros cannot be taken from a budget of points."""
        assert story.refused(spend("e1", "1.00") | {"amount": {"EUR": "1.00"}}) == "unit-differs"

    def test_the_same_entry_twice_is_refused(self, story: Story) -> None:
        """Also when all else about it is different."""
        story.tell(spend("e1", "1.00"))
        assert story.refused(spend("e1", "2.00", on="2026-05-05", what="koken")) == "entry-exists"

    def test_an_entry_with_the_number_of_a_reservation_is_refused(self, story: Story) -> None:
        """Also when that reservation was given up long ago: a number names one line for ever."""
        story.tell(reserve("r1", "1.00"), release("r1"))
        assert story.refused(spend("r1", "1.00")) == "entry-exists"

    def test_two_spends_in_one_set_see_each_other(self, story: Story) -> None:
        """What fits apart need not fit together; then neither is recorded."""
        assert story.refused(spend("e1", "6.00"), spend("e2", "6.00")) == "over-budget"
        assert story.left() == "10.00"


class TestAnOverdraft:
    def test_may_be_used_to_its_end_and_not_further(self, story: Story) -> None:
        """The organisation named 2,00 points that may be spent beyond the budget."""
        story.tell(budget("b2", "10.00", overdraft={"PUNT": "2.00"}))
        story.tell(spend("e1", "12.00", budget="b2"))
        assert story.left("b2") == "-2.00"
        assert story.refused(spend("e2", "0.01", budget="b2")) == "over-budget"

    def test_in_another_unit_or_below_zero_is_refused(self, story: Story) -> None:
        """An overdraft is an amount of the budget's own unit."""
        assert story.refused(budget("b2", overdraft={"EUR": "2.00"})) == "unit-differs"
        assert story.refused(budget("b2", overdraft={"PUNT": "-0.01"})) == "amount-negative"

    def test_is_not_there_to_be_taken_back(self, story: Story) -> None:
        """A budget is lowered by what was granted and is free, not by what was only allowed."""
        story.tell(budget("b2", "10.00", overdraft={"PUNT": "2.00"}), spend("e1", "11.00", budget="b2"))
        error = story.refusal(lowered("0.01", budget="b2"))
        assert error.code == "over-budget"
        assert "nog 0,00 punten vrij" in error.message


class TestLowering:
    def test_to_exactly_what_is_used_is_accepted(self, story: Story) -> None:
        """What is spent and what is planned both count as used."""
        story.tell(spend("e1", "3.00"), reserve("r1", "2.00"), lowered("5.00"))
        assert story.left() == "0.00"

    def test_below_what_is_used_is_refused(self, story: Story) -> None:
        """One hundredth of a point too far."""
        story.tell(spend("e1", "3.00"), reserve("r1", "2.00"))
        assert story.refused(lowered("5.01")) == "over-budget"

    def test_from_a_later_day_counts_only_from_then(self, story: Story) -> None:
        """Half of the budget is taken back from July; until then all of it may be spent, but not both."""
        story.tell(lowered("5.00", on="2026-07-01"))
        assert story.left(on="2026-06-30") == "10.00"
        assert story.left(on="2026-07-01") == "5.00"
        assert story.refused(spend("e1", "5.01", on="2026-06-30")) == "over-budget"
        story.tell(spend("e1", "5.00", on="2026-06-30"))


class TestRaising:
    def test_for_a_past_day_may_be_spent_on_that_day(self, story: Story) -> None:
        """An increase is often decided after the care it is for."""
        story.tell(spend("e1", "10.00"), raised("2.00", on="2026-02-01"), spend("e2", "2.00", on="2026-02-01"))
        assert story.left() == "0.00"

    def test_for_a_later_day_cannot_be_spent_before_it(self, story: Story) -> None:
        """The sentence names the last day for which the lower figure holds."""
        story.tell(raised("5.00", on="2026-07-01"), spend("e1", "10.00"))
        error = story.refusal(spend("e2", "0.01", on="2026-06-30"))
        assert error.code == "over-budget"
        assert "nog 0,00 punten vrij tot en met 30 juni 2026" in error.message
        story.tell(spend("e2", "5.00", on="2026-07-01"))

    def test_a_spend_before_it_may_not_use_what_a_later_spend_needs(self, story: Story) -> None:
        """A back-dated spend takes from every day after it."""
        story.tell(spend("e1", "9.00", on="2026-11-01"))
        assert story.refused(spend("e2", "1.01", on="2026-02-01")) == "over-budget"
        story.tell(spend("e2", "1.00", on="2026-02-01"))

    def test_by_nothing_is_refused(self, story: Story) -> None:
        """An increase of zero decides nothing."""
        assert story.refused(raised("0.00")) == "amount-not-positive"


class TestAReservation:
    def test_holds_its_amount(self, story: Story) -> None:
        """What is planned cannot be spent on something else."""
        story.tell(reserve("r1", "8.00"))
        assert story.refused(spend("e1", "2.01")) == "over-budget"
        story.tell(spend("e1", "2.00"))

    @pytest.mark.parametrize(("spent", "left"), [("1.50", "8.50"), ("2.00", "8.00"), ("3.00", "7.00")])
    def test_that_is_used_frees_what_it_did_not_use(self, story: Story, spent: str, left: str) -> None:
        """Care that took less, as much, or more than was planned."""
        story.tell(reserve("r1", "2.00"), spend("e1", spent, from_reservation="r1"))
        figures = story.balance()
        assert (str(figures.reserved), str(figures.spent), str(figures.available)) == ("0.00", spent, left)

    def test_may_be_overrun_to_exactly_what_is_free(self, story: Story) -> None:
        """Its own amount is free for it; one hundredth more is not there."""
        story.tell(reserve("r1", "2.00"), spend("e1", "7.00"))
        assert story.refused(spend("e2", "3.01", from_reservation="r1")) == "over-budget"
        story.tell(spend("e2", "3.00", from_reservation="r1"))
        assert story.left() == "0.00"

    def test_for_a_later_day_may_be_used_on_an_earlier_one(self, story: Story) -> None:
        """The walk was brought forward."""
        story.tell(
            reserve("r1", "10.00", on="2026-06-01"), spend("e1", "10.00", on="2026-05-01", from_reservation="r1")
        )
        assert story.left() == "0.00"

    def test_for_an_earlier_day_may_be_used_on_a_later_one(self, story: Story) -> None:
        """The walk was put off."""
        story.tell(
            reserve("r1", "10.00", on="2026-06-01"), spend("e1", "10.00", on="2026-07-01", from_reservation="r1")
        )
        assert (story.left(on="2026-06-30"), story.left(on="2026-07-01")) == ("10.00", "0.00")

    def test_can_be_used_once(self, story: Story) -> None:
        """The second time there is nothing planned any more."""
        story.tell(reserve("r1", "2.00"), spend("e1", "1.00", from_reservation="r1"))
        assert story.refused(spend("e2", "1.00", from_reservation="r1")) == "entry-not-reserved"

    def test_that_was_given_up_is_free_and_cannot_be_used(self, story: Story) -> None:
        """Nor given up again."""
        story.tell(reserve("r1", "10.00"), release("r1"))
        assert story.left() == "10.00"
        assert story.refused(spend("e1", "1.00", from_reservation="r1")) == "entry-not-reserved"
        assert story.refused(release("r1")) == "entry-not-reserved"

    def test_that_is_not_there_cannot_be_used_or_given_up(self, story: Story) -> None:
        """The field says which of the two numbers is wrong."""
        error = story.refusal(spend("e1", "1.00", from_reservation="r9"))
        assert (error.code, error.field) == ("entry-unknown", "from_reservation")
        assert story.refused(release("r9")) == "entry-unknown"

    def test_is_no_spend_that_can_be_corrected_and_a_spend_cannot_be_given_up(self, story: Story) -> None:
        """Each kind of line has its own way back."""
        story.tell(reserve("r1", "2.00"), spend("e1", "2.00"))
        assert story.refused(correct("r1", "1.00")) == "entry-not-spent"
        assert story.refused(release("e1")) == "entry-not-reserved"
