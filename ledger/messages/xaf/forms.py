"""How each element is written and read, taken from the types of the model."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from msgspec import inspect

from ledger.messages.xaf.model import Auditfile, Part

NAMESPACE = "http://www.auditfiles.nl/XAF/3.2"

_DECIMAL = re.compile(r"([+-]?)([0-9]*)(?:\.([0-9]*))?")
_WHOLE = re.compile(r"\+?[0-9]+")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Form(NamedTuple):
    """One element within another: its name, the attribute that holds it, and of what kind it is.

    `part` is the struct of what has elements of its own; `most` the length of a text, or the largest number.
    """

    name: str
    attribute: str
    kind: str
    required: bool
    many: bool = False
    part: type[Part] | None = None
    most: int | None = None
    values: tuple[str, ...] = ()
    pattern: str | None = None

    def text(self, value: Any) -> str:
        """Return a value as it stands in the file. The value must be one that `wrong` finds nothing wrong with."""
        if self.kind == "cents":
            return f"{'-' if value < 0 else ''}{abs(value) // 100}.{abs(value) % 100:02}"
        return value.isoformat() if self.kind == "date" else str(value)

    def value(self, text: str) -> Any:
        """Return what a text in the file means. Raises `ValueError` with a Dutch sentence."""
        if self.kind == "text":
            return text
        bare = text.strip()
        if self.kind == "date":
            if not _DATE.fullmatch(bare):
                raise ValueError(f"{text[:40]!r} is geen datum. Schrijf die als 2026-12-31.")
            try:
                return date.fromisoformat(bare)
            except ValueError as error:
                raise ValueError(f"De datum {bare} bestaat niet.") from error
        return _cents(bare) if self.kind == "cents" else _whole(bare)

    def wrong(self, value: object) -> str | None:
        """Return in Dutch what is wrong with a value, if anything is."""
        if type(value) is not {"text": str, "date": date}.get(self.kind, int):
            return f"Hier hoort een {_KINDS[self.kind]} te staan, geen {type(value).__name__}."
        if isinstance(value, str):
            return self._wrong_text(value)
        if isinstance(value, int) and self.most is not None:
            least = -self.most if self.kind == "cents" else 0
            if not least <= value <= self.most:
                digits = len(str(self.most))
                return f"{value} past niet: hier staan hoogstens {digits} cijfers, en alleen een bedrag is negatief."
        return None

    def _wrong_text(self, value: str) -> str | None:
        if _NOT_IN_XML.search(value):
            return "In deze tekst staat een teken dat in XML niet mag. Haal het weg."
        if self.values and value not in self.values:
            return f"{value[:40]!r} is geen code die hier mag. Kies uit: {', '.join(self.values)}."
        if self.most is not None and len(value) > self.most:
            return f"Deze tekst heeft {len(value)} tekens; hier mogen er hoogstens {self.most} staan. Kort de tekst in."
        if self.pattern and not re.fullmatch(self.pattern.strip("^$"), value):
            return f"{value[:40]!r} is geen code van twee hoofdletters, zoals NL."
        return None


_KINDS = {"text": "tekst", "date": "datum", "cents": "bedrag in centen", "number": "heel getal"}


@cache
def forms(part: type[Part]) -> Mapping[str, Form]:
    """Return what may stand in an element, by name, in its order."""
    told = inspect.type_info(part)
    assert isinstance(told, inspect.StructType)
    return {one.encode_name: _form(one) for one in told.fields}


ROOT = Form("auditfile", "", "part", required=True, part=Auditfile)


def _form(told: inspect.Field) -> Form:
    kind, many = told.type, False
    if isinstance(kind, inspect.UnionType):
        kind = next(one for one in kind.types if not isinstance(one, inspect.NoneType))
    if isinstance(kind, inspect.VarTupleType):
        kind, many = kind.item_type, True
    written = kind.extra.get("written") if isinstance(kind, inspect.Metadata) and kind.extra else None
    if isinstance(kind, inspect.Metadata):
        kind = kind.type
    named = told.encode_name, told.name
    if isinstance(kind, inspect.StructType):
        assert issubclass(kind.cls, Part)
        return Form(*named, "part", told.required, many, kind.cls)
    if isinstance(kind, inspect.LiteralType):
        return Form(*named, "text", _always(told), values=tuple(map(str, kind.values)))
    if isinstance(kind, inspect.IntType):
        return Form(*named, written or "number", told.required, most=kind.le)
    if isinstance(kind, inspect.StrType):
        return Form(*named, "text", _always(told), most=kind.max_length, pattern=kind.pattern)
    assert isinstance(kind, inspect.DateType)
    return Form(*named, "date", told.required)


def _always(told: inspect.Field) -> bool:
    """An element with a default that is a value stands in every file; with None it may be left out."""
    return told.required or told.default is not None


def _cents(text: str) -> int:
    found = _DECIMAL.fullmatch(text)
    sign, whole, rest = found.groups() if found else ("", "", "")
    if not (whole or rest):
        raise ValueError(f"{text[:40]!r} is geen bedrag. Schrijf het als 1234.50.")
    fraction = (rest or "").rstrip("0")
    if len(fraction) > 2:
        raise ValueError(f"{text[:40]!r} heeft meer dan twee cijfers achter de punt.")
    cents = int(whole or "0") * 100 + int(fraction.ljust(2, "0"))
    return -cents if sign == "-" else cents


def _whole(text: str) -> int:
    if not _WHOLE.fullmatch(text):
        raise ValueError(f"{text[:40]!r} is geen heel getal.")
    return int(text)
