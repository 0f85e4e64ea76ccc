"""The leaves of an expression: what stands there as it is, names, and fields of facts."""

import ast
from operator import attrgetter
from typing import Any

from ledger.auditing.expression.kinds import NOTHING, NUMBER, TEXT, TRUTH, UNKNOWN, fields_of
from ledger.auditing.expression.scope import Typed
from ledger.auditing.expression.walk import Walk
from ledger.vocabulary.errors import Problem

LONGEST_TEXT = 200
LARGEST_NUMBER = 10**12
"""Ten milliard euro in cents."""


def literal(walk: Walk, node: ast.Constant) -> Typed:
    """Read a number, a text, True, False or None."""
    value = node.value
    if value is None or isinstance(value, bool):
        return Typed(NOTHING if value is None else TRUTH, lambda run: value)
    if isinstance(value, int):
        if value > LARGEST_NUMBER:
            told = f"Een getal in een regel is hoogstens {LARGEST_NUMBER}."
            return walk.wrong(Problem("candidate-number-too-large", told, walk.at(node)))
        return Typed(NUMBER, lambda run: value)
    if isinstance(value, str):
        if len(value) > LONGEST_TEXT:
            told = f"Een tekst in een regel heeft hoogstens {LONGEST_TEXT} tekens."
            return walk.wrong(Problem("candidate-text-too-long", told, walk.at(node)))
        return Typed(TEXT, lambda run: value)
    told = "Alleen hele getallen, teksten, True, False en None kunnen in een regel. Schrijf euro's als centen."
    return walk.wrong(Problem("candidate-literal", told, walk.at(node)))


def name(walk: Walk, node: ast.Name) -> Typed:
    """Look up a name."""
    if known := walk.names.get(node.id):
        return known
    told = f"De naam {node.id} bestaat hier niet. Er zijn: {', '.join(sorted(walk.names))}."
    return walk.wrong(Problem("candidate-name-unknown", told, walk.at(node)))


def field(walk: Walk, node: ast.Attribute) -> Typed:
    """Take a declared field of a fact."""
    typed = walk.expression(node.value)
    if typed.kind == UNKNOWN:
        return typed
    of = typed.kind.of
    if of is None:
        told = f"{ast.unparse(node.value)} is {typed.kind}, en heeft geen velden."
        return walk.wrong(Problem("candidate-field-unknown", told, walk.at(node)))
    kind = fields_of(of).get(node.attr)
    if kind is None:
        told = f"{of.__name__} heeft geen veld {node.attr}. Er zijn: {', '.join(sorted(fields_of(of)))}."
        return walk.wrong(Problem("candidate-field-unknown", told, walk.at(node)))
    if typed.kind.optional:
        whole = ast.unparse(node.value)
        told = f"{whole} kan None zijn. Schrijf er eerst bij: {whole} is not None and …."
        return walk.wrong(Problem("candidate-may-be-none", told, walk.at(node)))
    code, get = typed.code, attrgetter(node.attr)

    def taken(run: Any) -> Any:
        return get(code(run))

    return Typed(kind, taken)
