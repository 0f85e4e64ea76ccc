"""The gate before what an auditor sees: nothing without an inzage, nothing outside its bounds, each view on record."""

from datetime import timedelta
from typing import Any

import pytest
from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute

from ledger.aggregates.inzage import Bounds
from ledger.events import Declaration, Inzage, decode
from ledger.vocabulary.actor import Actor, Mandate
from ledger.vocabulary.clock import SetClock
from ledger.vocabulary.errors import Conflict
from tests.houses import do
from tests.web.client import TestClient, main_text, texts
from tests.web.conftest import LogIn
from tests.web.inzage import RUUD, lines, request
from tests.web.keys import system
from tests.web.story import PEOPLE
from web.app import create_app
from web.auth.accounts import create_account
from web.composition import House
from web.dependencies import PageInspecting
from web.inspected import clients_in_sample, covers
from web.inspecting import InspectedRoute

LOOKED_AT = {
    "/controle": "/controle?q=c1",
    "/controle/vergelijk": "/controle/vergelijk?soort=client&nummer=c1&before=4",
    "/controle/gebeurtenis/{number}": "/controle/gebeurtenis/20",
    "/controle/{soort}/{id:path}": "/controle/client/c1",
    "/controle/persoon/{client}": "/controle/persoon/c1",
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


@pytest.fixture(autouse=True)
def gate() -> None:
    """Here it stands."""


@pytest.fixture
def told(regional: House) -> House:
    """The story of the region."""
    return regional


@pytest.fixture
def auditor(as_user: LogIn) -> TestClient:
    """The auditor, logged in."""
    return as_user("auditor-1")


@pytest.fixture
def control(app: FastAPI, told: House) -> TestClient:
    """The system of an auditor."""
    return system(app, told, "auditor")


def code(answer: Any) -> str:
    """Why not, of a page or of an answer."""
    assert answer.status_code == 403, answer.text
    if answer.headers["content-type"].startswith("application/json"):
        return str(answer.json()["error"]["code"])
    return next(one for one in texts(answer, "//main//strong") if one.startswith("inzage-"))


def last(house: House) -> Any:
    """The last event of the log."""
    record = house.ledger.head()
    assert record is not None
    return decode(record.topic, record.state)


def position(house: House) -> int:
    """The end of the log."""
    record = house.ledger.head()
    return record.position if record else 0


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
            ("/controle?q=c1", None, None),
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


class TestTheBounds:
    @pytest.mark.parametrize(
        ("bounds", "seen", "hidden"),
        [
            ({"region": "Rotterdam"}, "/controle/client/c1", "/controle/zorgaanbieder/p1"),
            ({"region": "Rotterdam"}, "/controle/regio/Rotterdam", "/controle/regio/Utrecht"),
            ({"region": "Rotterdam"}, "/controle/declaratie/d1", "/controle/zorgaanbieder/p9"),
            ({"region": "Utrecht"}, "/controle/regio/Utrecht", "/controle/client/c1"),
            ({"region": "Utrecht"}, "/controle/regio/Utrecht", "/controle/declaratie/d1"),
            ({"clients": ["c1"]}, "/controle/client/c1", "/controle/declaratie/d1"),
            ({"provider": "p1"}, "/controle/zorgaanbieder/p1", "/controle/zorgaanbieder/p9"),
            ({"provider": "p1"}, "/controle/budget/b1", "/controle/budget/b4"),
            ({"provider": "p1"}, "/controle/declaratie/d1", "/controle/regio/Rotterdam"),
            ({"provider": "p1"}, "/controle/declaratie/d1", "/controle/declaratie/d9"),
            ({"clients": ["c1"]}, "/controle/client/c1", "/controle/client/c2"),
            ({"clients": ["c1"]}, "/controle/budget/b1", "/controle/budget/b2"),
            ({"clients": ["c1"]}, "/controle/gebeurtenis/20", "/controle/zorgaanbieder/p1"),
        ],
    )
    def test_are_kept(self, auditor: TestClient, told: House, bounds: Any, seen: str, hidden: str) -> None:
        """What lies within is shown; what lies outside says that the inzage is not about it."""
        lines(told, **bounds)
        assert auditor.get(seen).status_code == 200, seen
        assert code(auditor.get(hidden)) == "inzage-outside"

    def test_of_a_provider_leave_out_other_providers(self, control: TestClient, told: House) -> None:
        """Of the same client too."""
        lines(told, Mandate(Actor("api:auditor", "auditor")), provider="p1")
        assert control.get("/api/v1/balances/b1").status_code == 200
        assert code(control.get("/api/v1/balances/b4")) == "inzage-outside"

    def test_of_a_provider_leave_out_what_others_did_for_a_client(
        self, auditor: TestClient, control: TestClient, told: House
    ) -> None:
        """Her other budget is at p9, and is no part of this control: not its figures, not its events."""
        by = Mandate(Actor("api:auditor", "auditor"))
        lines(told, by, "a", provider="p1")
        lines(told, provider="p1")
        events = control.get("/api/v1/clients/c1/history").json()["events"]
        assert {one["data"]["budget"] for one in events if "budget" in one["data"]} == {"b1"}
        page = auditor.get("/controle/client/c1")
        assert texts(page, "//main//dl//dt") == ["Budget b1"]
        assert "van p9" not in main_text(page)
        assert len(texts(page, "//main//tbody/tr")) == len(events) + 1

    @pytest.mark.parametrize(("clients", "seen"), [({"c1"}, False), ({"c1", "c2"}, True)])
    def test_of_clients_let_nobody_stand_beside_them(self, told: House, clients: set[str], seen: bool) -> None:
        """What is about two people is seen under an inzage in both."""
        about = [("client", "c1"), ("client", "c2")]
        with told.reading() as connection:
            assert covers(connection, told.ledger, RUUD, Bounds(clients=frozenset(clients)), about) is seen

    def test_hold_for_what_a_search_finds(self, auditor: TestClient, told: House) -> None:
        """What lies outside is not found."""
        lines(told, clients=["c1"])
        assert texts(auditor.get("/controle?q=c1"), "//main//li/a/@href") == ["/controle/client/c1"]
        assert "Niets gevonden" in main_text(auditor.get("/controle?q=c2"))
        assert "Niets gevonden" in main_text(auditor.get("/controle?q=linde"))

    def test_of_totals_are_a_region(self, control: TestClient, told: House) -> None:
        """With the totals of one region there are none of everything."""
        by = Mandate(Actor("api:auditor", "auditor"))
        request(told, "t1", "totals", by, region="Rotterdam")
        assert control.get("/api/v1/totals?region=Rotterdam").status_code == 200
        assert code(control.get("/api/v1/totals")) == "inzage-outside"
        assert code(control.get("/api/v1/totals?region=Utrecht")) == "inzage-outside"

    def test_of_totals_show_no_lines(self, control: TestClient, told: House) -> None:
        """A step shows what it is for; lines show totals too."""
        by = Mandate(Actor("api:auditor", "auditor"))
        request(told, "t1", "totals", by)
        assert control.get("/api/v1/totals").status_code == 200
        assert code(control.get("/api/v1/clients/c1/history")) == "inzage-needed"

    def test_are_ones_own(self, auditor: TestClient, told: House) -> None:
        """The inzage of a colleague shows nothing."""
        lines(told, Mandate(Actor("auditor-2", "auditor")), region="Rotterdam")
        assert code(auditor.get("/controle/client/c1")) == "inzage-needed"


class TestTheLastDay:
    def test_counts_and_the_day_after_does_not(
        self, app: FastAPI, as_user: LogIn, told: House, clock: SetClock
    ) -> None:
        """On 31 March it is shown, on 1 April the code says why not."""
        lines(told, region="Rotterdam")
        clock.moment = clock.moment.replace(day=31)
        assert as_user("auditor-1").get("/controle/client/c1").status_code == 200
        clock.moment += timedelta(days=1)
        answer = as_user("auditor-1").get("/controle/client/c1")
        assert (code(answer), "31 maart 2026" in main_text(answer)) == ("inzage-expired", True)

    def test_is_earlier_when_it_is_ended(self, auditor: TestClient, told: House) -> None:
        """From then on nothing."""
        do(told, {"do": "end_inzage", "inzage": lines(told, region="Rotterdam")}, mandate=RUUD)
        assert code(auditor.get("/controle/client/c1")) == "inzage-over"


class TestPersonalDetail:
    @pytest.fixture
    def asked(self, told: House, monkeypatch: pytest.MonkeyPatch) -> None:
        """Of client c1, in a sample in which she and c2 are."""
        monkeypatch.setattr("ledger.commands.inzage.is_drawn", lambda desk, sample: True)
        monkeypatch.setattr("web.inspected.clients_in_sample", lambda ledger, sample: frozenset({"c1", "c2"}))
        lines(told, region="Rotterdam")
        bounds: Any = {"region": "Rotterdam", "sample": "s1"}
        request(told, "i3", "sample", previous="i2", **bounds)
        request(told, "i4", "detail", previous="i3", clients=["c1"], **bounds)

    def test_is_for_nobody_before_a_second_person_said_yes(self, auditor: TestClient, asked: None) -> None:
        """Lines and samples do not open it."""
        assert code(auditor.get("/controle/persoon/c1")) == "inzage-not-granted"

    def test_is_shown_once_it_was_granted(self, auditor: TestClient, asked: None, told: House) -> None:
        """Her name and what was written about her, and no BSN; the view is on record."""
        do(told, {"do": "grant_inzage", "inzage": "i4"}, mandate=Mandate(Actor("auditor-2", "auditor")))
        shown = main_text(auditor.get("/controle/persoon/c1"))
        for told_there in ("Mevrouw Jansen", "wandelen met begeleiding", "Mijn moeder was toen bij mij."):
            assert told_there in shown
        assert "999900006" not in shown
        assert (last(told).inzage, last(told).step, last(told).client) == ("i4", "detail", "c1")
        assert code(auditor.get("/controle/persoon/c2")) == "inzage-outside"

    def test_is_not_opened_when_it_was_refused(self, auditor: TestClient, asked: None, told: House) -> None:
        """No is no."""
        no = {"do": "refuse_inzage", "inzage": "i4", "motivation": "De steekproef is nog niet beoordeeld."}
        do(told, no, mandate=Mandate(Actor("auditor-2", "auditor")))
        assert code(auditor.get("/controle/persoon/c1")) == "inzage-was-refused"

    def test_of_the_sample_is_pseudonymous(self, auditor: TestClient, asked: None, told: House) -> None:
        """The sample limits who is seen to those that were drawn."""
        do(told, {"do": "end_inzage", "inzage": "i2"}, mandate=RUUD)
        assert "Jansen" not in auditor.get("/controle/client/c1").text
        assert auditor.get("/controle/client/c2").status_code == 200
        assert code(auditor.get("/controle/client/c3")) in ("inzage-over", "inzage-outside")


class TestASample:
    def test_is_of_the_clients_whose_lines_were_drawn(self, auditor: TestClient, told: House) -> None:
        """Only they are seen; a sample that was not drawn has nobody."""
        drawn = {"do": "draw_sample", "sample": "s1", "method": "random", "seed": "4 1 6 3", "region": "Rotterdam"}
        do(told, {**drawn, "period": ["2026-01-01", "2026-12-31"]})
        sample = last(told)
        keys = {item.key for item in sample.items}
        of_lines = {(line.declaration, line.line): line.client for line in _submitted(told)}
        expected = {of_lines[key.split("/")[0], key.split("/")[1]] for key in keys} - {None}
        assert clients_in_sample(told.ledger, "s1") == expected
        assert expected
        assert clients_in_sample(told.ledger, "s2") == frozenset()

    def test_limits_lines_too(self, auditor: TestClient, told: House) -> None:
        """Under an inzage of the sample alone nobody else is seen."""
        drawn = {"do": "draw_sample", "sample": "s1", "method": "random", "seed": "4 1 6 3", "region": "Rotterdam"}
        do(told, {**drawn, "period": ["2026-01-01", "2026-12-31"]})
        lines(told, sample="s1")
        drawn_are = clients_in_sample(told.ledger, "s1")
        (other, *_) = sorted({client for client, _, _ in PEOPLE} - drawn_are)
        assert auditor.get(f"/controle/client/{min(drawn_are)}").status_code == 200
        assert code(auditor.get(f"/controle/client/{other}")) == "inzage-outside"


def _submitted(house: House) -> list[Declaration.LineSubmitted]:
    events = (decode(one.topic, one.state) for one in house.ledger.records(0))
    return [event for event in events if isinstance(event, Declaration.LineSubmitted)]


def test_the_application_of_these_tests_is_the_real_one(told: House) -> None:
    """The gate is not taken away here."""
    browser = TestClient(create_app(told), follow_redirects=False)
    assert browser.get("/controle/client/c1").status_code == 303
