"""The walk over the tree of an expression: only nodes that are named here, only so deep and so many of them.

What is wrong is written down with its place, and the walk goes on, so that all of it is told at once.
"""

import ast
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from ledger.auditing.expression.kinds import UNKNOWN, Kind
from ledger.auditing.expression.scope import Typed
from ledger.auditing.expression.sureness import DEEPEST
from ledger.vocabulary.errors import Problem

MOST_NODES = 300
"""So many nodes may an expression have."""

Handler = Callable[["Walk", Any], Typed]


def _nothing(run: object) -> None:
    """Stand in for what is wrong: never worked out."""


WRONG = Typed(UNKNOWN, _nothing)


class Walk:
    """One expression: the names in force, what is known not to be None, and what was found wrong until now."""

    def __init__(self, names: Mapping[str, Typed], handlers: Mapping[type[ast.AST], Handler], field: str) -> None:
        self.names = dict(names)
        self.problems: list[Problem] = []
        self.places = 0
        self._handlers = handlers
        self._field = field
        self._sure: frozenset[str] = frozenset()
        self._nodes = 0
        self._depth = 0

    def expression(self, node: ast.expr) -> Typed:
        """Return the kind of a node, and what works it out."""
        self._nodes += 1
        if self._nodes == MOST_NODES + 1:
            told = f"Deze uitdrukking heeft meer dan {MOST_NODES} delen. Maak er twee regels van."
            self.problem(Problem("candidate-too-large", told, self.at(node)))
        handler = self._handlers.get(type(node))
        if handler is None:
            told = f"Hier staat {_told(node)}; dat kan niet in een regel. Zie docs/rechtmatigheid/candidates.md."
            return self.wrong(Problem("candidate-form", told, self.at(node)))
        if self._nodes > MOST_NODES:
            return WRONG
        if self._depth >= DEEPEST:
            told = f"Deze uitdrukking is dieper dan {DEEPEST} delen in elkaar. Maak er twee regels van."
            return self.wrong(Problem("candidate-too-deep", told, self.at(node)))
        self._depth += 1
        typed = handler(self, node)
        self._depth -= 1
        if typed.kind.optional and ast.dump(node) in self._sure:
            return Typed(typed.kind.sure, typed.code)
        return typed

    def of(self, node: ast.expr, *wanted: Kind) -> Typed:
        """Return an expression that has to be of a kind and cannot be None; what is not is told."""
        typed = self.expression(node)
        if typed.kind == UNKNOWN or typed.kind in wanted:
            return typed
        if typed.kind.sure in wanted:
            told = f"{ast.unparse(node)} kan None zijn. Schrijf er eerst bij: {ast.unparse(node)} is not None and …"
            return self.wrong(Problem("candidate-may-be-none", f"{told}.", self.at(node)))
        kinds = " of ".join(str(one) for one in wanted)
        return self.wrong(
            Problem("candidate-kind", f"Hier hoort {kinds}, en {_short(node)} is {typed.kind}.", self.at(node))
        )

    def wrong(self, problem: Problem) -> Typed:
        """Write down what is wrong, and stand in for it."""
        self.problem(problem)
        return WRONG

    def problem(self, problem: Problem) -> None:
        """Write down what is wrong; the same at the same place is told once."""
        if problem not in self.problems:
            self.problems.append(problem)

    def at(self, node: ast.expr) -> str:
        """Return the place of a node: the field and the character."""
        return f"{self._field}, teken {node.col_offset + 1}"

    def place(self) -> int:
        """Return the place of a new name."""
        self.places += 1
        return self.places

    @contextmanager
    def knowing(self, sure: frozenset[str]) -> Iterator[None]:
        """Know within that some expressions are not None."""
        before = self._sure
        self._sure = before | sure
        yield
        self._sure = before

    @contextmanager
    def naming(self, name: str, typed: Typed) -> Iterator[None]:
        """Have a name within."""
        self.names[name] = typed
        yield
        del self.names[name]


def _short(node: ast.expr) -> str:
    text = ast.unparse(node)
    return text if len(text) <= 60 else f"{text[:59]}…"


_WORDS: Mapping[type[ast.AST], str] = {
    ast.Lambda: "een lambda",
    ast.NamedExpr: "een toekenning (:=)",
    ast.JoinedStr: "een tekst met invulling (f-string)",
    ast.ListComp: "een lijst met for",
    ast.SetComp: "een verzameling met for",
    ast.DictComp: "een woordenboek met for",
    ast.GeneratorExp: "een losse reeks met for",
    ast.List: "een lijst",
    ast.Set: "een verzameling",
    ast.Dict: "een woordenboek",
    ast.Subscript: "een keuze met [ ]",
    ast.Starred: "een ster",
    ast.IfExp: "een keuze met if en else",
    ast.Await: "await",
    ast.Yield: "yield",
    ast.YieldFrom: "yield",
}


def _told(node: ast.expr) -> str:
    return _WORDS.get(type(node), type(node).__name__)
