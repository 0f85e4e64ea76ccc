"""Declared lines in short: p1 asks € 56,70 (94,5 % of the maximum) for an hour of H126 for c1 on 4 March 2026."""

from collections.abc import Sequence
from typing import Any

from ledger.rechtmatigheid.finding import Finding
from tests.ledger.lines import Line
from tests.ledger.rechtmatigheid.stories import found, rules_found
from tests.ledger.story import Story

MATERIAL = frozenset({"plan-missing", "plan-expired", "plan-not-evaluated", "paid-never-delivered"})
"""What control says of the care itself: these stories are about the declaration."""


def asked(on: str = "2026-03-04", **more: Any) -> Line:
    """Write one line; `to` makes it last until another day."""
    facts: Line = {"client": "c1", "prestatie": "H126", "on": on, "quantity": "1:00", "unit": "UUR"}
    return facts | {"line": "1", "amount": {"EUR": "56.70"}} | more


def days(first: str, last: str, count: int, prestatie: str = "Z071", **more: Any) -> Line:
    """Write a line of days of a package."""
    return asked(first, to=last, quantity=str(count), unit="DAG", prestatie=prestatie, **more)


def paid(*lines: Line, declaration: str = "d1", provider: str = "p1") -> tuple[Line, Line]:
    """Declare lines over 2026, and have them approved."""
    numbered = [one | {"line": str(number)} for number, one in enumerate(lines, start=1)]
    facts = {"declaration": declaration, "provider": provider, "period": ["2026-01-01", "2026-12-31"]}
    return (
        {"do": "submit_declaration", "lines": numbered} | facts,
        {"do": "approve_declaration", "declaration": declaration, "lines": [one["line"] for one in numbered]},
    )


def says(story: Story, rule: str, client: str = "c1") -> Sequence[Finding]:
    """Return what a rule finds, as known then or now."""
    return found(story.house, client, rule)


def told(story: Story, rule: str) -> list[str]:
    """Return the sentences of what a rule finds now."""
    return [one.now.told for one in says(story, rule) if one.now]


def formal(story: Story) -> set[str]:
    """Return which rules find something now, those about the care itself left out."""
    return rules_found(story.house, "c1") - MATERIAL
