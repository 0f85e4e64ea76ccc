"""`GET /api/v1/simulations`: the figures per model, who may ask, and what is still being worked out."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from jsonschema_rs import Draft202012Validator

from ledger.simulation.run import Asked
from ledger.vocabulary.clock import SetClock
from tests.databases import Databases
from tests.web.client import TestClient
from tests.web.keys import system
from tests.web.models_story import Gate, modelled_house
from web.api.schema import SIMULATION
from web.app import create_app
from web.composition import House
from web.simulating import scenarios_of
from web.simulations import Simulations

ADDRESS = "/api/v1/simulations"


@pytest.fixture
def modelled(databases: Databases, clock: SetClock) -> Iterator[House]:
    """Twelve people had a year of care."""
    with modelled_house(databases, clock) as house:
        yield house


@pytest.fixture
def app(modelled: House) -> FastAPI:
    """The application on that house; it waits for an answer however busy the machine is."""
    app = create_app(modelled)
    app.state.simulations = Simulations(modelled, patience=60)
    return app


@pytest.fixture
def payer(app: FastAPI, modelled: House) -> TestClient:
    """The system of the zorgkantoor of Rotterdam."""
    return system(app, modelled, "zorgkantoor", region="Rotterdam")


def code(answer: Any) -> tuple[int, str]:
    """The status, and the code of what is wrong."""
    return answer.status_code, answer.json()["error"]["code"]


class TestTheAnswer:
    def test_is_as_described(self, payer: TestClient) -> None:
        answer = payer.get(ADDRESS, params={"models": "A,C,H+A", "year": "2026"})
        assert answer.status_code == 200, answer.text
        told = answer.json()
        assert Draft202012Validator(SIMULATION).is_valid(told)
        assert [one["model"] for one in told["models"]] == ["A", "C", "H+A"]
        assert (told["year"], told["region"], told["clients"]) == (2026, "Rotterdam", 12)
        assert told["criteria"][3]["measured"] == ["on_prestatie"]
        assert told["models"][0]["on_prestatie"] == "100.00"
        assert told["models"][0]["forecast_error"].keys() == {"2026-01-01", "2026-04-01", "2026-07-01"}

    def test_tells_no_provider_with_few_clients(self, payer: TestClient) -> None:
        told = payer.get(ADDRESS, params={"models": "A", "year": "2026"}).json()
        assert [one["provider"] for one in told["models"][0]["providers"]] == [None]

    def test_is_the_same_as_of_its_position(self, payer: TestClient) -> None:
        now = payer.get(ADDRESS, params={"models": "A,F", "year": "2026"}).json()
        position = now["as_of"]["position"]
        assert payer.get(ADDRESS, params={"models": "A,F", "year": "2026", "as_of": position}).json() == now

    def test_of_all_eight_is_given_without_models(self, payer: TestClient) -> None:
        told = payer.get(ADDRESS, params={"year": "2026"}).json()
        assert "".join(one["model"] for one in told["models"]) == "ABCDEFGH"


class TestWhoMayAsk:
    @pytest.mark.parametrize(
        ("role", "scope"),
        [("familie", {"client": "c1"}), ("medewerker", {"provider": "p1"}), ("zorgaanbieder", {"provider": "p1"})],
    )
    def test_not_family_and_not_a_provider(
        self, app: FastAPI, modelled: House, role: str, scope: dict[str, str]
    ) -> None:
        answer = system(app, modelled, role, **scope).get(ADDRESS, params={"year": "2026"})
        assert code(answer) == (403, "role-may-not")

    def test_an_auditor_of_any_region(self, app: FastAPI, modelled: House) -> None:
        control = system(app, modelled, "auditor")
        answer = control.get(ADDRESS, params={"models": "A", "year": "2026", "region": "Rotterdam"})
        assert answer.status_code == 200

    def test_a_payer_only_of_its_own(self, payer: TestClient) -> None:
        assert code(payer.get(ADDRESS, params={"region": "Utrecht"})) == (404, "region-unknown")


class TestBadInput:
    @pytest.mark.parametrize(
        ("parameters", "status", "problem"),
        [
            ({"models": "Z"}, 409, "scenario-unknown"),
            ({"models": ","}, 409, "scenario-missing"),
            ({"models": "A,D+G"}, 409, "composition-contradictory"),
            ({"models": "A", "year": "2019"}, 404, "nothing-to-simulate"),
            ({"models": "A", "year": "2031"}, 404, "tarief-unknown"),
            ({"models": "A", "year": "31"}, 422, "value-invalid"),
            ({"models": "A", "region": "Roterdam"}, 404, "region-unknown"),
            ({"models": "A", "as_of": "999999"}, 409, "as-of-past-end"),
            ({"modellen": "A"}, 422, "field-unknown"),
        ],
    )
    def test_is_refused_with_a_code(
        self, app: FastAPI, modelled: House, parameters: dict[str, str], status: int, problem: str
    ) -> None:
        assert code(system(app, modelled, "auditor").get(ADDRESS, params=parameters)) == (status, problem)


def test_what_takes_long_is_told_and_can_be_asked_again(app: FastAPI, modelled: House, payer: TestClient) -> None:
    gate = Gate(modelled)
    app.state.simulations = gate.simulations
    first = payer.get(ADDRESS, params={"models": "A,H+A", "year": "2026"})
    assert (first.status_code, first.headers["retry-after"]) == (202, "5")
    gate.begun()
    running = payer.get(first.headers["location"])
    assert (running.json()["done"], running.json()["all"]) == (5, 12)
    again = running.json()["again"]
    assert again == first.headers["location"]
    gate.finish(Asked(scenarios_of("A,H+A"), 2026, "Rotterdam", running.json()["as_of"]["position"]))
    answer = payer.get(again)
    assert (answer.status_code, [one["model"] for one in answer.json()["models"]]) == (200, ["A", "H+A"])
