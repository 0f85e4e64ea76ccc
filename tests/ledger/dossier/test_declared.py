"""A declared line with what became of it, and where in the log."""

import pytest

from ledger.application import Transaction
from ledger.dossier.declared import Declared, declared_lines, is_declared_anew
from ledger.vocabulary.clock import SetClock
from tests.ledger.care_lines import redelivered
from tests.ledger.declare_lines import APRIL, CARE, declare, judged
from tests.ledger.lines import Line
from tests.ledger.story import Story

D1 = "p1-k1-2026-03"


@pytest.fixture
def story(empty_story: Story, clock: SetClock) -> Story:
    """March was declared: an hour and a half for c1, € 90,00."""
    clock.moment = APRIL
    empty_story.tell(*CARE, declare())
    return empty_story


def lines(story: Story) -> tuple[Declared, ...]:
    """Return every line of March."""
    return declared_lines(Transaction(story.house.ledger, fresh=True).find, "p1", "k1", "2026-03")


def one(story: Story, *told: Line) -> tuple[str, int, int, int, int]:
    """Return state, what is left, credited, paid and taken back by hand of the only line, after these commands."""
    story.tell(*told)
    (line,) = lines(story)
    return line.state, line.left, line.credited, line.paid, line.by_hand


def credited(amount: str | None = None) -> Line:
    """Take back a part of the line, or all that is left."""
    told: Line = {"do": "credit_line", "declaration": D1, "line": "1", "credit": f"c{amount}", "reason": "vergissing"}
    return told if amount is None else told | {"amount": {"EUR": amount}}


class TestALine:
    def test_waits_until_it_is_judged(self, story: Story) -> None:
        """It stands, and is not paid."""
        whole = lines(story)[0].line.eurocent
        assert one(story) == ("submitted", whole, 0, 0, 0)
        assert (lines(story)[0].judged, lines(story)[0].position) == (0, story.position())

    def test_that_was_approved_is_paid(self, story: Story) -> None:
        """At the position of the judgement."""
        whole = lines(story)[0].line.eurocent
        assert one(story, judged("approve")) == ("approved", whole, 0, whole, 0)
        assert lines(story)[0].judged == story.position()

    def test_that_was_refused_stands_for_nothing(self, story: Story) -> None:
        """With why."""
        assert one(story, judged("refuse")) == ("refused", 0, 0, 0, 0)
        assert (lines(story)[0].judged, lines(story)[0].retourcodes) == (story.position(), ("0553",))

    def test_of_which_a_part_was_taken_back_is_still_approved(self, story: Story) -> None:
        """To the cent; of what is left nothing, it is credited."""
        whole = lines(story)[0].line.eurocent
        assert one(story, judged("approve"), credited("0.01")) == ("approved", whole - 1, 1, whole - 1, 1)
        assert [taken.position for taken in lines(story)[0].taken] == [story.position()]
        assert one(story, credited()) == ("credited", 0, whole, 0, whole)

    def test_that_was_refused_may_be_declared_anew(self, story: Story) -> None:
        """By a later declaration of the same care."""
        story.tell(judged("refuse"))
        (first,) = lines(story)
        assert not is_declared_anew(first, lines(story))
        story.tell(redelivered("0:45"), declare())
        found = lines(story)
        assert [is_declared_anew(each, found) for each in found] == [True, False]

    def test_that_was_worked_out_anew_is_not_taken_back_by_hand(self, story: Story) -> None:
        """Somebody corrected what happened, and declared again."""
        story.tell(judged("approve"), redelivered("0:45"), declare())
        first, second = lines(story)
        assert (first.state, first.by_hand, second.state) == ("credited", 0, "submitted")
