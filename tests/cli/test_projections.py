"""`pvb projections`: how far the read models are, and releasing what they set aside."""

import json
import os
from contextlib import closing

import pytest

from tests.cli.conftest import Pvb
from tests.projections.parked import failing_runner
from web.composition import open_house


@pytest.fixture
def troubled(told: Pvb) -> Pvb:
    """A budget is set aside for one read model."""
    with closing(open_house(os.environ, make=False)) as house:
        failing_runner(house, lambda name, at: name == "client_budget" and at.stream == "budget-b1").catch_up()
    return told


class TestProjections:
    def test_tells_that_all_is_well(self, told: Pvb) -> None:
        told("rebuild")
        answer = json.loads(told("projections", "--json").out)
        assert answer["head"] == 27
        assert {(one["position"], one["lag_events"], len(one["parked"])) for one in answer["projections"]} == {
            (27, 0, 0)
        }
        assert {one["last_build"] for one in answer["projections"]} == {1}
        assert told("projections").out.splitlines()[-1].startswith("Grootboek: gebeurtenis 27, vastgelegd ")

    def test_tells_what_waits(self, told: Pvb) -> None:
        answer = json.loads(told("projections", "--json").out)
        assert {one["lag_events"] for one in answer["projections"]} == {27}

    def test_tells_what_is_set_aside_and_why(self, troubled: Pvb) -> None:
        assert "budget-b1 staat apart voor client_budget" in troubled("projections").out
        [one] = [one for one in json.loads(troubled("projections", "--json").out)["projections"] if one["parked"]]
        assert one["parked"][0]["error"].startswith("ValueError in parked.py, regel ")


class TestRelease:
    def test_folds_after_all(self, troubled: Pvb) -> None:
        said = troubled("projections", "release", "budget-b1")
        assert said.code == 0
        assert "budget-b1 is vrijgegeven voor client_budget, vanaf gebeurtenis" in said.err
        assert troubled("balance", "b1").code == 0
        assert troubled("rebuild").code == 0

    @pytest.mark.parametrize(
        ("words", "code"),
        [(("elders",), "stream-not-parked"), (("budget-b1", "--projection", "elders"), "projection-unknown")],
    )
    def test_says_what_is_not_there(self, troubled: Pvb, words: tuple[str, ...], code: str) -> None:
        said = troubled("projections", "release", *words)
        assert (said.code, said.err.splitlines()[-1].partition(":")[0]) == (1, code)
