"""One form per kind of record: a single pattern that checks and splits a line, a single template that writes it.

The pattern accepts a line exactly when every field of it is in order by itself, calendar days apart; which field is
not is found by `diagnosis`.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, lru_cache
from operator import attrgetter, itemgetter, methodcaller
from typing import Any

from ledger.messages.aw319.layout import LENGTH, Field, records
from ledger.messages.aw319.model import Commentaar, Prestatie, Record, Sluitrecord, Verzekerde, Voorlooprecord

TYPES: Mapping[str, type[Record]] = {
    "01": Voorlooprecord,
    "02": Verzekerde,
    "04": Prestatie,
    "98": Commentaar,
    "99": Sluitrecord,
}
_DAYS_KEPT = 50_000

Convert = Callable[[Any], Any]


@lru_cache(maxsize=_DAYS_KEPT)
def day_of(text: str) -> date:
    """The day of eight digits; ValueError where the calendar has none.

    >>> day_of("20260228")
    datetime.date(2026, 2, 28)
    """
    return date(int(text[:4]), int(text[4:6]), int(text[6:]))


@lru_cache(maxsize=_DAYS_KEPT)
def text_of_day(day: date) -> str:
    """A day as eight digits."""
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _number(text: str) -> int | None:
    return int(text) or None


def _flag(text: str) -> bool:
    return text == "1"


def _text_of_flag(value: bool) -> str:
    return "1" if value else "2"


def _or_zero(value: int | None) -> int:
    return value or 0


_READ: Mapping[str, Convert | None] = {
    "text": methodcaller("rstrip", " "),
    "code": None,
    "date": day_of,
    "flag": _flag,
    "count": int,
    "whole": int,
    "number": _number,
}
_WRITE: Mapping[str, Convert] = {
    "text": str.__str__,
    "code": str.__str__,
    "date": text_of_day,
    "flag": _text_of_flag,
    "number": _or_zero,
}
_PLACEHOLDERS: Mapping[str, Any] = {"date": date.min, "flag": False, "count": 0, "whole": 0, "number": None}


def value_of(field: Field, text: str) -> Any:
    """The typed value of a field whose text is in order."""
    if text == field.empty:
        return None
    convert = _READ[field.kind]
    return convert(text) if convert else text


def placeholder(field: Field) -> Any:
    """A value of the right type for a field whose text is not in order; no rule may look at it."""
    return _PLACEHOLDERS.get(field.kind, "")


class Form:
    """How one kind of record is read and written."""

    def __init__(self, kind: str, fields: tuple[Field, ...]) -> None:
        assert sum(field.length for field in fields) == LENGTH, f"the fields of record {kind} leave a gap"
        self.kind = kind
        self.fields = fields
        self.type = TYPES[kind]
        self.read_fields = tuple(field for field in fields if field.kind not in {"fixed", "same"})
        self.match = re.compile("".join(map(_group, fields))).fullmatch
        self._names = tuple(field.name for field in self.read_fields)
        own = self.type.__struct_fields__[: len(self._names)]
        self._in_order = itemgetter(*map(self._names.index, own))
        readers = ((place, _READ[field.kind]) for place, field in enumerate(self.read_fields))
        self._readers = tuple((place, convert) for place, convert in readers if convert)
        self._template = "".join(map(_slot, fields))
        self._writers = tuple(_writer(field) for field in self.read_fields)
        self._values = attrgetter(*self._names)
        repeated = [place for place, field in enumerate(fields) if field.kind == "same"]
        before = fields[: repeated[0]] if repeated else ()
        self._repeated_from = sum(field in self.read_fields for field in before)

    def record(self, groups: tuple[str | None, ...]) -> Record:
        """The typed record of the groups of a matching line; ValueError where a date is no day of the calendar."""
        values: list[Any] = list(groups)
        for place, convert in self._readers:
            if (text := values[place]) is not None:
                values[place] = convert(text)
        return self.type(*self._in_order(values))

    def line(self, record: Record, above: tuple[str, ...] = ()) -> str:
        """The line of a record; for a prestatie, `above` holds the texts it repeats of its verzekerde.

        Nothing is checked: a value too long gives a line too long, which `match` will not accept.
        """
        values = self._values(record)
        texts = [value if write is None else write(value) for write, value in zip(self._writers, values, strict=True)]
        texts[self._repeated_from : self._repeated_from] = above
        return self._template % tuple(texts)

    def text(self, name: str, value: Any) -> str:
        """The text of one field; TypeError, ValueError or AttributeError where the value is of another type."""
        place = self._names.index(name)
        write = self._writers[place]
        return str(_slot(self.read_fields[place]) % (value if write is None else write(value)))


def _group(field: Field) -> str:
    if field.kind in {"fixed", "same"}:
        return field.expression
    if field.empty is not None:
        return f"(?>{field.empty}|({field.expression}))"
    return f"({field.expression})"


def _slot(field: Field) -> str:
    """The place of a field in the template; what a prestatie repeats of its verzekerde comes in as text."""
    if field.kind == "fixed":
        return " " * field.length if field.is_reserve else field.pattern
    if field.kind in {"count", "whole", "number"}:
        return f"%0{field.length}d"
    return f"%-{field.length}s"


def _writer(field: Field) -> Convert | None:
    if (empty := field.empty) is not None:
        return lambda value: empty if value is None else value
    return _WRITE.get(field.kind)


@cache
def forms() -> Mapping[str, Form]:
    """The form of each kind of record."""
    return {kind: Form(kind, fields) for kind, fields in records().items()}
