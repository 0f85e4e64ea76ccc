"""`docs/refusals.md`: every code that a request can be answered with instead of yes, found in the source itself."""

import ast
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from ledger.vocabulary import errors
from web.cli.vocabulary.sentences import Scope, labels_in, scopes_of, sentences_of
from web.errors import STATUS

ROOMS = ("ledger", "projections", "web")
_KINDS = {"Refused", "NotFound", "Forbidden", "Conflict"}
_MALFORMED = "Malformed"
_OF_FILES = {"at_field": 2, "of_record": 2, "of_file": 0}
"""What states a problem of an AW319, and at which argument its code stands; the sentence follows."""
_CODE = re.compile(r"[a-z]+(-[a-z]+)*")

_START = """\
# Refusals

This page is written by the program (`pvb vocabulary --refusals > docs/refusals.md`) from its own source. A test holds
it against the code.

What is not a yes has a stable code, a Dutch sentence with the figures in it, and the field it is about. Nothing of it
is recorded. `{…}` stands for what is filled in. `{error}`, `{reason}` and `{amount_problem}` pass on what another part
said; for amounts these sentences are at the end. A code between brackets is the rule of iWlz 2.2 behind a sentence.

What a rule of iWlz says about a message is no refusal but a finding with a retourcode; it goes into the return message.
What is wrong with one field of an AW319 is told by the tables in `ledger/messages/aw319`, beside what stands here.

| kind | HTTP | meaning |
|---|---|---|
"""


class Refusal(NamedTuple):
    """A code with one of its sentences, the kind of error, and where it stands."""

    code: str
    kind: str
    sentence: str
    module: str


def refusals_page() -> str:
    """Return the page as Markdown."""
    meanings = [(kind.__name__, status, _meaning(kind)) for kind, status in STATUS.items()]
    table = "".join(f"| {name} | {status} | {meaning} |\n" for name, status, meaning in meanings)
    lines = [_START + table, "## Codes\n", "| code | kind | sentence | where |", "|---|---|---|---|"]
    found = list(refusals())
    for code in sorted({one.code for one in found}):
        of_code = [one for one in found if one.code == code]
        columns = (
            dict.fromkeys(one.kind for one in of_code),
            dict.fromkeys(one.sentence.replace("|", "\\|") for one in of_code),
            dict.fromkeys(f"`{one.module}`" for one in of_code),
        )
        lines.append(f"| `{code}` | " + " | ".join("<br>".join(column) for column in columns) + " |")
    lines += ["\n## Amounts\n", *(f"* {sentence}" for sentence in _about_amounts())]
    return "\n".join(lines) + "\n"


def _about_amounts() -> Iterator[str]:
    """Yield what can be wrong with the written form of an amount."""
    source = (Path(str(files("ledger"))) / "vocabulary" / "amounts.py").read_text(encoding="utf-8")
    for node, scope in scopes_of(ast.parse(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "ValueError":
            yield from sentences_of(node.args[0], scope)


def refusals() -> Iterator[Refusal]:
    """Yield every refusal in the source, in order of the files."""
    for room in ROOMS:
        root = Path(str(files(room)))
        for path in sorted(root.rglob("*.py")):
            yield from refusals_in(path.read_text(encoding="utf-8"), f"{room}/{path.relative_to(root).as_posix()}")


def refusals_in(source: str, module: str) -> Iterator[Refusal]:
    """Yield the refusals of one file. A code that cannot be read off the source is an error."""
    tree = ast.parse(source)
    for node, scope in scopes_of(tree):
        for kind, code, sentence in _stated(node):
            for one in _expanded(code, sentence, scope, f"{module}:{getattr(node, 'lineno', 0)}"):
                yield Refusal(one[0], kind, one[1], module)


def _meaning(kind: type[errors.LedgerError]) -> str:
    return " ".join((kind.__doc__ or "").split())


def _stated(node: ast.AST) -> Iterator[tuple[str, ast.expr, ast.expr]]:
    """Yield kind, code and sentence where a node states them."""
    if isinstance(node, ast.Call) and len(node.args) >= 2:
        name = ast.unparse(node.func).split(".")[-1]
        if name in _KINDS:
            yield name, node.args[0], node.args[1]
        elif name == "Problem":
            yield _MALFORMED, node.args[0], node.args[1]
        elif name in _OF_FILES:
            code, *told = node.args[_OF_FILES[name] :]
            if told and isinstance(code, ast.Constant):
                yield _MALFORMED, code, told[0]
        elif name == "Breach":
            rule, code, _, sentence = node.args
            yield "Refused", code, _with_rule(sentence, rule)
    elif (
        isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "MISSING" and isinstance(node.value, ast.Tuple)
    ):
        yield "NotFound", node.value.elts[0], node.value.elts[1]
    elif isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple) and len(node.value.elts) == 3:
        code, _, sentence = node.value.elts
        if isinstance(code, ast.Constant) and _CODE.fullmatch(str(code.value)):
            yield _MALFORMED, code, sentence


def _with_rule(sentence: ast.expr, rule: ast.expr) -> ast.expr:
    """Return a sentence that names the rule of iWlz behind it."""
    named = ast.JoinedStr([ast.Constant(" ("), rule, ast.Constant(")")])
    return ast.copy_location(ast.BinOp(sentence, ast.Add(), named), sentence)


def _expanded(code: ast.expr, sentence: ast.expr, scope: Scope, place: str) -> Iterator[tuple[str, str]]:
    """Yield code and sentence; where a name in the code chooses between sentences, each of its values."""
    if isinstance(code, ast.Constant):
        yield from ((str(code.value), one) for one in sentences_of(sentence, scope))
        return
    if ast.unparse(code).split(".")[0] in {*scope.passed_on, "self"}:
        return
    names = labels_in(code)
    choices = scope.choices_by(names[0]) if len(names) == 1 else []
    if not choices:
        raise KeyError(f"{place}: the code {ast.unparse(code)} cannot be read off the source")
    for choice in choices:
        (written,) = sentences_of(code, scope.choosing(names[0], choice))
        for one in sentences_of(sentence, scope.choosing(names[0], choice)):
            yield written, one
