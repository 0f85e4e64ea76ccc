"""`pvb rebuild`: what it answers, and with which exit code."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from projections.rebuilding.exclusive import only_one
from tests.cli.conftest import Pvb, Said

FILE = "sqlite:///first.sqlite"


def rebuild(told: Pvb, *words: str) -> Said:
    """Rebuild in one process."""
    return told("rebuild", "--workers", "1", *words)


def tampered(folder: Path) -> None:
    """Change a figure behind everybody's back."""
    with closing(sqlite3.connect(folder / "first.sqlite")) as file:
        file.execute("UPDATE provider_total SET declared = declared + 100")
        file.commit()


@pytest.fixture
def seen(told: Pvb) -> Pvb:
    """The ledger of the README, of which every read model is up to date."""
    assert rebuild(told).code == 0
    return told


class TestRebuild:
    def test_tells_what_was_built_and_up_to_where(self, told: Pvb) -> None:
        """All of them, or the one that was named."""
        said = rebuild(told)
        assert said.code == 0
        assert "Klaar: 6 overzichten, tot en met gebeurtenis" in said.err
        assert "Klaar: 1 overzicht, tot en met gebeurtenis" in rebuild(told, "--projection", "caseload").err

    def test_shows_a_difference_and_changes_nothing(self, seen: Pvb, tmp_path: Path) -> None:
        """Table, column, count and keys; and what to do. Then it is accepted."""
        right = seen("totals")
        tampered(tmp_path)
        wrong = seen("totals")
        said = rebuild(seen)
        assert said.code == 1
        assert "Verschil in provider_total: 0 regels minder, 0 regels meer dan nu." in said.out
        assert "  declared: anders in 1 regel" in said.out
        assert "  bijvoorbeeld provider=p1, region=" in said.out
        assert "--accept" in said.out
        assert seen("totals") == wrong != right
        assert rebuild(seen, "--accept").code == 0
        assert seen("totals") == right

    def test_that_differs_can_be_given_up(self, seen: Pvb, tmp_path: Path) -> None:
        """The figures are then as they were."""
        tampered(tmp_path)
        wrong = seen("totals")
        assert rebuild(seen).code == 1
        said = rebuild(seen, "--give-up")
        assert (said.code, said.err) == (0, "Weggegooid. De overzichten zijn niet veranderd.\n")
        assert seen("totals") == wrong

    def test_of_an_unknown_projection_names_those_there_are(self, told: Pvb) -> None:
        said = rebuild(told, "--projection", "caseload", "--projection", "alles")
        assert said.code == 1
        assert said.err.startswith("projection-unknown: Overzicht alles bestaat niet. Kies uit: client_budget,")

    def test_while_another_is_busy_says_so(self, told: Pvb) -> None:
        with only_one(FILE):
            said = rebuild(told)
        assert (said.code, said.err.splitlines()[-1].partition(":")[0]) == (1, "rebuild-busy")

    @pytest.mark.parametrize("workers", ["0", "65", "veel"])
    def test_by_no_number_of_processes_is_refused(self, told: Pvb, workers: str) -> None:
        assert told("rebuild", "--workers", workers).code == 2
