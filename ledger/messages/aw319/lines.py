"""From the text of a file to its lines: each ends in CR/LF, and a file that gets that wrong is still taken apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ledger.messages.aw319.layout import KINDS, LENGTH, LINE_END
from ledger.messages.aw319.problems import LENGTH_WRONG, LINE_END_WRONG, FileProblem, of_record

_HALVES = re.compile(r"[\r\n]")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with how a line ends."""

    code: str
    sentence: str
    retourcode: str

    def at(self, record: int, line: str) -> FileProblem:
        """The problem it is at one record."""
        return of_record(record, line[:2], self.code, self.sentence, self.retourcode)


_NO_LINE_END = Fault("line-end", "Na dit record ontbreekt CR/LF. Sluit elk record af met CR/LF.", LINE_END_WRONG)
_HALF_LINE_END = Fault(
    "line-end", "Dit record eindigt op alleen CR of alleen LF. Sluit elk record af met CR/LF.", LINE_END_WRONG
)
_NO_RECORD = Fault("empty-record", "Hier staat CR/LF zonder record ervoor. Verwijder de lege regel.", LINE_END_WRONG)
_CUT_OFF = Fault(
    "record-truncated",
    f"Het laatste record is afgebroken: het is korter dan {LENGTH} posities en er staat geen CR/LF achter. "
    "Verstuur het bestand opnieuw.",
    LENGTH_WRONG,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A line as it was found, with what is wrong with its end."""

    line: str
    fault: Fault | None

    @property
    def is_no_record(self) -> bool:
        """Whether there is nothing but a line end."""
        return not self.line

    @property
    def is_cut_off(self) -> bool:
        """Whether the file stops in the middle of it, so that its length is no second problem."""
        return self.fault is _CUT_OFF


def segments(text: str) -> Iterator[tuple[str, bool]]:
    """What stands between one CR/LF and the next, and whether one follows it: the last may not have one."""
    start = 0
    while (end := text.find(LINE_END, start)) >= 0:
        yield text[start:end], True
        start = end + len(LINE_END)
    if start < len(text):
        yield text[start:], False


def pieces(segment: str, terminated: bool) -> Iterator[Piece]:
    """The lines in a segment that is no line in order: halves of a line end, and records that were not parted.

    >>> [piece.fault.code for piece in pieces("", True)]
    ['empty-record']
    """
    start = 0
    for half in _HALVES.finditer(segment):
        yield from _parted(segment[start : half.start()], _HALF_LINE_END)
        start = half.end()
    rest = segment[start:]
    if terminated:
        yield from _parted(rest, None)
    elif rest:
        yield from _parted(rest, _CUT_OFF if len(rest) < LENGTH else _NO_LINE_END)


def _parted(line: str, fault: Fault | None) -> Iterator[Piece]:
    """One line, or the several whole records that it holds one after another."""
    if not line:
        yield Piece(line, _NO_RECORD)
        return
    starts = range(0, len(line), LENGTH)
    if len(line) % LENGTH or any(line[start : start + 2] not in KINDS for start in starts):
        yield Piece(line, fault)
        return
    for start in starts:
        is_last = start + LENGTH == len(line)
        yield Piece(line[start : start + LENGTH], fault if is_last else _NO_LINE_END)
