"""Sending something twice is harmless: the first answer comes again, and nothing is written a second time."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from ledger.application import Outcome
from ledger.commands.door import NotRecorded
from ledger.commands.journal import read_command
from ledger.vocabulary.actor import SYSTEM
from ledger.vocabulary.source import Source
from tests.houses import do
from tests.ledger.lines import FAMILY, Line, budget, client, correct, pot, raised, spend, transfer
from tests.ledger.story import Story, somebody
from web.composition import House

AT_ONCE = 8


def answer(house: House, line: Line) -> tuple[Outcome | None, str | None]:
    """Give a command; return its outcome or the code of its refusal."""
    try:
        return do(house, line)[0], None
    except NotRecorded as refused:
        return None, refused.error.code


def at_once(house: House, lines: list[Line]) -> list[tuple[Outcome | None, str | None]]:
    """Give commands from as many threads, which start together."""
    start = Barrier(len(lines))

    def give(line: Line) -> tuple[Outcome | None, str | None]:
        start.wait()
        return answer(house, line)

    with ThreadPoolExecutor(len(lines)) as threads:
        return list(threads.map(give, lines))


class TestTheSameCommandAgain:
    def test_gets_the_first_answer(self, story: Story) -> None:
        """Position and topic, as they were; nothing new is recorded."""
        first = story.tell(spend("e1", "1.00", command_id="k1"))
        story.tell(spend("e2", "1.00"))
        before = story.traces()
        assert story.tell(spend("e1", "1.00", command_id="k1")) == first
        assert story.traces() == before

    def test_gets_it_also_when_it_would_be_refused_by_now(self, story: Story) -> None:
        """The budget is empty and closed; the answer to what was accepted does not change."""
        first = story.tell(spend("e1", "10.00", command_id="k1"))
        story.tell({"do": "close_budget", "budget": "b1", "on": "2026-12-31"})
        assert story.tell(spend("e1", "10.00", command_id="k1")) == first

    def test_is_the_same_whatever_the_order_of_its_fields(self, story: Story) -> None:
        """Content counts, not the way it was written."""
        line = spend("e1", "1.00", command_id="k1")
        first = story.tell(line)
        assert story.tell(dict(reversed(line.items()))) == first

    def test_with_several_events_gets_all_of_them(self, story: Story) -> None:
        """A transfer writes one at each side."""
        story.tell(pot())
        (first,) = story.tell(transfer("t1", "b1", "pot", "1.00", command_id="k1"))
        assert [topic for _, topic in first.events] == ["budget.transferred-out/1", "budget.transferred-in/1"]
        story.tell(spend("e1", "1.00"))
        assert story.tell(transfer("t1", "b1", "pot", "1.00", command_id="k1")) == [first]

    @pytest.mark.parametrize(
        "changed", [{"amount": {"PUNT": "1.01"}}, {"what": "fietsen"}, {"by": "anja"}, {"entry": "e2"}]
    )
    def test_with_another_content_is_refused(self, story: Story, changed: Line) -> None:
        """One number for two requests: one of them is a mistake."""
        line = spend("e1", "1.00", command_id="k1")
        story.tell(line)
        error = story.refusal(line | changed)
        assert (error.code, error.field) == ("command-id-used", "command_id")
        assert "k1" in error.message

    def test_of_another_kind_is_refused(self, story: Story) -> None:
        """The same fields, planned instead of given."""
        line = spend("e1", "1.00", command_id="k1")
        story.tell(line)
        assert story.refused(line | {"do": "reserve"}) == "command-id-used"

    def test_that_was_refused_may_be_accepted_later(self, story: Story) -> None:
        """A refusal leaves nothing behind, its number neither."""
        line = spend("e1", "11.00", command_id="k1")
        assert story.refused(line) == "over-budget"
        story.tell(raised("1.00"), line)
        assert story.left() == "0.00"

    def test_does_not_open_a_door_for_another_role(self, story: Story) -> None:
        """Only who knows the content gets the answer, and it is no more than a position."""
        story.tell(spend("e1", "1.00", command_id="k1"))
        assert story.refused(spend("e2", "1.00", command_id="k2"), by=somebody("auditor")) == "role-may-not"


class TestTwiceInOneSet:
    def test_is_written_once_and_answered_twice(self, story: Story) -> None:
        """A file that was pasted together from two."""
        line = spend("e1", "1.00", command_id="k1")
        first, other, second = do(story.house, line, spend("e2", "1.00", command_id="k2"), line)
        assert first == second != other
        assert story.left() == "8.00"

    def test_with_another_content_is_refused_whole(self, story: Story) -> None:
        """Nothing of the set is kept."""
        first = spend("e1", "1.00", command_id="k1")
        assert story.refused(first, spend("e2", "1.00", command_id="k1")) == "command-id-used"

    def test_with_some_known_from_before_writes_only_the_rest(self, story: Story) -> None:
        """A journal that was sent again with new lines at its end, or in its middle."""
        known = spend("e1", "1.00", command_id="k1")
        (first,) = story.tell(known)
        answers = do(story.house, spend("e0", "1.00", command_id="k0"), known, spend("e2", "1.00", command_id="k2"))
        assert answers[1] == first
        assert [position for outcome in answers for position, _ in outcome.events] == [5, 4, 6]
        assert story.left() == "7.00"

    def test_with_a_refusal_after_a_known_one_is_refused_with_its_own_reason(self, story: Story) -> None:
        """Known lines do not hide what is wrong with new ones, before or after them."""
        known = spend("e1", "1.00", command_id="k1")
        story.tell(known)
        wrong = spend("e2", "99.00", command_id="k2")
        assert story.refused(known, wrong) == "over-budget"
        assert story.refused(wrong, known) == "over-budget"


class TestAtTheSameTime:
    @pytest.fixture
    def ready(self, house: House) -> Story:
        """The family, on both databases."""
        do(house, *FAMILY)
        return Story(house)

    @pytest.mark.parametrize(
        "line",
        [
            spend("e1", "1.00", command_id="k1"),
            raised("1.00", command_id="k1"),
            client("c2", bsn="999900006", command_id="k1"),
            budget("b2", command_id="k1"),
            {"do": "report_death", "client": "c1", "on": "2026-03-04", "command_id": "k1"},
        ],
        ids=lambda line: line["do"],
    )
    def test_everybody_gets_the_first_answer(self, ready: Story, line: Line) -> None:
        """A double tap on a phone: both are told that it is done, and it is done once."""
        before = ready.position()
        answers = at_once(ready.house, [line] * AT_ONCE)
        assert set(answers) == {answers[0]}
        assert answers[0][1] is None
        assert ready.position() == before + 1

    def test_of_several_contents_one_is_accepted(self, ready: Story) -> None:
        """The others learn that their number is in use."""
        lines = [spend(f"e{number}", "1.00", command_id="k1") for number in range(AT_ONCE)]
        answers = at_once(ready.house, lines)
        accepted = [outcome for outcome, _ in answers if outcome is not None]
        assert len(accepted) == 1
        assert [code for _, code in answers if code is not None] == ["command-id-used"] * (AT_ONCE - 1)
        assert ready.left() == "9.00"

    def test_a_set_and_its_parts_agree(self, ready: Story) -> None:
        """Lowering and then spending what is left, sent as one set and as two: never lowered twice."""
        lower = raised("5.00", command_id="k1") | {"do": "lower_budget"}
        use = spend("e1", "5.00", command_id="k2")
        start = Barrier(AT_ONCE)

        def give(number: int) -> list[Outcome]:
            start.wait()
            lines = [lower, use] if number % 2 else [lower]
            return ready.house.door.accept([read_command(line) for line in lines], SYSTEM, Source("journal", "test"))

        with ThreadPoolExecutor(AT_ONCE) as threads:
            answers = list(threads.map(give, range(AT_ONCE)))
        assert len({answer[0] for answer in answers}) == 1
        assert len({answer[1] for answer in answers if len(answer) == 2}) == 1
        assert ready.left() == "0.00"

    def test_a_correction_is_applied_once(self, ready: Story) -> None:
        """The second would change nothing and be refused for it; its number says that it is the first."""
        ready.tell(spend("e1", "2.00"))
        answers = at_once(ready.house, [correct("e1", "1.00", command_id="k1")] * AT_ONCE)
        assert [code for _, code in answers] == [None] * AT_ONCE
        assert ready.left() == "9.00"
