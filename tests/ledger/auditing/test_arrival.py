"""A declaration that comes in is held against the rules in the same transaction: lines stopped, findings opened."""

from typing import Any

import pytest

from ledger.events import Declaration, Event, Finding, decode
from ledger.rechtmatigheid.catalogue import BY_ID
from ledger.rechtmatigheid.finding import Finding as Judged
from tests.ledger.control_lines import declared
from tests.ledger.lines import Line
from tests.ledger.rechtmatigheid.stories import audited
from tests.ledger.story import Story

DEATH = {"do": "report_death", "client": "c1", "on": "2026-03-03"}


def submitted(*days: str) -> Line:
    """Declare an hour for c1 on each day, in lines from 1."""
    told = declared()[0]
    lines = [told["lines"][0] | {"line": str(number), "on": on} for number, on in enumerate(days, start=1)]
    return told | {"lines": lines, "period": [f"{days[0][:4]}-01-01", f"{days[0][:4]}-12-31"]}


def written(story: Story, kind: type[Event]) -> list[tuple[int, Any]]:
    """Return what was recorded of a kind, with its position."""
    told = [(one.position, decode(one.topic, one.state)) for one in story.house.ledger.records(0)]
    return [(at, event) for at, event in told if isinstance(event, kind)]


def refused(story: Story) -> list[tuple[str, tuple[str, ...]]]:
    """Return the lines that were refused, each with its retourcodes."""
    return [(event.line, event.retourcodes) for _, event in written(story, Declaration.LineRefused)]


class TestALineThatMustNotBePaid:
    def test_is_refused_as_it_comes_in(self, story: Story) -> None:
        """The indicatie is of 2026: of the day before nothing is paid. The line is on record, and is no finding."""
        story.tell(submitted("2025-12-31"))
        assert refused(story) == [("1", ("0551",))]
        assert not written(story, Finding.Opened)

    def test_is_stopped_alone(self, story: Story) -> None:
        """The line of the day of death stands, that of the day after is refused."""
        story.tell(DEATH, submitted("2026-03-03", "2026-03-04"))
        assert refused(story) == [("2", ("0551",))]
        assert {event.line for _, event in written(story, Finding.Opened)} == {"1"}

    def test_cannot_be_approved_afterwards(self, story: Story) -> None:
        """It was judged."""
        story.tell(submitted("2025-12-31"))
        assert story.refused(declared()[1]) == "line-judged"


class TestALineThatRulesHaveSomethingAgainst:
    def test_stands_with_findings_that_rest_on_it(self, story: Story) -> None:
        """p1 has no contract and c1 was placed nowhere: sixty euro at stake, on the line at the position it got."""
        story.tell(submitted("2026-03-04"))
        ((line, _),) = written(story, Declaration.LineSubmitted)
        found = {event.rule: event for _, event in written(story, Finding.Opened)}
        assert {"no-contract", "allocation-missing"} <= set(found)
        assert {(one.judgement, one.declaration, one.line, one.eurocent) for one in found.values()} == {
            ("arrival", "d1", "1", 6000)
        }
        assert all(line in one.rests_on for one in found.values())
        assert {one.as_of for one in found.values()} == {line}, "judged with all that was known when it came in"
        assert not refused(story)

    @pytest.mark.parametrize(
        "lines",
        [
            (submitted("2026-03-04"),),
            (submitted("2026-03-04", "2026-03-04"),),
            (submitted("2026-03-04"), submitted("2026-03-04") | {"declaration": "d2"}),
        ],
        ids=["once", "twice in one declaration", "twice in two"],
    )
    def test_is_judged_as_an_audit_of_that_moment_judges_it(self, story: Story, lines: tuple[Line, ...]) -> None:
        """The same rules, events, amounts and sentences: what comes in and what is replayed are not two judgements."""
        story.tell(*lines)
        of_lines = [one for one in audited(story.house, "c1").findings if BY_ID[one.rule].looks_at == "line"]
        opened = [event for _, event in written(story, Finding.Opened)]
        assert opened
        assert {_said(one) for one in of_lines} == {
            (one.finding, one.eurocent, one.rests_on, one.told) for one in opened
        }

    def test_is_the_later_of_two_that_ask_for_the_same_care(self, story: Story) -> None:
        """The first was in order when it came in."""
        story.tell(submitted("2026-03-04"), submitted("2026-03-04") | {"declaration": "d2"})
        twice = [event for _, event in written(story, Finding.Opened) if event.rule == "declared-twice"]
        assert [one.item for one in twice] == ["d2/1"]


def _said(one: Judged) -> tuple[str, int, tuple[int, ...], str]:
    assert one.now is not None
    return one.number, one.now.eurocent, tuple(sorted({at for at in one.now.events if at})), one.now.told
