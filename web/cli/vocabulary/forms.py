"""The types of fields, in the words of the vocabulary page."""

import json
import types
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec

from ledger.commands.base import CommandId
from ledger.vocabulary.amounts import Amount, Unit
from ledger.vocabulary.identifiers import Identifier, Name, Text, Zorgprofiel

_FORMS: tuple[tuple[Any, str], ...] = (
    (CommandId, "text"),
    (Identifier, "identifier"),
    (Zorgprofiel, "zorgprofiel"),
    (Name, "name"),
    (Text, "text"),
)
"""Annotated types have no name of their own; these have one in the page."""


def form_of(kind: Any) -> str:
    """Return how a field is written."""
    option = _without_none(kind)
    for known, form in _FORMS:
        if option == known:
            return form
    bare = get_args(option)[0] if get_origin(option) is Annotated else option
    limits = [_limit(meta) for meta in get_args(option)[1:]] if get_origin(option) is Annotated else []
    return " ".join([_bare_form(bare), *(limit for limit in limits if limit)])


def _bare_form(bare: Any) -> str:
    if get_origin(bare) is Literal:
        return "one of " + ", ".join(f"`{json.dumps(one) if one is True else one}`" for one in get_args(bare))
    if get_origin(bare) is tuple:
        inner = get_args(bare)
        return f"list of {form_of(inner[0])}" if inner[-1] is ... else f"list of {len(inner)} × {form_of(inner[0])}"
    if bare is Unit:
        return "one of " + ", ".join(f"`{unit.value}`" for unit in Unit)
    if get_origin(bare) is dict or (isinstance(bare, type) and issubclass(bare, msgspec.Struct)):
        return "object"
    words = {"str": "text", "int": "whole number", "date": "day", "datetime": "moment", "bool": "true or false"}
    return "amount" if bare is Amount else words[bare.__name__]


def _limit(meta: msgspec.Meta) -> str:
    if meta.pattern:
        return "`" + meta.pattern.removeprefix("^(?:").removesuffix(")$(?!\\n)").replace("|", "\\|") + "`"
    if meta.ge is not None:
        return f"{meta.ge}–{meta.le}"
    return f"(at least {meta.min_length})" if meta.min_length else ""


def _without_none(kind: Any) -> Any:
    """Return what a field is when it is given and is not null."""
    if get_origin(kind) not in (Union, types.UnionType):
        return kind
    return next(one for one in get_args(kind) if one not in (type(None), msgspec.UnsetType))


def struct_in(kind: Any) -> tuple[Any, bool]:
    """Return the struct that a field holds, and whether it holds a list of them."""
    option = _without_none(kind)
    bare = get_args(option)[0] if get_origin(option) is Annotated else option
    many = get_origin(bare) is tuple
    inner = get_args(bare)[0] if many else bare
    return (inner if isinstance(inner, type) and issubclass(inner, msgspec.Struct) else None), many
