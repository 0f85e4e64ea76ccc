"""What is wrong with a value, field by field: each problem with its code, its path and a Dutch sentence."""

import types
from collections.abc import Iterator
from datetime import date, datetime
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec
from msgspec import Meta

from ledger.vocabulary.amounts import Amount

Found = tuple[str, str, str]
"""Code, path of the field, Dutch sentence."""


def decode_amount(kind: type, written: Any) -> Any:
    """Read the one type of the vocabulary that JSON does not know."""
    if kind is Amount:
        return Amount.parse(written)
    raise TypeError(kind)


def problems_of(value: Any, kind: Any, path: str) -> Iterator[Found]:
    """Yield everything wrong with a value, field by field, however deep."""
    kind, options = _plain(kind)
    if value is None and type(None) in options:
        return
    if _is_struct(kind):
        yield from _struct_problems(value, kind, path)
    elif get_origin(kind) is tuple and get_args(kind)[-1:] == (...,) and isinstance(value, list):
        for index, item in enumerate(value):
            yield from problems_of(item, get_args(kind)[0], f"{path}[{index}]")
        if not value:
            yield from _checked(value, options, path)
    else:
        yield from _checked(value, options, path)


def _struct_problems(value: Any, kind: Any, path: str) -> Iterator[Found]:
    if not isinstance(value, dict):
        yield "not-an-object", path, "Hier hoort een JSON-object te staan."
        return
    fields = {one.encode_name: one for one in msgspec.structs.fields(kind)}
    for name in value:
        if name not in fields:
            yield "field-unknown", join(path, name), f"Het veld {name} bestaat niet bij deze opdracht."
    for name, one in fields.items():
        if name in value:
            yield from problems_of(value[name], one.type, join(path, name))
        elif one.required:
            yield "field-missing", join(path, name), f"Het veld {name} ontbreekt."


def _checked(value: Any, options: tuple[Any, ...], path: str) -> Iterator[Found]:
    try:
        msgspec.convert(value, Union[options], dec_hook=decode_amount)  # noqa: UP007  (built at run time)
    except (msgspec.ValidationError, ValueError) as error:
        if Amount in options:
            yield "amount-invalid", path, _amount_problem(value)
        else:
            yield "value-invalid", path, f"{shown(value)} is hier niet goed: {_expected(options, str(error))}."


def _amount_problem(value: Any) -> str:
    try:
        Amount.parse(value)
    except ValueError as error:
        return str(error)
    return "Dit bedrag is niet goed."


def _expected(options: tuple[Any, ...], error: str) -> str:
    for option in options:
        bare = get_args(option)[0] if get_origin(option) is Annotated else option
        told = next((meta.description for meta in get_args(option)[1:] if isinstance(meta, Meta)), None)
        if told:
            return told
        if get_origin(bare) is Literal:
            return "kies uit " + ", ".join(_choice(choice) for choice in get_args(bare))
        if bare in _TOLD:
            return _TOLD[bare]
    return error


def _choice(choice: Any) -> str:
    return choice if isinstance(choice, str) else shown(choice)


_TOLD = {
    date: "schrijf een bestaande datum als 2026-12-31",
    datetime: "schrijf een tijdstip als 2026-12-31T10:15:00",
    int: "schrijf een heel getal",
    str: "schrijf een tekst",
    bool: "schrijf true of false",
}


def _plain(kind: Any) -> tuple[Any, tuple[Any, ...]]:
    """Return the one type that is not None, and all that is allowed."""
    options = get_args(kind) if get_origin(kind) in (Union, types.UnionType) else (kind,)
    first = next((option for option in options if option is not type(None)), kind)
    bare = get_args(first)[0] if get_origin(first) is Annotated else first
    return bare, options


def _is_struct(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


def join(path: str, name: str) -> str:
    """Return the path of a field inside another."""
    return f"{path}.{name}" if path else name


def shown(value: Any) -> str:
    """Return a value as JSON, short enough for a sentence."""
    text = msgspec.json.encode(value).decode()
    return text if len(text) <= 60 else text[:57] + "…"
