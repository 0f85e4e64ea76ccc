"""Reads Dutch sentences off the source: what is fixed in them, and a name for what is filled in."""

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

_PASSES_ON = frozenset({"str", "len", "min", "max", "sum", "sorted"})
"""Functions that say nothing about what their first argument is."""


@dataclass(frozen=True)
class Scope:
    """What names mean inside one function: the values given to them, and what a choice was set to."""

    values: Mapping[str, Sequence[ast.expr]] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    """Texts and numbers that the module itself names."""
    passed_on: frozenset[str] = frozenset()
    """Names that are not stated here but come from elsewhere: unpacked, or targets of loops."""
    chosen: Mapping[str, str] = field(default_factory=dict)

    def choosing(self, name: str, value: str) -> "Scope":
        """Return the scope in which a name has one of its values."""
        return replace(self, chosen={**self.chosen, name: value})

    def choices_by(self, name: str) -> list[str]:
        """Return the values that a name chooses between, as a table in this function has them."""
        for value in (value for given in self.values.values() for value in given):
            if isinstance(value, ast.Subscript) and ast.unparse(value.slice) == name:
                table = value.value
                if isinstance(table, ast.Dict):
                    return [str(key.value) for key in table.keys if isinstance(key, ast.Constant)]
        return []

    def value_at(self, name: ast.Name) -> ast.expr | None:
        """Return what was last given to a name above the line where it stands."""
        above = [value for value in self.values.get(name.id, ()) if value.lineno <= name.lineno]
        return max(above, key=lambda value: value.lineno, default=None)


def scopes_of(tree: ast.Module) -> Iterator[tuple[ast.AST, Scope]]:
    """Yield every node once, with the scope of the innermost function around it."""
    constants = {
        ast.unparse(node.targets[0]): str(node.value.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
    }
    yield from _inside(tree, Scope(constants=constants))


def _inside(node: ast.AST, scope: Scope) -> Iterator[tuple[ast.AST, Scope]]:
    for child in ast.iter_child_nodes(node):
        inner = _scope(child, scope) if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef) else scope
        yield child, inner
        yield from _inside(child, inner)


def _scope(function: ast.FunctionDef | ast.AsyncFunctionDef, around: Scope) -> Scope:
    values: dict[str, list[ast.expr]] = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            values.setdefault(node.targets[0].id, []).append(node.value)
    targets = [node.target for node in ast.walk(function) if isinstance(node, ast.For | ast.comprehension)]
    assigned = (target for node in ast.walk(function) if isinstance(node, ast.Assign) for target in node.targets)
    targets += [target for target in assigned if isinstance(target, ast.Tuple)]
    passed_on = {name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)}
    return Scope(values, around.constants, frozenset(passed_on))


def sentences_of(node: ast.expr, scope: Scope) -> list[str]:
    """Return every sentence that an expression can be, with `{name}` where something is filled in."""
    if isinstance(node, ast.Constant):
        return [str(node.value)]
    if isinstance(node, ast.JoinedStr):
        return _joined([sentences_of(part, scope) for part in node.values])
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _joined([sentences_of(node.left, scope), sentences_of(node.right, scope)])
    if isinstance(node, ast.FormattedValue):
        known = {**scope.constants, **scope.chosen}
        named = node.value.id if isinstance(node.value, ast.Name) else ""
        return [known[named]] if named in known else _blank(node.value)
    if isinstance(node, ast.IfExp):
        return [*sentences_of(node.body, scope), *sentences_of(node.orelse, scope)]
    if isinstance(node, ast.Name) and (given := scope.value_at(node)) is not None:
        return sentences_of(given, scope)
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Dict):
        return _chosen(node.value, ast.unparse(node.slice), scope)
    return _blank(node)


def labels_in(node: ast.expr) -> list[str]:
    """Return the names that are filled in."""
    filled = (part.value for part in ast.walk(node) if isinstance(part, ast.FormattedValue))
    return [name.id for name in filled if isinstance(name, ast.Name)]


def _chosen(table: ast.Dict, by: str, scope: Scope) -> list[str]:
    pairs = zip(table.keys, table.values, strict=True)
    wanted = scope.chosen.get(by)
    return [
        sentence
        for key, value in pairs
        if wanted is None or (isinstance(key, ast.Constant) and key.value == wanted)
        for sentence in sentences_of(value, scope)
    ]


def _joined(parts: list[list[str]]) -> list[str]:
    whole = [""]
    for options in parts:
        whole = [start + option for start in whole for option in options]
    return whole


def _blank(node: ast.expr) -> list[str]:
    """Name what is filled in by the last word of its expression."""
    if isinstance(node, ast.Call) and ast.unparse(node.func) in _PASSES_ON:
        return _blank(node.args[0])
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "join":
        return ["{list}"]
    if isinstance(node, ast.Call):
        return _blank(node.func)
    if isinstance(node, ast.Attribute):
        return ["{" + node.attr.strip("_") + "}"]
    if isinstance(node, ast.Name):
        return ["{" + node.id.strip("_") + "}"]
    return ["{…}"]
