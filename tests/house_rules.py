"""The rules of the house that no other tool checks, as functions from source text to findings."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

LONGEST_FILE = 300
LONGEST_FUNCTION = 50
ROOMS = ("ledger", "projections", "web", "migrations", "tests")
VAGUE_NAMES = frozenset({"util", "utils", "helper", "helpers", "common", "manager", "managers", "service", "services"})
HALVES = (("TO", "DO"), ("FIX", "ME"), ("XX", "X"), ("NotImplemented", "Error"))
"""In halves, so that this file does not break its own rule."""
UNFINISHED_WORDS = tuple(f"{start}{end}" for start, end in HALVES)
UNFINISHED = re.compile(rf"\b(?:{'|'.join(UNFINISHED_WORDS)})\b")
NOT_RUN = re.compile(r"\bpytest\.(?:skip|xfail|importorskip)\b|\bmark\.(?:skip|skipif|xfail)\b|\bunittest\.skip")
UNREPEATABLE_CALLS = frozenset(
    {"float", "datetime.now", "datetime.utcnow", "date.today", "datetime.today", "time.time", "time.time_ns"}
)
UNREPEATABLE_MODULES = frozenset({"random"})


def python_files(root: Path) -> Iterator[Path]:
    """Every Python file of the five rooms, node_modules apart."""
    for room in ROOMS:
        yield from sorted(path for path in (root / room).rglob("*.py") if "node_modules" not in path.parts)


def is_free_of_repeatability(path: Path) -> bool:
    """The clock itself, and the invented lives of the demo, may ask the time and draw lots."""
    return path == Path("ledger/vocabulary/clock.py") or path.is_relative_to("ledger/demo")


def long_file(source: str) -> Iterator[str]:
    """One finding when the file passes 300 lines."""
    if (lines := len(source.splitlines())) > LONGEST_FILE:
        yield f"{lines} lines, at most {LONGEST_FILE}"


def long_functions(source: str) -> Iterator[str]:
    """A finding per function that passes 50 lines, from `def` to its last line; decorators do not count."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > LONGEST_FUNCTION:
                yield f"line {node.lineno}: {node.name} has {lines} lines, at most {LONGEST_FUNCTION}"


def vague_names(path: Path) -> Iterator[str]:
    """A finding per part of the path, folder or module, that says nothing about what lives there."""
    for part in (*path.parent.parts, path.stem):
        if part.lower() in VAGUE_NAMES:
            yield f"the name {part!r} says nothing"


def unfinished_work(source: str) -> Iterator[str]:
    """A finding per line that promises work instead of doing it."""
    for number, line in enumerate(source.splitlines(), start=1):
        if found := UNFINISHED.search(line):
            yield f"line {number}: {found.group()}"


def silent_skips(source: str) -> Iterator[str]:
    """A finding per line that lets a test pass by not running it."""
    for number, line in enumerate(source.splitlines(), start=1):
        if found := NOT_RUN.search(line):
            yield f"line {number}: {found.group()}"


def unrepeatable_code(source: str) -> Iterator[str]:
    """A finding per float and per question to clock or chance: the same log must give the same answer."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and (name := _last_two_names(node.func)) in UNREPEATABLE_CALLS:
            yield f"line {node.lineno}: {name}()"
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name in UNREPEATABLE_MODULES:
                    yield f"line {node.lineno}: import {alias.name}"
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            for alias in node.names:
                if node.module in UNREPEATABLE_MODULES or f"{node.module}.{alias.name}" in UNREPEATABLE_CALLS:
                    yield f"line {node.lineno}: from {node.module} import {alias.name}"


def _last_two_names(function: ast.expr) -> str:
    """`datetime.now` for `datetime.now`, for `datetime.datetime.now` and for `dt.datetime.now`."""
    names = ast.unparse(function).split(".")
    return ".".join(names[-2:])
