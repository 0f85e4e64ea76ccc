"""What is well-formed and cannot be meant: a day far outside all care, a BSN where a number of ours belongs."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

import msgspec

from ledger.commands.problems import Found, join
from ledger.vocabulary.identifiers import is_bsn

EARLIEST = date(1900, 1, 1)
LATEST = date(2199, 12, 31)
"""An open end is null; 9999-12-31 is no day on which anything ends."""
_HOLDS_BSN = "bsn"
_PLAIN = frozenset({str, int, date, type(None)})
_ODD_YEAR_AT_ALL = re.compile(rb'"(?!19|20|21)[0-9]{4}-')
_NINE_AT_ALL = re.compile(rb"[0-9]{9}")
_NINE_DIGITS = re.compile(r"(?<![0-9A-Za-z])[0-9]{9}(?![0-9A-Za-z])")


def implausible_days(command: msgspec.Struct, content: bytes) -> Iterator[Found]:
    """Yield the days of a command that cannot be meant, however deep. `content` is the command as JSON."""
    if not _ODD_YEAR_AT_ALL.search(content):
        return
    for path, value in _values(command, ""):
        if isinstance(value, date) and not EARLIEST.year <= value.year <= LATEST.year:
            yield (
                "day-out-of-range",
                path,
                f"{value.isoformat()[:10]} kan niet kloppen: schrijf een dag van {EARLIEST.year} tot en met "
                f"{LATEST.year}. Laat een dag leeg (null) als er geen einde is.",
            )


def possible_bsns(command: msgspec.Struct, content: bytes) -> Iterator[tuple[str, str]]:
    """Yield the path and the digits of what could be a BSN in a number of ours. Every eleventh number of nine could.

    `content` is the command as JSON: most have no nine digits in a row, and then nothing has to be looked through.
    """
    if not _NINE_AT_ALL.search(content):
        return
    for path, value in _values(command, ""):
        if isinstance(value, str) and " " not in value:
            yield from ((path, found) for found in _NINE_DIGITS.findall(value) if is_bsn(found))


def _values(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, str | int | date | None):
        yield path, value
    elif isinstance(value, msgspec.Struct):
        for name, encoded in _fields(type(value)):
            one = getattr(value, name)
            if type(one) in _PLAIN:
                yield join(path, encoded), one
            else:
                yield from _values(one, join(path, encoded))
    elif isinstance(value, Mapping):
        for name, one in value.items():
            yield from _values(one, join(path, str(name)))
    elif isinstance(value, tuple | list):
        for index, one in enumerate(value):
            yield from _values(one, f"{path}[{index}]")
    else:
        yield path, value


@cache
def _fields(kind: type[msgspec.Struct]) -> tuple[tuple[str, str], ...]:
    """Return the name and the written name of every field in which no BSN belongs."""
    fields = ((field.name, field.encode_name) for field in msgspec.structs.fields(kind))
    return tuple((name, encoded) for name, encoded in fields if encoded != _HOLDS_BSN)
