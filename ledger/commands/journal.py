"""The journal: one command per line, as JSON. Everything wrong with it is told at once, with line and field."""

import json
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from ledger.commands.catalogue import COMMANDS
from ledger.commands.door import Request
from ledger.commands.plausible import implausible_days
from ledger.commands.problems import decode_amount, problems_of, shown
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
        named = (
            Problem("field-twice", f"Het veld {name} staat er twee keer.", name, number) for name in _twice(line, raw)
        )
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
        told = (Problem(code, message, path, number) for code, path, message in problems_of(facts, kind, ""))
        found = at_most_listed(told, _more)
        raise Malformed(found or [Problem("invalid", str(error), None, number)]) from error
    if odd := [Problem(code, message, path, number) for code, path, message in implausible_days(command, content)]:
        raise Malformed(odd)
    return Request(number, command, content)


def _content(raw: Any) -> bytes:
    facts = {key: raw[key] for key in raw if key != "command_id"} if isinstance(raw, dict) else raw
    return msgspec.json.encode(facts, order="deterministic")


def _twice(line: bytes, raw: Any) -> list[str]:
    """Return the names that stand twice in one object of the JSON `raw` was read from, however deep."""
    if line.count(b":") == _names(raw):
        return []
    found: list[str] = []

    def take(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        once = dict(pairs)
        if len(once) < len(pairs):
            counted = Counter(name for name, _ in pairs)
            found.extend(name for name in once if counted[name] > 1)
        return once

    json.loads(line.decode(), object_pairs_hook=take)
    return found


def _names(raw: Any) -> int:
    """Count the names in decoded JSON: as many colons stand outside its texts when no name stands there twice."""
    if isinstance(raw, dict):
        return len(raw) + sum(_names(one) for one in raw.values() if isinstance(one, dict | list))
    return sum(_names(one) for one in raw if isinstance(one, dict | list)) if isinstance(raw, list) else 0


def _not_json(error: Exception, number: int) -> Problem:
    why = "te diep genest" if isinstance(error, RecursionError) else error
    return Problem("not-json", f"Deze regel is geen geldige JSON ({why}).", None, number)


def _no_command(raw: Any, number: int) -> Problem:
    if not isinstance(raw, dict):
        return Problem("not-an-object", "Een opdracht is een JSON-object met het veld do.", None, number)
    if "do" not in raw:
        return Problem("field-missing", "Het veld do ontbreekt: welke opdracht is dit?", "do", number)
    return Problem("command-unknown", f"De opdracht {shown(raw['do'])} bestaat niet.", "do", number)
