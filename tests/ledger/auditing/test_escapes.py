"""Nobody gets out of the language: known ways out of Python sandboxes, and what would keep the machine busy for ever.

From published write-ups: the classes of objects and their subclasses, frames of generators and exceptions, format
strings that walk attributes, `type` with three arguments, defaults of lambdas, the walrus inside a comprehension,
and names that become another name when they are normalised.
"""

import ast
import builtins
import pickle
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ledger.auditing.expression
from ledger.auditing.expression.reading import HANDLERS
from ledger.auditing.expression.running import STEPS
from ledger.vocabulary.errors import Malformed, Problem, Refused
from tests.ledger.auditing.candidates import candidate, codes, problems, read, written
from tests.ledger.rechtmatigheid.made import a_case, a_line, a_month

WAYS_OUT = [
    "().__class__.__bases__[0].__subclasses__()",
    "().__class__.__mro__[-1].__subclasses__()[104].__init__.__globals__['sys']",
    "line.__class__",
    "line.__struct_fields__ == 1",
    "line.__init__.__globals__",
    "line.__reduce__()",
    "'{0.__class__.__init__.__globals__}'.format(line) == ''",
    "'%s' % line == ''",
    "f'{line.__class__}' == ''",
    "line.prestatie.format(line) == ''",
    "line.prestatie.join == ''",
    "(lambda: 1)() == 1",
    "(lambda x=line: x.left)() > 1",
    "(y := line).left > 3",
    "any((y := one).left > 3 for one in lines_on(line)) and y.left > 3",
    "[one for one in lines_on(line)] == []",
    "{one.left for one in lines_on(line)} == 1",
    "{one.left: 1 for one in lines_on(line)} == 1",
    "(one for one in lines_on(line)).gi_frame.f_back.f_builtins == 1",
    "any(one.gi_frame for one in lines_on(line))",
    "[].append(1) == None",
    "[*lines_on(line)] == 1",
    "__import__('os').system('id') == 0",
    "__builtins__ == 1",
    "open('/etc/passwd').read() == ''",
    "eval('1') == 1",
    "exec('import os') is None",
    "compile('1', '', 'eval') is None",
    "getattr(line, 'left') > 3",
    "vars(line) == 1",
    "type(line) == type(line)",
    "type('X', (), {}) is None",
    "globals() is None",
    "locals() is None",
    "print(line) is None",
    "breakpoint() is None",
    "help() is None",
    "input() == ''",
    "count.__globals__ is None",
    "count(count) == 1",
    "lines_on.__code__ is None",
    "line.events[0] == 1",
    "line['left'] == 1",
    "lines_on(*[line]) == 1",
    "lines_on(**{'one': line}) == 1",
    "(yield line) is None",
    "(await line) is None",
    "any(x async for x in lines_on(line))",
    "... is None",
    "b'x' == b'x'",
    "1j == 1j",
    "line.period.first > today",
    "line.key == ''",
    "line.days > 3",
    "client.registered.today() == today",
    "today.replace(2020) == today",
    "line.prestatie.encode() is None",
    "ｌｉｎｅ.__ｃｌａｓｓ__ is None",
    "line.left if line.left else 3",
    "import os",
    "line.left = 3",
    "del line",
    "line.left; line.left",
    "@line",
    "raise line",
    "\x00",
    "line.left > 3 # __import__('os')\n or open('x')",
]

ENDLESS = [
    "9**9**9 > 1",
    "2**99999 > 1",
    "1 << 10**12 > 1",
    "'a' * 10**9 == ''",
    "'a' * 1000000000 == ''",
    "('a', 'b') * 1000000000 == 1",
    "9" * 1500 + " > 1",
    "pow(9, 999999999) > 1",
    "range(10**12) == 1",
    "any(x for x in range(1000000000000))",
    "(" * 150 + "1" + ")" * 150,
    "[" * 100 + "]" * 100,
    "-" * 1900 + "1 > 0",
    "not " * 450 + "line.by_file",
    "line" + ".left" * 300 + " > 1",
    "days(" * 190 + "line" + ")" * 190,
    "(line.by_file and " * 100 + "True" + ")" * 100,
    "1 < " * 400 + "2",
]


