"""How events go into the log and come out of it, on SQLite and on PostgreSQL.

The library's own tables and recorders are used. Writing goes through `writing`: one transaction of the database that
holds the log's write lock, so that what `ledger.appending` settles there is true when it is committed.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

import psycopg
from eventsourcing.persistence import StoredEvent
from eventsourcing.postgres import PostgresApplicationRecorder
from eventsourcing.sqlite import SQLiteApplicationRecorder, SQLiteDatastore
from psycopg.rows import tuple_row

from ledger.appending import Appending, Head, LogRow, NewEvent, Receipt, Row, Stale, append_one, recorded_at

__all__ = ["EVENTS_TABLE", "Appending", "Log", "PostgresLog", "Receipt", "Record", "Row", "SQLiteLog", "recorded_at"]

EVENTS_TABLE = "ledger_events"
_COLUMNS = "originator_id, originator_version, topic, state"
_RECEIPT = "giver, command_id, digest, first_position, event_count"
_VERSION = f"(SELECT MAX(originator_version) FROM {EVENTS_TABLE} WHERE originator_id = asked)"
_MOMENT_BYTES = 64
"""More than enough of a stored event to hold its moment, at the front."""

Query = Callable[[str, Sequence[Any]], list[Any]]


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


class SQLiteLog(SQLiteApplicationRecorder):
    """The log in an embedded SQLite file (WAL)."""

    POSITION = "rowid"
    HOLDS = "instr(state, ?) > 0"
    LINE_CLIENT = "json_extract(CAST(state AS TEXT), '$.client')"
    IS_LINE = "topic LIKE 'declaration.line-%'"
    """Whom an event about a declared line is for, and which events are; together they are an index of the log."""
    LISTED = "SELECT value AS asked FROM json_each(?)"

    def __init__(self, datastore: SQLiteDatastore) -> None:
        super().__init__(datastore, events_table_name=EVENTS_TABLE)

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> list[int]:
        """Write a set of events whole. `appending` says what belongs to it."""
        return _insert(self, stored_events, kwargs["appending"])

    @contextmanager
    def writing(self) -> Iterator[_SQLiteWriting]:
        """Hold the write lock of the log; what is written then is there at the end, or none of it.

        Raises `Stale` when something was taken that may be there once. One thread of a process at a time.
        """
        with self.datastore.get_connection(commit=True) as connection:
            cursor = connection.cursor()
            cursor.execute("BEGIN IMMEDIATE")
            try:
                yield _SQLiteWriting(cursor)
                connection.commit()
            except sqlite3.IntegrityError as error:
                connection.rollback()
                raise Stale(str(error)) from error
            except BaseException:
                connection.rollback()
                raise

    @contextmanager
    def reading(self) -> Iterator[Query]:
        """Yield a function that runs a query. The log only grows, so what one query saw the next sees too."""
        with self.datastore.get_connection(commit=False) as connection:
            cursor = connection.cursor()
            cursor.sqlite_cursor.row_factory = None

            def query(sql: str, values: Sequence[Any]) -> list[Any]:
                cursor.execute(sql, values)
                return list(cursor.fetchall())

            yield query

    @staticmethod
    def listed(texts: Iterable[str]) -> Any:
        """Return the value for `LISTED`."""
        return json.dumps(list(texts))


class _SQLiteWriting:
    def __init__(self, cursor: Any) -> None:
        self._cursor = cursor

    def stand(self, streams: Iterable[str]) -> tuple[Head, dict[str, int]]:
        self._cursor.execute(f"SELECT rowid, state FROM {EVENTS_TABLE} ORDER BY rowid DESC LIMIT 1")
        last = self._cursor.fetchone()
        self._cursor.execute(f"SELECT asked, {_VERSION} FROM ({SQLiteLog.LISTED})", [SQLiteLog.listed(streams)])
        versions = {stream: version or 0 for stream, version in self._cursor.fetchall()}
        return Head(last[0], recorded_at(last[1])) if last else Head(0, None), versions

    def answered(self, giver: str, command_ids: Sequence[str]) -> set[str]:
        self._cursor.execute(_answered(SQLiteLog.LISTED), [giver, SQLiteLog.listed(command_ids)])
        return {found for (found,) in self._cursor.fetchall()}

    def write_events(self, rows: Sequence[LogRow]) -> None:
        self._cursor.executemany(f"INSERT INTO {EVENTS_TABLE} (rowid, {_COLUMNS}) VALUES (?, ?, ?, ?, ?)", rows)

    def write_receipts(self, rows: Sequence[tuple[str, str, str, int, int]]) -> None:
        self._cursor.executemany(f"INSERT INTO command_receipts ({_RECEIPT}) VALUES (?, ?, ?, ?, ?)", rows)

    def write_row(self, row: Row) -> None:
        columns, marks = ", ".join(row.values), ", ".join("?" * len(row.values))
        self._cursor.execute(f"INSERT INTO {row.table} ({columns}) VALUES ({marks})", tuple(row.values.values()))


class PostgresLog(PostgresApplicationRecorder):
    """The log in PostgreSQL; a table lock keeps positions in the order of commits, without gaps."""

    POSITION = "notification_id"
    HOLDS = "position(?::bytea IN state) > 0"
    LINE_CLIENT = "substring(encode(state, 'escape') from '\"client\":\"([A-Za-z0-9._-]+)\"')"
    IS_LINE = "topic LIKE 'declaration.line-%%'"
    """Whom an event about a declared line is for, and which events are; together they are an index of the log."""
    LISTED = "SELECT unnest(?::text[]) AS asked"

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> list[int]:
        """Write a set of events whole. `appending` says what belongs to it."""
        return _insert(self, stored_events, kwargs["appending"])

    @contextmanager
    def writing(self) -> Iterator[_PostgresWriting]:
        """Hold the write lock of the log; what is written then is there at the end, or none of it.

        Raises `Stale` when something was taken that may be there once. The connection is in autocommit: what opens the
        transaction goes over the line at once, and so does everything that is written, with its end.
        """
        begin = f"BEGIN; LOCK TABLE {EVENTS_TABLE} IN EXCLUSIVE MODE; NOTIFY {self.channel_name}"
        with self.datastore.get_connection() as connection, connection.cursor(row_factory=tuple_row) as cursor:
            try:
                cursor.execute(begin)
                locked = _PostgresWriting(cursor)
                yield locked
                with connection.pipeline():
                    for sql, values in locked.written:
                        cursor.execute(sql, values)
                    cursor.execute("COMMIT")
            except psycopg.IntegrityError as error:
                connection.rollback()
                raise Stale(str(error)) from error
            except BaseException:
                connection.rollback()
                raise

    @contextmanager
    def reading(self) -> Iterator[Query]:
        """Yield a function that runs a query. The log only grows, so what one query saw the next sees too."""
        with self.datastore.get_connection() as connection, connection.cursor(row_factory=tuple_row) as cursor:

            def query(sql: str, values: Sequence[Any]) -> list[Any]:
                return cursor.execute(sql.replace("?", "%s"), values).fetchall()

            yield query

    @staticmethod
    def listed(texts: Iterable[str]) -> Any:
        """Return the value for `LISTED`."""
        return list(texts)


class _PostgresWriting:
    def __init__(self, cursor: Any) -> None:
        self._cursor = cursor
        self.written: list[tuple[str, Sequence[Any]]] = []
        """Statements that are sent together at the end."""

    def stand(self, streams: Iterable[str]) -> tuple[Head, dict[str, int]]:
        sql = (
            f"(SELECT NULL AS asked, notification_id AS number, substr(state, 1, {_MOMENT_BYTES}) AS state "
            f"FROM {EVENTS_TABLE} ORDER BY notification_id DESC LIMIT 1) "
            f"UNION ALL SELECT asked, {_VERSION}, NULL FROM unnest(%s::text[]) AS asked"
        )
        head, versions = Head(0, None), {}
        for stream, number, state in self._cursor.execute(sql, [list(streams)]):
            if stream is None:
                head = Head(number, recorded_at(state))
            else:
                versions[stream] = number or 0
        return head, versions

    def answered(self, giver: str, command_ids: Sequence[str]) -> set[str]:
        sql = _answered(PostgresLog.LISTED).replace("?", "%s")
        return {found for (found,) in self._cursor.execute(sql, [giver, list(command_ids)])}

    def write_events(self, rows: Sequence[LogRow]) -> None:
        if rows:
            sql = f"INSERT INTO {EVENTS_TABLE} ({PostgresLog.POSITION}, {_COLUMNS}) SELECT * FROM unnest("
            types = "%b::bigint[], %b::text[], %b::bigint[], %b::text[], %b::bytea[]"
            self.written.append((f"{sql}{types})", _turned(rows)))

    def write_receipts(self, rows: Sequence[tuple[str, str, str, int, int]]) -> None:
        if rows:
            sql = f"INSERT INTO command_receipts ({_RECEIPT}) SELECT * FROM unnest("
            types = "%b::text[], %b::text[], %b::text[], %b::bigint[], %b::bigint[]"
            self.written.append((f"{sql}{types})", _turned(rows)))

    def write_row(self, row: Row) -> None:
        columns, marks = ", ".join(row.values), ", ".join(["%s"] * len(row.values))
        self.written.append((f"INSERT INTO {row.table} ({columns}) VALUES ({marks})", tuple(row.values.values())))


Log = SQLiteLog | PostgresLog


def _answered(listed: str) -> str:
    return f"SELECT command_id FROM command_receipts WHERE giver = ? AND command_id IN ({listed})"


def _turned(rows: Sequence[Sequence[Any]]) -> list[list[Any]]:
    """Return the columns of rows: an array of each goes over the line once, however many rows there are."""
    return [list(column) for column in zip(*rows, strict=True)]


def _insert(log: Log, stored_events: Sequence[StoredEvent], appending: Appending) -> list[int]:
    """Write one set as the library gives it."""
    events = [NewEvent(str(e.originator_id), e.originator_version, e.topic, e.state) for e in stored_events]
    with log.writing() as locked:
        return append_one(locked, replace(appending, events=events))
