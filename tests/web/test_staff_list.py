"""The list that staff begin with: who is in it, in which order, and what it says of a budget."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from ledger.vocabulary.actor import Actor, Mandate
from ledger.vocabulary.clock import SetClock
from projections.as_of import now
from tests.houses import do
from tests.web.client import TestClient, send, texts
from tests.web.story import FATMA
from web.auth.sessions import start_session
from web.auth.visitor import COOKIE
from web.composition import House

LogIn = Callable[[str], TestClient]


@pytest.fixture
def fatma(as_user: LogIn) -> TestClient:
    return as_user("medewerker-17")


class TestTheList:
    def test_shows_the_clients_of_the_provider_with_what_is_left(self, fatma: TestClient) -> None:
        answer = fatma.get("/vandaag")
        assert texts(answer, "//span[@class='pvb-person__name']") == [
            "Mevrouw Jansen",
            "Mevrouw de Vries",
            "Meneer El Amrani",
        ]
        assert "108,16 punten" in texts(answer, "//a[@href='/regels/b1']")[0]
        assert "Vandaag gepland: naar de markt" in texts(answer, "//a[@href='/regels/b1']")[0]

    def test_says_what_it_holds_for(self, fatma: TestClient, told: House) -> None:
        (note,) = texts(fatma.get("/vandaag"), "//p[@class='pvb-as-of']")
        assert note.startswith(f"Stand op 4 maart 2026, tot en met gebeurtenis {now(told.ledger).position}.")

    def test_says_who_has_almost_nothing_left(self, fatma: TestClient, told: House) -> None:
        spend = {"do": "spend", "budget": "b2", "entry": "x", "on": "2026-03-04", "what": "zwemmen"}
        do(told, {**spend, "amount": {"PUNT": "8.00"}}, mandate=FATMA)
        assert "Bijna op" in texts(fatma.get("/vandaag"), "//a[@href='/regels/b2']")[0]
        do(told, {**spend, "entry": "y", "amount": {"PUNT": "0.67"}}, mandate=FATMA)
        assert texts(fatma.get("/vandaag"), "//a[@href='/regels/b2']")[0].endswith("Op")

    def test_says_the_same_of_the_pace_as_the_family_page(self, fatma: TestClient, told: House) -> None:
        spend = {"do": "spend", "budget": "b2", "entry": "x", "on": "2026-03-04", "what": "zwemmen"}
        assert "sneller" not in texts(fatma.get("/vandaag"), "//a[@href='/regels/b2']")[0]
        do(told, {**spend, "amount": {"PUNT": "4.00"}}, mandate=FATMA)
        assert "Gaat sneller dan gepland" in texts(fatma.get("/vandaag"), "//a[@href='/regels/b2']")[0]

    def test_is_silent_about_little_left_when_that_lasts(self, fatma: TestClient, told: House, clock: SetClock) -> None:
        spend = {"do": "spend", "budget": "b2", "entry": "x", "on": "2026-03-04", "what": "zwemmen"}
        do(told, {**spend, "amount": {"PUNT": "8.00"}}, mandate=FATMA)
        clock.moment += timedelta(days=116)
        fatma = TestClient(fatma.app, cookies={COOKIE: start_session(told.engine, "medewerker-17", clock.now())})
        assert "Bijna op" not in texts(fatma.get("/vandaag"), "//a[@href='/regels/b2']")[0]

    def test_begins_with_the_clients_whose_family_asked_something(self, fatma: TestClient, told: House) -> None:
        asker = Mandate(Actor("familie-2", "familie", "c2"), client="c2")
        badge = "//a[.//span[normalize-space()='Vraag van familie']]/@href"
        assert texts(fatma.get("/vandaag"), badge) == ["/regels/b1"]
        do(told, {"do": "question_entry", "budget": "b2", "entry": "g1", "text": "Was dit samen?"}, mandate=asker)
        assert texts(fatma.get("/vandaag"), badge) == ["/regels/b1", "/regels/b2"]
        assert texts(fatma.get("/vandaag"), "//ul[@class='pvb-people']//a/@href") == [
            "/regels/b1",
            "/regels/b2",
            "/regels/b3",
        ]
        do(told, {"do": "answer_question", "budget": "b1", "entry": "e15", "text": "We waren er."}, mandate=FATMA)
        assert texts(fatma.get("/vandaag"), badge) == ["/regels/b2"]
        assert texts(fatma.get("/vandaag"), "//ul[@class='pvb-people']//a/@href")[0] == "/regels/b2"

    def test_finds_a_name(self, fatma: TestClient) -> None:
        assert texts(fatma.get("/vandaag?zoek=AMR"), "//span[@class='pvb-person__name']") == ["Meneer El Amrani"]

    def test_drops_a_budget_a_month_after_its_end(self, as_user: LogIn, clock: SetClock) -> None:
        clock.moment += timedelta(days=(118 + 31))
        assert "/regels/b2" in texts(as_user("medewerker-17").get("/vandaag"), "//main//a/@href")
        clock.moment += timedelta(days=1)
        assert "/regels/b2" not in texts(as_user("medewerker-17").get("/vandaag"), "//main//a/@href")

    def test_holds_until_the_last_day_there_is(self, fatma: TestClient, told: House) -> None:
        forever = {"do": "open_budget", "budget": "b99", "client": "c1", "provider": "p1", "amount": {"PUNT": "10.00"}}
        do(told, {**forever, "from": "2026-01-01", "to": "2199-12-31"})
        assert "/regels/b99" in texts(fatma.get("/vandaag"), "//main//a/@href")
        for address in ("/regels/b99", "/opschrijven/b99", "/plannen/b99", "/samen"):
            assert fatma.get(address).status_code == 200

    @pytest.mark.parametrize("on", ["0001-01-01", "2199-12-31"])
    def test_takes_no_harm_from_the_first_and_the_last_day(self, fatma: TestClient, on: str) -> None:
        fields = {"what": "wandelen", "amount": "other", "amount_other": "1"}
        assert send(fatma, "/opschrijven/b1", **{**fields, "on": "other", "on_other": on}).status_code in (409, 422)
        assert send(fatma, "/plannen/b1", **{**fields, "amount": "1", "on": on}).status_code in (409, 422)
