"""A rule without a test is an opinion: the rules of the house, kept by every file in the five rooms."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.house_rules import (
    LONGEST_FILE,
    LONGEST_FUNCTION,
    UNFINISHED_WORDS,
    is_free_of_repeatability,
    long_file,
    long_functions,
    python_files,
    silent_skips,
    unfinished_work,
    unrepeatable_code,
    vague_names,
)

ROOT = Path(__file__).parent.parent


def the_files() -> list[Path]:
    """Every Python file of the five rooms, as a path in the project."""
    return [path.relative_to(ROOT) for path in python_files(ROOT)]


def check(rule: Callable[[str], Iterator[str]], paths: list[Path]) -> None:
    """Hold the source text of these files to a rule; the failure lists every offending place."""
    places: list[str] = []
    for path in paths:
        try:
            places += [f"{path}: {finding}" for finding in rule((ROOT / path).read_text(encoding="utf-8"))]
        except SyntaxError as error:
            places.append(f"{path}: line {error.lineno}: {error.msg}")
    assert not places, "\n" + "\n".join(places)


class TestEveryFile:
    """The failure lists all offending places, so that one run is enough."""

    def test_is_short(self) -> None:
        """A file over 300 lines wants another room."""
        check(long_file, the_files())

    def test_has_short_functions(self) -> None:
        """A function over 50 lines wants another room."""
        check(long_functions, the_files())

    def test_has_a_name_that_says_something(self) -> None:
        """No utils, helpers, common, manager, service."""
        places = [f"{path}: {finding}" for path in the_files() for finding in vague_names(path)]
        assert not places, "\n" + "\n".join(places)

    def test_is_finished(self) -> None:
        """Work that waits is an issue, not a comment."""
        check(unfinished_work, the_files())

    def test_runs_all_its_tests(self) -> None:
        """A test that does not run cannot fail."""
        check(silent_skips, [path for path in the_files() if path.is_relative_to("tests")])

    def test_of_the_ledger_gives_the_same_answer_tomorrow(self) -> None:
        """No float on money, no clock and no chance outside the clock's own file and the demo."""
        ledger = [path for path in the_files() if path.is_relative_to("ledger")]
        check(unrepeatable_code, [path for path in ledger if not is_free_of_repeatability(path)])


def function_of(lines: int) -> str:
    """The source of one function of that many lines."""
    return "def pay():\n" + "    x = 1\n" * (lines - 1)


class TestTheRules:
    """Each rule finds what it is for; otherwise the tests above could not fail."""

    def test_this_file_is_among_the_files(self) -> None:
        """An empty list of files would keep every rule."""
        assert Path(__file__) in python_files(ROOT)

    def test_the_longest_file_passes_and_one_line_more_does_not(self) -> None:
        """At the boundary."""
        assert list(long_file("x = 1\n" * LONGEST_FILE)) == []
        assert list(long_file("x = 1\n" * (LONGEST_FILE + 1))) == ["301 lines, at most 300"]

    def test_the_longest_function_passes_and_one_line_more_does_not(self) -> None:
        """At the boundary."""
        assert list(long_functions(function_of(LONGEST_FUNCTION))) == []
        assert list(long_functions(function_of(LONGEST_FUNCTION + 1))) == ["line 1: pay has 51 lines, at most 50"]

    @pytest.mark.parametrize("path", ["web/utils.py", "ledger/common/euro.py", "web/api/service/__init__.py"])
    def test_a_vague_name_is_found_in_a_file_and_in_a_folder(self, path: str) -> None:
        """Wherever it stands in the path."""
        assert len(list(vague_names(Path(path)))) == 1

    @pytest.mark.parametrize("word", UNFINISHED_WORDS)
    def test_unfinished_work_is_found(self, word: str) -> None:
        """In a comment as well as in code."""
        assert list(unfinished_work(f"x = 1\n# {word}: later")) == [f"line 2: {word}"]

    @pytest.mark.parametrize(
        ("owner", "call"),
        [("pytest", "skip('no')"), ("@pytest.mark", "xfail"), ("pytest", "importorskip('x')")],
    )
    def test_a_test_that_does_not_run_is_found(self, owner: str, call: str) -> None:
        """However it is kept from running."""
        assert len(list(silent_skips(f"{owner}.{call}"))) == 1

    @pytest.mark.parametrize(
        "source",
        [
            "float(amount)",
            "datetime.now(UTC)",
            "datetime.datetime.utcnow()",
            "date.today()",
            "time.time()",
            "import random",
            "from random import choice",
            "from time import time",
        ],
    )
    def test_unrepeatable_code_is_found(self, source: str) -> None:
        """By every usual way of writing it."""
        assert len(list(unrepeatable_code(source))) == 1

    @pytest.mark.parametrize("source", ["clock.now()", "# datetime.now() is not asked here", "def f(x: float): ..."])
    def test_repeatable_code_is_left_alone(self, source: str) -> None:
        """The clock that is handed in may be asked."""
        assert list(unrepeatable_code(source)) == []

    @pytest.mark.parametrize(
        ("path", "free"),
        [
            ("ledger/vocabulary/clock.py", True),
            ("ledger/demo/lives.py", True),
            ("ledger/vocabulary/euro.py", False),
            ("ledger/aggregates/budget.py", False),
        ],
    )
    def test_only_the_clock_and_the_demo_are_free(self, path: str, free: bool) -> None:
        """The exceptions are these two places and no others."""
        assert is_free_of_repeatability(Path(path)) is free
