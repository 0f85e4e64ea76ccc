"""No valid indicatie on the day of care: as known when it was paid, and as known now."""

from tests.ledger.rechtmatigheid.stories import found
from tests.ledger.story import Story

LINE = {"line": "1", "client": "c1", "prestatie": "H126", "quantity": "1:00", "unit": "UUR", "amount": {"EUR": "60.00"}}
DECLARED = {"do": "submit_declaration", "declaration": "d1", "provider": "p1", "period": ["2026-01-01", "2026-12-31"]}
ENDED = {"do": "end_indicatie", "client": "c1", "besluitnummer": 1, "on": "2026-03-01", "reason": "Verhuisd"}
APPROVED = {"do": "approve_declaration", "declaration": "d1", "lines": ["1"]}


class TestALineOnADay:
    def test_with_an_indicatie_is_lawful(self, story: Story) -> None:
        """c1 has an indicatie for 2026, so the last day of it is fine."""
        story.tell(DECLARED | {"lines": [LINE | {"on": "2026-12-31"}]}, APPROVED)
        assert not found(story.house, "c1", "no-indicatie")

    def test_after_the_indicatie_was_ended_with_effect_from_the_past_became_unlawful(self, story: Story) -> None:
        """It was paid in good faith; weeks later CIZ ended the indicatie with effect from the day before."""
        story.tell(DECLARED | {"lines": [LINE | {"on": "2026-03-02"}]}, APPROVED)
        story.tell(ENDED)
        (one,) = found(story.house, "c1", "no-indicatie")
        assert (one.change, one.then, one.found.eurocent) == ("became-unlawful", None, 60_00)
