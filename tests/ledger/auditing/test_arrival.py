"""A declaration that comes in is held against the rules in the same transaction: lines stopped, findings opened."""

from typing import Any

import msgspec
import pytest

from ledger.auditing.arrival import LineRules
from ledger.events import Declaration, Event, Finding, decode, sentence
from ledger.rechtmatigheid.catalogue import BY_ID, RULES
from ledger.rechtmatigheid.finding import Finding as Judged
from ledger.rechtmatigheid.finding import Found
from tests.houses import do
from tests.ledger.control_lines import credited, declared
from tests.ledger.lines import Line, client
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

    def test_is_refused_by_rules_that_are_named(self, story: Story) -> None:
        """All that stopped it; who reads the log need not ask which rules have that retourcode."""
        story.tell(submitted("2025-12-31"))
        ((_, refusal),) = written(story, Declaration.LineRefused)
        assert refusal.rules == ("no-indicatie",)
        told = "Regel 1 van declaratie d1 is afgekeurd: € 60,00 (retourcode 0551, door"
        assert sentence(refusal) == f"{told} controleregel no-indicatie)."
        both = msgspec.structs.replace(refusal, rules=("no-indicatie", "care-before-birth"))
        assert sentence(both) == f"{told} controleregels no-indicatie, care-before-birth)."

    def test_names_no_rule_when_the_payer_refuses_it(self, story: Story) -> None:
        """The payer has reasons of its own."""
        story.tell(submitted("2026-03-04"))
        story.tell({"do": "refuse_declaration", "declaration": "d1", "lines": ["1"], "retourcode": "0553"})
        ((_, refusal),) = written(story, Declaration.LineRefused)
        assert refusal.rules == ()
        assert sentence(refusal).endswith("(retourcode 0553).")

    def test_does_not_count_as_declared_already(self, story: Story) -> None:
        """Two lines for one hour: while both stand the second is one too many; the first, over a death, does not."""
        double = submitted("2026-03-03", "2026-03-03")
        double["lines"][0]["to"] = "2026-03-04"
        story.tell(double)
        assert [one.item for one in _twice(story)] == ["d1/2"]
        story.tell(client("c2"), DEATH | {"client": "c2"})
        of_c2 = [one | {"client": "c2"} for one in double["lines"]]
        story.tell(double | {"declaration": "d2", "lines": of_c2})
        assert ("1", ("0551",)) in refused(story)
        assert [one.item for one in _twice(story)] == ["d1/2"]

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
        assert [one.item for one in _twice(story)] == ["d2/1"]

    def test_keeps_the_law_of_each_rule(self, story: Story) -> None:
        """As it stood in the catalogue on that day."""
        story.tell(submitted("2026-03-04"))
        opened = [event for _, event in written(story, Finding.Opened)]
        assert opened
        assert all(one.basis == BY_ID[one.rule].laws and one.basis for one in opened)


class TestARuleThatRaises:
    def test_is_told_and_stops_nothing(
        self, story: Story, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        """The line stands, the others are judged, and who runs the program reads which rule stopped on which line."""

        def broken(line: object, case: object) -> list[Found]:
            raise ZeroDivisionError("niet te delen")

        raising = [msgspec.structs.replace(BY_ID[one], judge=broken) for one in ("no-indicatie", "declared-late")]
        others = [one for one in RULES if one.id not in ("no-indicatie", "declared-late")]
        monkeypatch.setattr("ledger.commands.arriving._ABOUT_LINES", LineRules([*raising, *others]))
        story.tell(submitted("2026-03-04"))
        assert [one.name for one in caplog.records] == ["ledger.rechtmatigheid"] * 2
        assert {one.levelname for one in caplog.records} == {"ERROR"}
        error = "is gestopt bij declaratieregel d1/1: ZeroDivisionError"
        assert caplog.messages == [f"Regel no-indicatie {error}", f"Regel declared-late {error}"]
        assert not refused(story)
        assert {"no-contract", "allocation-missing"} <= {one.rule for _, one in written(story, Finding.Opened)}


def _twice(story: Story) -> list[Any]:
    return [event for _, event in written(story, Finding.Opened) if event.rule == "declared-twice"]


def _said(one: Judged) -> tuple[str, int, tuple[int, ...], str]:
    assert one.now is not None
    return one.number, one.now.eurocent, tuple(sorted({at for at in one.now.events if at})), one.now.told


class TestWhatIsDecidedInTheSameTransaction:
    def test_counts_when_the_same_hour_comes_in_twice(self, story: Story) -> None:
        """Two declarations in one request: the second is the same care."""
        do(story.house, submitted("2026-03-04"), submitted("2026-03-04") | {"declaration": "d2"})
        assert ("declared-twice", "d2/1") in {(one.rule, one.item) for _, one in written(story, Finding.Opened)}

    def test_counts_when_it_was_taken_back_first(self, story: Story) -> None:
        """Submitted and approved; then taken back and submitted anew in one request: nothing is declared twice."""
        story.tell(submitted("2026-03-04"), declared()[1])
        do(story.house, credited(), submitted("2026-03-04") | {"declaration": "d2"})
        assert "declared-twice" not in {one.rule for _, one in written(story, Finding.Opened)}
