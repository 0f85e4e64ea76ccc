"""Which part of the log counts: a position, or a moment that names one."""

import re
from datetime import UTC, datetime
from typing import NamedTuple

from ledger.application import Ledger
from ledger.vocabulary.errors import Malformed, Problem, Refused

_POSITION = re.compile(r"[0-9]{1,18}")
_HOW = (
    "Schrijf het nummer van een gebeurtenis (1234), of een tijdstip met zijn tijdzone: 2026-03-04T10:15:00Z of "
    "2026-03-04T11:15:00+01:00."
)
_LOST_PLUS = re.compile(r".*:[0-9]{2}\S* [0-9]{2}:?[0-9]{2}")
"""A web address that was written with a bare plus arrives with a space in its place."""


class AsOf(NamedTuple):
    """The last event that counts, and when it was recorded; position 0 and no time when nothing counts yet."""

    position: int
    recorded_at: datetime | None


def resolve(ledger: Ledger, text: str | None, field: str = "as_of") -> AsOf:
    """Read a position or a moment as it was written; without a text everything recorded counts.

    Raises `Malformed` for what is neither, `Refused` for what lies past the end of the log or in the future.
    """
    if text is None:
        return now(ledger)
    if _POSITION.fullmatch(text):
        return at_position(ledger, int(text), field)
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


def _upto(ledger: Ledger, position: int) -> AsOf:
    record = ledger.at(position)
    return AsOf(position, record.recorded_at if record else None)
