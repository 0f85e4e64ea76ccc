"""Candidate rules: a file that is data, with expressions of our own, becomes a rule that runs over all history.

The file is TOML. It names what it looks at, when that is wrong, what is at stake and how it is told; nothing in it is
ever run as Python, and everything wrong with it is told at once, with its line. See docs/rechtmatigheid/candidates.md.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple

from ledger.auditing.expression.kinds import NUMBER, TRUTH
from ledger.auditing.expression.reading import Expression, Read, read, read_many
from ledger.auditing.expression.running import Budget, events_of
from ledger.auditing.expression.telling import Template, read_template
from ledger.auditing.written import Written, written_in
from ledger.rechtmatigheid.case import Case
from ledger.rechtmatigheid.finding import Found
from ledger.rechtmatigheid.register import Register
from ledger.rechtmatigheid.rule import Rule
from ledger.vocabulary.errors import Malformed, Problem, Refused, at_most_listed

LARGEST = 65_536
"""So many bytes may a file have."""
TOTAL = 50_000_000
"""So many items may a rule look at in one process: over it, it is broken once, and is not asked again there."""


class Parts(NamedTuple):
    """What a candidate is made of."""

    when: Expression
    at_stake: Expression | None
    rests_on: tuple[Expression, ...]
    told: Template


class CandidateJudge:
    """Judges by expressions; travels to another process as the file it was read from."""

    def __init__(self, content: bytes, parts: Parts) -> None:
        self._content = content
        self._parts = parts
        self._steps = 0

    def __call__(self, thing: Any, world: Case | Register) -> Iterator[Found]:
        """Find what the condition holds for: at most one finding for a thing. What is below zero counts as zero.

        All expressions together have one budget for a thing, and all things together one. Raises `Refused` over it.
        """
        if self._steps > TOTAL:
            return
        budget = Budget()
        try:
            found = self._judged(thing, world, budget)
        finally:
            self._steps += budget.steps
        if self._steps > TOTAL:
            told = f"De regel bekeek in totaal meer dan {TOTAL} dingen, en is hier gestopt. Vraag een kortere periode."
            raise Refused("candidate-too-much-in-all", told)
        yield from found

    def _judged(self, thing: Any, world: Case | Register, budget: Budget) -> tuple[Found, ...]:
        parts = self._parts
        if not parts.when.of(thing, world, budget):
            return ()
        at_stake = getattr(thing, "left", 0) if parts.at_stake is None else parts.at_stake.of(thing, world, budget)
        proof = (event for one in parts.rests_on for event in events_of(tuple(one.of(thing, world, budget))))
        events = tuple(dict.fromkeys((*events_of(thing), *proof)))
        return (Found(max(at_stake, 0), events, parts.told.of(thing, world, budget)),)

    def __reduce__(self) -> tuple[Any, ...]:
        """Come out of another process by being read again: expressions do not travel."""
        return _judge_of, (self._content,)


@lru_cache(maxsize=8)
def _judge_of(content: bytes) -> Any:
    """Read a file again: once in a process, so that what it may look at in all is counted there."""
    return read_candidate(content).judge


def read_candidate(content: bytes) -> Rule:
    """Return the rule of a file. Raises `Malformed` with everything that is wrong with it."""
    if len(content) > LARGEST:
        raise Malformed([Problem("candidate-too-long", f"Een bestand met een regel heeft hoogstens {LARGEST} bytes.")])
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        told = "Dit bestand is geen tekst in UTF-8. Sla het op als gewone tekst."
        raise Malformed([Problem("candidate-not-text", told)]) from error
    try:
        raw = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        told = "Dit bestand is geen geldige TOML. Elke regel is naam = waarde, en tekst staat tussen aanhalingstekens."
        raise Malformed([Problem("candidate-not-toml", told, _place_of(error))]) from error
    written, problems = written_in(raw)
    parts, wrong = _parts_of(written)
    if problems or wrong or written is None or parts is None:
        found = at_most_listed([*problems, *wrong], lambda more: Problem("problems-more", more))
        raise Malformed([_at_its_line(one, text) for one in found])
    return Rule(
        id=written.id,
        label=written.label,
        family=written.family,
        severity=written.severity,
        basis=tuple(one.as_basis() for one in written.basis),
        looks_at=written.looks_at,
        judge=CandidateJudge(content, parts),
        first=written.first,
        last=written.last,
    )


def _parts_of(written: Written | None) -> tuple[Parts | None, list[Problem]]:
    if written is None:
        return None, []
    looks_at = written.looks_at
    when = read(written.when, looks_at, "when", TRUTH)
    at_stake = read(written.at_stake, looks_at, "at_stake", NUMBER) if written.at_stake else Read(None, [])
    rests_on = [read_many(one, looks_at, "rests_on") for one in written.rests_on]
    told, problems = read_template(written.told, looks_at, "told")
    problems = [*when.problems, *at_stake.problems, *(p for one in rests_on for p in one.problems), *problems]
    if problems or when.expression is None:
        return None, problems
    proof = tuple(one.expression for one in rests_on if one.expression is not None)
    return Parts(when.expression, at_stake.expression, proof, told), []


def _at_its_line(problem: Problem, text: str) -> Problem:
    """Add the line of the file at which a field stands."""
    name = re.match(r"[a-z_]+", problem.field or "")
    if name is None:
        return problem
    for number, line in enumerate(text.splitlines(), start=1):
        if re.match(rf"\s*\[*{name[0]}\b", line):
            return replace(problem, line=number)
    return problem


def _place_of(error: Exception) -> str | None:
    found = re.search(r"line (\d+), column (\d+)", str(error))
    return f"regel {found[1]}, teken {found[2]}" if found else None
