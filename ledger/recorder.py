"""How events go into the log and come out of it, on SQLite and on PostgreSQL.

The library's own tables and recorders are used; the writing itself is one transaction under the log's write lock, in
which all of this holds or nothing happens: the streams a decision rested on have not moved, positions have no gaps,
`recorded_at` runs forward, receipts and keys that belong to the events are written with them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple, Protocol

from eventsourcing.persistence import IntegrityError, StoredEvent
from eventsourcing.postgres import PostgresApplicationRecorder
from eventsourcing.sqlite import SQLiteApplicationRecorder, SQLiteDatastore

EVENTS_TABLE = "ledger_events"
_STAMP = b'{"recorded_at":"'
_STAMP_FORMAT = "%Y-%m-%dT%H:%M:%S.%fZ"
_STAMP_WIDTH = 27


class Stale(IntegrityError):
    """A stream that a decision rested on has moved since it was read."""


class Record(NamedTuple):
    """One row of the log; `state` is the stored JSON."""

    position: int
    stream: str
    version: int
    topic: str
    state: bytes

    @property
    def recorded_at(self) -> datetime:
        """Return the moment of recording, in UTC."""
        return recorded_at(self.state)


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


@dataclass
class Appending:
    """What belongs to a set of events that is recorded whole or not at all."""

    now: Callable[[], datetime]
    rests_on: Mapping[str, int] = field(default_factory=dict)
    follows: int | None = None
    """The position that these events must come right after, where their own positions were foretold."""
    receipts: Sequence[Receipt] = ()
    rows: Sequence[Row] = ()


class Database(Protocol):
    """A transaction that holds the log's write lock. SQL is written with `?`."""

    def run(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Execute for every row."""

    def one(self, sql: str, values: Sequence[Any] = ()) -> Sequence[Any] | None:
        """Return the first row, if any."""


def recorded_at(state: bytes) -> datetime:
    """Read the moment of recording off the front of a stored event."""
    start = len(_STAMP)
    return datetime.strptime(state[start : start + _STAMP_WIDTH].decode(), _STAMP_FORMAT).replace(tzinfo=UTC)


def append(db: Database, position: str, events: Sequence[StoredEvent], appending: Appending) -> list[int]:
    """Write the events with all that belongs to them; return their positions. `position` names that column."""
    for stream, version in appending.rests_on.items():
        sql = f"SELECT MAX(originator_version) FROM {EVENTS_TABLE} WHERE originator_id = ?"
        found = db.one(sql, (stream,))
        if ((found and found[0]) or 0) != version:
            raise Stale(stream)
    head = db.one(f"SELECT {position}, state FROM {EVENTS_TABLE} ORDER BY {position} DESC LIMIT 1")
    last, moment = (head[0], appending.now()) if head else (0, appending.now())
    if appending.follows not in (None, last):
        raise Stale("log")
    if head:
        moment = max(moment, recorded_at(bytes(head[1])) + timedelta(microseconds=1))
    stamp = _STAMP + moment.astimezone(UTC).strftime(_STAMP_FORMAT).encode() + b'",'
    positions = list(range(last + 1, last + 1 + len(events)))
    db.run(
        f"INSERT INTO {EVENTS_TABLE} ({position}, originator_id, originator_version, topic, state) "
        "VALUES (?, ?, ?, ?, ?)",
        [
            (at, event.originator_id, event.originator_version, event.topic, stamp + event.state)
            for at, event in zip(positions, events, strict=True)
        ],
    )
    _write_receipts(db, last + 1, appending.receipts)
    for row in appending.rows:
        columns, marks = ", ".join(row.values), ", ".join("?" * len(row.values))
        db.run(f"INSERT INTO {row.table} ({columns}) VALUES ({marks})", [tuple(row.values.values())])
    return positions


def _write_receipts(db: Database, first: int, receipts: Sequence[Receipt]) -> None:
    rows = []
    for receipt in receipts:
        rows.append((receipt.giver, receipt.command_id, receipt.digest, first, receipt.events))
        first += receipt.events
    db.run(
        "INSERT INTO command_receipts (giver, command_id, digest, first_position, event_count) VALUES (?, ?, ?, ?, ?)",
        rows,
    )


class _SQLiteWriting:
    def __init__(self, cursor: Any) -> None:
        self.cursor = cursor

    def run(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        self.cursor.executemany(sql, list(rows))

    def one(self, sql: str, values: Sequence[Any] = ()) -> Sequence[Any] | None:
        self.cursor.execute(sql, values)
        found = self.cursor.fetchone()
        return None if found is None else tuple(found)


class SQLiteLog(SQLiteApplicationRecorder):
    """The log in an embedded SQLite file (WAL)."""

    POSITION = "rowid"
    HOLDS = "instr(state, ?) > 0"

    def __init__(self, datastore: SQLiteDatastore) -> None:
        super().__init__(datastore, events_table_name=EVENTS_TABLE)

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> list[int]:
        """Write a set of events whole. `appending` says what belongs to it."""
        with self.datastore.get_connection(commit=True) as connection:
            cursor = connection.cursor()
            cursor.execute("BEGIN IMMEDIATE")
            try:
                positions = append(_SQLiteWriting(cursor), self.POSITION, stored_events, kwargs["appending"])
                connection.commit()
            except BaseException as error:
                connection.rollback()
                raise _translated(error) from error
            return positions

    @contextmanager
    def reading(self) -> Iterator[Callable[[str, Sequence[Any]], list[Any]]]:
        """Yield a function that runs a query. The log only grows, so what one query saw the next sees too."""
        with self.datastore.transaction(commit=False) as cursor:

            def query(sql: str, values: Sequence[Any]) -> list[Any]:
                cursor.execute(sql, values)
                return [tuple(row) for row in cursor.fetchall()]

            yield query


class _PostgresWriting:
    def __init__(self, cursor: Any) -> None:
        self.cursor = cursor

    def run(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        if values := list(rows):
            self.cursor.executemany(sql.replace("?", "%s"), values)

    def one(self, sql: str, values: Sequence[Any] = ()) -> Sequence[Any] | None:
        found = self.cursor.execute(sql.replace("?", "%s"), values).fetchone()
        return None if found is None else tuple(found.values())


class PostgresLog(PostgresApplicationRecorder):
    """The log in PostgreSQL; a table lock keeps positions in the order of commits, without gaps."""

    POSITION = "notification_id"
    HOLDS = "position(?::bytea IN state) > 0"

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> list[int]:
        """Write a set of events whole. `appending` says what belongs to it."""
        with (
            self.datastore.get_connection() as connection,
            connection.transaction(),
            connection.cursor() as cursor,
        ):
            self._lock_table(cursor)
            self._notify_channel(cursor)
            return append(_PostgresWriting(cursor), self.POSITION, stored_events, kwargs["appending"])

    @contextmanager
    def reading(self) -> Iterator[Callable[[str, Sequence[Any]], list[Any]]]:
        """Yield a function that runs a query. The log only grows, so what one query saw the next sees too."""
        with self.datastore.get_connection() as connection:

            def query(sql: str, values: Sequence[Any]) -> list[Any]:
                rows = connection.execute(sql.replace("?", "%s"), values).fetchall()
                return [tuple(row.values()) for row in rows]

            yield query


Log = SQLiteLog | PostgresLog


def _translated(error: BaseException) -> BaseException:
    """Give a uniqueness error of the driver the library's name for it."""
    import sqlite3

    return IntegrityError(str(error)) if isinstance(error, sqlite3.IntegrityError) else error
