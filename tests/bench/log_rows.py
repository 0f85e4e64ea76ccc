"""Rows of the log, and of the keys that belong to it, straight into a database by its own driver."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import islice
from typing import Any
from urllib.parse import quote

import psycopg

from ledger.recorder import EVENTS_TABLE, recorded_at
from tests.bench.lives import Person
from tests.databases import SQLITE_PREFIX

LogRow = tuple[int, str, int, str, bytes]
"""Position, stream, version, topic, state."""
_AT_ONCE = 20_000
_COLUMNS = "originator_id, originator_version, topic, state"
_KEYS = "INSERT INTO person_keys (subject, wrapped_key, bsn_digest) VALUES (?, ?, ?)"
_WHOLE_FILE = ("PRAGMA journal_mode=OFF", "PRAGMA locking_mode=EXCLUSIVE", "PRAGMA cache_size=-1000000")
"""For a file that nobody else has open, and that is thrown away when it is not finished."""


def head_of(url: str) -> tuple[int, str | None]:
    """Return the last position, 0 when there is none, and its moment in ISO form."""
    if url.startswith(SQLITE_PREFIX):
        with closing(sqlite3.connect(url.removeprefix(SQLITE_PREFIX))) as connection:
            found = connection.execute(
                f"SELECT rowid, state FROM {EVENTS_TABLE} ORDER BY rowid DESC LIMIT 1"
            ).fetchone()
    else:
        sql = f"SELECT notification_id, state FROM {EVENTS_TABLE} ORDER BY notification_id DESC LIMIT 1"
        with psycopg.connect(url) as server:
            found = server.execute(sql.encode()).fetchone()
    return (found[0], recorded_at(bytes(found[1])).isoformat()) if found else (0, None)


def write(url: str, rows: Iterable[LogRow], keys: Iterable[Person], *, alone: bool = False) -> int:
    """Write rows in the order of their positions, and the keys; return how many rows. `alone`: nobody else is there."""
    if url.startswith(SQLITE_PREFIX):
        return _write_sqlite(url.removeprefix(SQLITE_PREFIX), rows, keys, alone=alone)
    return _write_postgres(url, rows, keys)


def rows_of(path: str) -> Iterator[LogRow]:
    """Yield the rows of the log in an SQLite file."""
    with closing(_alone(path)) as connection:
        yield from connection.execute(f"SELECT rowid, {_COLUMNS} FROM {EVENTS_TABLE} ORDER BY rowid")


def keys_of(path: str) -> Iterator[Person]:
    """Yield the keys in an SQLite file."""
    with closing(_alone(path)) as connection:
        for row in connection.execute("SELECT subject, wrapped_key, bsn_digest FROM person_keys"):
            yield Person(*row)


def _alone(path: str) -> sqlite3.Connection:
    """Open a file that nobody writes to."""
    return sqlite3.connect(f"file:{quote(path)}?immutable=1", uri=True)


def _write_sqlite(path: str, rows: Iterable[LogRow], keys: Iterable[Person], *, alone: bool) -> int:
    sql, count = f"INSERT INTO {EVENTS_TABLE} (rowid, {_COLUMNS}) VALUES (?, ?, ?, ?, ?)", 0
    with closing(sqlite3.connect(path, isolation_level=None, timeout=30)) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        for pragma in _WHOLE_FILE if alone else ():
            connection.execute(pragma)
        connection.execute("BEGIN IMMEDIATE")
        for batch in _batches(rows):
            connection.executemany(sql, batch)
            count += len(batch)
        connection.executemany(_KEYS, keys)
        connection.execute("COMMIT")
        if alone:
            connection.execute("PRAGMA locking_mode=NORMAL")
            connection.execute("PRAGMA journal_mode=WAL")
    return count


def _write_postgres(url: str, rows: Iterable[LogRow], keys: Iterable[Person]) -> int:
    count = 0
    with psycopg.connect(url) as connection, connection.cursor() as cursor:
        into = f"COPY {EVENTS_TABLE} (notification_id, {_COLUMNS}) FROM STDIN (FORMAT BINARY)"
        with cursor.copy(into.encode()) as copy:
            copy.set_types(["int8", "text", "int8", "text", "bytea"])
            for row in rows:
                copy.write_row(row)
                count += 1
        cursor.executemany(_KEYS.replace("?", "%s").encode(), keys)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"ANALYZE {EVENTS_TABLE}".encode())
    return count


def _batches(rows: Iterable[LogRow]) -> Iterator[list[Any]]:
    iterator = iter(rows)
    while batch := list(islice(iterator, _AT_ONCE)):
        yield batch
