"""`pvb simulate`: the same care under other models, in words and as JSON, and what is wrong with a question."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Pvb
from tests.simulation.stories import REGION


@pytest.fixture
def simulated(pvb: Pvb, tmp_path: Path) -> Pvb:
    """The terminal, with the small region of the simulations in place."""
    file = tmp_path / "region.ndjson"
    file.write_text("".join(json.dumps(line) + "\n" for line in REGION[:-1]), encoding="utf-8")
    said = pvb("apply", file)
    assert said.code == 0, said.out + said.err
    return pvb


class TestSimulate:
    def test_tells_every_model_beside_the_others(self, simulated: Pvb) -> None:
        said = simulated("simulate", "--year", "2026", "--processes", "1")
        assert said.code == 0, said.err
        assert "1 cliënt met zorg thuis (mpt), alle regio's, 2026." in said.out
        assert "De geleverde zorg is € 284 waard." in said.out
        assert "€ 18.250" in said.out
        assert "Er is niets vastgelegd." in said.err
        assert max(map(len, said.out.splitlines())) <= 80

    def test_answers_as_json(self, simulated: Pvb) -> None:
        """Nobody is left out: who has the ledger has all of it."""
        said = simulated("simulate", "--models", "A,H+A", "--year", "2026", "--region", "Rotterdam", "--json")
        told = json.loads(said.out)
        assert (told["clients"], told["region"], told["value"]) == (1, "Rotterdam", "36500.00")
        assert [(one["model"], one["paid"]) for one in told["models"]] == [("A", "283.50"), ("H+A", "3183.30")]
        assert told["models"][0]["providers"][0]["provider"] == "p1"

    def test_answers_as_of_an_earlier_position(self, simulated: Pvb) -> None:
        """Before the last delivery, of three hours, only two were given."""
        position = json.loads(simulated("simulate", "--models", "A", "--json").out)["as_of"]["position"]
        told = json.loads(simulated("simulate", "--models", "A", "--as-of", position - 1, "--json").out)
        assert told["models"][0]["paid"] == "113.40"

    @pytest.mark.parametrize(
        ("words", "code", "problem"),
        [
            (("--models", "Z"), 1, "scenario-unknown"),
            (("--models", "D+G"), 1, "composition-contradictory"),
            (("--models", ""), 1, "scenario-missing"),
            (("--year", "2031"), 1, "nothing-to-simulate"),
            (("--region", "Roterdam"), 1, "region-unknown"),
            (("--as-of", "9999"), 1, "as-of-past-end"),
            (("--year", "zo"), 2, "Usage"),
        ],
    )
    def test_says_what_is_wrong(self, simulated: Pvb, words: tuple[str, ...], code: int, problem: str) -> None:
        said = simulated("simulate", *words)
        assert (said.code, said.err.partition(":")[0], said.out) == (code, problem, "")

    def test_makes_no_ledger(self, pvb: Pvb, tmp_path: Path) -> None:
        assert pvb("simulate").code == 1
        assert list(tmp_path.iterdir()) == []
