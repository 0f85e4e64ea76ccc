"""What is well-formed and cannot be meant: a day far outside all care, a BSN where a number of ours belongs."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import msgspec

from ledger.commands.problems import Found, join
from ledger.vocabulary.identifiers import is_bsn

EARLIEST = date(1900, 1, 1)
LATEST = date(2199, 12, 31)
"""An open end is null; 9999-12-31 is no day on which anything ends."""
_HOLDS_BSN = "bsn"
_NINE_DIGITS = re.compile(r"(?<![0-9])([0-9]{9})(?![0-9])")


def implausible(value: Any, path: str = "") -> Iterator[Found]:
    """Yield what cannot be meant in a command that was read, however deep."""
    if isinstance(value, msgspec.Struct):
        for field in msgspec.structs.fields(value):
            if field.encode_name != _HOLDS_BSN:
                yield from implausible(getattr(value, field.name), join(path, field.encode_name))
    elif isinstance(value, Mapping):
        for name, one in value.items():
            yield from implausible(one, join(path, str(name)))
    elif isinstance(value, tuple | list):
        for index, one in enumerate(value):
            yield from implausible(one, f"{path}[{index}]")
    elif isinstance(value, date):
        yield from _day(value, path)
    elif isinstance(value, str):
        yield from _text(value, path)


def _day(value: date, path: str) -> Iterator[Found]:
    if not EARLIEST.year <= value.year <= LATEST.year:
        yield (
            "day-out-of-range",
            path,
            f"{value.isoformat()[:10]} kan niet kloppen: schrijf een dag van {EARLIEST.year} tot en met {LATEST.year}. "
            "Laat een dag leeg (null) als er geen einde is.",
        )


def _text(value: str, path: str) -> Iterator[Found]:
    """Numbers of ours stand readable in the log; so does what stands around a BSN in one of them."""
    if " " not in value and any(map(is_bsn, _NINE_DIGITS.findall(value))):
        yield "number-is-bsn", path, "Gebruik geen BSN als nummer of tekst. Kies een eigen nummer."
