"""Every line that can be is recorded, in one set; a line that cannot leaves no trace in what comes after it."""

import pytest

from ledger.application import Outcome
from ledger.commands.door import NotRecorded
from ledger.commands.journal import read_command
from ledger.vocabulary.actor import SYSTEM
from ledger.vocabulary.source import Source
from tests.houses import do
from tests.ledger.crowds.processes import spends
from tests.ledger.lines import FAMILY, Line, budget, client, lowered, raised, reserve, spend
from tests.ledger.log.test_positions import check_order
from tests.ledger.story import Story
from web.composition import House

TOGETHER = {
    "do": "spend_together",
    "entry": "g1",
    "budgets": ["b1", "b2"],
    "on": "2026-03-05",
    "amount": {"PUNT": "8.00"},
    "what": "koken",
}


@pytest.fixture
def family(house: House) -> Story:
    """Ten points in b1, one in b2, on both databases."""
    do(house, *FAMILY, budget("b2", "1.00"))
    return Story(house)


def each(story: Story, *lines: Line) -> list[str]:
    """Give lines each by itself; return yes or the code, per line."""
    requests = [read_command(line) for line in lines]
    told = story.house.door.accept_each(requests, SYSTEM, Source("journal", "test"))
    return [one.error.code if isinstance(one, NotRecorded) else "yes" for one in told]


class TestARefusal:
    def test_stops_nobody_else(self, family: Story) -> None:
        """Before it and after it."""
        assert each(family, spend("e1", "4.00"), spend("e2", "7.00"), spend("e3", "6.00")) == [
            "yes",
            "over-budget",
            "yes",
        ]
        assert family.left() == "0.00"
        check_order(family.house.ledger.records(0))

    def test_halfway_a_command_is_undone(self, family: Story) -> None:
        """The first budget bears its part, the second does not: of the first nothing is taken, and e3 sees that."""
        before = family.position()
        assert each(family, spend("e1", "1.00"), TOGETHER, spend("e3", "9.00")) == ["yes", "over-budget", "yes"]
        assert (family.left(), family.left("b2")) == ("0.00", "1.00")
        assert family.position() == before + 2
        assert family.tell(spend("g1", "0.50", budget="b2"))

    def test_keeps_what_was_decided_before_it(self, family: Story) -> None:
        """Lines of the same budget in the same set, before the command that is undone."""
        told = each(family, reserve("r1", "3.00"), TOGETHER, spend("e1", "3.00", from_reservation="r1"), TOGETHER)
        assert told == ["yes", "over-budget", "yes", "over-budget"]
        assert family.left() == "7.00"

    def test_makes_no_key(self, family: Story) -> None:
        """A client whose BSN is somebody else's is not there, nor is a key for it."""
        family.tell(client("c2", bsn="999900006"))
        keys = family.traces()
        assert each(family, client("c3", bsn="999900006")) == ["bsn-known"]
        assert family.traces() == keys
        assert each(family, client("c3", bsn="999900006"), client("c3")) == ["bsn-known", "yes"]

    def test_leaves_its_number_free(self, family: Story) -> None:
        """It may be given again, also in the same set."""
        told = each(
            family, spend("e1", "11.00", command_id="k1"), raised("5.00"), spend("e1", "11.00", command_id="k1")
        )
        assert told == ["over-budget", "yes", "yes"]

    def test_of_all_is_told_and_nothing_is_recorded(self, family: Story) -> None:
        """Two refusals, no event, no receipt."""
        traces = family.traces()
        assert each(family, spend("e1", "11.00"), lowered("10.01")) == ["over-budget", "over-budget"]
        assert family.traces() == traces

    def test_is_not_for_what_another_program_changed(self, family: Story) -> None:
        """This one remembers an empty budget; meanwhile more was granted."""
        family.tell(spend("e1", "10.00"))
        stale = family.house.ledger.kept.take("budget-b1")
        family.tell(raised("3.00"))
        family.house.ledger.kept.take("budget-b1")
        assert stale is not None
        family.house.ledger.kept.put([stale])
        assert each(family, spend("e2", "1.00")) == ["yes"]
        family.house.ledger.kept.take("budget-b1")
        family.house.ledger.kept.put([stale])
        assert each(family, spend("e3", "0.50", budget="b2"), spend("e4", "1.00")) == ["yes", "yes"]


class TestAnAnswer:
    def test_is_the_first_again(self, family: Story) -> None:
        """Sent once more after a crash: what was recorded is answered, the rest is recorded."""
        lines = [spend(f"e{number}", "1.00", command_id=f"k{number}") for number in range(4)]
        first = family.tell(*lines[:2])
        requests = [read_command(line) for line in lines]
        told = family.house.door.accept_each(requests, SYSTEM, Source("journal", "test"))
        assert told[:2] == first
        assert all(isinstance(one, Outcome) for one in told)
        assert len(spends(family.house.ledger)) == 4

    def test_with_another_content_is_no(self, family: Story) -> None:
        """Of that line alone."""
        one, other = spend("e1", "1.00", command_id="k1"), spend("e2", "1.00", command_id="k1")
        assert each(family, one, other, one) == ["yes", "command-id-used", "yes"]
        assert len(spends(family.house.ledger)) == 1
