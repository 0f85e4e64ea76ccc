"""A mistake is put right by a new line that points to the old one; it counts on the day of the line it corrects."""

from tests.ledger.lines import carry_over, close, correct, died, lowered, points, raised, reserve, spend
from tests.ledger.story import Story


class TestACorrection:
    def test_upwards_to_exactly_what_fits_is_accepted(self, story: Story) -> None:
        """The 3,00 points of the line itself and the 7,00 that are left."""
        story.tell(spend("e1", "3.00"), correct("e1", "10.00"))
        assert story.left() == "0.00"

    def test_upwards_by_one_hundredth_more_is_refused(self, story: Story) -> None:
        """A correction is no way around the budget."""
        story.tell(spend("e1", "3.00"))
        assert story.refused(correct("e1", "10.01")) == "over-budget"

    def test_upwards_may_not_use_what_comes_later(self, story: Story) -> None:
        """The line is of March, the increase of July."""
        story.tell(raised("5.00", on="2026-07-01"), spend("e1", "10.00"))
        assert story.refused(correct("e1", "10.01")) == "over-budget"

    def test_downwards_frees_the_difference_from_the_day_of_the_line(self, story: Story) -> None:
        """Not from the day on which the mistake was found."""
        story.tell(spend("e1", "10.00"), correct("e1", "4.00"), spend("e2", "6.00", on="2026-03-04"))
        assert story.left(on="2026-03-04") == "0.00"

    def test_to_zero_withdraws_the_spend(self, story: Story) -> None:
        """The line stays on record, with nothing in it."""
        story.tell(spend("e1", "10.00"), correct("e1", "0.00"))
        assert (story.left(), story.balance().spent.quantity) == ("10.00", 0)

    def test_of_a_withdrawn_spend_is_possible(self, story: Story) -> None:
        """Withdrawing was the mistake."""
        story.tell(spend("e1", "10.00"), correct("e1", "0.00"), correct("e1", "2.00"))
        assert story.left() == "8.00"

    def test_of_a_withdrawn_spend_does_not_free_its_number(self, story: Story) -> None:
        """A number names one line for ever."""
        story.tell(spend("e1", "1.00"), correct("e1", "0.00"))
        assert story.refused(spend("e1", "1.00")) == "entry-exists"

    def test_that_changes_nothing_is_refused(self, story: Story) -> None:
        """Also when the line was withdrawn before."""
        story.tell(spend("e1", "1.00"))
        assert story.refused(correct("e1", "1.00")) == "correction-changes-nothing"
        story.tell(correct("e1", "0.00"))
        assert story.refused(correct("e1", "0.00")) == "correction-changes-nothing"

    def test_below_zero_is_refused(self, story: Story) -> None:
        """A spend does not become income."""
        story.tell(spend("e1", "1.00"))
        assert story.refused(correct("e1", "-0.01")) == "amount-negative"

    def test_in_another_unit_is_refused(self, story: Story) -> None:
        """Points stay points."""
        story.tell(spend("e1", "1.00"))
        assert story.refused(correct("e1", "1.00") | {"amount": {"UUR": "1:00"}}) == "unit-differs"

    def test_of_a_line_that_is_not_there_is_refused(self, story: Story) -> None:
        """Nor of a line of another budget."""
        assert story.refused(correct("e9", "1.00")) == "entry-unknown"

    def test_on_a_closed_budget_is_possible_downwards_only(self, story: Story) -> None:
        """Mistakes are found after the year is closed as well; but nothing more can be spent from it."""
        story.tell(spend("e1", "4.00"), close(), correct("e1", "3.00"))
        assert story.refused(correct("e1", "3.01")) == "budget-closed"

    def test_upwards_after_the_rest_was_taken_back_is_refused(self, story: Story) -> None:
        """What went away is not there any more."""
        story.tell(spend("e1", "4.00"), lowered("6.00"))
        assert story.refused(correct("e1", "4.01")) == "over-budget"

    def test_upwards_of_care_after_death_is_refused_and_downwards_is_not(self, story: Story) -> None:
        """The death was reported late; what was written after it can be taken back, never made more."""
        story.tell(spend("e1", "4.00", on="2026-03-04"), died("2026-03-03"))
        assert story.refused(correct("e1", "4.01")) == "after-death"
        story.tell(correct("e1", "0.00"))
        assert story.refused(correct("e1", "4.00")) == "after-death"

    def test_upwards_of_care_on_the_day_of_death_is_accepted(self, story: Story) -> None:
        """The last day belongs to life."""
        story.tell(spend("e1", "4.00"), died("2026-03-04"), correct("e1", "5.00"))
        assert story.left() == "5.00"

    def test_upwards_outside_the_indicatie_as_it_is_known_now_is_refused(self, story: Story) -> None:
        """The indicatie was ended with effect from before the line."""
        ended = {
            "do": "end_indicatie",
            "client": "c1",
            "besluitnummer": 1,
            "on": "2026-03-03",
            "reason": "nieuw besluit",
        }
        story.tell(spend("e1", "4.00"), ended)
        assert story.refused(correct("e1", "4.01")) == "no-indicatie"
        story.tell(correct("e1", "3.99"))

    def test_keeps_the_rate_of_the_spend(self, story: Story) -> None:
        """The value of a point changed afterwards; the line keeps the rate it was decided at."""
        rate = {"do": "set_value", "provider": "p1", "unit": "PUNT", "from": "2026-01-01"}
        story.tell(rate | {"value": {"EUR": "12.50"}}, spend("e1", "2.00"), rate | {"value": {"EUR": "20.00"}})
        (corrected,) = story.tell(correct("e1", "3.00"))
        stored = story.house.ledger.at(corrected.events[0][0])
        assert stored is not None
        assert b'"worth":{"eurocent":3750,"rate_eurocent":1250,"rate_from":"2026-01-01"}' in stored.state


