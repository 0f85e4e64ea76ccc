"""Named stands over the API: given by a command, listed, and asked for by name; to the byte the same afterwards."""

from typing import Any

import pytest
from fastapi import FastAPI
from lxml import html

from ledger.vocabulary.clock import SetClock
from tests.houses import do
from tests.web.client import TestClient
from tests.web.conftest import LogIn
from tests.web.keys import system
from web.composition import House

NAME = "Stand 14 augustus"


@pytest.fixture
def control(app: FastAPI, told: House) -> TestClient:
    """The system of an auditor."""
    return system(app, told, "auditor")


def give(control: TestClient, **facts: Any) -> Any:
    """Give a name; return the answer to the command."""
    return control.post("/api/v1/commands", json={"do": "name_stand", "name": NAME, **facts})


def correct(house: House) -> None:
    """Record something that changes what b3 has left."""
    spend = {"do": "spend", "budget": "b3", "on": "2026-03-04", "amount": {"PUNT": "0.01"}, "what": "thee"}
    do(house, {**spend, "entry": "later"})


class TestNaming:
    def test_is_a_command_and_is_listed(self, control: TestClient) -> None:
        assert control.get("/api/v1/stands").json() == {"stands": []}
        assert give(control, position=19, purpose="jaarrekening").status_code == 200
        assert control.get("/api/v1/stands").json() == {
            "stands": [
                {
                    "name": NAME,
                    "as_of": {"position": 19, "recorded_at": "2026-01-22T14:30:00.000000Z", "name": NAME},
                    "purpose": "jaarrekening",
                    "named_at": "2026-03-04T10:15:00.000000Z",
                    "named_by": "api:auditor",
                }
            ]
        }

    def test_is_told_why_not(self, control: TestClient) -> None:
        assert give(control, position=19).status_code == 200
        answer = give(control, position=20)
        assert (answer.status_code, answer.json()["error"]["code"]) == (409, "stand-name-used")

    @pytest.mark.parametrize(("role", "scope"), [("zorgaanbieder", {"provider": "p1"}), ("familie", {"client": "c1"})])
    def test_and_the_list_are_not_for_everybody(
        self, app: FastAPI, told: House, role: str, scope: dict[str, str]
    ) -> None:
        other = system(app, told, role, **scope)
        assert give(other, position=1).status_code == 403
        answer = other.get("/api/v1/stands")
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, "role-may-not")


class TestAFigureByName:
    @pytest.mark.parametrize("address", ["balances/b3", "balances/b3?on=2026-03-04", "clients/c1/history"])
    def test_stays_the_same_to_the_byte(self, control: TestClient, told: House, clock: SetClock, address: str) -> None:
        """Whatever is recorded afterwards, and on whatever later day it is asked."""
        give(control)
        asked = f"/api/v1/{address}{'&' if '?' in address else '?'}as_of={NAME.lower()}"
        before = control.get(asked)
        assert before.status_code == 200, before.text
        correct(told)
        clock.moment = clock.moment.replace(month=11)
        assert control.get(asked).content == before.content
        assert control.get(f"/api/v1/{address}").content != before.content

    def test_tells_the_name_beside_the_position(self, control: TestClient) -> None:
        give(control, position=19)
        by_name = control.get("/api/v1/balances/b1", params={"as_of": NAME}).json()
        by_position = control.get("/api/v1/balances/b1", params={"as_of": "19"}).json()
        assert by_name["as_of"].pop("name") == NAME
        assert by_name == by_position

    def test_that_was_never_given_is_not_there(self, control: TestClient) -> None:
        answer = control.get("/api/v1/balances/b1", params={"as_of": NAME})
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "stand-unknown")


class TestLookingBack:
    """The form of the pages offers the named stands beside a time and a number."""

    @pytest.fixture
    def auditor(self, as_user: LogIn) -> TestClient:
        """Karin of internal control."""
        return as_user("auditor-1")

    def test_offers_the_names(self, auditor: TestClient, control: TestClient) -> None:
        """The latest position first; without any, there is nothing to choose."""
        assert b'name="stand"' not in auditor.get("/controle/client/c1").content
        give(control, position=19)
        control.post("/api/v1/commands", json={"do": "name_stand", "name": "eind", "position": 20})
        page = html.fromstring(auditor.get("/controle/client/c1").text)
        assert page.xpath("//select[@name='stand']/option/@value") == ["", "eind", NAME]

    def test_shows_what_was_known_then(self, auditor: TestClient, control: TestClient) -> None:
        """The same as by its number; and it says which stand it is."""
        give(control, position=19)
        by_name = html.fromstring(auditor.get("/controle/client/c1", params={"stand": NAME.upper()}).text)
        by_number = html.fromstring(auditor.get("/controle/client/c1?position=19").text)
        rows = "//tbody/tr/th//text()"
        assert by_name.xpath(rows) == by_number.xpath(rows) != []
        assert f"tot en met gebeurtenis 19 ({NAME})" in str(by_name.xpath("string()"))
        assert by_name.xpath("//select[@name='stand']/option[@selected]/@value") == [NAME]

    @pytest.mark.parametrize(
        ("asked", "sentence"),
        [
            ({"stand": "nergens"}, "geen stand met de naam"),
            ({"stand": "12"}, "geen stand met de naam"),
            ({"stand": NAME, "position": "19"}, "Kies een stand, of vul een tijd of een nummer in"),
            ({"stand": NAME, "at": "2026-02-01T12:00"}, "Kies een stand, of vul een tijd of een nummer in"),
        ],
    )
    def test_says_what_cannot_be_shown(
        self, auditor: TestClient, control: TestClient, asked: dict[str, str], sentence: str
    ) -> None:
        give(control, position=19)
        answer = auditor.get("/controle/client/c1", params=asked)
        assert answer.status_code == 422
        assert sentence in answer.text

    def test_the_region_can_be_seen_by_name_too(self, as_user: LogIn, control: TestClient) -> None:
        give(control, position=19)
        answer = as_user("inkoop-1").get("/regio", params={"stand": NAME})
        assert answer.status_code == 200
        assert f"({NAME})" in answer.text
