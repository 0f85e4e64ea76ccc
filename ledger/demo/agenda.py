"""The agenda of the invented region: who records what at which moment, in order of time."""

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import count
from typing import TypeAlias

from ledger.vocabulary.actor import Role
from ledger.vocabulary.clock import AMSTERDAM

JournalLine: TypeAlias = dict[str, object]
"""One command as it stands in the journal."""

STAFF: Role = "medewerker"
OFFICE: Role = "zorgaanbieder"
FAMILY: Role = "familie"
PAYER: Role = "zorgkantoor"

_BREATH = timedelta(minutes=1)
_TICK = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Moment:
    """What one person records at one instant (UTC); the commands belong together."""

    at: datetime
    actor: str
    role: Role
    commands: list[JournalLine]


Act: TypeAlias = Callable[[datetime], Moment | None]
"""Something that somebody is going to do; it may turn out that there is nothing to record."""


@lru_cache(maxsize=2048)
def _midnight(day: date) -> datetime:
    noon = datetime.combine(day, time(12), AMSTERDAM).astimezone(UTC)
    return noon - timedelta(hours=12)


def at_time(day: date, hours: float) -> datetime:
    """Return the UTC moment of a day and an hour (9.5 is half past nine) on Dutch clocks."""
    return _midnight(day) + timedelta(seconds=int(hours * 3600))


class Agenda:
    """Hands out what was planned in order of time; what is planned after the end is left out."""

    def __init__(self, until: datetime, name: str) -> None:
        self._until = until
        self._name = name
        self._planned: list[tuple[datetime, int, Act]] = []
        self._serial = count()
        self._now = datetime.min.replace(tzinfo=UTC)

    def plan(self, at: datetime, act: Act) -> None:
        """Plan an act; what should already have been done is done a minute from now."""
        if at <= self._now:
            at = self._now + _BREATH
        if at <= self._until:
            heapq.heappush(self._planned, (at, next(self._serial), act))

    def moments(self) -> Iterator[Moment]:
        """Let everybody act in turn. No two moments share an instant; every command gets its own id."""
        recorded = 0
        while self._planned:
            at, _, act = heapq.heappop(self._planned)
            if at <= self._now:
                at = self._now + _TICK
            self._now = at
            moment = act(at)
            if moment is None:
                continue
            for command in moment.commands:
                recorded += 1
                command["command_id"] = f"{self._name}-{recorded:07}"
            yield moment
