"""A CSV file with tariffs or with allowed combinations as commands: everything wrong with it is told at once.

The columns are those of `ledger.tariffs.table`; each has the name of the field of the command that it fills. One file
is recorded whole or not at all; what the register says already is counted and not recorded again.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from ledger.aggregates.tarieven import Tarieven
from ledger.application import Ledger, Transaction
from ledger.commands.base import Desk
from ledger.commands.door import Door, Request
from ledger.commands.journal import read_command
from ledger.commands.tarieven import AllowCombinatie, SetTarief
from ledger.tariffs.reading import Row, read_rows
from ledger.tariffs.table import COLUMNS, COMBINATION_COLUMNS
from ledger.vocabulary.actor import Mandate
from ledger.vocabulary.errors import Malformed, Problem, at_most_listed
from ledger.vocabulary.source import Source

_WITH_COMMA = re.compile(r"[0-9][0-9.]*,[0-9]*")
_EUROS = re.compile(r"([0-9]+)(?:\.([0-9]))?")


class Taken(NamedTuple):
    """How many rows were recorded, and how many the register said already."""

    recorded: int
    known: int


def read_tariffs(data: bytes) -> list[Request]:
    """Read a file of tariffs (`COLUMNS`) into commands. Raises `Malformed` with every problem, by line and column."""
    return _read(data, "set_tarief", COLUMNS, ("year", "code"))


def read_combinations(data: bytes) -> list[Request]:
    """Read a file of combinations (`COMBINATION_COLUMNS`); an empty leveringsvorm or zorgprofiel is each of them."""
    return _read(data, "allow_combinatie", COMBINATION_COLUMNS, ("year", "code", "leveringsvorm", "zorgprofiel"))


def take_in(ledger: Ledger, requests: Sequence[Request], mandate: Mandate, source: Source) -> Taken:
    """Record what is new, all of it or nothing. Raises `NotRecorded` with the first row that cannot be."""
    desk = Desk(Transaction(ledger, fresh=True), mandate)
    new = [one for one in requests if not _command(one).is_known(desk)]
    if new:
        Door(ledger).accept(new, mandate, source)
    return Taken(len(new), len(requests) - len(new))


def registers(ledger: Ledger, year: int | None = None) -> Iterator[Tarieven]:
    """Yield the registers that hold something, by year; of one year if named."""
    now = Transaction(ledger, fresh=True)
    prefix = Tarieven.stream_of("")
    names = ledger.stream_names(prefix) if year is None else [Tarieven.stream_of(Tarieven.id_of(year))]
    for name in sorted(names):
        found = now.find(Tarieven, name.removeprefix(prefix))
        if found.version:
            yield found


def _command(request: Request) -> SetTarief | AllowCombinatie:
    assert isinstance(request.command, SetTarief | AllowCombinatie)
    return request.command


def _read(data: bytes, do: str, columns: tuple[str, ...], key: tuple[str, ...]) -> list[Request]:
    requests: list[Request] = []
    rows, problems = read_rows(data, columns)
    if not rows and not problems:
        problems.append(Problem("no-rows", "Er staat geen regel met gegevens in dit bestand."))
    for row in rows:
        try:
            requests.append(_request(row, do))
        except Malformed as error:
            problems += error.problems
    problems += _twice(rows, key)
    if problems:
        raise Malformed(at_most_listed(sorted(problems, key=lambda one: one.line or 0), _more))
    return requests


def _twice(rows: Sequence[Row], key: tuple[str, ...]) -> Iterator[Problem]:
    first_at: dict[tuple[str, ...], int] = {}
    for row in rows:
        named = tuple(row.cells[name] for name in key)
        at = first_at.setdefault(named, row.line)
        if at != row.line:
            told = f"{' '.join(filter(None, named))} staat ook al op regel {at}. Laat een van de twee weg."
            yield Problem("row-twice", told, "code", row.line)


def _request(row: Row, do: str) -> Request:
    facts: dict[str, Any] = {name: text for name, text in row.cells.items() if text}
    if facts.get("year", "").isascii() and facts.get("year", "").isdecimal():
        facts["year"] = int(facts["year"])
    if "tariff" in facts:
        facts["tariff"] = {"EUR": _amount(facts["tariff"], row.line)}
    try:
        request = read_command({"do": do} | facts, row.line)
    except Malformed as error:
        columns = [replace(one, field=(one.field or "").partition(".")[0] or None) for one in error.problems]
        raise Malformed(columns) from error
    if isinstance(request.command, SetTarief) and request.command.tariff.quantity <= 0:
        told = "Een tarief moet groter zijn dan nul."
        raise Malformed([Problem("amount-not-positive", told, "tariff", row.line)])
    return request


def _amount(text: str, line: int) -> str:
    """Return a tariff as the journal writes it; whole euros and one decimal are exact too."""
    if _WITH_COMMA.fullmatch(text):
        told = f"{text!r}: schrijf een punt voor de centen en geen punt voor duizenden, zoals 1234.50."
        raise Malformed([Problem("decimal-comma", told, "tariff", line)])
    found = _EUROS.fullmatch(text)
    return f"{found[1]}.{found[2] or '0'}0" if found else text


def _more(told: str) -> Problem:
    return Problem("problems-more", told)
