"""The Dutch sentence of a candidate: a text with expressions between braces, of kinds that can be told."""

import re
from datetime import date
from typing import Any, NamedTuple

from ledger.auditing.expression.kinds import DAY, NUMBER, TEXT
from ledger.auditing.expression.reading import Expression, read
from ledger.auditing.expression.running import Budget
from ledger.rechtmatigheid.case import Case
from ledger.rechtmatigheid.finding import About
from ledger.rechtmatigheid.register import Register
from ledger.vocabulary import dutch
from ledger.vocabulary.errors import Problem

LONGEST = 500
MOST_PIECES = 10
"""So many expressions may stand in a sentence."""
_BRACED = re.compile(r"\{([^{}]*)\}")


class Template(NamedTuple):
    """Pieces of text and expressions, in turn."""

    pieces: tuple[str | Expression, ...]

    def of(self, thing: Any, world: Case | Register, budget: Budget | None = None) -> str:
        """Write the sentence about one thing."""
        return "".join(one if isinstance(one, str) else _written(one.of(thing, world, budget)) for one in self.pieces)


def _written(value: Any) -> str:
    if isinstance(value, date):
        return dutch.day(value)
    return str(value)


def read_template(text: str, looks_at: About, field: str) -> tuple[Template, list[Problem]]:
    """Read a sentence; what stands between braces is a number, a text or a day, and never a person."""
    pieces: list[str | Expression] = []
    problems = list(_of_the_whole(text, field))
    for place, piece in enumerate(_BRACED.split(text[:LONGEST])):
        if place % 2 == 0:
            pieces.append(piece)
            continue
        found = read(piece, looks_at, f"{field} {{{piece}}}", NUMBER, TEXT, DAY)
        problems += found.problems
        if found.expression is not None:
            pieces.append(found.expression)
    return Template(tuple(pieces)), problems


def _of_the_whole(text: str, field: str) -> list[Problem]:
    problems = []
    if len(text) > LONGEST:
        told = f"De zin heeft hoogstens {LONGEST} tekens."
        problems.append(Problem("candidate-too-long", told, field))
    if len(_BRACED.findall(text)) > MOST_PIECES:
        told = f"In de zin staan hoogstens {MOST_PIECES} uitdrukkingen tussen accolades."
        problems.append(Problem("candidate-too-many", told, field))
    left = _BRACED.sub("", text)
    if "{" in left or "}" in left:
        told = "Een accolade staat hier alleen om een uitdrukking: {line.days}. Er is er een te veel of te weinig."
        problems.append(Problem("candidate-braces", told, field))
    if not left.rstrip().endswith("."):
        problems.append(Problem("candidate-no-sentence", "De uitkomst is een zin, en eindigt met een punt.", field))
    return problems
