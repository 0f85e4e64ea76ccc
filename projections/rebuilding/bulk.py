"""Writing the rows of one part of the log at once: on SQLite in one statement per table, on PostgreSQL by COPY.

All rows of a part and the mark that it is done are one transaction, so that a part is in the tables once or not at all.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from typing import Any, Protocol

import psycopg
from sqlalchemy import Table

from projections.engine import BUSY_SECONDS
from projections.rows import MemoryRows, Row, key_of
from projections.stored_form import StoredForm, form_of

_DONE = "UPDATE projection_build_parts SET events = {0} WHERE build = {0} AND part = {0} AND events IS NULL"


class Bulk(Protocol):
    """An open database, to be written to in bulk."""

    def write(self, rows: MemoryRows, names: Mapping[str, str], build: int, part: int, events: int) -> None:
        """Put all rows in the tables that bear these names, and mark the part as done; not when it was done already.

        A process that outlived the rebuild that started it may come late with a part that was folded again since.
        """


@contextmanager
def writing(database_url: str) -> Iterator[Bulk]:
    """Open the database at an address for writing in bulk."""
    if database_url.startswith("sqlite:///"):
        path = database_url.removeprefix("sqlite:///")
        with closing(sqlite3.connect(path, isolation_level=None, timeout=BUSY_SECONDS)) as file:
            file.execute("PRAGMA synchronous=NORMAL")
            yield _SQLiteBulk(file)
    else:
        with psycopg.connect(database_url, autocommit=True) as server:
            yield _PostgresBulk(server)


class _SQLiteBulk:
    def __init__(self, file: sqlite3.Connection) -> None:
        self._file = file

    def write(self, rows: MemoryRows, names: Mapping[str, str], build: int, part: int, events: int) -> None:
        written = [(form.insert, list(form.written(some))) for form, some in _by_form(rows, names, "sqlite")]
        with closing(self._file.cursor()) as cursor:
            cursor.execute("BEGIN IMMEDIATE")
            try:
                cursor.execute(_DONE.format("?"), (events, build, part))
                for sql, values in written if cursor.rowcount else ():
                    cursor.executemany(sql, values)
                cursor.execute("COMMIT")
            except BaseException:
                if self._file.in_transaction:
                    cursor.execute("ROLLBACK")
                raise


class _PostgresBulk:
    def __init__(self, server: psycopg.Connection[Any]) -> None:
        self._server = server

    def write(self, rows: MemoryRows, names: Mapping[str, str], build: int, part: int, events: int) -> None:
        with self._server.transaction(), self._server.cursor() as cursor:
            if not cursor.execute(_DONE.format("%s"), (events, build, part)).rowcount:
                return
            for form, some in _by_form(rows, names, "postgresql"):
                if form.adds_up:
                    cursor.executemany(form.insert, list(form.written(some)))
                    continue
                with cursor.copy(form.copy) as copy:
                    for values in form.written(some):
                        copy.write_row(values)


def _by_form(rows: MemoryRows, names: Mapping[str, str], dialect: str) -> Iterator[tuple[StoredForm, Iterable[Row]]]:
    """Yield the rows by table; the tables that add up last, in the order of their keys, for they may be waited for."""
    adding: list[tuple[Table, StoredForm]] = []
    for table in rows.tables:
        form = form_of(table, dialect, names[table.name])
        if form.adds_up:
            adding.append((table, form))
        else:
            yield form, rows.all(table)
    for table, form in sorted(adding, key=lambda one: one[1].name):
        yield form, sorted(rows.all(table), key=key_of(table))
