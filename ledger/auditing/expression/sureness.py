"""What follows about None: after `x is not None and`, x is something."""

import ast

Sure = frozenset[str]
NONE: Sure = frozenset()
DEEPEST = 24
"""So many nodes may stand inside one another; what is deeper is told by the walk, and nothing follows from it."""


def sure_when(node: ast.expr, outcome: bool, deep: int = 0) -> Sure:
    """Return the expressions, as `ast.dump` writes them, that are not None when a condition has an outcome.

    >>> condition = ast.parse("line.price is not None and line.days > 3", mode="eval").body
    >>> len(sure_when(condition, True)), len(sure_when(condition, False))
    (1, 0)
    """
    if deep > DEEPEST:
        return NONE
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return sure_when(node.operand, not outcome, deep + 1)
    if isinstance(node, ast.BoolOp):
        if isinstance(node.op, ast.And) is outcome:
            return frozenset().union(*(sure_when(one, outcome, deep + 1) for one in node.values))
        return NONE
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and _is_none(node.comparators[0]):
        wanted = ast.IsNot if outcome else ast.Is
        return frozenset({ast.dump(node.left)}) if isinstance(node.ops[0], wanted) else NONE
    return NONE


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None
