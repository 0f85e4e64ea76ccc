"""Messages drawn from the structure itself: any message the standard allows, and one that has every element."""

import string
from datetime import date, time
from functools import cache
from typing import Any

from hypothesis import strategies as st

from ledger.messages.binding import slots
from ledger.messages.model import Message, Part
from ledger.messages.reading import KINDS
from ledger.messages.standard import Element, datatypes, structure
from tests.messages.samples import bsns

_VISIBLE = st.characters(exclude_categories=("Cc", "Cs", "Cn"))
_DIGITS = {"LDT_iWlzAgbCode": 8, "LDT_AgbCode": 8}
_SAMPLES: dict[str, Any] = {
    "LDT_BurgerServicenummer": "999900006",
    "LDT_Versie": "1.0.0",
    "LDT_Voorletters": "AÉ",
    "LDT_Telefoonnummer": "0100000000",
    "LDT_Percentage": 60,
    "LDT_Datum": date(2026, 1, 2),
    "LDT_Tijd": time(9, 30, 15),
    **dict.fromkeys(_DIGITS, "75999901"),
}


def messages(soort: str) -> st.SearchStrategy[Message]:
    """Any message of a kind that meets its structure; the rules of the standard may well be broken."""
    return _part(KINDS[soort], structure(soort))


def complete(soort: str) -> Message:
    """A message of a kind in which every element of the structure occurs, the repeating ones twice."""
    built: Message = _complete(KINDS[soort], structure(soort))
    return built


def _part(kind: type[Part], spec: Element) -> st.SearchStrategy[Any]:
    fields: dict[str, st.SearchStrategy[Any]] = {}
    for child in spec.children:
        slot = slots(kind)[child.name]
        if slot.many and slot.part:
            item = _part(slot.part, child.children[0])
            fields[slot.field] = st.lists(item, min_size=child.minimum, max_size=2).map(tuple)
        else:
            one = _part(slot.part, child) if slot.part else _value(child.datatype, child.pattern)
            fields[slot.field] = one if child.minimum else st.none() | one
    return st.builds(kind, **fields)


@cache
def _value(datatype: str, pattern: str) -> st.SearchStrategy[Any]:
    kind = datatypes()[datatype]
    if pattern.isdigit():
        return st.just(int(pattern) if kind.base == "xs:integer" else pattern)
    if datatype == "LDT_JaNee":
        return st.booleans()
    if kind.codes:
        return st.sampled_from(sorted(kind.codes))
    if kind.base in ("xs:date", "xs:time"):
        return st.dates() if kind.base == "xs:date" else st.times()
    if datatype == "LDT_Percentage":
        return st.integers(1, 999)
    if kind.base == "xs:integer":
        return st.integers(kind.least, kind.most)
    return _text(datatype, kind.max_length)


def _text(datatype: str, longest: int | None) -> st.SearchStrategy[str]:
    if datatype == "LDT_BurgerServicenummer":
        return st.sampled_from(bsns(50))
    if datatype == "LDT_Versie":
        return st.tuples(*[st.integers(0, 99)] * 3).map(lambda parts: ".".join(map(str, parts)))
    if datatype == "LDT_Voorletters":
        return st.text(string.ascii_letters + "Àỳ", min_size=1, max_size=6)
    if datatype in _DIGITS:
        return st.text(string.digits, min_size=8, max_size=8)
    if datatype == "LDT_Telefoonnummer":
        return st.text(string.digits, min_size=1, max_size=15)
    letters = _VISIBLE | st.sampled_from("\n\t\r") if datatype == "LDT_Commentaar" else _VISIBLE
    return st.text(letters, min_size=1, max_size=min(longest or 40, 40)).filter(lambda text: text.strip(" \n\t\r"))


def _complete(kind: type[Part], spec: Element) -> Any:
    fields: dict[str, Any] = {}
    for child in spec.children:
        slot = slots(kind)[child.name]
        if slot.many and slot.part:
            fields[slot.field] = (_complete(slot.part, child.children[0]),) * 2
        else:
            fields[slot.field] = _complete(slot.part, child) if slot.part else _sample(child)
    return kind(**fields)


def _sample(spec: Element) -> Any:
    kind = datatypes()[spec.datatype]
    if spec.pattern.isdigit():
        return int(spec.pattern) if kind.base == "xs:integer" else spec.pattern
    if spec.datatype == "LDT_JaNee":
        return True
    if kind.codes:
        return min(kind.codes)
    return _SAMPLES.get(spec.datatype, 1 if kind.base == "xs:integer" else "x")
