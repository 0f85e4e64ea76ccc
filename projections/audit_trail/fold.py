"""Every event becomes one row, and one row for each client, provider, region, budget or declaration it is about."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from ledger.events import CATALOGUE, Event, sentence
from projections.audit_trail.tables import TABLES, subjects, trail
from projections.projection import Projection
from projections.rows import Recorded, Rows

Subject = tuple[str, str]
_DATES = ("on", "first", "last")
_KINDS = ("client", "provider", "region", "budget", "declaration", "to_budget", "from_budget")


def _told(rows: Rows, at: Recorded, event: Event) -> None:
    actor = at.header.actor
    rows.add(
        trail,
        {
            "position": at.position,
            "recorded_at": at.recorded_at,
            "topic": at.topic,
            "stream": at.stream,
            "on": _day_of(event),
            "sentence": sentence(event),
            "actor": actor.id,
            "role": actor.role,
            "on_behalf_of": actor.on_behalf_of,
            "command_id": at.header.command_id,
            "source": at.header.source and str(at.header.source),
        },
    )
    for kind, id in dict.fromkeys(_subjects(event)):
        rows.add(subjects, {"kind": kind, "id": id, "position": at.position})


def _day_of(event: Any) -> date | None:
    """Return the day from which the fact holds; a report on a toewijzing has its own day, else its first."""
    if hasattr(event, "key") and not hasattr(event, "on"):
        first: date = event.key.first
        return first
    return next((getattr(event, name) for name in _DATES if hasattr(event, name)), None)


def _subjects(event: Any) -> Iterator[Subject]:
    for name in _KINDS:
        id = getattr(event, name, None)
        if id is not None:
            yield name.removeprefix("to_").removeprefix("from_"), id
    if hasattr(event, "key") and event.key.provider is not None:
        yield "provider", event.key.provider
    for holder in (getattr(event, "giver", None), getattr(event, "taker", None)):
        if holder is not None and holder.provider is not None:
            yield "provider", holder.provider
    lines = getattr(event, "lines", ())
    for line in lines if isinstance(lines, tuple) else ():
        if getattr(line, "provider", None) is not None:
            yield "provider", line.provider
    for part in getattr(event, "parts", ()):
        if part.holder.provider is not None:
            yield "provider", part.holder.provider
    for received in getattr(event, "clients", ()):
        if received.client is not None:
            yield "client", received.client


AUDIT_TRAIL = Projection("audit_trail", TABLES, {kind.event: _told for kind in CATALOGUE.values()})
