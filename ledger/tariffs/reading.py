"""A CSV file that somebody made, as rows: its form is checked here, what the cells say is checked by who asked.

UTF-8 with or without a byte order mark, commas between the columns, lines that end with LF or CR LF, and a first line
with exactly the columns asked for, in any order.
"""

import csv
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import TYPE_CHECKING, NamedTuple

from ledger.vocabulary.errors import Problem

if TYPE_CHECKING:
    import _csv


class Row(NamedTuple):
    """The cells by column, without white space around them, and the line (from 1) on which the row begins."""

    line: int
    cells: dict[str, str]


def read_rows(data: bytes, columns: Sequence[str]) -> tuple[list[Row], list[Problem]]:
    """Return the rows that have all columns, and what is wrong with the form of the file."""
    try:
        text = data.removeprefix(BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        told = "Dit bestand is geen UTF-8. Bewaar het opnieuw als 'CSV UTF-8'."
        return [], [Problem("file-encoding", told, None, line)]
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    rows: list[Row] = []
    problems: list[Problem] = []
    try:
        lines = _numbered(reader)
        _, header = next(lines, (1, []))
        if problems := list(_of_header(header, columns)):
            return [], problems
        for line, cells in lines:
            if len(cells) == len(header):
                rows.append(Row(line, dict(zip(header, cells, strict=True))))
            else:
                problems.append(_not_as_long(len(cells), len(header), line))
    except csv.Error as error:
        told = f"Deze regel is niet te lezen ({error}). Staan alle aanhalingstekens er twee aan twee?"
        problems.append(Problem("csv-invalid", told, None, max(reader.line_num, 1)))
    return rows, problems


def _numbered(reader: "_csv.Reader") -> Iterator[tuple[int, list[str]]]:
    """Yield every row that is not blank, without white space around its cells, with the line on which it begins."""
    before = 0
    for cells in reader:
        line, before = before + 1, reader.line_num
        if any(cell.strip() for cell in cells):
            yield line, [cell.strip() for cell in cells]


def _of_header(header: list[str], columns: Sequence[str]) -> Iterator[Problem]:
    wanted = ",".join(columns)
    if not header:
        yield Problem("no-rows", f"Dit bestand is leeg. De eerste regel hoort te zijn: {wanted}.", None, 1)
        return
    if len(header) == 1 and ";" in header[0]:
        told = "Tussen de kolommen staan puntkomma's. Bewaar het bestand met komma's ertussen"
        yield Problem("csv-semicolons", f"{told}: {wanted}.", None, 1)
        return
    for name, times in Counter(header).items():
        if name not in columns:
            shown = f"De kolom {name[:40]!r} bestaat niet." if name else "Een kolom heeft geen naam."
            yield Problem("column-unknown", f"{shown} De kolommen zijn {wanted}.", name or None, 1)
        elif times > 1:
            yield Problem("column-twice", f"De kolom {name} staat er {times} keer.", name, 1)
    for name in columns:
        if name not in header:
            yield Problem("column-missing", f"De kolom {name} ontbreekt. De kolommen zijn {wanted}.", name, 1)


def _not_as_long(found: int, wanted: int, line: int) -> Problem:
    told = f"Deze regel heeft {found} kolommen in plaats van {wanted}."
    if found > wanted:
        told += " Schrijf een bedrag met een punt (60.00), en zet een tekst met een komma tussen aanhalingstekens."
    return Problem("row-length", told, None, line)
