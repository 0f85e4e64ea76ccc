"""Beyond the budget, long after the day, judged or answered by who wrote it."""

import pytest

from ledger.rechtmatigheid.rules.entries import (
    approved_own_entry,
    entry_long_after,
    question_answered_by_writer,
    spend_long_after,
    spend_over_budget,
)
from ledger.vocabulary.actor import Actor, Mandate
from ledger.vocabulary.amounts import Unit
from ledger.vocabulary.clock import SetClock
from tests.ledger.care_lines import delivered, plan
from tests.ledger.lines import spend
from tests.ledger.rechtmatigheid.declared_lines import asked, paid
from tests.ledger.rechtmatigheid.made import a_case, a_delivery, a_line
from tests.ledger.rechtmatigheid.made_care import AGREED, a_spend, day, finds
from tests.ledger.rechtmatigheid.stories import found
from tests.ledger.story import Story, somebody

BART, SAMIRA = Mandate(Actor("m-bart", "medewerker"), "p1"), Mandate(Actor("m-samira", "medewerker"), "p1")


class TestASpendBeyondTheBudget:
    def test_is_found_when_the_budget_turns_out_to_be_too_small(self) -> None:
        """A point over is told; exactly the budget is fine."""
        assert not finds(spend_over_budget, a_spend(over=0), a_case())
        (one,) = finds(spend_over_budget, a_spend(over=1), a_case())
        assert (one.eurocent, "0,01 punten" in one.told) == (0, True)

    def test_puts_euros_at_stake(self) -> None:
        """No more than the spend itself."""
        assert [one.eurocent for one in finds(spend_over_budget, a_spend(unit=Unit.EUR.value, over=150), a_case())] == [
            150
        ]
        assert [one.eurocent for one in finds(spend_over_budget, a_spend(unit=Unit.EUR.value, over=900), a_case())] == [
            200
        ]

    def test_is_not_found_within_it(self, story: Story) -> None:
        """Ten points of ten."""
        story.tell(spend("e1", "10.00"))
        assert not found(story.house, "c1", "spend-over-budget")


class TestWhatWasWrittenLongAfter:
    @pytest.mark.parametrize(("recorded", "expected"), [("04-04", 0), ("04-05", 1)])
    def test_is_more_than_a_month_late(self, recorded: str, expected: int) -> None:
        """Care of 4 March: on the thirty-first day it is in time, on the next it is late."""
        assert len(finds(entry_long_after, a_delivery(recorded=day(recorded)), a_case())) == expected
        assert len(finds(spend_long_after, a_spend(recorded=day(recorded)), a_case())) == expected

    def test_is_found_in_the_log(self, home: Story, clock: SetClock) -> None:
        """The recording is on the clock of the machine, the day is what somebody says."""
        home.tell(delivered("l1", on="2026-02-01"), delivered("l2", on="2026-01-31"))
        (one,) = found(home.house, "c1", "entry-long-after")
        assert (one.item.key, one.change, "32 dagen" in one.found.told) == ("c1/l2", "same", True)

    def test_is_found_of_spends_too(self, story: Story) -> None:
        """From the virtual budget."""
        story.tell(spend("e1", "1.00", on="2026-02-01"), spend("e2", "1.00", on="2026-01-31"))
        assert [one.item.key for one in found(story.house, "c1", "spend-long-after")] == ["b1/e2"]

    def test_is_not_told_of_what_was_withdrawn(self) -> None:
        """It is no care any more."""
        assert not finds(entry_long_after, a_delivery(minutes=0, recorded=day("12-31")), a_case())
        assert not finds(spend_long_after, a_spend(quantity=0, recorded=day("12-31")), a_case())


class TestALineThatWasApproved:
    @pytest.mark.parametrize(("entered", "judged", "expected"), [("a", "a", 1), ("a", "b", 0), (None, None, 0)])
    def test_was_approved_by_somebody_else(self, entered: str | None, judged: str | None, expected: int) -> None:
        """The operator is a machine: nothing is said of that."""
        line = a_line(entered_by=entered, judged_by=judged)
        assert [one.eurocent for one in finds(approved_own_entry, line, a_case(line))] == [line.left] * expected

    def test_stands(self) -> None:
        """What was not paid, or was taken back, is no harm."""
        for changes in ({"status": "submitted"}, {"left": 0}):
            line = a_line(entered_by="a", judged_by="a", **changes)
            assert not finds(approved_own_entry, line, a_case(line))

    def test_by_its_own_writer_is_found(self, home: Story) -> None:
        """One person in two roles: who enters is not who approves."""
        home.tell(plan())
        submitted, approved = paid(asked(amount=AGREED))
        home.tell(submitted, by=Mandate(Actor("jan", "zorgaanbieder"), "p1"))
        home.tell(approved, by=Mandate(Actor("jan", "zorgkantoor"), region="Rotterdam"))
        (one,) = found(home.house, "c1", "approved-own-entry")
        assert (one.found.eurocent, one.change) == (56_70, "same")

    def test_by_another_is_fine(self, home: Story) -> None:
        """Two persons."""
        home.tell(plan())
        submitted, approved = paid(asked(amount=AGREED))
        home.tell(submitted, by=somebody("zorgaanbieder", "p1"))
        home.tell(approved, by=somebody("zorgkantoor", region="Rotterdam"))
        assert not found(home.house, "c1", "approved-own-entry")


class TestAQuestion:
    def test_answered_by_the_writer_is_a_signal(self, story: Story) -> None:
        """Bart wrote the entry and answered the question about it; Samira answered the other."""
        asked = {"do": "question_entry", "budget": "b1", "entry": "e1", "text": "Klopt dit?"}
        answer = {"do": "answer_question", "budget": "b1", "entry": "e1", "text": "Ja."}
        story.tell(spend("e1", "1.00"), spend("e2", "1.00"), by=BART)
        story.tell(asked, asked | {"entry": "e2"}, by=somebody("familie", client="c1"))
        story.tell(answer, by=BART)
        story.tell(answer | {"entry": "e2"}, by=SAMIRA)
        assert [one.item.key for one in found(story.house, "c1", "question-answered-by-writer")] == ["b1/e1"]

    def test_without_an_answer_is_none(self) -> None:
        """Nobody answered."""
        assert not finds(question_answered_by_writer, a_spend(answered_by=None), a_case())
