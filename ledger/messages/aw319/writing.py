"""Write a file: a typed declaration in, the bytes of AW319 v1.4 out."""

from collections.abc import Iterator, Sequence
from typing import cast

from ledger.messages.aw319.diagnosis import Reason, why_not
from ledger.messages.aw319.forms import Form, forms
from ledger.messages.aw319.layout import LINE_END, PRESTATIE, VERZEKERDE, records
from ledger.messages.aw319.model import Declaratiebestand, Record, Verzekerde
from ledger.messages.aw319.problems import FileProblem, at_field
from ledger.messages.aw319.reading import CHARSET
from ledger.messages.aw319.rules import check
from ledger.vocabulary.errors import at_most_listed

_REPEATED = tuple(field.name for field in records()[PRESTATIE] if field.kind == "same")


class UnwritableFile(ValueError):
    """A typed file holds values that the format does not allow, or breaks a rule. Carries every problem."""

    def __init__(self, problems: Sequence[FileProblem]) -> None:
        super().__init__("; ".join(f"{problem.place}: {problem.sentence}" for problem in problems))
        self.problems = tuple(problems)


def write(file: Declaratiebestand) -> bytes:
    """The bytes of a file, the same for equal files; what `read` accepts and nothing else. Raises UnwritableFile."""
    lines: list[str] = []
    problems = at_most_listed(_fill(lines, file), lambda more: FileProblem(0, "", None, "more-problems", more))
    # A value that does not fit is told alone: the rules are about values that do.
    problems = problems or check(file)
    if problems:
        raise UnwritableFile(problems)
    lines.append("")
    return LINE_END.join(lines).encode(CHARSET)


def _fill(lines: list[str], file: Declaratiebestand) -> Iterator[FileProblem]:
    """Fill the lines, and give every value that does not fit its field."""
    above: tuple[str, ...] = ()
    known = forms()
    for number, (kind, record) in enumerate(file.records(), start=1):
        form = known[kind]
        line = _line(form, record, above if kind == PRESTATIE else ())
        if line is None:
            yield from _misfits(number, form, record)
            continue
        lines.append(line)
        if kind == VERZEKERDE:
            above = _repeated_below(form, cast(Verzekerde, record))


def _line(form: Form, record: Record, above: tuple[str, ...]) -> str | None:
    """The line of a record, None where a value does not fit."""
    try:
        line = form.line(record, above)
    except (TypeError, ValueError, AttributeError):
        return None
    return line if form.match(line) else None


def _repeated_below(form: Form, verzekerde: Verzekerde) -> tuple[str, ...]:
    """What each prestatierecord repeats of its verzekerde, in the order of its own fields."""
    return tuple(form.text(name, getattr(verzekerde, name)) for name in _REPEATED)


def _misfits(number: int, form: Form, record: Record) -> Iterator[FileProblem]:
    """Each field of its own whose value cannot be written; what a prestatie repeats is told at its verzekerde."""
    for field in form.read_fields:
        reason: Reason | None
        try:
            reason = why_not(field, form.text(field.name, getattr(record, field.name)))
        except (TypeError, ValueError, AttributeError):
            told = f"{field.name.replace('_', ' ').capitalize()} ({field.number}) is niet of verkeerd gevuld."
            reason = "field-required", told
        if reason:
            yield at_field(number, field.number, *reason)
