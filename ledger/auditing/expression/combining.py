"""What stands between expressions: and, or, not, comparisons, and sums of whole numbers and days."""

import ast
import operator
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from ledger.auditing.expression.kinds import DAY, NOTHING, NUMBER, TRUTH, UNKNOWN, Kind
from ledger.auditing.expression.running import Code, Run, bounded
from ledger.auditing.expression.scope import Typed
from ledger.auditing.expression.sureness import sure_when
from ledger.auditing.expression.walk import WRONG, Walk
from ledger.vocabulary.errors import Problem, Refused


def together(walk: Walk, node: ast.BoolOp) -> Typed:
    """`and`, `or`: what stands later is only worked out when it matters, and knows what stood before it."""
    is_and = isinstance(node.op, ast.And)
    sure: frozenset[str] = frozenset()
    codes = []
    for one in node.values:
        with walk.knowing(sure):
            codes.append(walk.of(one, TRUTH).code)
        sure |= sure_when(one, is_and)
    if is_and:
        return Typed(TRUTH, lambda run: all(code(run) for code in codes))
    return Typed(TRUTH, lambda run: any(code(run) for code in codes))


def alone(walk: Walk, node: ast.UnaryOp) -> Typed:
    """`not` something, or a number below zero."""
    if isinstance(node.op, ast.Not):
        truth = walk.of(node.operand, TRUTH).code
        return Typed(TRUTH, lambda run: not truth(run))
    if isinstance(node.op, ast.USub):
        number = walk.of(node.operand, NUMBER).code
        return Typed(NUMBER, lambda run: -number(run))
    told = f"Het teken van {type(node.op).__name__} kan niet in een regel. Er zijn + - * // en %."
    return walk.wrong(Problem("candidate-operator", told, walk.at(node)))


def _divided(one: int, other: int) -> int:
    return one // _not_zero(other)


def _left_over(one: int, other: int) -> int:
    return one % _not_zero(other)


def _not_zero(number: int) -> int:
    if number:
        return number
    raise Refused("candidate-divided-by-zero", "De regel deelde door nul. Schrijf er eerst bij dat het geen nul is.")


def _later(on: date, days: int) -> date:
    try:
        return on + timedelta(days=days)
    except OverflowError as error:
        raise Refused("candidate-day-too-far", "Er kwam een dag buiten de kalender uit de regel.") from error


_SUMS: Mapping[tuple[type[ast.operator], Kind, Kind], tuple[Kind, Callable[[Any, Any], Any]]] = {
    (ast.Add, NUMBER, NUMBER): (NUMBER, operator.add),
    (ast.Sub, NUMBER, NUMBER): (NUMBER, operator.sub),
    (ast.Mult, NUMBER, NUMBER): (NUMBER, operator.mul),
    (ast.FloorDiv, NUMBER, NUMBER): (NUMBER, _divided),
    (ast.Mod, NUMBER, NUMBER): (NUMBER, _left_over),
    (ast.Sub, DAY, DAY): (NUMBER, lambda one, other: (one - other).days),
    (ast.Add, DAY, NUMBER): (DAY, _later),
    (ast.Sub, DAY, NUMBER): (DAY, lambda on, days: _later(on, -days)),
}


def summed(walk: Walk, node: ast.BinOp) -> Typed:
    """`+ - * // %` of numbers, a day and a number of days, or the days between two."""
    if type(node.op) not in {op for op, _, _ in _SUMS}:
        told = f"Het teken van {type(node.op).__name__} kan niet in een regel. Er zijn + - * // en %."
        return walk.wrong(Problem("candidate-operator", told, walk.at(node)))
    one, other = walk.of(node.left, NUMBER, DAY), walk.of(node.right, NUMBER, DAY)
    if UNKNOWN in (one.kind, other.kind):
        return WRONG
    found = _SUMS.get((type(node.op), one.kind, other.kind))
    if found is None:
        told = f"Met {one.kind} en {other.kind} kan dit teken niet."
        return walk.wrong(Problem("candidate-kind", told, walk.at(node)))
    kind, combined = found
    if kind == DAY:
        return Typed(DAY, lambda run: combined(one.code(run), other.code(run)))
    return Typed(NUMBER, lambda run: bounded(combined(one.code(run), other.code(run))))


