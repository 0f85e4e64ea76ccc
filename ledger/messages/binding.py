"""How typed parts and elements belong together: by name, so that one piece of code serves all messages."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from msgspec.structs import fields

from ledger.messages.model import Part
from ledger.messages.standard import Element


@dataclass(frozen=True, slots=True)
class Slot:
    """One field of a part: its name, and whether it holds a value (no `part`), a part, or many parts."""

    field: str
    part: type[Part] | None
    many: bool
    optional: bool


@cache
def slots(kind: type[Part]) -> dict[str, Slot]:
    """The fields of a part by the name of their element ("zzp_code" is bound to "ZzpCode")."""
    return {field.encode_name: _slot(field.name, field.type, not field.required) for field in fields(kind)}


def _slot(name: str, annotation: Any, has_default: bool) -> Slot:
    optional = False
    if get_origin(annotation) in (Union, UnionType):
        annotation, optional = next(arg for arg in get_args(annotation) if arg is not NoneType), True
    many = get_origin(annotation) is tuple
    inner = get_args(annotation)[0] if many else annotation
    part = inner if isinstance(inner, type) and issubclass(inner, Part) else None
    return Slot(name, part, many, optional or (many and has_default))


def parts(part: Part, spec: Element, path: str) -> Iterator[tuple[str, Part]]:
    """A part and everything below it, each with its path, in the order of the file."""
    yield path, part
    bound = slots(type(part))
    for child in spec.children:
        slot = bound.get(child.name)
        if slot is None or slot.part is None:
            continue
        below = getattr(part, slot.field)
        if slot.many:
            item = child.children[0]
            for number, one in enumerate(below, start=1):
                yield from parts(one, item, f"{path}/{child.name}/{item.name}[{number}]")
        elif below is not None:
            yield from parts(below, child, f"{path}/{child.name}")
