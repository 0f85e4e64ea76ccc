"""The gate before what an auditor sees: nothing without an inzage, and each view on record."""

from typing import Any

import pytest
from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute

from ledger.events import Inzage
from ledger.vocabulary.actor import Actor, Mandate
from ledger.vocabulary.errors import Conflict
from tests.web.client import TestClient, main_text, texts
from tests.web.conftest import LogIn
from tests.web.gated import auditor, code, control, gate, last, position, told
from tests.web.inzage import lines
from tests.web.keys import system
from web.app import create_app
from web.auth.accounts import create_account
from web.composition import House
from web.dependencies import PageInspecting
from web.inspecting import InspectedRoute

__all__ = ["auditor", "control", "gate", "told"]

LOOKED_AT = {
    "/controle": "/controle?q=c1",
    "/controle/vergelijk": "/controle/vergelijk?soort=client&nummer=c1&before=4",
    "/controle/gebeurtenis/{number}": "/controle/gebeurtenis/20",
    "/controle/{soort}/{id:path}": "/controle/client/c1",
    "/controle/persoon/{client}": "/controle/persoon/c1",
    "/controle/client/{client}/zorgplan": "/controle/client/c1/zorgplan",
    "/controle/client/{client}/vraag": "/controle/client/c1/vraag?levering=l1",
    "/controle/steekproeven": "/controle/steekproeven",
    "/controle/steekproeven/{number}": "/controle/steekproeven/s1",
    "/controle/steekproeven/{number}/regel/{declaration}/{line}": "/controle/steekproeven/s1/regel/d1/1",
    "/controle/bewijs": "/controle/bewijs?maak=ja&question=klopt+dit&ground=Wlz+9.1.2&kind=provider&id=p1",
    "/controle/bewijs/pakket/{kind}/{id:path}": "/controle/bewijs/pakket/provider/p1?question=klopt&ground=Wlz",
    "/controle/bevindingen": "/controle/bevindingen",
    "/controle/bevindingen/lijst": "/controle/bevindingen/lijst",
    "/controle/bevindingen/nummer/{number}": "/controle/bevindingen/nummer/0123456789abcdef",
    "/controle/bevindingen/toetsen": "/controle/bevindingen/toetsen?toets=ja",
    "/controle/bevindingen/praktijk": "/controle/bevindingen/praktijk",
    "/uitleg": "/uitleg?cijfer=b1.available",
    "/api/v1/balances/{budget}": "/api/v1/balances/b1",
    "/api/v1/clients/{client}/history": "/api/v1/clients/c1/history",
    "/api/v1/explanations/{figure:path}": "/api/v1/explanations/b1.available",
    "/api/v1/totals": "/api/v1/totals",
    "/api/v1/simulations": "/api/v1/simulations?models=A",
    "/api/v1/findings": "/api/v1/findings",
    "/api/v1/findings/{finding}": "/api/v1/findings/0123456789abcdef",
    "/api/v1/audits": "/api/v1/audits?region=Rotterdam",
    "/api/v1/diff": "/api/v1/diff?client=c1",
    "/api/v1/declarations": "/api/v1/declarations?client=c1",
}
"""What shows something of the ledger to an auditor: the address of the handler, and an address to ask."""
OF_NOBODY = {
    "/controle/inzage",
    "/controle/inzage/vragen",
    "/controle/inzage/beslissen",
    "/controle/inzage/beslissen/{number}",
    "/controle/inzage/nummer/{number}",
    "/api/v1/stands",
    "/api/v1/declarations/preview",
    "/api/v1/health",
    "/api/v1/metrics",
    "/api/v1/openapi.json",
}
"""What shows nothing of anybody: accesses themselves, names of stands, the machine."""


def addresses(app: FastAPI) -> set[str]:
    """Every address that can be read, of handlers for auditors and of the API."""
    found = [route for route in _routes(app.router) if "GET" in (route.methods or ())]
    return {route.path for route in found if route.path.startswith(("/controle", "/uitleg", "/api/v1"))}


def _routes(router: Any) -> list[APIRoute]:
    found: list[APIRoute] = []
    for route in router.routes:
        if isinstance(route, APIRoute):
            found.append(route)
        elif hasattr(route, "original_router"):
            found += _routes(route.original_router)
    return found


