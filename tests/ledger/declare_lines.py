"""Declaring in short: contract k1 of p1, March 2026, for c1; and what came of it."""

from datetime import UTC, datetime
from typing import Any

import msgspec

from ledger.commands.declare import Declare, Prepared, prepare
from ledger.vocabulary.actor import SYSTEM
from projections.provider_totals.queries import provider_totals
from tests.ledger.care_lines import HOME, delivered, plan
from tests.ledger.lines import Line, line
from tests.ledger.story import Story, somebody

APRIL = datetime(2026, 4, 2, 8, 0, tzinfo=UTC)
PROVIDER = somebody("zorgaanbieder", provider="p1")
LUMPSUM = {
    "model": "H",
    "covers": ["H990"],
    "parameters": {"prestatie": "H990", "total": {"EUR": "1000.00"}, "instalments": 3},
}
CARE = (*HOME, plan(), delivered("l1", "1:00"), delivered("l2", "0:30", on="2026-03-31"))
"""At home with five hours a week from p1, of which one and a half were given in March."""
OUTCOME = {
    "model": "E",
    "covers": ["H126"],
    "parameters": {
        "base": "A",
        "indicator": "tevredenheid",
        "known": "after",
        "steps": [
            {"from_score": 0, "factor": {"PCT": "90.00"}},
            {"from_score": 7, "factor": {"PCT": "100.00"}},
            {"from_score": 9, "factor": {"PCT": "110.00"}},
        ],
    },
}


def declare(contract: str = "k1", period: str = "2026-03", **more: Any) -> Line:
    """Declare March for c1."""
    facts = {"contract": contract, "provider": "p1", "period": period, "clients": ["c1"]}
    return line("declare", facts, more)


def judged(verdict: str, declaration: str = "p1-k1-2026-03", number: str = "1") -> Line:
    """Approve or refuse a line."""
    told = {"do": f"{verdict}_declaration", "declaration": declaration, "lines": [number]}
    return told if verdict == "approve" else told | {"retourcode": "0553"}


def score(number: str, value: int) -> Line:
    """Record what clients thought of p1 in March, on a scale to ten."""
    facts = {"score": number, "provider": "p1", "indicator": "tevredenheid", "family": "outcome", "instrument": "prom"}
    return line("record_score", facts | {"from": "2026-03-01", "to": "2026-03-31"}, {"on": "2026-04-01"}) | {
        "value": value,
        "lowest": 0,
        "highest": 10,
    }


def events(story: Story, declaration: str = "p1-k1-2026-03") -> list[dict[str, Any]]:
    """Return the events of a declaration, each with the last word of its topic."""
    found = story.house.ledger.stream(f"declaration-{declaration}")
    return [{"topic": one.topic.split(".")[1][:-2]} | msgspec.json.decode(one.state) for one in found]


def lines_of(story: Story, declaration: str = "p1-k1-2026-03", topic: str = "line-submitted") -> list[dict[str, Any]]:
    """Return the lines that were submitted, or credited."""
    return [one for one in events(story, declaration) if one["topic"] == topic]


def paid(story: Story) -> int:
    """Return the cents that were approved and not taken back."""
    with story.house.reading() as connection:
        return sum(total.paid for total in provider_totals(connection))


def prepared(story: Story, line: Line) -> Prepared:
    """Return what a declaration comes to, without recording it."""
    command = msgspec.convert(line, Declare)
    return story.house.door.ask(lambda desk: prepare(command, desk), SYSTEM)
