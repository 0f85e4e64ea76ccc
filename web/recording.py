"""A journal goes in, and an answer per line comes out: all lines are recorded or none, or each that can be."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import msgspec

from ledger.application import Outcome
from ledger.commands.door import NotRecorded, Request
from ledger.commands.journal import read_line
from ledger.vocabulary.actor import Mandate
from ledger.vocabulary.errors import LedgerError, Malformed, Problem
from ledger.vocabulary.source import Source
from web.answers import Answer, error_answer
from web.composition import House

GROUP = 256
"""How many lines are recorded together at most when each is recorded by itself."""
NOT_RECORDED = "Deze regel is niet vastgelegd, omdat een andere regel niet kon. Verbeter die en stuur alles opnieuw."


class LineAnswer(NamedTuple):
    """What became of one line: its outcome, or its error, or neither because another line could not be."""

    line: int
    command_id: str | None
    outcome: Outcome | None = None
    error: LedgerError | None = None

    @property
    def ok(self) -> bool:
        """Tell whether the line is recorded."""
        return self.outcome is not None

    def written(self) -> Answer:
        """Return the answer as it is printed and sent."""
        start: Answer = {"line": self.line, "ok": self.ok, "command_id": self.command_id}
        if self.outcome is not None:
            return start | {"events": [{"position": at, "topic": topic} for at, topic in self.outcome.events]}
        if self.error is None:
            return start | {"error": {"code": "not-recorded", "message": NOT_RECORDED, "field": None}}
        return start | error_answer(self.error)


def nothing_given() -> Malformed:
    """Return the error for a journal or a request without one command."""
    return Malformed([Problem("no-commands", "Er staat geen opdracht in.")])


def apply_journal(
    house: House, lines: Iterable[bytes], mandate: Mandate, source: Source, keep_going: bool = False
) -> list[Answer]:
    """Record the commands of a journal; return one answer per line that is not blank.

    All of them are recorded or none; with `keep_going` each line that can be, in order.
    """
    return [answer.written() for answer in record_lines(house, lines, mandate, source, keep_going)]


def record_lines(
    house: House, lines: Iterable[bytes], mandate: Mandate, source: Source, keep_going: bool = False
) -> list[LineAnswer]:
    """Do what `apply_journal` does; the answers still hold outcome and error themselves."""
    if keep_going:
        return list(record_each(house, _grouped(lines), mandate, source))
    read = read_lines(lines)
    if any(isinstance(one, LineAnswer) for one in read):
        return [one if isinstance(one, LineAnswer) else _left(one) for one in read]
    return _recorded([one for one in read if isinstance(one, Request)], house, mandate, source)


def read_lines(lines: Iterable[bytes]) -> list[Request | LineAnswer]:
    """Read each line that is not blank: a command, or why it is none."""
    return [_read(line, number) for number, line in enumerate(lines, start=1) if line.strip()]


def answer_of(request: Request, done: Outcome | NotRecorded | None) -> LineAnswer:
    """Return what became of a command; None: another could not be."""
    if isinstance(done, NotRecorded):
        return LineAnswer(request.line, done.command_id, error=done.error)
    return _left(request)._replace(outcome=done)


def record_each(
    house: House, groups: Iterable[Sequence[bytes]], mandate: Mandate, source: Source, before: int = 0
) -> Iterator[LineAnswer]:
    """Record each line that can be by itself; yield an answer per line that is not blank, once it is recorded.

    A group of lines goes into the log at once; the next is read when all answers to it were taken. `before` is how
    many lines there were before these.
    """
    number = before
    for group in groups:
        read = [_read(line, at) for at, line in enumerate(group, start=number + 1) if line.strip()]
        number += len(group)
        requests = [one for one in read if isinstance(one, Request)]
        told = iter(_recorded_each(requests, house, mandate, source))
        yield from (next(told) if isinstance(one, Request) else one for one in read)


def _grouped(lines: Iterable[bytes]) -> Iterator[list[bytes]]:
    rest = iter(lines)
    while group := list(islice(rest, GROUP)):
        yield group


def _recorded_each(requests: Sequence[Request], house: House, mandate: Mandate, source: Source) -> list[LineAnswer]:
    if not requests:
        return []
    try:
        outcomes = house.door.accept_each(requests, mandate, source)
    except LedgerError as error:
        return [_left(one)._replace(error=error) for one in requests]
    return [
        answer_of(one, done)._replace(command_id=done.command_id) for one, done in zip(requests, outcomes, strict=True)
    ]


def _read(line: bytes, number: int) -> Request | LineAnswer:
    try:
        return read_line(line, number)
    except Malformed as error:
        return LineAnswer(number, _command_id(line), error=error)


def _command_id(line: bytes) -> str | None:
    try:
        raw = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    found = raw.get("command_id") if isinstance(raw, dict) else None
    return found if isinstance(found, str) else None


def _recorded(requests: Sequence[Request], house: House, mandate: Mandate, source: Source) -> list[LineAnswer]:
    try:
        outcomes = house.door.accept(requests, mandate, source)
    except NotRecorded as refused:
        failed = LineAnswer(refused.request.line, refused.command_id, error=refused.error)
        return [failed if one.line == failed.line else _left(one) for one in requests]
    except LedgerError as error:
        return [_left(one)._replace(error=error) for one in requests]
    return [LineAnswer(one.line, done.command_id, done) for one, done in zip(requests, outcomes, strict=True)]


def _left(request: Request) -> LineAnswer:
    return LineAnswer(request.line, request.command.command_id)