class TestWithoutInzage:
    def test_every_address_is_looked_at_here(self, app: FastAPI) -> None:
        """A new page or question of an auditor is gated, or shows nothing of anybody: it says so above."""
        assert addresses(app) - OF_NOBODY == set(LOOKED_AT)

    @pytest.mark.parametrize("address", [one for one in LOOKED_AT.values() if not one.startswith("/api")])
    @pytest.mark.parametrize("role", ["auditor", "accountant"])
    def test_no_page_shows_anything(self, as_user: LogIn, told: House, role: str, address: str) -> None:
        """The page says what to do, and nothing is written down: nothing was seen."""
        if role == "accountant":
            create_account(told.engine, "accountant-1", "vier losse woorden hier", "Els Bos", "accountant")
        before = position(told)
        answer = as_user(f"{role}-1").get(address)
        assert code(answer) == "inzage-needed"
        assert "/controle/inzage" in texts(answer, "//main//a/@href")
        assert position(told) == before

    @pytest.mark.parametrize("address", [one for one in LOOKED_AT.values() if one.startswith("/api")])
    @pytest.mark.parametrize("role", ["auditor", "accountant"])
    def test_no_question_is_answered(self, app: FastAPI, told: House, role: str, address: str) -> None:
        """Keys are no way around."""
        assert code(system(app, told, role).get(address)) == "inzage-needed"

    def test_the_forms_are_there(self, auditor: TestClient) -> None:
        """They show nothing yet."""
        assert auditor.get("/controle").status_code == 200
        assert auditor.get("/controle/vergelijk").status_code == 200
        assert auditor.get("/controle/inzage").status_code == 200

    def test_others_see_what_they_saw(self, as_user: LogIn, told: House) -> None:
        """The payer needs none, and its pages leave nothing in the log."""
        before = position(told)
        assert as_user("inkoop-1").get("/uitleg?cijfer=b1.available").status_code == 200
        assert position(told) == before

    def test_what_forgets_to_ask_shows_nothing(self, app: FastAPI, as_user: LogIn) -> None:
        """A handler that shows without asking is a mistake of the program."""
        router = APIRouter(route_class=InspectedRoute)

        @router.get("/vergeten")
        def forgotten(inspecting: PageInspecting) -> str:
            return "alles"

        app.include_router(router)
        answer = as_user("auditor-1").get("/vergeten")
        assert (answer.status_code, "alles" in answer.text) == (500, False)


class TestAView:
    def test_is_written_down_after_the_page_was_made(self, auditor: TestClient, told: House) -> None:
        """Which page, about whom, under which access; who and when stand in the header."""
        number = lines(told, region="Rotterdam")
        before = position(told)
        assert auditor.get("/controle/client/c1?at=2026-02-01T12:00").status_code == 200
        event = last(told)
        assert isinstance(event, Inzage.Viewed)
        assert (event.inzage, event.step, event.page, event.client) == (number, "lines", "/controle/client/c1", "c1")
        assert position(told) == before + 1

    @pytest.mark.parametrize(
        ("address", "client", "provider"),
        [
            ("/controle/budget/b1", "c1", "p1"),
            ("/uitleg?cijfer=b1.available", "c1", "p1"),
            ("/controle/regio/Rotterdam", None, None),
            ("/controle?q=c1", "c1", None),
            ("/controle/gebeurtenis/20", "c1", "p1"),
        ],
    )
    def test_tells_of_whom(
        self, auditor: TestClient, told: House, address: str, client: str | None, provider: str | None
    ) -> None:
        """The one client and the one provider it is about."""
        lines(told, region="Rotterdam")
        assert auditor.get(address).status_code == 200
        event = last(told)
        assert isinstance(event, Inzage.Viewed)
        assert (event.page, event.client, event.provider) == (address.partition("?")[0], client, provider)

    def test_that_cannot_be_written_down_shows_nothing(
        self, auditor: TestClient, told: House, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """No line in the log, no page."""
        lines(told, region="Rotterdam")

        def busy(*given: object) -> None:
            raise Conflict("too-busy", "Iemand anders wijzigt dit op hetzelfde moment. Probeer het zo nog eens.")

        monkeypatch.setattr(type(told.door), "accept", busy)
        answer = auditor.get("/controle/client/c1")
        assert (answer.status_code, "Tijdlijn" in answer.text) == (409, False)

    def test_of_a_stand_that_cannot_be_shown_is_one_too(self, auditor: TestClient, told: House) -> None:
        """The page shows what is known now, with the mistake above it."""
        lines(told, region="Rotterdam")
        assert auditor.get("/controle/client/c1?position=999999").status_code == 422
        assert last(told).page == "/controle/client/c1"

    def test_leaves_a_page_that_looks_back_as_it_was(self, auditor: TestClient, told: House) -> None:
        """To the byte, though looking moves the log."""
        lines(told, region="Rotterdam")
        address = "/controle/client/c1?position=42&today=2026-03-04"
        first = auditor.get(address)
        assert auditor.get(address).content == first.content

    def test_stands_in_the_trail_of_the_client(self, auditor: TestClient, told: House) -> None:
        """Whoever may read of a client reads who looked."""
        lines(told, region="Rotterdam")
        auditor.get("/controle/client/c1")
        assert "Bekeken met inzage i2" in main_text(auditor.get("/controle/client/c1"))

    def test_of_a_system_is_written_down_too(self, control: TestClient, told: House) -> None:
        """In the name of its key."""
        by = Mandate(Actor("api:auditor", "auditor"))
        lines(told, by, region="Rotterdam")
        assert control.get("/api/v1/clients/c1/history").status_code == 200
        assert (last(told).page, last(told).client) == ("/api/v1/clients/c1/history", "c1")


def test_the_application_of_these_tests_is_the_real_one(told: House) -> None:
    """The gate is not taken away here."""
    browser = TestClient(create_app(told), follow_redirects=False)
    assert browser.get("/controle/client/c1").status_code == 303
