"""What is wrong with a journal is told at once: every problem, with its line, its field and the reason in Dutch."""

import json
from typing import Any

import msgspec
import pytest

from ledger.commands.catalogue import COMMANDS
from ledger.commands.journal import read_command, read_journal, read_line
from ledger.vocabulary.errors import Malformed, Problem
from tests.ledger.lines import Line, spend


def problems(line: bytes | Line, number: int = 7) -> list[Problem]:
    """Return all that is wrong with a line."""
    with pytest.raises(Malformed) as malformed:
        read_line(line if isinstance(line, bytes) else json.dumps(line).encode(), number)
    return malformed.value.problems


def told(line: bytes | Line) -> list[tuple[str, str | None]]:
    """Return code and field of all that is wrong with a line."""
    return [(problem.code, problem.field) for problem in problems(line)]


class TestAGoodLine:
    @pytest.mark.parametrize("do", COMMANDS)
    def test_every_example_can_be_read(self, do: str) -> None:
        """From bytes and from an object, to the same command."""
        line = {"do": do} | COMMANDS[do].EXAMPLE
        read = read_line(json.dumps(line).encode(), 3)
        assert isinstance(read.command, COMMANDS[do])
        assert read == read_command(line, 3)

    @pytest.mark.parametrize("do", COMMANDS)
    def test_every_field_that_is_left_out_is_named(self, do: str) -> None:
        """A command without anything in it: all that it needs is told."""
        needed = {field.encode_name for field in msgspec.structs.fields(COMMANDS[do]) if field.required}
        assert {field for code, field in told({"do": do}) if code == "field-missing"} == needed

    @pytest.mark.parametrize("do", COMMANDS)
    def test_an_unknown_field_is_refused_in_every_command(self, do: str) -> None:
        """A field that is ignored is a misunderstanding that is kept."""
        line = {"do": do} | COMMANDS[do].EXAMPLE | {"opmerking": "spoed"}
        assert told(line) == [("field-unknown", "opmerking")]


class TestProblems:
    def test_of_one_line_are_all_told(self) -> None:
        """A wrong name, an impossible day, a short amount, an unknown field, and what is missing."""
        line = spend("e 1", "1.5", "2026-02-30", what=None, spoed=True)
        assert told(line) == [
            ("field-unknown", "spoed"),
            ("value-invalid", "entry"),
            ("value-invalid", "on"),
            ("amount-invalid", "amount"),
            ("field-missing", "what"),
        ]
        assert {problem.line for problem in problems(line)} == {7}

    def test_of_all_lines_are_told_with_their_number(self) -> None:
        """Blank lines count for the number and are else passed over."""
        journal = [b"", b'{"do": "fly"}\n', b"  \r\n", json.dumps(spend("e1", "1.00")).encode(), b"{", b"[]\n"]
        with pytest.raises(Malformed) as malformed:
            read_journal(journal)
        found = [(problem.line, problem.code) for problem in malformed.value.problems]
        assert found == [(2, "command-unknown"), (5, "not-json"), (6, "not-an-object")]

    def test_each_is_a_dutch_sentence(self) -> None:
        """It quotes what was written and says what to write."""
        line = spend("e 1", "1.5", "2026-02-30", spoed=True)
        assert [problem.message for problem in problems(line)] == [
            "Het veld spoed bestaat niet bij deze opdracht.",
            '"e 1" is hier niet goed: gebruik 1 tot 64 letters, cijfers, punten of streepjes, zonder spaties.',
            '"2026-02-30" is hier niet goed: schrijf een bestaande datum als 2026-12-31.',
            "'1.5' is geen goed bedrag. Schrijf het precies zo: '34.50'.",
        ]

    def test_in_a_nested_line_have_their_path(self) -> None:
        """The second line of the declaration, its amount."""
        example = COMMANDS["submit_declaration"].EXAMPLE
        (good,) = example["lines"]
        wrong = good | {"amount": {"EUR": 60}, "on": "gisteren", "prestatie": None, "spoed": 1}
        wrong.pop("client")
        line = {"do": "submit_declaration"} | example | {"lines": [good, wrong, "3"]}
        assert told(line) == [
            ("field-unknown", "lines[1].spoed"),
            ("field-missing", "lines[1].client"),
            ("value-invalid", "lines[1].prestatie"),
            ("value-invalid", "lines[1].on"),
            ("amount-invalid", "lines[1].amount"),
            ("not-an-object", "lines[2]"),
        ]

    @pytest.mark.parametrize("lines", [[], None, {}, "1", 1])
    def test_a_declaration_without_lines_is_refused(self, lines: Any) -> None:
        """There is nothing to pay."""
        line = {"do": "submit_declaration"} | COMMANDS["submit_declaration"].EXAMPLE | {"lines": lines}
        assert told(line) == [("value-invalid", "lines")]

    @pytest.mark.parametrize(
        "period", [[], ["2026-03-01"], ["2026-03-01"] * 3, ["2026-03-01", "x"], "2026-03-01", None]
    )
    def test_a_period_is_two_days(self, period: Any) -> None:
        """The first and the last."""
        line = {"do": "submit_declaration"} | COMMANDS["submit_declaration"].EXAMPLE | {"period": period}
        assert told(line) == [("value-invalid", "period")]


