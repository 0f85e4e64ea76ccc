"""Which part of the log counts: a position, or a moment or a name that means one."""

import re
from datetime import UTC, datetime
from typing import NamedTuple

import msgspec

from ledger.application import Header, Ledger, Record
from ledger.events import Stand, decode
from ledger.vocabulary.actor import Actor
from ledger.vocabulary.errors import Malformed, Problem, Refused

_POSITION = re.compile(r"[0-9]{1,18}")
_HOW = (
    "Schrijf het nummer van een gebeurtenis (1234), de naam van een stand, of een tijdstip met zijn tijdzone: "
    "2026-03-04T10:15:00Z of 2026-03-04T11:15:00+01:00."
)
_LOST_PLUS = re.compile(r".*:[0-9]{2}\S* [0-9]{2}:?[0-9]{2}")
"""A web address that was written with a bare plus arrives with a space in its place."""


class AsOf(NamedTuple):
    """The last event that counts, and when it was recorded; position 0 and no time when nothing counts yet.

    `name` is that of the stand it was asked for by, if it was. `misses_since` is the first event that should count and
    does not, because no fold can take it, if there is one.
    """

    position: int
    recorded_at: datetime | None
    name: str | None = None
    misses_since: int | None = None


class NamedStand(NamedTuple):
    """What a name means, what it is for, and who gave it when."""

    known: AsOf
    name: str
    purpose: str | None
    named_at: datetime
    named_by: Actor


def resolve(ledger: Ledger, text: str | None, field: str = "as_of") -> AsOf:
    """Read a position, the name of a stand or a moment as it was written; without a text everything recorded counts.

    Raises `Malformed` for what is none of these, `Refused` for what lies past the end of the log or in the future,
    `NotFound` for a name that was never given.
    """
    if text is None:
        return now(ledger)
    if _POSITION.fullmatch(text):
        return at_position(ledger, int(text), field)
    if Stand.can_be(text):
        return at_name(ledger, text, field)
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            problem = Problem("as-of-zone-missing", f"Bij {text!r} ontbreekt de tijdzone. {_HOW}", field)
            raise Malformed([problem])
        return at_moment(ledger, moment.astimezone(UTC), field)
    except (ValueError, OverflowError) as error:
        plus = " In een webadres schrijft u de plus als %2B." if _LOST_PLUS.fullmatch(text) else ""
        raise Malformed([Problem("as-of-invalid", f"{text!r} is geen stand. {_HOW}{plus}", field)]) from error


def now(ledger: Ledger) -> AsOf:
    """Return the end of the log."""
    head = ledger.head()
    return AsOf(head.position, head.recorded_at) if head else AsOf(0, None)


def at_position(ledger: Ledger, position: int, field: str = "as_of") -> AsOf:
    """Return the part of the log up to and including a position; 0 is before everything."""
    last = now(ledger).position
    if position > last:
        raise Refused(
            "as-of-past-end",
            f"Gebeurtenis {position} is er nog niet: het grootboek loopt tot en met {last}. Kies een lager nummer.",
            field,
        )
    return _upto(ledger, position)


def at_moment(ledger: Ledger, moment: datetime, field: str = "as_of") -> AsOf:
    """Return the part of the log that was recorded at or before a moment (with its zone)."""
    end = now(ledger).recorded_at
    if moment > ledger.clock.now() and (end is None or moment > end):
        raise Refused("as-of-in-future", "Dit tijdstip moet nog komen. Kies een tijdstip dat al voorbij is.", field)
    return _upto(ledger, ledger.position_at(moment))


def at_name(ledger: Ledger, name: str, field: str = "as_of") -> AsOf:
    """Return the part of the log that a name was given to; it is the same whenever it is asked."""
    given = ledger.stream(Stand.stream_of(Stand.id_of(name))) if Stand.can_be(name) else []
    if not given:
        raise Stand.not_found(repr(name), field)
    event = _named(given[0])
    return _upto(ledger, event.position)._replace(name=event.name)


def standen(ledger: Ledger) -> list[NamedStand]:
    """Return every stand that was named, by position and name."""
    now_at, prefix, after = now(ledger).position, Stand.stream_of(""), ""
    found: list[NamedStand] = []
    while names := ledger.stream_names(prefix, after):
        after = names[-1]
        found += [_stand(ledger, given[0]) for given in ledger.streams(names, now_at).values()]
    return sorted(found, key=lambda one: (one.known.position, one.name))


def _stand(ledger: Ledger, record: Record) -> NamedStand:
    event = _named(record)
    known = _upto(ledger, event.position)._replace(name=event.name)
    actor = msgspec.json.decode(record.state, type=Header).actor
    return NamedStand(known, event.name, event.purpose, record.recorded_at, actor)


def _named(record: Record) -> Stand.Named:
    event = decode(record.topic, record.state)
    assert isinstance(event, Stand.Named)
    return event


def _upto(ledger: Ledger, position: int) -> AsOf:
    record = ledger.at(position)
    return AsOf(position, record.recorded_at if record else None)
