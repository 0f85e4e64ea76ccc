"""Read a file: bytes in, a typed declaration or the complete list of what is wrong with it out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from ledger.messages.aw319 import rules
from ledger.messages.aw319.diagnosis import diagnose, shown
from ledger.messages.aw319.forms import forms
from ledger.messages.aw319.layout import PRESTATIE, VERZEKERDE, Field, records
from ledger.messages.aw319.lines import Piece, pieces, segments
from ledger.messages.aw319.model import Declaratiebestand
from ledger.messages.aw319.problems import FileProblem, at_field, of_file
from ledger.messages.aw319.rows import Row
from ledger.messages.aw319.tree import tree
from ledger.vocabulary.errors import at_most_listed

CHARSET = "iso-8859-1"
MAX_BYTES = 50 * 1024 * 1024
"""The largest file that is read: some 168 000 records."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The outcome of reading: either `file`, or `problems` (at least one, in the order of the records)."""

    file: Declaratiebestand | None
    problems: tuple[FileProblem, ...]


def read(data: bytes, received: date | None = None) -> Reading:
    """Read an AW319 v1.4. Never raises for what is in the bytes.

    With the day on which it was `received`, dates after that day are problems too.

    >>> read(b"").problems[0].sentence
    'Het bestand is leeg.'
    """
    if not data:
        return Reading(None, (of_file("empty-file", "Het bestand is leeg."),))
    if len(data) > MAX_BYTES:
        told = f"Het bestand is {len(data)} bytes groot; het mogen er {MAX_BYTES} zijn. Splits de declaratie."
        return Reading(None, (of_file("file-too-large", told),))
    rows: list[Row] = []
    found = chain(_Lines(rows).problems(data.decode(CHARSET)), rules.check_rows(rows, received))
    problems = at_most_listed(found, lambda more: of_file("more-problems", more))
    if problems:
        return Reading(None, tuple(sorted(problems, key=_by_record)))
    return Reading(tree(rows), ())


def _by_record(problem: FileProblem) -> tuple[bool, int]:
    """By record; of the file as a whole, last."""
    return problem.record == 0, problem.record


class _Lines:
    """Reads lines into rows one by one. What is wrong comes lazily, so that a huge bad file costs little."""

    def __init__(self, rows: list[Row]) -> None:
        self._rows = rows
        self._readers = {kind: (form.match, form.record) for kind, form in forms().items()}
        self._above: tuple[Row, str] | None = None

    def problems(self, text: str) -> Iterator[FileProblem]:
        """Every problem that one line shows by itself, or beside its verzekerde."""
        for segment, terminated in segments(text):
            if terminated and (row := self._row(segment)):
                self._rows.append(row)
                if not self._repeats(row, segment):
                    yield from self._differences(row, segment)
            else:
                for piece in pieces(segment, terminated):
                    yield from self._piece(piece)

    def _row(self, line: str) -> Row | None:
        """The row of a line in which every field is in order; None for any other."""
        reader = self._readers.get(line[:2])
        if reader is None:
            return None
        match, record = reader
        found = match(line)
        if found is None:
            return None
        try:
            return Row(len(self._rows) + 1, line[:2], record(found.groups()))
        except ValueError:
            return None

    def _piece(self, piece: Piece) -> Iterator[FileProblem]:
        number = len(self._rows) + 1
        if piece.fault:
            yield piece.fault.at(number, piece.line)
        if piece.is_no_record:
            return
        row = self._row(piece.line)
        if row is None:
            row, problems = diagnose(number, piece.line)
            yield from () if piece.is_cut_off else problems
        self._rows.append(row)
        if not self._repeats(row, piece.line):
            yield from self._differences(row, piece.line)

    def _repeats(self, row: Row, line: str) -> bool:
        """Whether a prestatierecord repeats what the verzekerdenrecord above it says; true where nothing is to be."""
        if row.kind == VERZEKERDE:
            self._above = (row, line) if row.record else None
        elif row.kind == PRESTATIE and self._above and row.record:
            text = self._above[1]
            return line[_IDENTITY] == text[_IDENTITY] and line[_INDICATIE_BELOW] == text[_INDICATIE_ABOVE]
        return True

    def _differences(self, row: Row, line: str) -> Iterator[FileProblem]:
        """Each field in which it does not, as far as both can be read."""
        assert self._above, "there is nothing to differ from"
        above, text = self._above
        for field, other in _REPEATED:
            mine, theirs = field.text_in(line), other.text_in(text)
            if mine != theirs and field.number not in row.unsound and other.number not in above.unsound:
                told = (
                    f"Veld {field.number} is {shown(mine)}, maar veld {other.number} van de verzekerde erboven "
                    f"(record {above.number}) is {shown(theirs)}. Neem dat over."
                )
                yield at_field(row.number, field.number, "differs-from-verzekerde", told)


def _repeated() -> list[tuple[Field, Field]]:
    """Each field that a prestatierecord repeats, with that of the verzekerdenrecord."""
    by_name = {field.name: field for field in records()[VERZEKERDE]}
    return [(field, by_name[field.name]) for field in records()[PRESTATIE] if field.kind == "same"]


def _span(fields: list[Field]) -> slice:
    return slice(fields[0].first - 1, fields[-1].last)


_REPEATED = _repeated()
_IDENTITY = _span([below for below, above in _REPEATED if below.first == above.first])
_INDICATIE_BELOW = _span([below for below, above in _REPEATED if below.first != above.first])
_INDICATIE_ABOVE = _span([above for below, above in _REPEATED if below.first != above.first])