class TestQuestions:
    def test_one_at_a_time_and_each_its_answer(self, story: Story) -> None:
        """A second question waits for the answer to the first."""
        about = {"budget": "b1", "entry": "e1", "text": "Klopt dit?"}
        ask, answer = {"do": "question_entry"} | about, {"do": "answer_question"} | about
        story.tell(spend("e1", "1.00"))
        assert story.refused(answer) == "no-question"
        story.tell(ask)
        assert story.refused(ask) == "question-open"
        story.tell(answer)
        assert story.refused(answer) == "no-question"
        story.tell(ask)

    def test_about_a_line_that_is_not_there_are_refused(self, story: Story) -> None:
        """Neither asked nor answered."""
        about = {"budget": "b1", "entry": "e9", "text": "Klopt dit?"}
        assert story.refused({"do": "question_entry"} | about) == "entry-unknown"
        assert story.refused({"do": "answer_question"} | about) == "entry-unknown"

    def test_about_planned_care_and_after_closing_are_possible(self, story: Story) -> None:
        """A client may always ask."""
        about = {"budget": "b1", "text": "Klopt dit?"}
        story.tell(reserve("r1", "1.00"), {"do": "question_entry", "entry": "r1"} | about)
        story.tell(spend("e1", "1.00", from_reservation="r1"), close(), {"do": "question_entry", "entry": "e1"} | about)


class TestClosing:
    def test_with_planned_care_is_refused_and_names_it(self, story: Story) -> None:
        """First use it or give it up."""
        story.tell(*(reserve(f"r{number}", "1.00") for number in range(1, 5)))
        error = story.refusal(close())
        assert error.code == "reservations-open"
        assert "nog reserveringen open (r1, r2, r3)" in error.message

    def test_stops_everything_new(self, story: Story) -> None:
        """Neither planned, nor spent, nor changed, nor closed again; also for a day before the closing."""
        story.tell(close("2026-06-30"))
        for line in (spend("e1", "1.00"), reserve("r1", "1.00"), raised("1.00"), lowered("1.00"), close()):
            assert story.refused(line) == "budget-closed", line

    def test_on_a_day_outside_the_period_is_refused(self, story: Story) -> None:
        """The last day is the last possibility."""
        assert story.refused(close("2027-01-01")) == "outside-period"
        story.tell(close("2026-12-31"))

    def test_stops_what_goes_to_another_budget(self, story: Story) -> None:
        """What was left when it closed lapses."""
        story.tell(close())
        assert story.refused(carry_over("b1")) == "budget-closed"

    def test_writes_down_what_was_left(self, story: Story) -> None:
        """For the year report, without any arithmetic later."""
        story.tell(spend("e1", "4.00"))
        (closed,) = story.tell(close())
        stored = story.house.ledger.at(closed.events[0][0])
        assert stored is not None
        assert b'"left":600' in stored.state

    def test_leaves_the_amounts_as_they_were(self, story: Story) -> None:
        """Closing spends nothing."""
        story.tell(spend("e1", "4.00"), close())
        assert story.balance().granted.written() == points("10.00")
        assert story.left() == "6.00"