NAMES = st.from_regex(r"_[a-z]{1,9}_{0,2}", fullmatch=True)
OURS = {"any", "all", "abs", "credits", "True", "False", "None", "__debug__"}
"""Names that Python has too, and that mean something of our own here."""


class TestAWayOut:
    @pytest.mark.parametrize("when", WAYS_OUT)
    def test_is_refused_when_the_file_is_read(self, when: str) -> None:
        """With a code of its own, and nothing was worked out."""
        found = codes(when)
        assert found
        assert [code for code in found if not code.startswith("candidate-")] == []

    @pytest.mark.parametrize("way", WAYS_OUT)
    def test_is_refused_in_the_sentence_and_the_proof(self, way: str) -> None:
        """Every expression of a file is read the same way."""
        quoted = f"'''{{{way}}}.'''" if "'''" not in way and "\x00" not in way else "'{x.__class__}.'"
        assert problems(written(told=quoted))
        assert problems(written(rests_on=f"['''({way})''']"))

    @pytest.mark.parametrize("when", ENDLESS)
    def test_that_would_take_for_ever_is_refused(self, when: str) -> None:
        """Before a single step is taken."""
        assert codes(when)

    @pytest.mark.parametrize("name", [name for name in dir(builtins) if name not in OURS])
    def test_is_no_name_of_python(self, name: str) -> None:
        """None of its functions, classes and exceptions has a meaning here."""
        assert codes(f"{name}(line)")
        assert codes(f"{name} is None")

    @given(st.sampled_from(["line", "line.left", "lines_on(line)", "today", "client"]), NAMES)
    def test_is_no_field_with_an_underscore_in_front(self, of: str, name: str) -> None:
        """Nor a name."""
        assert codes(f"{of}.{name} is None")
        assert codes(f"{name} is None")

    @given(st.text(max_size=60))
    def test_is_no_text_whatever(self, when: str) -> None:
        """A text is read, or told to be wrong; never anything else."""
        told: list[Problem] = []
        try:
            read(written(when=repr_toml(when)))
        except Malformed as malformed:
            told = malformed.problems
        assert [one for one in told if not one.message.endswith((".", "?"))] == []


def repr_toml(text: str) -> str:
    """Write any text as TOML; what it cannot hold is left out."""
    kept = "".join(one for one in text if one.isprintable())
    return '"' + kept.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _codes(text: str) -> list[str]:
    """Return what is wrong with a file, if anything."""
    try:
        read(text)
    except Malformed as error:
        return [one.code for one in error.problems]
    return []


class TestADayOfBirth:
    @pytest.mark.parametrize("when", ["client.born is not None", "year_of(client.born) > 1950"])
    def test_is_no_field(self, when: str) -> None:
        """Not to be told by a sum, and not to be found by comparing."""
        assert "candidate-field-unknown" in codes(when)


