"""Several processes that rebuild together: one that is killed is told, and none outlives who started it."""

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.vocabulary.clock import SetClock
from ledger.vocabulary.errors import Conflict, LedgerError, Malformed, NotFound, Problem, Refused
from projections.folding import FoldFailed
from projections.rebuilding import rebuild as rebuilding
from projections.rebuilding.spilling import dealt
from tests.databases import Databases
from tests.houses import KEY, copied_house
from tests.ledger.crowds.processes import ROOT
from tests.projections.dying import STAY, fold_part_or_die
from tests.projections.rebuilding import folded, in_small_parts, left_over, live_together, stored
from web.composition import House

pytestmark = pytest.mark.slow

STAYING = """
from ledger.vocabulary.clock import SystemClock
from projections.rebuilding import rebuild
from tests.houses import opened
from tests.projections.dying import fold_part_and_stay
import ledger.scanning, sys
rebuild.PART, ledger.scanning.SAMPLES_PER_PART, rebuild._fold_part = 8, 2, fold_part_and_stay
with opened(sys.argv[1], SystemClock()) as house:
    house.rebuild(workers=2)
"""
"""A rebuild of which two processes stay at work."""


@pytest.fixture
def lived(databases: Databases, clock: SetClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """A house with some lives in it, whose log is cut into several parts, on both databases."""
    in_small_parts(monkeypatch)
    with copied_house(databases, clock, "lives together", live_together) as house:
        yield house


class TestAProcessOfARebuild:
    def test_that_is_killed_is_told(self, lived: House, monkeypatch: pytest.MonkeyPatch) -> None:
        """The live rows stay as they are, and the rebuild goes on with what is left."""
        before = stored(lived)
        with monkeypatch.context() as patch:
            patch.setattr(rebuilding, "_fold_part", fold_part_or_die)
            with pytest.raises(Conflict) as why:
                lived.rebuild(workers=2)
        assert why.value.code == "worker-killed"
        assert "geef dezelfde opdracht nog eens" in why.value.message
        assert stored(lived) == before
        lived.rebuild(workers=2)
        assert stored(lived) == folded(lived)
        assert left_over(lived) == []

    def test_ends_when_who_started_it_is_killed(self, lived: House, tmp_path: Path) -> None:
        """Or it would write for a rebuild that is no more; the pipe ends when nobody holds it."""
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        url = lived.settings.database_url
        environment = dict(os.environ) | {STAY: str(pipe), "PVB_MASTER_KEY": KEY}
        with (
            subprocess.Popen([sys.executable, "-c", STAYING, url], cwd=ROOT, env=environment) as process,
            pipe.open(encoding="ascii") as held,
        ):
            assert held.readline() == "at work\n"
            process.kill()
            held.read()
        lived.rebuild()
        assert stored(lived) == folded(lived)
        assert left_over(lived) == []


class TestAPart:
    def test_that_comes_late_is_not_written_twice(self, lived: House, monkeypatch: pytest.MonkeyPatch) -> None:
        """A process that was slow comes with a part that was folded again by another; sums stay what they are."""
        fold_part = rebuilding._fold_part

        def twice(
            database_url: str, folder: Path, number: int, projections: tuple[str, ...], expected: tuple[int, int]
        ) -> int:
            assert list(dealt(folder, *expected))
            fold_part(database_url, folder, number, projections, expected)
            return fold_part(database_url, folder, number, projections, expected)

        monkeypatch.setattr(rebuilding, "_fold_part", twice)
        lived.rebuild()
        assert stored(lived) == folded(lived)


class TestAnError:
    @pytest.mark.parametrize(
        "error",
        [
            Refused("over-budget", "Dit past niet.", "amount"),
            NotFound("budget-unknown", "Dit budget is er niet."),
            Malformed([Problem("day-missing", "Deze dag bestaat niet.", "on", 3)]),
        ],
    )
    def test_comes_out_of_another_process_as_it_was(self, error: LedgerError) -> None:
        """With its code, its sentence and its field."""
        again = pickle.loads(pickle.dumps(error))
        assert (type(again), str(again), vars(again)) == (type(error), str(error), vars(error))

    def test_of_a_fold_does_so_too(self) -> None:
        """It names the event."""
        error = FoldFailed("caseload", 7, "budget-b1", "budget.spent/1", "ZeroDivisionError()")
        assert vars(pickle.loads(pickle.dumps(error))) == vars(error)
