"""Writing into the log under its write lock: positions, moments and versions are settled here, and nowhere else.

What is appended together is one `Appending`, recorded whole or not at all. Many of them go into one transaction of the
database, each verified by itself.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple, Protocol

_STAMP = b'{"recorded_at":"'
_STAMP_FORMAT = "%Y-%m-%dT%H:%M:%S.%fZ"
STAMP_WIDTH = 27


class Stale(Exception):
    """What a decision rested on has moved since it was read; or what it names for the first time was just taken."""


class Receipt(NamedTuple):
    """A command that was accepted, and how many events it wrote."""

    giver: str
    command_id: str
    digest: str
    events: int


class Row(NamedTuple):
    """A row of another table that is written in the same transaction."""

    table: str
    values: Mapping[str, Any]


class NewEvent(NamedTuple):
    """An event on its way into the log; `state` is its stored JSON but for the opening, which holds the moment."""

    stream: str
    version: int
    topic: str
    state: bytes


@dataclass
class Appending:
    """A set of events with all that belongs to it, recorded whole or not at all."""

    now: Callable[[], datetime]
    events: Sequence[NewEvent] = ()
    rests_on: Mapping[str, int] = field(default_factory=dict)
    """Streams that were read and are not written, with the version they had."""
    follows: int | None = None
    """The position that these events must come right after, where their own positions were foretold."""
    receipts: Sequence[Receipt] = ()
    unanswered: Sequence[tuple[str, str]] = ()
    """Commands (giver, id) that were told no: that no holds only while nobody else was told yes."""
    rows: Sequence[Row] = ()

    @property
    def versions(self) -> dict[str, int]:
        """Return the version that every stream must have: those that were read, and those that are written."""
        found = dict(self.rests_on)
        for event in self.events:
            found.setdefault(event.stream, event.version - 1)
        return found


class LogRow(NamedTuple):
    """A row of the log as it is inserted."""

    position: int
    stream: str
    version: int
    topic: str
    state: bytes


class Head(NamedTuple):
    """The end of the log: its last position, and the moment of it."""

    position: int
    moment: datetime | None


class Locked(Protocol):
    """A transaction that holds the log's write lock."""

    def stand(self, streams: Iterable[str]) -> tuple[Head, dict[str, int]]:
        """Return the end of the log, and the version of every stream (0 when it has no events)."""

    def answered(self, giver: str, command_ids: Sequence[str]) -> set[str]:
        """Return those of the command ids of a giver that have a receipt."""

    def write_events(self, rows: Sequence[LogRow]) -> None:
        """Insert into the log."""

    def write_receipts(self, rows: Sequence[tuple[str, str, str, int, int]]) -> None:
        """Insert giver, id, digest, first position and number of events of commands."""

    def write_row(self, row: Row) -> None:
        """Insert into another table."""


class Log(Protocol):
    """What is asked of a log that is only read."""

    def head(self) -> Any:
        """Return its last row; None of an empty log."""

    def versions(self, streams: Iterable[str]) -> dict[str, int]:
        """Return how many events each stream has."""

    def receipts(self, commands: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], object]:
        """Return what each of the commands (giver, id) was answered; None of one that was not accepted."""


class Foretelling:
    """Stands where the log would be written: settles positions and moments, and writes nothing."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self.rows: list[LogRow] = []

    def take(self, appending: Appending) -> list[int]:
        """Settle what one set would be recorded as; return its positions. Raises `Stale` when it does not hold."""
        (outcome,) = append(self, [appending])
        if isinstance(outcome, Stale):
            raise outcome
        return outcome

    def stand(self, streams: Iterable[str]) -> tuple[Head, dict[str, int]]:
        """Return the end of the log and the versions, as they are now."""
        last = self._log.head()
        return Head(last.position, last.recorded_at) if last else Head(0, None), self._log.versions(streams)

    def answered(self, giver: str, command_ids: Sequence[str]) -> set[str]:
        """Return those that have a receipt."""
        known = self._log.receipts((giver, one) for one in command_ids)
        return {command_id for (_, command_id), receipt in known.items() if receipt}

    def write_events(self, rows: Sequence[LogRow]) -> None:
        """Keep what would be inserted."""
        self.rows.extend(rows)

    def write_receipts(self, rows: Sequence[tuple[str, str, str, int, int]]) -> None:
        """Let go."""

    def write_row(self, row: Row) -> None:
        """Let go."""


def recorded_at(state: bytes) -> datetime:
    """Read the moment of recording off the front of a stored event."""
    start = len(_STAMP)
    return datetime.fromisoformat(state[start : start + STAMP_WIDTH].decode())


def append(db: Locked, group: Sequence[Appending]) -> list[list[int] | Stale]:
    """Write every set that still holds, in order; return the positions of its events, or why it was left out."""
    wanted = [one.versions for one in group]
    head, versions = db.stand({stream for one in wanted for stream in one})
    answered = _answered(db, group)
    rows: list[LogRow] = []
    receipts: list[tuple[str, str, str, int, int]] = []
    outcomes: list[list[int] | Stale] = []
    for one, needed in zip(group, wanted, strict=True):
        if stale := _moved(one, needed, head, versions, answered):
            outcomes.append(stale)
            continue
        first = head.position + 1
        head = _after(head, one)
        stamp = _STAMP + _written(head.moment) + b'",'
        positions = list(range(first, head.position + 1))
        rows.extend(
            LogRow(at, event.stream, event.version, event.topic, stamp + event.state)
            for at, event in zip(positions, one.events, strict=True)
        )
        versions.update((event.stream, event.version) for event in one.events)
        for receipt in one.receipts:
            receipts.append((receipt.giver, receipt.command_id, receipt.digest, first, receipt.events))
            answered.add((receipt.giver, receipt.command_id))
            first += receipt.events
        for row in one.rows:
            db.write_row(row)
        outcomes.append(positions)
    db.write_events(rows)
    db.write_receipts(receipts)
    return outcomes


def append_one(db: Locked, appending: Appending) -> list[int]:
    """Write one set; return the positions of its events. Raises `Stale` when it does not hold any more."""
    (outcome,) = append(db, [appending])
    if isinstance(outcome, Stale):
        raise outcome
    return outcome


def _answered(db: Locked, group: Sequence[Appending]) -> set[tuple[str, str]]:
    asked: dict[str, list[str]] = {}
    for giver, command_id in (key for one in group for key in (*one.unanswered, *map(_command, one.receipts))):
        asked.setdefault(giver, []).append(command_id)
    return {(giver, found) for giver, ids in asked.items() for found in db.answered(giver, ids)}


def _command(receipt: Receipt) -> tuple[str, str]:
    return receipt.giver, receipt.command_id


def _moved(
    one: Appending, needed: Mapping[str, int], head: Head, versions: Mapping[str, int], answered: set[tuple[str, str]]
) -> Stale | None:
    """Return what a set rests on that is not so any more."""
    for stream, version in needed.items():
        if versions[stream] != version:
            return Stale(stream)
    if one.follows not in (None, head.position):
        return Stale("log")
    if answered and any(key in answered for key in (*map(_command, one.receipts), *one.unanswered)):
        return Stale("command_receipts")
    return None


def _after(head: Head, one: Appending) -> Head:
    """Return the end of the log after a set: time runs forward, also when the clock stands still or runs back."""
    moment = one.now().astimezone(UTC)
    if head.moment is not None:
        moment = max(moment, head.moment + timedelta(microseconds=1))
    return Head(head.position + len(one.events), moment)


def _written(moment: datetime | None) -> bytes:
    assert moment is not None
    return moment.strftime(_STAMP_FORMAT).encode()
