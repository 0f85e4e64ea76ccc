"""Reading the log in bulk, straight from its table: in parts that are ranges of streams.

A part holds whole streams, each in its own order; together the parts hold everything up to a position. So parts can be
read by several processes at once, and what is made of one part takes no more memory than that part.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Any, NamedTuple, Protocol

import psycopg

from ledger.recorder import EVENTS_TABLE, PostgresLog, SQLiteLog

Row = tuple[int, str, str, bytes]
"""Position, stream, topic, stored JSON."""
SAMPLES_PER_PART = 24
FETCH = 5_000


class Part(NamedTuple):
    """The streams from one name up to another that is not in it any more; empty names are open ends."""

    first: str
    before: str


EVERYTHING = Part("", "")


class Scan(Protocol):
    """An open log, to be read in bulk."""

    def rows(self, part: Part, upto: int, topics: Sequence[str] = ()) -> Iterator[Row]:
        """Yield the rows of a part up to and including a position, by stream and then in the order of the stream.

        With topics, rows of other topics are left out.
        """

    def parts(self, upto: int, size: int) -> list[Part]:
        """Cut what was recorded up to a position into parts of about so many events."""


@contextmanager
def scanning(database_url: str) -> Iterator[Scan]:
    """Open the log at an address for reading."""
    if database_url.startswith("sqlite:///"):
        with closing(sqlite3.connect(database_url.removeprefix("sqlite:///"), isolation_level=None)) as file:
            yield _SQLiteScan(file)
    else:
        with psycopg.connect(database_url, autocommit=True) as server:
            yield _PostgresScan(server)


class _SQLiteScan:
    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def rows(self, part: Part, upto: int, topics: Sequence[str] = ()) -> Iterator[Row]:
        sql, values = _selection(SQLiteLog.POSITION, "?", part, upto, topics)
        cursor = self._connection.execute(sql, values)
        while rows := cursor.fetchmany(FETCH):
            yield from rows

    def parts(self, upto: int, size: int) -> list[Part]:
        sampled = _sampled(upto, size)
        sql = _sample(SQLiteLog.POSITION, ", ".join(map(str, sampled)) or "NULL")
        return _cut([name for (name,) in self._connection.execute(sql)])


class _PostgresScan:
    def __init__(self, server: psycopg.Connection[Any]) -> None:
        self._server = server

    def rows(self, part: Part, upto: int, topics: Sequence[str] = ()) -> Iterator[Row]:
        sql, values = _selection(PostgresLog.POSITION, "%s", part, upto, topics)
        with self._server.transaction(), self._server.cursor("scan", binary=True) as cursor:
            cursor.itersize = FETCH
            yield from cursor.execute(sql, values)

    def parts(self, upto: int, size: int) -> list[Part]:
        sampled = _sampled(upto, size)
        found = self._server.execute(_sample(PostgresLog.POSITION, ", ".join(map(str, sampled)) or "NULL"))
        return _cut([name for (name,) in found])


def _selection(position: str, mark: str, part: Part, upto: int, topics: Sequence[str]) -> tuple[Any, list[Any]]:
    where = [f"+{position} <= {mark}"]  # the plus keeps the database from reading in the order of positions
    named: list[Any] = []
    for sign, name in ((">=", part.first), ("<", part.before)):
        if name:
            where.append(f"originator_id {sign} {mark}")
            named.append(name)
    if topics:
        where.append(f"topic IN ({', '.join([mark] * len(topics))})")
    sql = (
        f"SELECT {position}, originator_id, topic, state FROM {EVENTS_TABLE} WHERE {' AND '.join(where)} "
        "ORDER BY originator_id, originator_version"
    )
    return sql, [upto, *named, *topics]


def _sampled(upto: int, size: int) -> list[int]:
    """Return positions spread evenly, some for each part to be."""
    wanted = max(1, -(-upto // size)) * SAMPLES_PER_PART
    return sorted({1 + number * upto // wanted for number in range(wanted)}) if upto > size else []


def _sample(position: str, positions: str) -> Any:
    """Ask for the streams at some positions; the database sorts them, as it will when it cuts by them."""
    return f"SELECT originator_id FROM {EVENTS_TABLE} WHERE {position} IN ({positions}) ORDER BY originator_id"


def _cut(names: Sequence[str]) -> list[Part]:
    """Cut where the samples are as many; a stream that is sampled often is not cut."""
    edges = list(dict.fromkeys(names[SAMPLES_PER_PART::SAMPLES_PER_PART]))
    return [Part(first, before) for first, before in zip(["", *edges], [*edges, ""], strict=True)]
