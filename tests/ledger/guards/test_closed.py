"""A closed budget is closed: no correction spends from it, and no line stands after the day of closing."""

from tests.ledger.lines import close, correct, spend
from tests.ledger.story import Story


def test_a_closed_budget_is_not_spent_from_by_a_correction(story: Story) -> None:
    """Down is a correction; up would be spending."""
    story.tell(spend("e1", "1.00"), close(on="2026-12-31"))
    assert story.refused(correct("e1", "2.00")) == "budget-closed"
    story.tell(correct("e1", "0.50"))
    assert story.left() == "9.50"


def test_a_budget_does_not_close_before_its_last_line(story: Story) -> None:
    """A line that was withdrawn does not count."""
    story.tell(spend("e1", "1.00", on="2026-03-04"))
    assert story.refused(close(on="2026-03-03")) == "lines-later"
    story.tell(correct("e1", "0.00"), close(on="2026-03-03"))
