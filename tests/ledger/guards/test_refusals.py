"""Refusals as a closed list: each has a stable code, a Dutch sentence, a place in the order, and a test."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import ledger
import tests
from tests.ledger.lines import Line, budget, client, close, indicatie, raised, reserve, spend
from tests.ledger.story import Story, somebody

LEDGER, TESTS = (Path(str(package.__file__)).parent for package in (ledger, tests))
ROOMS = (
    *("vocabulary", "aggregates", "funding", "rekenmodule", "persons", "dossier", "commands", "simulation", "auditing"),
    *("application.py", "events.py", "recorder.py"),
)
KINDS = frozenset({"Refused", "NotFound", "Forbidden", "Conflict", "Problem"})


class Refusal(NamedTuple):
    """A refusal as it stands in the source."""

    code: str
    end: str
    place: str


def sources(root: Path) -> Iterator[Path]:
    """Yield all Python files under a path."""
    yield from [root] if root.is_file() else sorted(root.rglob("*.py"))


def last_words(sentence: ast.expr) -> str:
    """Return the constant end of a sentence that may have figures in it."""
    last = sentence.values[-1] if isinstance(sentence, ast.JoinedStr) else sentence
    return str(last.value) if isinstance(last, ast.Constant) else ""


def refusals() -> list[Refusal]:
    """Find every refusal with a code of its own in the rooms that refuse."""
    found = []
    for room in ROOMS:
        for path in sources(LEDGER / room):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KINDS:
                    code, sentence = node.args[:2]
                    if isinstance(code, ast.Constant):
                        where = f"{path.name}:{node.lineno}"
                        found.append(Refusal(str(code.value), last_words(sentence), where))
    return found


def words_of_tests() -> set[str]:
    """Return every text that stands by itself in a test."""
    words: set[str] = set()
    for path in sources(TESTS):
        if "node_modules" not in path.parts:
            tree = ast.parse(path.read_text(encoding="utf-8"))
            words |= {str(node.value) for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    return words


class TestEveryRefusal:
    def test_has_a_test(self) -> None:
        """A rule without a test is an opinion."""
        found = refusals()
        assert len(found) > 60
        words = words_of_tests()
        assert [refusal for refusal in found if refusal.code not in words] == []

    def test_has_a_code_in_small_letters_and_dashes(self) -> None:
        """Programs depend on it."""
        codes = {refusal.code for refusal in refusals()}
        assert [code for code in codes if not code.replace("-", "").islower() or not code.isascii()] == []

    def test_is_a_whole_sentence(self) -> None:
        """With a full stop, or a question mark."""
        unfinished = [refusal for refusal in refusals() if refusal.end and refusal.end[-1] not in ".?"]
        assert unfinished == []


CLOSED_APRIL = {"from": "2026-04-01", "to": "2026-04-30"}

ORDER: list[tuple[str | None, dict[str, object]]] = [
    ("role-may-not", {}),
    ("budget-unknown", {"by": "medewerker"}),
    ("after-death", {"budget": "april"}),
    ("no-indicatie", {"on": "2025-12-31"}),
    ("value-too-large", {"on": "2026-04-01"}),
    ("entry-exists", {"amount": {"UUR": "-0:01"}}),
    ("budget-closed", {"entry": "new"}),
    ("outside-period", {"budget": "may"}),
    ("unit-differs", {"on": "2026-05-01"}),
    ("amount-not-positive", {"amount": {"PUNT": "-0.01"}}),
    ("entry-unknown", {"amount": {"PUNT": "9.01"}}),
    ("entry-not-reserved", {"from_reservation": "e1"}),
    ("over-budget", {"from_reservation": None}),
    (None, {"amount": {"PUNT": "9.00"}}),
]
"""What is wrong with a spend, first things first: each mends the fault before it and leaves all after it."""


class TestTheOrder:
    def test_of_a_spend_is_who_then_whose_then_when_then_what_then_how_much(self, story: Story) -> None:
        """One line with every fault there is; each time the first is mended, the next is told."""
        story.tell({"do": "end_indicatie", "client": "c1", "besluitnummer": 1, "on": "2026-06-30", "reason": "herzien"})
        story.tell(budget("april", **CLOSED_APRIL), reserve("r1", "1.00", "2026-04-01", budget="april"))
        story.tell(spend("old", "1.00", "2026-04-01", budget="april", from_reservation="r1"))
        story.tell(close("2026-04-30", budget="april"), budget("may", **{"from": "2026-05-01", "to": "2026-05-31"}))
        story.tell(spend("e1", "1.00", "2026-05-01", budget="may"))
        story.tell({"do": "report_death", "client": "c1", "on": "2026-06-30"})
        rate = {"do": "set_value", "provider": "p1", "value": {"EUR": "99999999999.99"}, "from": "2026-01-01"}
        story.tell(rate | {"unit": "UUR"})
        line = spend("old", "1.00", "2026-07-01", budget="nergens", from_reservation="r9") | {"amount": {"UUR": "9:00"}}
        who = "auditor"
        for code, mended in ORDER:
            who, line = self.mend(line, who, mended)
            by = somebody("auditor") if who == "auditor" else somebody("medewerker", provider="p1")
            if code is None:
                story.tell(line, by=by)
            else:
                assert story.refused(line, by=by) == code, line

    @staticmethod
    def mend(line: Line, who: str, mended: dict[str, object]) -> tuple[str, Line]:
        """Take away one fault."""
        changed = line | {name: value for name, value in mended.items() if name != "by"}
        return str(mended.get("by", who)), {name: value for name, value in changed.items() if value is not None}


class TestASet:
    @pytest.mark.parametrize("place", [0, 1, 2])
    def test_with_one_refused_line_leaves_nothing(self, story: Story, place: int) -> None:
        """Wherever in the set it stands, and whatever the others make: clients, keys, budgets, lines."""
        good = [
            client("c2", bsn="999900006", name="Bea"),
            indicatie(2, client="c2"),
            budget("b2", client="c2"),
            raised("1.00"),
        ]
        good.insert(place, spend("e1", "99.00"))
        assert story.refused(*good) == "over-budget"
        good.pop(place)
        story.tell(*good)
