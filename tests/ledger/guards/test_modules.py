"""Ten modules of a tenth each: whole, in one place, never more than ten."""

from typing import Any

import pytest

from ledger.aggregates.allocation import Placed
from ledger.commands.journal import read_command
from ledger.events import decode
from ledger.vocabulary.errors import Malformed
from tests.ledger.lines import Line, client, indicatie
from tests.ledger.story import Story

P1, P2, PGB, UNUSED = {"provider": "p1"}, {"provider": "p2"}, {"pgb": True}, {"unused": True}


def divided(*parts: Line, **more: Any) -> Line:
    """Divide ten modules from New Year's Day on."""
    about = {"do": "allocate_modules", "client": "c1", "from": "2026-01-01", "of": 10, "parts": list(parts)}
    return about | more


def moved(modules: int, giver: Line, taker: Line, first: str = "2026-04-01") -> Line:
    """Move modules from April on."""
    about = {"do": "move_modules", "client": "c1", "from": first, "modules": modules}
    return about | {"giver": giver, "taker": taker}


def ended(on: str) -> Line:
    """End the division."""
    return {"do": "end_allocation", "client": "c1", "on": on, "reason": "verhuizing"}


def outcome(story: Story, line: Line) -> dict[str, int]:
    """Give the line; return how many modules are where according to what was recorded."""
    (told,) = story.tell(line)
    record = story.house.ledger.at(told.events[0][0])
    assert record is not None
    event = decode(record.topic, record.state)
    assert isinstance(event, Placed)
    return {str(part.holder): part.modules for part in event.parts}


class TestDividing:
    def test_all_of_them_is_accepted(self, story: Story) -> None:
        """Five with a provider, three as pgb, two unused."""
        parts = outcome(story, divided(P1 | {"modules": 5}, PGB | {"modules": 3}, UNUSED | {"modules": 2}))
        assert parts == {"p1": 5, "pgb": 3, "ongebruikt": 2}

    def test_one_more_than_there_are_is_refused(self, story: Story) -> None:
        """And the answer says how many too many."""
        error = story.refusal(divided(P1 | {"modules": 8}, PGB | {"modules": 3}))
        assert (error.code, error.field) == ("too-many-modules", "parts")
        assert "Er zijn 10 modules en u verdeelt er 11. Verdeel er 1 minder." in error.message

    def test_what_is_not_named_is_unused(self, story: Story) -> None:
        """Also beside what was said to be unused."""
        parts = outcome(story, divided(P1 | {"modules": 5}, UNUSED | {"modules": 2}))
        assert parts == {"p1": 5, "ongebruikt": 5}

    @pytest.mark.parametrize("modules", [2.5, 2.0, 0, -1, 1001, "2", True, None])
    def test_a_half_or_none_is_malformed(self, modules: Any) -> None:
        """Modules are whole: 2,0 is written as 2."""
        with pytest.raises(Malformed) as malformed:
            read_command(divided(P1 | {"modules": modules}))
        assert [problem.field for problem in malformed.value.problems] == ["parts[0].modules"]

    @pytest.mark.parametrize("holder", [P1, PGB, UNUSED])
    def test_a_place_named_twice_is_refused(self, story: Story, holder: Line) -> None:
        """Five and three with one provider are eight, said once."""
        assert story.refused(divided(holder | {"modules": 5}, holder | {"modules": 3})) == "holder-twice"

    @pytest.mark.parametrize("holder", [{}, P1 | PGB, PGB | UNUSED, P1 | UNUSED, {"pgb": False}])
    def test_a_part_in_no_place_or_in_two_is_refused(self, story: Story, holder: Line) -> None:
        """Each module is in one place."""
        assert story.refused(divided(holder | {"modules": 1})) == "holder-unclear"

    def test_without_a_right_to_care_is_refused(self, empty_story: Story) -> None:
        """The indicatie begins in April."""
        empty_story.tell(client(), indicatie(1, "2026-04-01"))
        assert empty_story.refused(divided(P1 | {"modules": 1}, **{"from": "2026-03-31"})) == "no-indicatie"
        empty_story.tell(divided(P1 | {"modules": 1}, **{"from": "2026-04-01"}))

    def test_anew_from_the_same_or_an_earlier_day_is_refused(self, story: Story) -> None:
        """Move modules instead; what stands from a day on is not wiped out by a later word about an earlier day."""
        story.tell(indicatie(2, "2025-01-01", "2025-12-31"), divided(P1 | {"modules": 5}))
        assert story.refused(divided(P2 | {"modules": 5})) == "allocation-overlaps"
        last_year = {"from": "2025-01-01", "to": "2025-12-31"}
        assert story.refused(divided(P2 | {"modules": 5}, **last_year)) == "allocation-overlaps"
        story.tell(moved(5, P1, P2))

    def test_anew_from_a_later_day_replaces_what_stood_from_there(self, story: Story) -> None:
        """The client moves to another provider altogether, and to another number of modules."""
        story.tell(divided(P1 | {"modules": 5}), moved(1, P1, PGB, "2026-09-01"))
        story.tell(divided(P2 | {"modules": 4}, **{"from": "2026-07-01", "of": 4}))
        assert story.refused(moved(1, P1, PGB, "2026-09-01")) == "too-few-modules"
        assert outcome(story, moved(4, P2, PGB, "2026-09-01")) == {"pgb": 4}


