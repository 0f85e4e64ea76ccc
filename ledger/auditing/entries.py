"""A row of the log as control reads it: an event, when it was recorded, and by whom; the last two when asked for."""

from datetime import UTC, date, datetime
from functools import lru_cache
from typing import NamedTuple

import msgspec

from ledger.application import Header
from ledger.events import Event, decode
from ledger.vocabulary.actor import SYSTEM
from ledger.vocabulary.clock import AMSTERDAM

_MOMENT = slice(16, 43)
"""Where a stored event says when it was recorded: `{"recorded_at":"2026-03-04T10:15:00.000000Z"`."""
_HOUR = 13
_header = msgspec.json.Decoder(Header)


class Entry(NamedTuple):
    """An event at its position, with its stored form."""

    position: int
    stream: str
    event: Event
    state: bytes

    @property
    def moment(self) -> bytes:
        """Return when it was recorded, as stored; what was recorded together shares it."""
        return self.state[_MOMENT]

    @property
    def day(self) -> date:
        """Return the Dutch day on which it was recorded."""
        return _dutch_day(self.state[_MOMENT][:_HOUR])

    @property
    def header(self) -> Header:
        """Return who recorded it, by which command, from where."""
        return _header.decode(self.state)

    @property
    def giver(self) -> str | None:
        """Return who gave the command; None for the operator of the machine and the importers."""
        actor = self.header.actor
        return None if actor.role == SYSTEM.actor.role else actor.id


def entry_of(position: int, stream: str, topic: str, state: bytes) -> Entry:
    """Read a row of the log. Raises `Refused` for a topic of a later version of this program."""
    return Entry(position, stream, decode(topic, state), state)


@lru_cache(maxsize=100_000)
def _dutch_day(hour: bytes) -> date:
    """Return the day of an hour in UTC: the Dutch clock differs from it by whole hours."""
    return (datetime.fromisoformat(f"{hour.decode()}:00:00").replace(tzinfo=UTC)).astimezone(AMSTERDAM).date()
