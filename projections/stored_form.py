"""How the rows of a table stand in SQLite and in PostgreSQL, and the SQL that reads and writes them by key.

SQLAlchemy describes the tables and asks the questions; what folds millions of events talks to the driver itself.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from functools import cache
from itertools import islice
from operator import itemgetter
from typing import Any

from sqlalchemy import Boolean, Date, Table

from projections.rows import Key, Row, adding
from projections.tables import Moment

Convert = Callable[[Any], Any]
AT_ONCE = 1_000
"""How many rows are handed to the driver at a time."""


class StoredForm:
    """The form of one table under one name: in SQLite days and moments are text, in PostgreSQL they are themselves."""

    def __init__(self, table: Table, dialect: str, name: str) -> None:
        self.name = name
        self.columns = [column.name for column in table.columns]
        self._adds = adding(table)
        self._writes = {c.name: w for c in table.columns if (w := _writer(c.type, dialect))}
        self._reads = {c.name: r for c in table.columns if (r := _reader(c.type, dialect))}
        self._values = itemgetter(*self.columns)
        self._key = [column.name for column in table.primary_key.columns]
        self._mark = "?" if dialect == "sqlite" else "%s"
        self._smallest = "MIN" if dialect == "sqlite" else "LEAST"

    @property
    def insert(self) -> str:
        """Return the SQL that adds a row; where the table adds up, to the row that is there."""
        marks = ", ".join([self._mark] * len(self.columns))
        sql = f'INSERT INTO "{self.name}" ({_quoted(self.columns)}) VALUES ({marks})'
        if not self._adds:
            return sql
        sums = ", ".join(f'"{name}" = {self._added(name)}' for name in self._adds)
        return f"{sql} ON CONFLICT ({_quoted(self._key)}) DO UPDATE SET {sums}"

    @property
    def copy(self) -> str:
        """Return PostgreSQL's command to take rows in."""
        return f'COPY "{self.name}" ({_quoted(self.columns)}) FROM STDIN'

    @property
    def adds_up(self) -> bool:
        """Tell whether rows of other streams may be there already."""
        return bool(self._adds)

    @property
    def select(self) -> str:
        """Return the SQL that finds a row by its key."""
        return f'SELECT {_quoted(self.columns)} FROM "{self.name}" WHERE {self._by_key}'

    @property
    def update(self) -> str:
        """Return the SQL that writes a whole row anew, by its key."""
        values = ", ".join(f'"{name}" = {self._mark}' for name in self.columns)
        return f'UPDATE "{self.name}" SET {values} WHERE {self._by_key}'

    def written(self, rows: Iterable[Row]) -> Iterator[tuple[Any, ...]]:
        """Yield rows as the driver takes them; each names every column."""
        writes = [self._writes.get(name) for name in self.columns]
        todo = iter(rows)
        while some := list(map(self._values, islice(todo, AT_ONCE))):
            columns = zip(*some, strict=True)
            yield from zip(*(map(w, c) if w else c for w, c in zip(writes, columns, strict=True)), strict=True)

    def key(self, key: Key) -> tuple[Any, ...]:
        """Return a key as the driver takes it."""
        return tuple(
            self._writes[name](value) if name in self._writes else value
            for name, value in zip(self._key, key, strict=True)
        )

    def read(self, values: Sequence[Any]) -> Row:
        """Return a row from what the driver gave."""
        row = dict(zip(self.columns, values, strict=True))
        for name, read in self._reads.items():
            row[name] = read(row[name])
        return row

    @property
    def _by_key(self) -> str:
        return " AND ".join(f'"{name}" = {self._mark}' for name in self._key)

    def _added(self, name: str) -> str:
        mine, new = f'"{self.name}"."{name}"', f'excluded."{name}"'
        return f"{mine} + {new}" if self._adds[name] == "sum" else f"{self._smallest}({mine}, {new})"


@cache
def form_of(table: Table, dialect: str, name: str | None = None) -> StoredForm:
    """Return the form of a table, under its own name or under another."""
    return StoredForm(table, dialect, name or table.name)


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _writer(kind: object, dialect: str) -> Convert | None:
    if dialect == "postgresql":
        return None
    if isinstance(kind, Moment):
        return _moment_text
    return _day_text if isinstance(kind, Date) else None


def _reader(kind: object, dialect: str) -> Convert | None:
    if isinstance(kind, Moment):
        return _moment_from_text if dialect == "sqlite" else _moment_in_utc
    if dialect == "postgresql":
        return None
    if isinstance(kind, Boolean):
        return lambda value: None if value is None else bool(value)
    return (lambda text: None if text is None else date.fromisoformat(text)) if isinstance(kind, Date) else None


@cache
def _day_text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _moment_text(moment: datetime | None) -> str | None:
    if moment is None:
        return None
    return (moment if moment.tzinfo is UTC else moment.astimezone(UTC)).isoformat(" ", "microseconds")[:-6]


def _moment_from_text(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text).replace(tzinfo=UTC)


def _moment_in_utc(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.astimezone(UTC)