class TestMoving:
    def test_keeps_their_number(self, story: Story) -> None:
        """What one gives another takes."""
        story.tell(divided(P1 | {"modules": 5}, PGB | {"modules": 3}))
        assert outcome(story, moved(2, P1, P2)) == {"p1": 3, "pgb": 3, "ongebruikt": 2, "p2": 2}

    def test_all_that_a_place_has_is_accepted_and_one_more_is_not(self, story: Story) -> None:
        """A place with nothing is not named any more."""
        story.tell(divided(P1 | {"modules": 5}))
        error = story.refusal(moved(6, P1, P2))
        assert (error.code, error.field) == ("too-few-modules", "modules")
        assert outcome(story, moved(5, P1, P2)) == {"ongebruikt": 5, "p2": 5}

    def test_from_where_there_are_none_is_refused(self, story: Story) -> None:
        """Nothing comes of nothing."""
        story.tell(divided(P1 | {"modules": 10}))
        assert story.refused(moved(1, P2, P1)) == "too-few-modules"
        assert story.refused(moved(1, UNUSED, P1)) == "too-few-modules"

    def test_to_the_same_place_is_refused(self, story: Story) -> None:
        """They are there already."""
        story.tell(divided(P1 | {"modules": 5}))
        assert story.refused(moved(1, P1, P1)) == "same-holder"

    @pytest.mark.parametrize("place", [{}, P1 | PGB])
    def test_from_or_to_an_unclear_place_is_refused(self, story: Story, place: Line) -> None:
        """Each end is one place."""
        story.tell(divided(P1 | {"modules": 5}))
        assert story.refusal(moved(1, place, P2)).field == "giver"
        assert story.refusal(moved(1, P1, place)).field == "taker"

    def test_into_pgb_or_unused_is_its_own_fact(self, story: Story) -> None:
        """The reader of the log sees what was meant."""
        story.tell(divided(P1 | {"modules": 5}))
        about = {"client": "c1", "from": "2026-04-01", "modules": 1, "giver": P1}
        assert outcome(story, {"do": "turn_modules_into_pgb"} | about) == {"p1": 4, "ongebruikt": 5, "pgb": 1}
        assert outcome(story, {"do": "forgo_modules"} | about) == {"p1": 3, "ongebruikt": 6, "pgb": 1}

    def test_before_a_move_that_is_on_record_is_refused(self, story: Story) -> None:
        """The later outcome was written down whole; it would be wrong."""
        story.tell(divided(P1 | {"modules": 5}), moved(1, P1, P2, "2026-04-01"))
        assert story.refused(moved(1, P1, P2, "2026-03-31")) == "later-change-exists"
        story.tell(moved(1, P1, P2, "2026-04-01"))

    @pytest.mark.parametrize(("first", "code"), [("2025-12-31", True), ("2026-01-01", None), ("2026-06-30", None)])
    def test_lies_within_the_division(self, story: Story, first: str, code: bool | None) -> None:
        """From its first up to and including its last day."""
        story.tell(divided(P1 | {"modules": 5}, **{"to": "2026-06-30"}))
        line = moved(1, P1, P2, first)
        assert story.refused(line) == "outside-allocation" if code else story.accepts(line)

    def test_without_a_division_is_refused(self, story: Story) -> None:
        """Nothing was divided yet."""
        assert story.refused(moved(1, P1, P2)) == "allocation-unknown"
        assert story.refused(ended("2026-06-30")) == "allocation-unknown"


class TestEnding:
    def test_the_last_day_belongs_to_it(self, story: Story) -> None:
        """After it nothing can be moved, and it can be divided anew."""
        story.tell(divided(P1 | {"modules": 5}), ended("2026-06-30"))
        assert story.refused(moved(1, P1, P2, "2026-07-01")) == "outside-allocation"
        assert story.refused(ended("2026-07-01")) == "outside-allocation"
        story.tell(moved(1, P1, P2, "2026-06-30"), divided(P2 | {"modules": 1}, **{"from": "2026-07-01"}))

    def test_before_a_move_that_is_on_record_is_refused(self, story: Story) -> None:
        """The division ran at least until then."""
        story.tell(divided(P1 | {"modules": 5}), moved(1, P1, P2, "2026-04-01"))
        assert story.refused(ended("2026-03-31")) == "later-change-exists"
        story.tell(ended("2026-04-01"))
