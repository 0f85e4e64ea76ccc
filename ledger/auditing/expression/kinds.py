"""What an expression can be: a number, a text, a day, a fact, many of something; from the fields of the facts."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

import msgspec

Name = Literal["number", "truth", "text", "person", "day", "thing", "many", "nothing", "unknown"]
PERSONS = frozenset({"client", "given_by", "answered_by", "entered_by", "judged_by", "levering"})
"""Fields by which a person can be found: to be compared with each other, never to be told."""
HIDDEN = frozenset({"born"})
"""Fields that no expression may name: with the day of birth a person is found, also by a sum or a comparison."""
_DUTCH: dict[Name, str] = {
    "number": "een getal",
    "truth": "waar of onwaar",
    "text": "een tekst",
    "person": "een persoon",
    "day": "een dag",
    "nothing": "None",
    "unknown": "iets onbekends",
}


class Kind(msgspec.Struct, frozen=True):
    """A kind of value; `of` is the struct of a thing, `item` what there are many of, `optional` that it may be None."""

    name: Name
    of: type | None = None
    item: "Kind | None" = None
    optional: bool = False

    def __str__(self) -> str:
        told = _DUTCH.get(self.name, "")
        if self.of is not None:
            told = f"een {self.of.__name__}"
        if self.item is not None:
            told = f"een reeks ({self.item})"
        return f"{told} of None" if self.optional else told

    @property
    def sure(self) -> "Kind":
        """Return the same kind, when it is known not to be None."""
        return msgspec.structs.replace(self, optional=False)

    @property
    def is_text(self) -> bool:
        """Tell whether it is a text of any sort."""
        return self.name in ("text", "person")


NUMBER, TRUTH, TEXT, PERSON, DAY = Kind("number"), Kind("truth"), Kind("text"), Kind("person"), Kind("day")
NOTHING, UNKNOWN = Kind("nothing"), Kind("unknown")
_SIMPLE: dict[Any, Kind] = {int: NUMBER, bool: TRUTH, str: TEXT, date: DAY}


def thing(of: type) -> Kind:
    """Return the kind of a fact."""
    return Kind("thing", of=of)


def many(item: Kind) -> Kind:
    """Return the kind of a collection."""
    return Kind("many", item=item)


@cache
def fields_of(of: type) -> Mapping[str, Kind]:
    """Return the fields of a fact that may be asked for, each with its kind.

    >>> from ledger.vocabulary.periods import Period
    >>> {name: str(kind) for name, kind in fields_of(Period).items()}
    {'first': 'een dag', 'last': 'een dag of None'}
    """
    found = {one.name: kind_of(one.type) for one in msgspec.structs.fields(of)}
    return {
        name: Kind("person", optional=kind.optional) if name in PERSONS and kind.is_text else kind
        for name, kind in found.items()
        if kind is not None and name not in HIDDEN
    }


def kind_of(annotation: Any) -> Kind | None:
    """Return the kind of what a field is annotated with; None for what an expression cannot hold."""
    if annotation in _SIMPLE:
        return _SIMPLE[annotation]
    origin, inside = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return TEXT
    if origin in (Union, UnionType):
        return _optional(inside)
    if origin in (tuple, frozenset, list):
        item = kind_of(inside[0])
        return many(item) if item is not None else None
    if isinstance(annotation, type) and issubclass(annotation, msgspec.Struct):
        return thing(annotation)
    return None


def _optional(inside: tuple[Any, ...]) -> Kind | None:
    rest = [one for one in inside if one is not type(None)]
    kind = kind_of(rest[0]) if len(rest) == 1 else None
    return None if kind is None else msgspec.structs.replace(kind, optional=len(rest) < len(inside))
