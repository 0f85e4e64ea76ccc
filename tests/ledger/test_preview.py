"""A preview decides and records nothing: no event, no receipt, no key, and nothing imagined stays in memory."""

from collections.abc import Sequence

import pytest

from ledger.application import Outcome, Record
from ledger.commands.door import NotRecorded
from ledger.commands.journal import read_command
from ledger.commands.preview import Asked
from ledger.commands.preview import preview as preview_of
from ledger.events import Event, VirtualBudget, decode, sentence
from ledger.vocabulary.actor import SYSTEM, Mandate
from ledger.vocabulary.source import Source
from tests.ledger.lines import FAMILY, Line, client, raised, spend
from tests.ledger.story import Story, somebody
from web.composition import House


@pytest.fixture
def family(house: House) -> Story:
    """The family, on both databases."""
    story = Story(house)
    story.tell(*FAMILY)
    return story


def preview(story: Story, *lines: Line, by: Mandate = SYSTEM) -> list[Event]:
    """Decide lines together without recording them; see to it that they leave nothing behind."""
    before = story.traces()
    try:
        asked = Asked([read_command(one) for one in lines], by, Source("journal", "test"))
        found = preview_of(story.house.door, asked, lambda records: ())
    finally:
        assert story.traces() == before
    for one in found.answers:
        if isinstance(one, NotRecorded):
            raise one
    return [decode(record.topic, record.state) for record in found.records]


class TestAPreview:
    def test_returns_the_events_that_would_be_written_in_order(self, family: Story) -> None:
        """Typed, each seeing what the one before it decided."""
        told = preview(family, client("c2"), spend("e1", "6.00"), spend("e2", "4.00"))
        assert [sentence(event) for event in told] == [
            "Cliënt c2 is ingeschreven in regio Rotterdam.",
            "6,00 punten besteed op 4 maart 2026, regel e1.",
            "4,00 punten besteed op 4 maart 2026, regel e2.",
        ]
        assert isinstance(told[1], VirtualBudget.Spent)

    def test_says_what_could_not_be(self, family: Story) -> None:
        """With the command that it is about: the second takes what the first left."""
        with pytest.raises(NotRecorded) as refused:
            preview(family, spend("e1", "6.00"), spend("e2", "4.01", command_id="k2"))
        assert (refused.value.error.code, refused.value.command_id) == ("over-budget", "k2")

    def test_is_given_within_the_same_mandate(self, family: Story) -> None:
        """Whoever may not do it may not see what it would do."""
        with pytest.raises(NotRecorded) as refused:
            preview(family, spend("e1", "1.00"), by=somebody("zorgkantoor"))
        assert refused.value.error.code == "role-may-not"

    def test_is_not_remembered(self, family: Story) -> None:
        """The budget that is kept in memory holds what was recorded, not what was imagined."""
        family.tell(spend("e1", "1.00"))
        kept = family.house.ledger.kept.take("budget-b1")
        assert kept is not None
        family.house.ledger.kept.put([kept])
        version = kept.version
        preview(family, spend("e2", "9.00"))
        again = family.house.ledger.kept.take("budget-b1")
        assert (again, again and again.version) == (kept, version)
        family.house.ledger.kept.put([kept])
        family.tell(spend("e2", "9.00"))
        assert family.left() == "0.00"

    def test_sees_what_another_program_recorded_meanwhile(self, family: Story) -> None:
        """It reads the log, and not what is kept in memory."""
        family.tell(spend("e1", "1.00"))
        stale = family.house.ledger.kept.take("budget-b1")
        assert stale is not None
        family.tell(spend("e2", "9.00"))
        family.house.ledger.kept.put([stale])
        with pytest.raises(NotRecorded) as refused:
            preview(family, spend("e3", "0.01"))
        assert refused.value.error.code == "over-budget"

    def test_tells_answers_and_events_of_one_decision(self, family: Story) -> None:
        """While it was at work the budget was raised: what did not fit then fits now, and is told at its place."""
        raises = iter([raised("100.00")])

        def meanwhile(records: Sequence[Record]) -> Sequence[str]:
            family.tell(*(line for line in raises))
            return ()

        lines = [client("n1"), spend("e1", "60.00"), client("n2")]
        asked = Asked([read_command(one) for one in lines], SYSTEM, Source("journal", "test"), keep_going=True)
        found = preview_of(family.house.door, asked, meanwhile)
        told = [event for one in found.answers if isinstance(one, Outcome) for event in one.events]
        assert told == [(record.position, record.topic) for record in found.records]
        assert [topic for _, topic in told] == ["client.registered/1", "budget.spent/1", "client.registered/1"]

    def test_takes_no_receipt(self, family: Story) -> None:
        """The same command id can still be given; one that was given writes nothing more."""
        line = spend("e1", "1.00", command_id="k1")
        assert len(preview(family, line)) == 1
        family.tell(line)
        assert preview(family, line) == []
