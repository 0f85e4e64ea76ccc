"""All rules over a file: `check(file)` for a typed one, `check_rows` while reading one.

A rule says nothing where a field it looks at could not be read: that field is told already, what follows from it not.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import cast

from ledger.messages.aw319 import file_rules
from ledger.messages.aw319.layout import VOORLOOP, numbers_of
from ledger.messages.aw319.model import Declaratiebestand, Voorlooprecord
from ledger.messages.aw319.problems import FileProblem, at_field
from ledger.messages.aw319.record_rules import RULES
from ledger.messages.aw319.rows import Row, rows_of
from ledger.vocabulary.dutch import day
from ledger.vocabulary.errors import at_most_listed

_NO_VOORLOOP = Voorlooprecord(
    code_instelling="",
    betaling_aan="",
    begindatum=date.min,
    einddatum=date.max,
    factuurnummer="",
    dagtekening=date.max,
)


def check(file: Declaratiebestand, received: date | None = None) -> list[FileProblem]:
    """Every rule that a typed file breaks; whether its values fit the layout is for `writing` to say."""
    problems = check_rows(list(rows_of(file)), received)
    return at_most_listed(problems, lambda more: FileProblem(0, "", None, "more-problems", more))


def check_rows(rows: Sequence[Row], received: date | None = None) -> Iterator[FileProblem]:
    """Every rule that these records break."""
    first = next((row for row in rows if row.kind == VOORLOOP), None)
    if first is None or first.record is None:
        voorloop, unsound = _NO_VOORLOOP, numbers_of(VOORLOOP)
    else:
        voorloop, unsound = cast(Voorlooprecord, first.record), first.unsound
    if first and received:
        yield from _future(first, voorloop, unsound, received)
    for row in rows:
        if row.record is None:
            continue
        record, unknown = row.record, row.unsound | unsound if row.unsound else unsound
        for rule in RULES[row.kind]:
            if not unknown or not unknown & rule.looks_at:
                told = rule.says(record, voorloop)
                if told:
                    yield at_field(row.number, rule.number, rule.code, told, rule.retourcode)
    for whole in file_rules.ALL:
        yield from whole(rows)


def _future(row: Row, voorloop: Voorlooprecord, unsound: frozenset[str], received: date) -> Iterator[FileProblem]:
    """Neither the period nor the dagtekening may lie after the day on which the file came in."""
    for number, code, on in (
        ("0114", "period-in-future", voorloop.begindatum),
        ("0117", "dagtekening-in-future", voorloop.dagtekening),
    ):
        if number not in unsound and on > received:
            told = f"Veld {number} is {day(on)}; dat ligt in de toekomst. Vul de juiste datum in."
            yield at_field(row.number, number, code, told)
