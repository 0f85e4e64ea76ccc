"""What may be declared, through the API: every line with its steps, for whoever may declare it and nobody else."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from fastapi import FastAPI
from jsonschema_rs import Draft202012Validator

from ledger.vocabulary.clock import SetClock
from tests.databases import Databases
from tests.houses import copied_house, do
from tests.ledger.care_lines import HOME, delivered, plan, redelivered
from tests.ledger.lines import client, indicatie
from tests.web.client import TestClient
from tests.web.keys import system
from web.api.declaring import PREVIEW
from web.app import create_app
from web.composition import House

ADDRESS = "/api/v1/declarations/preview"
MARCH = {"contract": "k1", "provider": "p1", "period": "2026-03"}


@pytest.fixture
def home(databases: Databases, clock: SetClock) -> Iterator[House]:
    """Care in March by p1 to c1, who has a plan there; c2 has one with p2. It is April."""
    clock.moment = datetime(2026, 4, 2, 8, 0, tzinfo=UTC)
    with copied_house(databases, clock) as house:
        do(house, *HOME, plan(), delivered("l1", "1:00"), client("c2"), indicatie(2, client="c2"))
        yield house


@pytest.fixture
def app(home: House) -> FastAPI:
    """The application on that house."""
    return create_app(home)


@pytest.fixture
def provider(app: FastAPI, home: House) -> TestClient:
    """The system of p1."""
    return system(app, home, "zorgaanbieder", provider="p1")


def preview(client: TestClient, **more: str) -> Any:
    """Return what may be declared, in the form that is described."""
    answer = client.get(ADDRESS, params=MARCH | more)
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert Draft202012Validator(PREVIEW).is_valid(told), told
    return told


class TestAPreview:
    def test_holds_every_line_with_its_steps(self, provider: TestClient, home: House) -> None:
        before = home.ledger.head()
        told = preview(provider)
        (line,) = told["lines"]
        assert {name: line[name] for name in ("line", "client", "prestatie", "quantity", "unit", "amount")} == {
            "line": "1",
            "client": "c1",
            "prestatie": "H126",
            "quantity": 60,
            "unit": "minuut",
            "amount": "56.70",
        }
        assert line["steps"]
        assert (told["declaration"], told["declared"], told["refusal"]) == ("p1-k1-2026-03", "56.70", None)
        assert home.ledger.head() == before

    def test_tells_what_the_command_would_do(self, provider: TestClient, home: House) -> None:
        """After it was given: the line stands, and waits."""
        asked = {"do": "declare", "clients": ["c1"], **MARCH}
        assert provider.post("/api/v1/commands", json=asked).json()["ok"]
        told = preview(provider)
        assert told["standing"] == [
            {
                "declaration": "p1-k1-2026-03",
                "line": "1",
                "client": "c1",
                "prestatie": "H126",
                "amount": "56.70",
                "waiting": True,
            }
        ]
        assert told["refusal"]["code"] == "nothing-to-declare"

    def test_tells_what_would_be_credited(self, provider: TestClient, home: House) -> None:
        do(home, {"do": "declare", "clients": ["c1"], **MARCH})
        do(home, {"do": "approve_declaration", "declaration": "p1-k1-2026-03", "lines": ["1"]}, redelivered("0:00"))
        told = preview(provider)
        (credit,) = told["credits"]
        assert (credit["amount"], credit["why"], told["lines"], told["change"]) == ("56.70", "gone", [], "-56.70")
        assert told["standing"] == []

    def test_of_what_may_not_be_yet_is_shown_with_the_reason(self, provider: TestClient) -> None:
        assert preview(provider, period="2026-04")["refusal"]["code"] == "period-not-over"


class TestWhoMayAsk:
    @pytest.mark.parametrize("role", ["auditor", "zorgkantoor", "medewerker"])
    def test_is_who_may_declare(self, app: FastAPI, home: House, role: str) -> None:
        scope = {"zorgkantoor": {"region": "Rotterdam"}, "medewerker": {"provider": "p1"}}.get(role, {})
        answer = system(app, home, role, **scope).get(ADDRESS, params=MARCH)
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, "role-may-not")

    def test_is_not_another_provider(self, app: FastAPI, home: House) -> None:
        answer = system(app, home, "zorgaanbieder", provider="p2").get(ADDRESS, params=MARCH)
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "provider-unknown")


class TestWhatIsAsked:
    @pytest.mark.parametrize(
        ("more", "status", "code"),
        [
            ({"contract": "k8"}, 404, "contract-unknown"),
            ({"period": "2026-13"}, 409, "period-label-invalid"),
            ({"period": "2026-W10"}, 409, "period-not-rhythm"),
            ({"contract": "k 1"}, 422, "value-invalid"),
            ({"kleur": "rood"}, 422, "field-unknown"),
        ],
    )
    def test_that_cannot_be_is_told(self, provider: TestClient, more: dict[str, str], status: int, code: str) -> None:
        answer = provider.get(ADDRESS, params=MARCH | more)
        assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)

    @pytest.mark.parametrize("name", list(MARCH))
    def test_with_something_missing_is_told(self, provider: TestClient, name: str) -> None:
        answer = provider.get(ADDRESS, params={one: text for one, text in MARCH.items() if one != name})
        error = answer.json()["error"]
        assert (answer.status_code, error["code"], error["field"]) == (422, "field-missing", name)
