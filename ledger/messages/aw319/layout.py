"""The record layout of AW319 v1.4 (Vektis, edition 7 of 7 September 2016), as `layout.csv` and `codes.csv` carry it.

What a field holds stands in column kind: `text` and `code` (None where it may be empty and is), `date`, `flag` (1 yes,
2 no), `count` (at least 1), `whole` (0 is a value), `number` (0 is empty, None), `fixed` (one value only) and `same`
(repeats the field of the same name of the verzekerdenrecord above it).

>>> field("0429").name, field("0429").first, field("0429").last
('declaratie_eurocent', 186, 193)
>>> code_list("0419")["07"]
'5 minuten'
"""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

LENGTH = 310
"""Positions in a record, the line end not counted."""
LINE_END = "\r\n"

KINDS: Mapping[str, str] = MappingProxyType(
    {"01": "voorlooprecord", "02": "verzekerdenrecord", "04": "prestatierecord"}
    | {"98": "commentaarrecord", "99": "sluitrecord"}
)
"""The Dutch name of each kind of record, by the two digits it begins with."""
VOORLOOP, VERZEKERDE, PRESTATIE, COMMENTAAR, SLUIT = KINDS

_PRINTABLE = r"[ -~\xa0-\xff]"
_VISIBLE = r"[!-~\xa1-\xff]"
_ANY_CHARACTER = re.compile(r"(?<!\\)\.")
_LITERALS = re.compile(r"[A-Z0-9]+(?:\|[A-Z0-9]+)*")
_DIGITS_OF_A_SET = re.compile(r"\[([0-9]+)\]")


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record; positions count from 1, both ends included."""

    record: str
    number: str
    name: str
    kind: str
    type: str
    length: int
    first: int
    last: int
    obligation: str
    codelist: str
    pattern: str

    def text_in(self, line: str) -> str:
        """What a line holds at the place of this field."""
        return line[self.first - 1 : self.last]

    @property
    def is_reserve(self) -> bool:
        """Whether nothing but spaces may stand here: the rest of a record, or a field that AW319 does not use."""
        return self.kind == "fixed" and self.pattern.startswith(r"\s")

    @property
    def blank(self) -> str:
        """A field of this length with nothing in it: zeros where digits belong, else spaces."""
        return ("0" if self.type == "N" else " ") * self.length

    @property
    def empty(self) -> str | None:
        """The text that says this field is not filled, where it may stay empty and that reads as None."""
        may_be = self.obligation != "M" and self.kind in {"text", "code"} and self._pattern_takes_blank
        return self.blank if may_be else None

    @property
    def must_be_filled(self) -> bool:
        """Whether the pattern takes a blank field although the field is mandatory."""
        return self.obligation == "M" and self.kind in {"count", "code", "text"} and self._pattern_takes_blank

    @property
    def _pattern_takes_blank(self) -> bool:
        return self.blank not in self.values and re.fullmatch(self._translated, self.blank) is not None

    @property
    def values(self) -> tuple[str, ...]:
        """The few values that are allowed, where the layout lists them."""
        if found := _DIGITS_OF_A_SET.fullmatch(self.pattern):
            return tuple(found[1])
        return tuple(self.pattern.split("|")) if _LITERALS.fullmatch(self.pattern) else ()

    @property
    def _translated(self) -> str:
        """The pattern of the layout for exactly this width: a space is a space, a dot any printable character."""
        if not self.pattern:
            return f"[0-9]{{{self.length}}}"
        text = re.sub(r"\{0,([0-9]+)\}", r"{\1}", self.pattern).replace(r"[^\s]", _VISIBLE)
        text = _ANY_CHARACTER.sub(lambda _: _PRINTABLE, text.replace("^", "").replace("$", "").replace(r"\s", " "))
        return re.sub(r"\((?!\?)", "(?:", text)

    @property
    def expression(self) -> str:
        """A regular expression for the text of this field, without groups; of a date, the digits only.

        Atomic, as every way to match takes the same positions: a line that does not fit is given up at once.
        """
        filled = f"(?!{self.blank})" if self.must_be_filled else ""
        return f"(?>{filled}(?:{self._translated}))"


@cache
def records() -> Mapping[str, tuple[Field, ...]]:
    """The fields of each kind of record, in the order of their positions."""
    below: dict[str, list[Field]] = {kind: [] for kind in KINDS}
    for row in _rows("layout.csv"):
        numbers = {name: int(row[name]) for name in ("length", "first", "last")}
        below[row["record"]].append(Field(**{**row, **numbers}))  # type: ignore[arg-type]
    return MappingProxyType({kind: tuple(fields) for kind, fields in below.items()})


@cache
def fields() -> Mapping[str, Field]:
    """Every field by its number."""
    return MappingProxyType({one.number: one for kind in records().values() for one in kind})


def field(number: str) -> Field:
    """The field of that number ("0429"); KeyError where the layout has none."""
    return fields()[number]


def numbers_of(kind: str) -> frozenset[str]:
    """The numbers of all fields of a kind of record; none for a kind that does not exist."""
    return frozenset(one.number for one in records().get(kind, ()))


@cache
def code_list(number: str) -> Mapping[str, str]:
    """The codes of a field with their meaning; empty where the layout gives none."""
    return MappingProxyType({row["code"]: row["meaning"] for row in _rows("codes.csv") if row["field"] == number})


def _rows(name: str) -> list[dict[str, str]]:
    text = (resources.files("ledger.messages.aw319") / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