class TestDates:
    @pytest.mark.parametrize(
        "on",
        [
            "2026-02-29",
            "2026-04-31",
            "2026-13-01",
            "2026-00-10",
            "2026-1-1",
            "26-01-01",
            "01-02-2026",
            "20260101",
            "2026-01-01T00:00:00",
            "2026-01-01\n",
            " 2026-01-01",
            "",
            "morgen",
            "10000-01-01",
            "0000-01-01",
            "-001-01-01",
            "２０２６-01-01",
            20260101,
            0,
            True,
            None,
            [],
            {},
        ],
    )
    def test_that_do_not_exist_are_refused(self, on: Any) -> None:
        """Nor is a day guessed from something that looks like one."""
        assert told(json.dumps(spend("e1", "1.00") | {"on": on}).encode()) == [("value-invalid", "on")]

    @pytest.mark.parametrize("on", ["2028-02-29", "1900-01-01", "2199-12-31"])
    def test_that_do_exist_are_read(self, on: str) -> None:
        """Leap days, and the first and last day that can be meant."""
        read_command(spend("e1", "1.00", on))


class TestAmounts:
    @pytest.mark.parametrize(
        "amount",
        [
            {"PUNT": "1.005"},
            {"PUNT": "1"},
            {"PUNT": 1},
            {"PUNT": 1.5},
            {"EUR": "1.00", "PUNT": "1.00"},
            {},
            [],
            "1.00",
            {"UUR": "1:60"},
            {"DAG": "1"},
            {"PUNT": None},
            {"PUNT": {"PUNT": "1.00"}},
            {"PUNT": "9" * 400 + ".00"},
            None,
            0,
        ],
    )
    def test_that_are_not_exact_are_refused(self, amount: Any) -> None:
        """Over-precise, mixed, a number, nested, huge."""
        assert told(spend("e1", "1.00") | {"amount": amount}) == [("amount-invalid", "amount")]

    def test_quote_at_most_a_line_of_what_was_written(self) -> None:
        """An answer is not a way to send a megabyte back."""
        (problem,) = problems(spend("e1", "9" * 100_000))
        assert len(problem.message) < 300


class TestWhatIsNoJson:
    @pytest.mark.parametrize(
        "line",
        [
            b"{",
            b"}",
            b"{'do': 1}",
            b'{"do": "spend",}',
            b'{"do": "spend"} {"do": "spend"}',
            b"\xff\xfe{}",
            b"NaN",
            b"\xef\xbb\xbf{}",
            b'{"do": "release", "reason": "\xff"}',
            b'{"do": "release", "reason": "\\ud800"}',
            b"\x00",
            b'{"do": 1e999}',
            b'{"do": ' + b"9" * 5000 + b"}",
            '{"do": "spend"}'.encode("utf-16"),
        ],
    )
    def test_is_refused(self, line: bytes) -> None:
        """Half an object, two objects, another encoding, a number that is none."""
        assert told(line) == [("not-json", None)]

    @pytest.mark.parametrize(
        "line",
        [
            b"[" * 100000,
            b'{"a":' * 100000,
            b"[" * 5000 + b"]" * 5000,
            b'{"do":"release","budget":' + b"[" * 3000 + b"]" * 3000 + b"}",
        ],
    )
    def test_is_refused_when_it_is_too_deep(self, line: bytes) -> None:
        """Nobody nests a command a thousand deep; the program does not fall over it."""
        (problem,) = problems(line)
        assert problem.code == "not-json"
        assert "te diep genest" in problem.message

    @pytest.mark.parametrize("line", [b"null", b"1", b'"spend"', b"[]", b"true", b"[{}]"])
    def test_is_refused_when_it_is_no_object(self, line: bytes) -> None:
        """JSON it is; a command it is not."""
        assert told(line) == [("not-an-object", None)]

    @pytest.mark.parametrize("do", ["vlieg", "", "Spend", "spend ", None, 1, True, ["spend"], {"do": "spend"}])
    def test_is_refused_when_nobody_knows_the_command(self, do: Any) -> None:
        """Exactly the word of the journal."""
        assert told({"do": do}) == [("command-unknown", "do")]
        assert told({}) == [("field-missing", "do")]

    def test_from_a_program_is_refused_as_well(self) -> None:
        """Other readers of JSON let half a character or any depth through."""
        deep: list[Any] = []
        for _ in range(5_000):
            deep = [deep]
        for value in ("\ud800", deep):
            with pytest.raises(Malformed) as malformed:
                read_command({"do": "release", "budget": "b1", "entry": "r1", "reason": value})
            assert [problem.code for problem in malformed.value.problems] == ["not-json"]


class TestAFieldThatStandsThereTwice:
    def test_is_refused_by_name(self) -> None:
        """Which of the two was meant? Most programs take the last, some the first."""
        line = b'{"do":"release","budget":"b1","entry":"r1","entry":"r2","budget":"b1"}'
        assert told(line) == [("field-twice", "budget"), ("field-twice", "entry")]

    def test_is_refused_in_a_nested_object(self) -> None:
        """Two amounts of one unit."""
        line = json.dumps(spend("e1", "1.00")).replace('"1.00"', '"1.00", "PUNT": "2.00"').encode()
        assert told(line) == [("field-twice", "PUNT")]

    def test_is_told_beside_what_else_is_wrong(self) -> None:
        """All at once."""
        line = b'{"do":"release","budget":"b 1","entry":"r1","entry":"r2"}'
        assert told(line) == [("field-twice", "entry"), ("value-invalid", "budget")]

    def test_also_when_it_is_the_command_itself(self) -> None:
        """Neither word is taken."""
        assert told(b'{"do":"release","do":"spend"}')[0] == ("field-twice", "do")

    def test_is_seen_when_it_is_spelled_in_another_way(self) -> None:
        """An escape is the same letter."""
        assert told(b'{"do":"release","budget":"b1","entry":"r1","\\u0065ntry":"r1"}') == [("field-twice", "entry")]
