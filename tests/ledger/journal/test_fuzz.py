"""Whatever comes in, the answer is a command or a list of what is wrong with it; never anything else."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.commands.catalogue import COMMANDS
from ledger.commands.journal import read_command, read_line
from ledger.vocabulary.errors import Malformed, Problem

leaves = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["c1", "b1", "1.00", "1:30", "2026-03-04", "mpt", "EUR", "4VV", "H126", "", "\x00", "a" * 3000])
)
values: st.SearchStrategy[Any] = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["EUR", "PUNT", "UUR", "provider", "pgb", "modules", "line", "x"]), inner)
    ),
    max_leaves=6,
)


@st.composite
def nearly_commands(draw: st.DrawFn) -> dict[str, Any]:
    """Draw an example in which some fields were changed, left out or added."""
    do = draw(st.sampled_from(sorted(COMMANDS)))
    line = {"do": do} | COMMANDS[do].EXAMPLE
    for name in draw(st.lists(st.sampled_from([*line, "command_id", "by", "reason", "to"]), max_size=3)):
        line[name] = draw(values)
    for name in draw(st.lists(st.sampled_from([*line]), max_size=1)):
        line.pop(name, None)
    return line


def check_problems(problems: list[Problem]) -> None:
    """See to it that there are some, each with a code, a sentence, and the number of the line."""
    assert problems
    for problem in problems:
        assert problem.code
        assert problem.code != "invalid", f"not told by field: {problem}"
        assert problem.message.endswith((".", "?"))
        assert problem.line == 5


def check_answer(line: bytes) -> None:
    """Read the line: it is a command, twice the same, or all that is wrong with it is told."""
    try:
        read = read_line(line, 5)
    except Malformed as malformed:
        check_problems(malformed.problems)
        return
    assert type(read.command) is COMMANDS[json.loads(line)["do"]]
    assert read_line(line, 5) == read


class TestReading:
    @given(st.binary(max_size=200))
    def test_any_bytes(self, line: bytes) -> None:
        """Mostly not JSON at all."""
        check_answer(line)

    @given(values)
    def test_any_json(self, value: Any) -> None:
        """Mostly not a command."""
        check_answer(json.dumps(value).encode())

    @settings(max_examples=500)
    @given(nearly_commands())
    def test_nearly_a_command(self, line: dict[str, Any]) -> None:
        """One wrong field among good ones, wherever it stands."""
        check_answer(json.dumps(line).encode())

    @given(nearly_commands(), st.integers(0, 400), st.binary(min_size=1, max_size=3))
    def test_a_command_that_was_damaged_on_the_way(self, line: dict[str, Any], place: int, damage: bytes) -> None:
        """A few bytes overwritten."""
        whole = json.dumps(line).encode()
        check_answer(whole[:place] + damage + whole[place + len(damage) :])

    @given(nearly_commands())
    def test_from_a_program(self, line: dict[str, Any]) -> None:
        """An object that was read elsewhere gives the same answer as its JSON."""
        try:
            read: Any = read_command(line)
        except Malformed as malformed:
            read = malformed.problems
        try:
            from_bytes: Any = read_line(json.dumps(line).encode())
        except Malformed as malformed:
            from_bytes = malformed.problems
        if not (isinstance(from_bytes, list) and from_bytes[0].code == "not-json"):
            assert read == from_bytes
