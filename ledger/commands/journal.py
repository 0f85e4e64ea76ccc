"""The journal: one command per line, as JSON. Everything wrong with it is told at once, with line and field."""

import json
import types
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec
from msgspec import Meta

from ledger.commands.catalogue import COMMANDS
from ledger.commands.door import Request
from ledger.vocabulary.amounts import Amount
from ledger.vocabulary.errors import Malformed, Problem, at_most_listed


def read_journal(lines: Iterable[bytes]) -> list[Request]:
    """Read every line; blank lines are passed over.

    Raises `Malformed` with the problems of all lines, as far as they are listed.
    """
    requests: list[Request] = []
    problems = at_most_listed(_problems_of(lines, requests), _more)
    if problems:
        raise Malformed(problems)
    return requests


def _problems_of(lines: Iterable[bytes], requests: list[Request]) -> Iterator[Problem]:
    """Add the request of every good line to the list; yield what is wrong with the others."""
    for number, line in enumerate(lines, start=1):
        if not line.removeprefix(BOM_UTF8 if number == 1 else b"").strip():
            continue
        try:
            requests.append(read_line(line, number))
        except Malformed as error:
            yield from error.problems


def _more(told: str) -> Problem:
    return Problem("problems-more", told)


def read_line(line: bytes, number: int = 0) -> Request:
    """Read one command from its JSON. A field that stands there twice is refused, not taken from the last place.

    The first line of a file may start with a byte order mark.
    """
    line = line.removeprefix(BOM_UTF8) if number == 1 else line
    try:
        raw = msgspec.json.decode(line)
        named = (Problem("field-twice", f"Het veld {name} staat er twee keer.", name, number) for name in _twice(line))
        twice = at_most_listed(named, _more)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Malformed([_not_json(error, number)]) from error
    try:
        request = read_command(raw, number)
    except Malformed as error:
        raise Malformed(twice + error.problems) from error
    if twice:
        raise Malformed(twice)
    return request


def read_command(raw: Any, number: int = 0) -> Request:
    """Read one command from a decoded object. Raises `Malformed` with all of its problems."""
    try:
        content = _content(raw)
    except (UnicodeEncodeError, RecursionError) as error:
        raise Malformed([_not_json(error, number)]) from error
    kind = COMMANDS.get(str(raw.get("do"))) if isinstance(raw, dict) else None
    if kind is None:
        raise Malformed([_no_command(raw, number)])
    try:
        command = msgspec.convert(raw, kind, dec_hook=decode_amount)
    except (msgspec.ValidationError, ValueError) as error:
        facts = {k: v for k, v in raw.items() if k != "do"}
        told = (Problem(code, message, path, number) for code, path, message in _problems(facts, kind, ""))
        found = at_most_listed(told, _more)
        raise Malformed(found or [Problem("invalid", str(error), None, number)]) from error
    return Request(number, command, content)


def decode_amount(kind: type, written: Any) -> Any:
    """Read the one type of the vocabulary that JSON does not know."""
    if kind is Amount:
        return Amount.parse(written)
    raise TypeError(kind)


def _content(raw: Any) -> bytes:
    facts = {key: raw[key] for key in raw if key != "command_id"} if isinstance(raw, dict) else raw
    return msgspec.json.encode(facts, order="deterministic")


def _twice(line: bytes) -> list[str]:
    """Return the names that stand twice in one object of the JSON, however deep."""
    found: list[str] = []

    def take(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        once = dict(pairs)
        if len(once) < len(pairs):
            counted = Counter(name for name, _ in pairs)
            found.extend(name for name in once if counted[name] > 1)
        return once

    json.loads(line.decode(), object_pairs_hook=take)
    return found


def _not_json(error: Exception, number: int) -> Problem:
    why = "te diep genest" if isinstance(error, RecursionError) else error
    return Problem("not-json", f"Deze regel is geen geldige JSON ({why}).", None, number)


def _no_command(raw: Any, number: int) -> Problem:
    if not isinstance(raw, dict):
        return Problem("not-an-object", "Een opdracht is een JSON-object met het veld do.", None, number)
    if "do" not in raw:
        return Problem("field-missing", "Het veld do ontbreekt: welke opdracht is dit?", "do", number)
    return Problem("command-unknown", f"De opdracht {_shown(raw['do'])} bestaat niet.", "do", number)


Found = tuple[str, str, str]
"""Code, path of the field, Dutch sentence."""


def _problems(value: Any, kind: Any, path: str) -> Iterator[Found]:
    """Yield everything wrong with a value, field by field, however deep."""
    kind, options = _plain(kind)
    if value is None and type(None) in options:
        return
    if _is_struct(kind):
        yield from _struct_problems(value, kind, path)
    elif get_origin(kind) is tuple and get_args(kind)[-1:] == (...,) and isinstance(value, list):
        for index, item in enumerate(value):
            yield from _problems(item, get_args(kind)[0], f"{path}[{index}]")
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
            yield "field-unknown", _join(path, name), f"Het veld {name} bestaat niet bij deze opdracht."
    for name, one in fields.items():
        if name in value:
            yield from _problems(value[name], one.type, _join(path, name))
        elif one.required:
            yield "field-missing", _join(path, name), f"Het veld {name} ontbreekt."


def _checked(value: Any, options: tuple[Any, ...], path: str) -> Iterator[Found]:
    try:
        msgspec.convert(value, Union[options], dec_hook=decode_amount)  # noqa: UP007  (built at run time)
    except (msgspec.ValidationError, ValueError) as error:
        if Amount in options:
            yield "amount-invalid", path, _amount_problem(value)
        else:
            yield "value-invalid", path, f"{_shown(value)} is hier niet goed: {_expected(options, str(error))}."


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
    return choice if isinstance(choice, str) else _shown(choice)


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


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _shown(value: Any) -> str:
    text = msgspec.json.encode(value).decode()
    return text if len(text) <= 60 else text[:57] + "…"
