"""Tables of a pack: a name, columns and rows of text, as CSV and in the report alike."""

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import NamedTuple

from ledger.vocabulary.amounts import Amount, Unit

_FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet would compute a cell that begins so, blanks before it or not."""
_BLANKS = " \n\v\f\u00a0\ufeff"
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
"""A number as it stands in a cell of ours: -60.00."""


class Table(NamedTuple):
    """One table: the name of its file, what it tells (Dutch), its columns, its rows."""

    file: str
    told: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def csv(self) -> bytes:
        """Return it as CSV: UTF-8, commas, one line for each row; a text that looks like a formula gets a quote."""
        written = StringIO()
        rows = csv.writer(written, lineterminator="\n")
        rows.writerow(self.columns)
        rows.writerows([_harmless(cell) for cell in row] for row in self.rows)
        return written.getvalue().encode()


def table(file: str, told: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Table:
    """Make a table; None becomes an empty cell."""
    made = tuple(tuple("" if cell is None else str(cell) for cell in row) for row in rows)
    return Table(file, told, tuple(columns), made)


def euro(cents: int) -> str:
    """Return cents as a plain decimal: 60.00."""
    return str(Amount(Unit.EUR, cents))


def positions(some: Iterable[int]) -> str:
    """Return positions as they stand in a cell: with a space between them."""
    return " ".join(map(str, some))


def _harmless(cell: str) -> str:
    """Return a cell as it is written: with a quote before what a spreadsheet would compute.

    >>> _harmless("-60.00"), _harmless(" =1+1"), _harmless("-1+1")
    ('-60.00', "' =1+1", "'-1+1")
    """
    if _NUMBER.fullmatch(cell):
        return cell
    bare = cell.lstrip(_BLANKS)
    return f"'{cell}" if cell.startswith(_FORMULAS) or bare.startswith(_FORMULAS) else cell
