"""What is wrong with a line that its pattern does not accept: field by field, with what could still be read."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from ledger.messages.aw319.forms import day_of, forms, placeholder, value_of
from ledger.messages.aw319.layout import KINDS, LENGTH, Field, code_list
from ledger.messages.aw319.layout import field as by_number
from ledger.messages.aw319.problems import LENGTH_WRONG, FileProblem, at_field, of_record
from ledger.messages.aw319.rows import Row, lost

_UNPRINTABLE = re.compile(r"[^ -~\xa0-\xff]")
_ALL_DIGITS = re.compile(r"[0-9]+")
Reason = tuple[str, str]
"""A stable code and a Dutch sentence."""


def diagnose(number: int, line: str) -> tuple[Row, list[FileProblem]]:
    """The row of a line with at least one fault, and every fault of it."""
    kind = line[:2]
    if kind not in KINDS:
        known = ", ".join(KINDS)
        told = f"Een record dat begint met {shown(kind)} bestaat niet; mogelijk zijn {known}. Controleer de regel."
        return lost(number, kind), [of_record(number, kind, "unknown-record", told)]
    if len(line) != LENGTH:
        told = (
            f"Dit record is {len(line)} posities lang; het moeten er {LENGTH} zijn. Vul de velden aan tot hun lengte."
        )
        return lost(number, kind), [of_record(number, kind, "record-length", told, LENGTH_WRONG)]
    return _fields(number, line)


def _fields(number: int, line: str) -> tuple[Row, list[FileProblem]]:
    form = forms()[line[:2]]
    problems: list[FileProblem] = []
    unsound: set[str] = set()
    values: dict[str, Any] = {}
    for field in form.fields:
        text = field.text_in(line)
        reason = why_not(field, text)
        if reason:
            problems.append(at_field(number, field.number, *reason))
            unsound.add(field.number)
        if field in form.read_fields:
            values[field.name] = placeholder(field) if reason else value_of(field, text)
    return Row(number, form.kind, form.type(**values), frozenset(unsound)), problems


def why_not(field: Field, text: str) -> Reason | None:
    """The first reason why a text cannot stand in a field; None when it can.

    >>> why_not(by_number("0418"), "00a1")
    ('field-not-numeric', 'Aantal (0418) is ‘00a1’; er mogen alleen cijfers staan.')
    """
    if len(text) != field.length:
        return "field-length", f"{_name(field)} is {len(text)} posities lang; het moeten er {field.length} zijn."
    if _expression(field.number).fullmatch(text) and (field.kind != "date" or _is_day(text)):
        return None
    if bad := _UNPRINTABLE.search(text):
        place = field.first + bad.start()
        told = f"Op positie {place} staat een teken dat niet in ISO 8859-1 past (code {ord(bad[0]):02X} hexadecimaal)."
        return "charset", f"{told} Verwijder of vervang het."
    return next(_reasons(field, text))


def _reasons(field: Field, text: str) -> Iterator[Reason]:
    """Why a printable text does not fit, the plainest reason first; at least one."""
    if field.is_reserve:
        yield "field-reserve", f"{_name(field)} moet spaties bevatten; er staat {shown(text.strip(' '))}."
    if (field.obligation == "M" and not text.strip(" ")) or (field.must_be_filled and text == field.blank):
        yield "field-required", f"{_name(field)} is verplicht en niet gevuld."
    if field.type == "N" and not _ALL_DIGITS.fullmatch(text):
        yield "field-not-numeric", f"{_name(field)} is {shown(text)}; er mogen alleen cijfers staan."
    if field.kind == "date" and not _is_day(text):
        yield "field-date", f"{_name(field)} is {shown(text)}; dat is geen bestaande datum (jjjjmmdd)."
    if field.values:
        yield "field-code", f"{_name(field)} is {shown(text)}; mogelijk {_allowed(field)}."
    yield "field-form", f"{_name(field)} heeft niet de voorgeschreven vorm: {shown(text)}.{_hint(field)}"


@cache
def _expression(number: str) -> re.Pattern[str]:
    return re.compile(by_number(number).expression)


def _is_day(text: str) -> bool:
    try:
        return day_of(text) is not None
    except ValueError:
        return False


def _name(field: Field) -> str:
    return f"{field.name.replace('_', ' ').capitalize()} ({field.number})"


def _allowed(field: Field) -> str:
    if len(field.values) == 1:
        return f"is alleen {field.values[0]}"
    meanings = code_list(field.number)
    told = [f"{value} ({meanings[value]})" if value in meanings else value for value in field.values]
    return f"zijn {', '.join(told)}"


def _hint(field: Field) -> str:
    return " Begin links, zonder spatie ervoor." if field.type == "AN" else ""


def shown(text: str) -> str:
    """A text as a reader may see it: between quotes, cut off, nothing unprintable."""
    clean = _UNPRINTABLE.sub("·", text)
    return f"‘{clean[:40]}…’" if len(clean) > 40 else f"‘{clean}’"
