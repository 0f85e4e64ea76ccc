"""From the text of an expression to what works it out; everything that is wrong with it is told at once."""

import ast
import warnings
from collections.abc import Mapping
from typing import Any, NamedTuple

from ledger.auditing.expression import calling, combining, naming
from ledger.auditing.expression.kinds import UNKNOWN, Kind
from ledger.auditing.expression.running import Budget, Code, Run
from ledger.auditing.expression.scope import names_for
from ledger.auditing.expression.walk import Handler, Walk
from ledger.rechtmatigheid.case import Case
from ledger.rechtmatigheid.finding import About
from ledger.rechtmatigheid.register import Register
from ledger.vocabulary.errors import Problem

LONGEST = 2_000
"""So many characters may an expression have: far below what makes the parser of Python itself give up."""

HANDLERS: Mapping[type[ast.AST], Handler] = {
    ast.Constant: naming.literal,
    ast.Name: naming.name,
    ast.Attribute: naming.field,
    ast.BoolOp: combining.together,
    ast.UnaryOp: combining.alone,
    ast.BinOp: combining.summed,
    ast.Compare: combining.compared,
    ast.Call: calling.call,
}
"""Everything that may stand in an expression. A `for` stands only within a function over many things."""


class Expression(NamedTuple):
    """An expression that was found good, with how many names it makes itself."""

    kind: Kind
    code: Code
    places: int

    def of(self, thing: Any, world: Case | Register, budget: Budget | None = None) -> Any:
        """Work it out for one thing, within the steps that are left. Raises `Refused` when it takes more, or cannot."""
        return self.code(Run(thing, world, self.places, budget))


class Read(NamedTuple):
    """What became of a text: an expression, or what is wrong with it."""

    expression: Expression | None
    problems: list[Problem]


def read(text: str, looks_at: About, field: str, *wanted: Kind) -> Read:
    """Read an expression that has to be of one of some kinds; nothing of it is ever run as Python."""
    tree = _parsed(text, field)
    if isinstance(tree, Problem):
        return Read(None, [tree])
    walk = Walk(names_for(looks_at), HANDLERS, field)
    typed = walk.of(tree, *wanted)
    return _outcome(walk, typed.kind, typed.code)


def read_many(text: str, looks_at: About, field: str) -> Read:
    """Read a collection, or a `for` over one in brackets."""
    tree = _parsed(text, field)
    if isinstance(tree, Problem):
        return Read(None, [tree])
    walk = Walk(names_for(looks_at), HANDLERS, field)
    typed = calling.generated(walk, tree) if isinstance(tree, ast.GeneratorExp) else calling.row(walk, tree)
    item = typed.kind.item
    if item is not None and item.of is None:
        walk.problem(
            Problem("candidate-kind", f"Hier horen feiten uit het logboek, en dit is {typed.kind}.", walk.at(tree))
        )
    return _outcome(walk, typed.kind, typed.code)


def _outcome(walk: Walk, kind: Kind, code: Code) -> Read:
    if walk.problems or kind == UNKNOWN:
        return Read(None, walk.problems)
    return Read(Expression(kind, code, walk.places), [])


def _parsed(text: str, field: str) -> ast.expr | Problem:
    """Return the tree of a text. A doubtful spelling is an error too, not a warning to be overlooked."""
    text = " ".join(text.splitlines()).strip()
    if len(text) > LONGEST:
        return Problem("candidate-too-long", f"Een uitdrukking heeft hoogstens {LONGEST} tekens.", field)
    if "#" in text:
        return Problem("candidate-comment", "Zet toelichting met # buiten de uitdrukking, op een eigen regel.", field)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            return ast.parse(text, mode="eval").body
    except SyntaxError as error:
        place = f"{field}, teken {error.offset}" if error.offset else field
        return Problem("candidate-syntax", "Dit is geen uitdrukking. Kijk naar haakjes, aanhalingstekens en ==.", place)
    except (ValueError, RecursionError, MemoryError):
        told = "Deze uitdrukking is niet te lezen. Er staat een vreemd teken in, of er zit te veel in elkaar."
        return Problem("candidate-syntax", told, field)
