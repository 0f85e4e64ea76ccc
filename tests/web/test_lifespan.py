"""While pages are served a runner keeps the read models up to date, unless the settings say no."""

from dataclasses import replace
from threading import Event

import pytest

from ledger.vocabulary.errors import Refused
from projections.running.runner import Runner
from tests.web.client import TestClient
from web.app import create_app
from web.composition import House
from web.settings import Settings


def test_folds_although_nobody_reads(told: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the moment the pages are there; it ends with them."""
    folded = Event()
    catch_up = Runner.catch_up

    def watched(self: Runner, *arguments: object) -> int:
        reached = catch_up(self, *arguments)  # type: ignore[arg-type]
        folded.set()
        return reached

    monkeypatch.setattr(Runner, "catch_up", watched)
    with TestClient(create_app(told)):
        assert folded.wait(60)
    assert {one.lag_events for one in told.conditions().projections} == {0}


def test_does_not_when_the_settings_say_no(told: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then whoever reads folds, as always."""
    monkeypatch.setattr("web.app.BackgroundRunner", None)
    quiet = replace(told, settings=replace(told.settings, runner=False))
    with TestClient(create_app(quiet)) as stranger:
        assert stranger.get("/healthz").status_code == 200


@pytest.mark.parametrize(("value", "runs"), [("yes", True), ("no", False), ("", True)])
def test_is_set_in_the_environment(value: str, runs: bool) -> None:
    assert Settings.read({"PVB_RUNNER": value}).runner is runs


def test_is_yes_or_no() -> None:
    with pytest.raises(Refused, match="PVB_RUNNER is yes of no, niet soms") as refused:
        Settings.read({"PVB_RUNNER": "soms"})
    assert refused.value.code == "setting-invalid"
