"""Rows that a fold works on: in memory for a replay, in the database for what is live. One fold serves both.

A row belongs to one stream: only events of that stream make it and change it. A column that is marked with `adds`
is the exception: its row adds up over streams, by sum or by the smallest. So streams can be folded in any order, by
several processes at once, and one by itself.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from operator import itemgetter
from typing import Any, Literal, Protocol

import msgspec
from sqlalchemy import Table

from ledger.application import Header, Record
from ledger.events import Event, decode
from ledger.scanning import recorded_at
from ledger.vocabulary.errors import LedgerError, Refused

Row = dict[str, Any]
Key = tuple[Any, ...]
Adds = Literal["sum", "min"]

_header = msgspec.json.Decoder(Header)


class Recorded:
    """An event with its place in the log, when it was recorded, and by whom; those are read when asked for."""

    __slots__ = ("_header", "event", "position", "state", "stream", "topic")

    def __init__(self, position: int, stream: str, topic: str, state: bytes, event: Event) -> None:
        self.position = position
        self.stream = stream
        self.topic = topic
        self.state = state
        self.event = event
        self._header: Header | None = None

    @property
    def header(self) -> Header:
        """Return who recorded it, by which command, from where."""
        if self._header is None:
            self._header = _header.decode(self.state)
        return self._header

    @property
    def recorded_at(self) -> datetime:
        """Return the moment of recording, in UTC."""
        return recorded_at(self.state)


def recorded(record: Record) -> Recorded:
    """Decode a row of the log. Raises `Refused` for what cannot be read."""
    try:
        event = decode(record.topic, record.state)
    except LedgerError:
        raise
    except Exception as error:
        raise not_taken(record.position, record.topic) from error
    return Recorded(record.position, record.stream, record.topic, record.state, event)


def not_taken(position: int, topic: str) -> Refused:
    """Return the error for an answer that rests on an event that cannot be read or folded; it tells of nobody."""
    return Refused(
        "event-not-taken",
        f"Gebeurtenis {position} ({topic}) kan dit programma niet verwerken, en zonder die gebeurtenis klopt het "
        f"antwoord niet. Meld dit aan de beheerder. Wat bekend was tot en met gebeurtenis {position - 1}, kunt u wel "
        "zien.",
        "as_of",
    )


class Rows(Protocol):
    """What a fold may do: look a row up by key, to change it in place, and add a row."""

    def get(self, table: Table, key: Key) -> Row | None:
        """Return the row, which may be changed in place."""

    def add(self, table: Table, row: Row) -> Row:
        """Add a row that is not there yet."""


@cache
def key_of(table: Table) -> Callable[[Mapping[str, Any]], Key]:
    """Return the function from a row to the values of its primary key."""
    names = [column.name for column in table.primary_key.columns]
    if len(names) == 1:
        (only,) = names
        return lambda row: (row[only],)
    return itemgetter(*names)


@cache
def adding(table: Table) -> dict[str, Adds]:
    """Return the columns that add up over streams; of such a table, all that are not in the key."""
    return {column.name: column.info["adds"] for column in table.columns if "adds" in column.info}


def at_or_new(rows: Rows, table: Table, row: Row) -> Row:
    """Return the row with this key, or add it."""
    return rows.get(table, key_of(table)(row)) or rows.add(table, row)


class MemoryRows:
    """All rows in memory, for a replay of a part of the log or of the whole."""

    def __init__(self) -> None:
        self.tables: defaultdict[Table, dict[Key, Row]] = defaultdict(dict)

    def get(self, table: Table, key: Key) -> Row | None:
        """Return the row with this key."""
        return self.tables[table].get(key)

    def add(self, table: Table, row: Row) -> Row:
        """Add a row."""
        self.tables[table][key_of(table)(row)] = row
        return row

    def all(self, table: Table) -> list[Row]:
        """Return every row of a table, in the order in which they were added."""
        return list(self.tables[table].values())

    def take_out(self, table: Table, rows: list[Row]) -> None:
        """Take what some streams made out of the sums; rows of one stream, and what is smallest, stay as they are."""
        adds = adding(table)
        for row in rows if adds else ():
            mine = self.get(table, key_of(table)(row))
            for name, how in adds.items() if mine else ():
                if mine and how == "sum":
                    mine[name] -= row[name]

    def merge(self, table: Table, rows: list[Row]) -> None:
        """Take in the rows that other streams made."""
        adds = adding(table)
        for row in rows:
            mine = self.get(table, key_of(table)(row)) if adds else None
            if mine is None:
                self.add(table, row)
                continue
            for name, how in adds.items():
                mine[name] = mine[name] + row[name] if how == "sum" else min(mine[name], row[name])
