"""Rows that a fold works on: in memory for a replay, in the database for what is live. One fold serves both."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple, Protocol

import msgspec
from sqlalchemy import Connection, Table, insert, select, update

from ledger.application import Header, Record
from ledger.events import Event, decode

Row = dict[str, Any]
Key = tuple[Any, ...]


class Recorded(NamedTuple):
    """An event with its place in the log, when it was recorded, and by whom."""

    position: int
    stream: str
    topic: str
    recorded_at: datetime
    header: Header
    event: Event


_header = msgspec.json.Decoder(Header)


def recorded(record: Record) -> Recorded:
    """Decode a row of the log."""
    return Recorded(
        record.position,
        record.stream,
        record.topic,
        record.recorded_at,
        _header.decode(record.state),
        decode(record.topic, record.state),
    )


class Rows(Protocol):
    """What a fold may do: look a row up by key, to change it in place, and add a row."""

    def get(self, table: Table, key: Key) -> Row | None:
        """Return the row, which may be changed in place."""

    def add(self, table: Table, row: Row) -> Row:
        """Add a row that is not there yet."""


def key_of(table: Table, row: Mapping[str, Any]) -> Key:
    """Return the values of the primary key."""
    return tuple(row[column.name] for column in table.primary_key.columns)


def at_or_new(rows: Rows, table: Table, row: Row) -> Row:
    """Return the row with this key, or add it."""
    return rows.get(table, key_of(table, row)) or rows.add(table, row)


class MemoryRows:
    """All rows in memory, for a replay of a part of the log or of the whole."""

    def __init__(self) -> None:
        self.tables: dict[str, dict[Key, Row]] = {}

    def get(self, table: Table, key: Key) -> Row | None:
        """Return the row with this key."""
        return self.tables.get(table.name, {}).get(key)

    def add(self, table: Table, row: Row) -> Row:
        """Add a row."""
        self.tables.setdefault(table.name, {})[key_of(table, row)] = row
        return row

    def all(self, table: Table) -> list[Row]:
        """Return every row of a table, in the order in which they were added."""
        return list(self.tables.get(table.name, {}).values())


class StoredRows:
    """Rows in the database: read when first asked for, written when all of a batch is folded."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[tuple[str, Key], Row] = {}
        self._before: dict[tuple[str, Key], Row] = {}
        self._tables: dict[str, Table] = {}

    def get(self, table: Table, key: Key) -> Row | None:
        """Return the row with this key."""
        place = (table.name, key)
        if place not in self._known:
            where = [column == value for column, value in zip(table.primary_key.columns, key, strict=True)]
            found = self._connection.execute(select(table).where(*where)).mappings().first()
            if found is None:
                return None
            self._tables[table.name] = table
            self._known[place] = dict(found)
            self._before[place] = dict(found)
        return self._known[place]

    def add(self, table: Table, row: Row) -> Row:
        """Add a row."""
        self._tables[table.name] = table
        self._known[(table.name, key_of(table, row))] = row
        return row

    def write(self) -> None:
        """Write what is new and what was changed."""
        new: dict[str, list[Row]] = {}
        for place, row in self._known.items():
            if place not in self._before:
                new.setdefault(place[0], []).append(row)
            elif row != self._before[place]:
                self._update(self._tables[place[0]], place[1], row)
        for name, rows in new.items():
            insert_all(self._connection, self._tables[name], rows)

    def _update(self, table: Table, key: Key, row: Row) -> None:
        where = [column == value for column, value in zip(table.primary_key.columns, key, strict=True)]
        self._connection.execute(update(table).where(*where).values(row))


def insert_all(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    """Insert rows of one table; a column a row does not name is empty."""
    columns = [column.name for column in table.columns]
    complete = [{name: row.get(name) for name in columns} for row in rows]
    if complete:
        connection.execute(insert(table), complete)
