"""The records of a file as the rules see them: typed, in order, each with the fields that could not be read."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from ledger.messages.aw319.layout import numbers_of
from ledger.messages.aw319.model import Declaratiebestand, Record

NOTHING: frozenset[str] = frozenset()


class Row(Struct, frozen=True, gc=False):
    """One record: its number in the file from 1, its kind, and what it holds.

    `unsound` are the numbers of the fields that hold a placeholder; a record of an unknown kind or of a wrong length
    holds None.
    """

    number: int
    kind: str
    record: Record | None
    unsound: frozenset[str] = NOTHING


def lost(number: int, kind: str) -> Row:
    """A record of which nothing but its kind is known."""
    return Row(number, kind, None, numbers_of(kind))


def rows_of(file: Declaratiebestand) -> Iterator[Row]:
    """The records of a typed file: nothing in them is unsound."""
    for number, (kind, record) in enumerate(file.records(), start=1):
        yield Row(number, kind, record)


def of_kind(rows: Iterable[Row], kind: str) -> Sequence[Row]:
    """The records of one kind, in the order of the file."""
    return [row for row in rows if row.kind == kind]