Compared = Callable[[Any, Any], bool]
_ORDERED: Mapping[type[ast.cmpop], Compared] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
_NONE: Mapping[type[ast.cmpop], Compared] = {ast.Is: operator.is_, ast.IsNot: operator.is_not}
_COMPARED: Mapping[type[ast.cmpop], Compared] = {**_ORDERED, **_NONE, ast.Eq: operator.eq, ast.NotEq: operator.ne}


def compared(walk: Walk, node: ast.Compare) -> Typed:
    """Comparisons, also in a chain: `3 < line.days <= 31`."""
    if any(isinstance(op, ast.In | ast.NotIn) for op in node.ops):
        return _within(walk, node)
    operands = [node.left, *node.comparators]
    typed = [_operand(walk, one, node.ops[max(place - 1, 0)]) for place, one in enumerate(operands)]
    for op, (one, other), place in zip(node.ops, pairwise(typed), node.comparators, strict=True):
        if not _fits(op, one.kind, other.kind):
            told = f"{one.kind} en {other.kind} zijn zo niet te vergelijken. Met None kan alleen is en is not."
            walk.problem(Problem("candidate-kind", told, walk.at(place)))
    compares = [_COMPARED[type(op)] for op in node.ops]
    return Typed(TRUTH, _chain([one.code for one in typed], compares))


def _operand(walk: Walk, node: ast.expr, op: ast.cmpop) -> Typed:
    return walk.of(node, NUMBER, DAY) if type(op) in _ORDERED else walk.expression(node)


def _fits(op: ast.cmpop, one: Kind, other: Kind) -> bool:
    if UNKNOWN in (one, other):
        return True
    if type(op) in _ORDERED:
        return one == other and one in (NUMBER, DAY)
    return other == NOTHING if type(op) in _NONE else comparable(one, other)


def _chain(codes: list[Code], compares: list[Compared]) -> Code:
    """Work out each operand once at most: a chain within a chain would else be worked out again and again."""

    def holds(run: Run) -> bool:
        left = codes[0](run)
        for compare, code in zip(compares, codes[1:], strict=True):
            right = code(run)
            if not compare(left, right):
                return False
            left = right
        return True

    return holds


def comparable(one: Kind, other: Kind) -> bool:
    """Tell whether two kinds can be equal at all; None is for `is`, and things are not compared."""
    names = {"text" if kind.is_text else kind.name for kind in (one, other)}
    return "unknown" in names or (len(names) == 1 and names <= {"number", "truth", "text", "day"})


def _within(walk: Walk, node: ast.Compare) -> Typed:
    """`in` and `not in`: a row of literals, or a collection of texts, numbers or days."""
    if len(node.ops) != 1:
        return walk.wrong(Problem("candidate-form", "Schrijf in niet in een keten van vergelijkingen.", walk.at(node)))
    wanted = walk.expression(node.left)
    items = _items(walk, node.comparators[0])
    for kind, place in items[0]:
        if not comparable(wanted.kind, kind):
            walk.problem(
                Problem("candidate-kind", f"{wanted.kind} en {kind} zijn niet te vergelijken.", walk.at(place))
            )
    code, is_in = items[1], isinstance(node.ops[0], ast.In)

    def found(run: Run) -> bool:
        value = wanted.code(run)
        return any(value == one for one in run.each(code(run))) is is_in

    return Typed(TRUTH, found)


def _items(walk: Walk, node: ast.expr) -> tuple[list[tuple[Kind, ast.expr]], Code]:
    if isinstance(node, ast.Tuple):
        typed = [(walk.expression(one), one) for one in node.elts]
        return [(one.kind, place) for one, place in typed], lambda run: [one.code(run) for one, _ in typed]
    collection = walk.expression(node)
    if collection.kind == UNKNOWN:
        return [], collection.code
    if collection.kind.item is None or collection.kind.optional:
        told = f"Achter in hoort een rij zoals (1, 2) of een reeks, en dit is {collection.kind}."
        walk.problem(Problem("candidate-kind", told, walk.at(node)))
        return [], collection.code
    return [(collection.kind.item, node)], collection.code
