"""Changes to the bytes of a file: a field of a record, records left out, doubled or moved."""

from collections.abc import Callable

from ledger.messages import aw319
from ledger.messages.aw319 import FileProblem
from tests.messages.aw319 import samples

CRLF = b"\r\n"
Change = Callable[[list[bytes]], list[bytes]]


def base() -> bytes:
    """Seven records: voorloop, verzekerde, prestatie, its commentaar, prestatie, a credit of it, sluitrecord."""
    first = samples.prestatie(commentaar=aw319.comment("Nagekomen uren"))
    second = samples.prestatie(referentienummer="D1-2")
    credit = aw319.credit_of(samples.prestatie(referentienummer="D0-9", aantal=1, **_amounts(6000)), "D1-3")
    return aw319.write(samples.file([samples.verzekerde(prestaties=(first, second, credit))]))


def _amounts(eurocent: int) -> dict[str, int]:
    return {"berekend_eurocent": eurocent, "declaratie_eurocent": eurocent}


VOORLOOP, VERZEKERDE, PRESTATIE, COMMENTAAR, SECOND, CREDIT, SLUIT = range(1, 8)
"""The record numbers of `base()`."""


def put(record: int, number: str, text: str) -> Change:
    """Write a text into a field; short texts are filled with spaces."""

    def change(lines: list[bytes]) -> list[bytes]:
        field = aw319.field(number)
        new = text.ljust(field.length).encode("iso-8859-1")
        assert len(new) == field.length
        line = lines[record - 1]
        lines[record - 1] = line[: field.first - 1] + new + line[field.last :]
        return lines

    return change


def drop(record: int) -> Change:
    """Leave a record out."""
    return lambda lines: [line for number, line in enumerate(lines, start=1) if number != record]


def move(record: int, to: int) -> Change:
    """Put a record at another place."""

    def change(lines: list[bytes]) -> list[bytes]:
        lines.insert(to - 1, lines.pop(record - 1))
        return lines

    return change


def insert(at: int, line: bytes) -> Change:
    """Put a line of our own before a record."""
    return lambda lines: [*lines[: at - 1], line, *lines[at - 1 :]]


def again(record: int, at: int) -> Change:
    """Put a record there a second time."""
    return lambda lines: [*lines[: at - 1], lines[record - 1], *lines[at - 1 :]]


def changed(*changes: Change) -> bytes:
    """The base file after these changes."""
    lines = base().removesuffix(CRLF).split(CRLF)
    for change in changes:
        lines = change(lines)
    return CRLF.join(lines) + CRLF


def told(data: bytes) -> list[tuple[int, str | None, str, str | None]]:
    """Record, field, code and retourcode of every problem."""
    return [(one.record, one.number, one.code, one.retourcode) for one in problems(data)]


def problems(data: bytes) -> tuple[FileProblem, ...]:
    """Every problem of a file."""
    return aw319.read(data).problems