class TestWhatRunsTooLong:
    def test_is_stopped_and_told(self) -> None:
        """Four nested looks over forty lines are 2,5 million steps."""
        inner = "any(d.left < 0 for d in month.lines)"
        for name in "cba":
            inner = f"any({inner} for {name} in month.lines)"
        lines = [a_line(line=str(number)) for number in range(40)]
        with pytest.raises(Refused) as refused:
            list(candidate(inner, "month").judge(a_month(*lines), a_case(*lines)))
        assert refused.value.code == "candidate-too-much-work"
        assert str(STEPS) in refused.value.message

    def test_is_counted_over_all_its_expressions(self) -> None:
        """One look three times forty lines deep is within the budget of a thing, two of them together are not."""
        inner = "(a for a in month.lines if any(any(c.left < 0 for c in month.lines) for b in month.lines))"
        lines = [a_line(line=str(number)) for number in range(40)]
        month, case = a_month(*lines), a_case(*lines)
        once = read(written(looks_at='"month"', when='"True"', told='"Zo."', rests_on=f"['{inner}']"))
        assert len(list(once.judge(month, case))) == 1
        twice = read(written(looks_at='"month"', when='"True"', told='"Zo."', rests_on=f"['{inner}', '{inner}']"))
        with pytest.raises(Refused) as refused:
            list(twice.judge(month, case))
        assert refused.value.code == "candidate-too-much-work"

    def test_is_asked_no_more_once_it_looked_at_too_much_in_all(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """It is told once, where it stopped; what comes after is not looked at. At the limit it goes on."""
        monkeypatch.setattr("ledger.auditing.candidate.TOTAL", 80)
        lines = [a_line(line=str(number)) for number in range(40)]
        rule, month, case = candidate("any(a.left < 0 for a in month.lines)", "month"), a_month(*lines), a_case(*lines)
        assert [list(rule.judge(month, case)) for _ in range(2)] == [[], []]
        with pytest.raises(Refused) as refused:
            list(rule.judge(month, case))
        assert (refused.value.code, "80" in refused.value.message) == ("candidate-too-much-in-all", True)
        monkeypatch.setattr("ledger.auditing.expression.running.STEPS", 0)
        assert list(rule.judge(month, case)) == []

    def test_is_counted_once_in_another_process(self) -> None:
        """However often it travels there, it is the same judge."""
        kept = pickle.dumps(read(written()).judge)
        assert pickle.loads(kept) is pickle.loads(kept)

    @pytest.mark.parametrize(("count", "told"), [(5, []), (6, ["candidate-too-many"])])
    def test_rests_on_five_collections_at_most(self, count: int, told: list[str]) -> None:
        """Each is worked out."""
        proof = ", ".join(["'given_in(line)'"] * count)
        assert _codes(written(rests_on=f"[{proof}]")) == told

    @pytest.mark.parametrize(("count", "told"), [(10, []), (11, ["candidate-too-many"])])
    def test_tells_ten_pieces_at_most(self, count: int, told: list[str]) -> None:
        """Each is worked out too."""
        assert _codes(written(told=f'"{"{line.left}" * count}."')) == told

    def test_is_counted_for_each_thing_apart(self) -> None:
        """The next month begins at nought."""
        inner = "any(any(any(c.left < 0 for c in month.lines) for b in month.lines) for a in month.lines)"
        lines = [a_line(line=str(number)) for number in range(46)]
        rule, month, case = candidate(inner, "month"), a_month(*lines), a_case(*lines)
        assert [list(rule.judge(month, case)) for _ in range(3)] == [[], [], []]

    @pytest.mark.parametrize(
        ("when", "code"),
        [
            (" * ".join(["line.left"] * 9) + " > 1", "candidate-number-too-large"),
            ("total(one.left * 1000000000000 for one in lines_on(line)) > 1", "candidate-number-too-large"),
            ("line.left // line.above > 1", "candidate-divided-by-zero"),
            ("line.left % line.above > 1", "candidate-divided-by-zero"),
            ("line.first + 10000000 > today", "candidate-day-too-far"),
            ("line.first - 1000000000000 > today", "candidate-day-too-far"),
        ],
    )
    def test_has_a_reason(self, when: str, code: str) -> None:
        """The engine reports the rule as broken with its event, and goes on."""
        line = a_line(left=99_999_999)
        with pytest.raises(Refused) as refused:
            list(candidate(when).judge(line, a_case(line)))
        assert refused.value.code == code

    def test_looks_back_no_further_than_a_step_a_month(self) -> None:
        """A stretch of nine thousand years is too much by itself, when it is asked ten times."""
        line = a_line(first=date.min, last=date(9999, 1, 1))
        with pytest.raises(Refused) as refused:
            list(candidate("count(lines_on(line)) >= 0").judge(line, a_case()))
        assert refused.value.code == "candidate-too-much-work"


class TestTheLanguageItself:
    def test_makes_no_code_of_text(self) -> None:
        """In the rooms of the language nothing is evaluated, executed or compiled."""
        forbidden = {"eval", "exec", "compile", "__import__", "getattr_static", "import_module"}
        rooms = Path(str(ledger.auditing.expression.__file__)).parent
        used = set()
        for path in [*rooms.glob("*.py"), rooms.parent / "candidate.py", rooms.parent / "written.py"]:
            tree = ast.parse(path.read_text(encoding="utf-8"))
            calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
            used |= {one.id for one in calls if isinstance(one, ast.Name)}
        assert used & forbidden == set()
        assert "read_many" in used

    def test_knows_eight_kinds_of_nodes(self) -> None:
        """A new one is a decision, not an accident."""
        assert {node.__name__ for node in HANDLERS} == {
            *("Constant", "Name", "Attribute", "BoolOp", "UnaryOp", "BinOp", "Compare", "Call"),
        }
