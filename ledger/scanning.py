"""Reading the log in bulk, straight from its table: by ranges of positions, in order, or by ranges of streams.

The first is what a disk does best; the second takes whole streams out of the middle of the log.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import chain, pairwise
from typing import Any, NamedTuple, Protocol

import psycopg

from ledger.recorder import EVENTS_TABLE, PostgresLog, SQLiteLog, recorded_at

__all__ = ["Part", "Row", "Scan", "beyond", "of_kinds", "recorded_at", "scanning"]

Row = tuple[int, str, str, bytes]
"""Position, stream, topic, stored JSON."""
SAMPLES_PER_PART = 24
FETCH = 2_000
MAPPED = 2**38
"""Bytes of an SQLite file that are read where the system holds them, without copying."""


class Part(NamedTuple):
    """The streams from one name up to another that is not in it any more; empty names are open ends."""

    first: str
    before: str


def of_kinds(parts: Sequence[Part], kinds: Sequence[str]) -> list[Part]:
    """Return parts that hold the streams of these kinds only, cut at the same edges.

    >>> of_kinds([Part("", "budget-b7"), Part("budget-b7", "client-c1"), Part("client-c1", "")], ["budget"])
    [Part(first='budget', before='budget-b7'), Part(first='budget-b7', before='budgeu')]
    """
    found: list[Part] = []
    for kind in kinds:
        edges = [kind, *(part.first for part in parts if kind < part.first < beyond(kind)), beyond(kind)]
        found += [Part(first, before) for first, before in pairwise(edges)]
    return found


def beyond(prefix: str) -> str:
    """Return a text that comes after all streams with a prefix, however the database orders dashes and capitals.

    >>> beyond("stand-"), beyond("client-c1")
    ('stane', 'clienu')
    """
    kind = prefix.partition("-")[0]
    return kind[:-1] + chr(ord(kind[-1]) + 1)


class Scan(Protocol):
    """An open log, to be read in bulk."""

    def between(self, after: int, upto: int, at_once: int) -> Iterator[list[Row]]:
        """Yield the rows after one position up to and including another, in order, so many at once."""

    def part(self, part: Part, upto: int, topics: Sequence[str] = ()) -> Iterator[Row]:
        """Yield the rows of a part up to and including a position, by stream and then in the order of the stream.

        With topics, rows of other topics are left out.
        """

    def parts(self, upto: int, size: int) -> list[Part]:
        """Cut what was recorded up to a position into parts of about so many events, by a sample of the streams.

        A stream is never cut: one that holds more events than that is a part of its own.
        """


@contextmanager
def scanning(database_url: str) -> Iterator[Scan]:
    """Open the log at an address for reading."""
    if database_url.startswith("sqlite:///"):
        with closing(sqlite3.connect(database_url.removeprefix("sqlite:///"), isolation_level=None)) as file:
            file.execute(f"PRAGMA mmap_size={MAPPED}")
            yield _SQLiteScan(file)
    else:
        with psycopg.connect(database_url, autocommit=True) as server:
            yield _PostgresScan(server)


class _SQLiteScan:
    def __init__(self, file: sqlite3.Connection) -> None:
        self._file = file

    def between(self, after: int, upto: int, at_once: int) -> Iterator[list[Row]]:
        return self._some(_between(SQLiteLog.POSITION, "?"), [after, upto], at_once)

    def part(self, part: Part, upto: int, topics: Sequence[str] = ()) -> Iterator[Row]:
        return chain.from_iterable(self._some(*_of_part(SQLiteLog.POSITION, "?", part, upto, topics), FETCH))

    def parts(self, upto: int, size: int) -> list[Part]:
        return _cut([name for (name,) in self._file.execute(_sample(SQLiteLog.POSITION, upto, size))])

    def _some(self, sql: str, values: list[Any], at_once: int) -> Iterator[list[Row]]:
        cursor = self._file.execute(sql, values)
        while rows := cursor.fetchmany(at_once):
            yield rows


class _PostgresScan:
    def __init__(self, server: psycopg.Connection[Any]) -> None:
        self._server = server

    def between(self, after: int, upto: int, at_once: int) -> Iterator[list[Row]]:
        return self._some(_between(PostgresLog.POSITION, "%s"), [after, upto], at_once)

    def part(self, part: Part, upto: int, topics: Sequence[str] = ()) -> Iterator[Row]:
        return chain.from_iterable(self._some(*_of_part(PostgresLog.POSITION, "%s", part, upto, topics), FETCH))

    def parts(self, upto: int, size: int) -> list[Part]:
        found = self._server.execute(_sample(PostgresLog.POSITION, upto, size))
        return _cut([name for (name,) in found])

    def _some(self, sql: str, values: list[Any], at_once: int) -> Iterator[list[Row]]:
        with self._server.transaction(), self._server.cursor("scan", binary=True) as cursor:
            cursor.execute(sql, values)
            while rows := cursor.fetchmany(at_once):
                yield rows


def _between(position: str, mark: str) -> str:
    return f"{_selected(position)} WHERE {position} > {mark} AND {position} <= {mark} ORDER BY {position}"


def _of_part(position: str, mark: str, part: Part, upto: int, topics: Sequence[str]) -> tuple[str, list[Any]]:
    where = [f"+{position} <= {mark}"]  # the plus keeps the database from reading in the order of positions
    named: list[Any] = []
    for sign, name in ((">=", part.first), ("<", part.before)):
        if name:
            where.append(f"originator_id {sign} {mark}")
            named.append(name)
    if topics:
        where.append(f"topic IN ({', '.join([mark] * len(topics))})")
    sql = f"{_selected(position)} WHERE {' AND '.join(where)} ORDER BY originator_id, originator_version"
    return sql, [upto, *named, *topics]


def _selected(position: str) -> str:
    return f"SELECT {position}, originator_id, topic, state FROM {EVENTS_TABLE}"


def _sample(position: str, upto: int, size: int) -> str:
    """Ask for the streams at positions spread evenly, some for each part to be; sorted as the database cuts by them."""
    wanted = max(1, -(-upto // size)) * SAMPLES_PER_PART
    at = sorted({1 + number * upto // wanted for number in range(wanted)}) if upto > size else []
    positions = ", ".join(map(str, at)) or "NULL"
    return f"SELECT originator_id FROM {EVENTS_TABLE} WHERE {position} IN ({positions}) ORDER BY originator_id"


def _cut(names: Sequence[str]) -> list[Part]:
    """Cut where the samples are as many; a stream that is sampled often is not cut."""
    edges = list(dict.fromkeys(names[SAMPLES_PER_PART::SAMPLES_PER_PART]))
    return [Part(first, before) for first, before in zip(["", *edges], [*edges, ""], strict=True)]
