"""`pvb audit --rule-file`: what a rule would have found over all history, before anybody adopts it."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Pvb

RULE = """
id = "day-of-the-week"
label = "Zorg op een woensdag"
family = "signal"
severity = "low"
looks_at = "line"
when = "weekday_of(line.first) == 3"
told = "Op {line.first}, een woensdag, staat {euro(line.left)} voor {line.prestatie}."
[basis]
law = "Wlz"
article = "artikel 3.2.1"
"""


@pytest.fixture
def rule(tmp_path: Path) -> Path:
    """A file with a candidate."""
    path = tmp_path / "rule.toml"
    path.write_text(RULE, encoding="utf-8")
    return path


class TestACandidate:
    def test_is_run_over_all_history_and_nothing_is_recorded(self, told: Pvb, rule: Path) -> None:
        """Each line of a Wednesday, with what the candidate says of it; the log is as long as it was."""
        before = json.loads(told("audit", "--json").out)["as_of"]
        said = told("audit", "--rule-file", rule, "--record", "--json")
        assert said.code == 0
        answer = json.loads(said.out)
        assert [one["rule"] for one in answer["rules"]] == ["day-of-the-week"]
        assert answer["findings"]
        assert {one["rule"] for one in answer["findings"]} == {"day-of-the-week"}
        assert json.loads(told("audit", "--json").out)["as_of"] == before

    def test_is_the_same_in_other_processes(self, told: Pvb, rule: Path) -> None:
        """It travels there as its file."""
        alone, together = (
            json.loads(told("audit", "--rule-file", rule, "--processes", count, "--json").out)["findings"]
            for count in (1, 2)
        )
        assert alone == together
        assert alone

    def test_that_does_more_than_it_may_is_refused_with_all_its_problems(self, told: Pvb, rule: Path) -> None:
        """With the line of the file and the place in the expression; exit code 2."""
        rule.write_text(
            RULE.replace("weekday_of(line.first) == 3", "__import__('os').system('id') or line.lft > 3"),
            encoding="utf-8",
        )
        said = told("audit", "--rule-file", rule)
        assert said.code == 2
        first, call, field = said.err.splitlines()
        assert first.endswith("is geen regel; er is niets nagegaan.")
        assert call.startswith("  regel 7, when, teken 1: Alleen de functies van deze taal")
        assert field.startswith("  regel 7, when, teken 34: Line heeft geen veld lft.")

    def test_that_breaks_is_told_with_its_event(self, told: Pvb, rule: Path) -> None:
        """A division by zero is a fault of the rule, not of who asked."""
        rule.write_text(RULE.replace("weekday_of(line.first) == 3", "1 // line.above > 0"), encoding="utf-8")
        said = told("audit", "--rule-file", rule)
        assert said.code == 0
        assert "Regel day-of-the-week is gestopt bij" in said.out
        assert "deelde door nul" in said.out

    def test_that_is_not_there_is_told(self, told: Pvb, tmp_path: Path) -> None:
        """No traceback for a typing error."""
        said = told("audit", "--rule-file", tmp_path / "none.toml")
        assert said.code == 2
        assert "bestaat niet" in said.err
