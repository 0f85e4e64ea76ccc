"""The page that compares models: what it shows, what it says while it works, and what it keeps to itself."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi import FastAPI

from ledger.simulation.run import Asked
from ledger.simulation.scenarios import HYBRID, SINGLE
from ledger.vocabulary.clock import SetClock
from tests.databases import SqliteDatabases
from tests.web.client import TestClient, main_text, texts
from tests.web.conftest import LogIn
from tests.web.models_story import Gate, modelled_house, never
from web.auth.accounts import create_account
from web.composition import House
from web.in_background import AT_ONCE
from web.model_figures import FIGURES
from web.simulating import scenarios_of
from web.simulations import Simulations

PAGE = "/regio/modellen"


@pytest.fixture
def told(sqlite_databases: SqliteDatabases, clock: SetClock) -> Iterator[House]:
    """Here twelve people had a year of care."""
    with modelled_house(sqlite_databases, clock) as house:
        yield house


@pytest.fixture
def payer(as_user: LogIn) -> TestClient:
    """The buyer of Rotterdam, logged in."""
    return as_user("inkoop-1")


@pytest.fixture
def patient(app: FastAPI, told: House) -> None:
    """Let the page wait for its answer however busy the machine is."""
    app.state.simulations = Simulations(told, patience=60)


class TestWhoMayCome:
    @pytest.mark.parametrize("username", ["familie-1", "medewerker-17", "kantoor-1", "auditor-1"])
    def test_nobody_else(self, as_user: LogIn, username: str) -> None:
        assert as_user(username).get(f"{PAGE}?models=A").status_code == 403


class TestTheForm:
    def test_offers_every_model_and_picks_the_eight(self, payer: TestClient) -> None:
        page = payer.get(PAGE)
        assert texts(page, "//input[@name='models']/@value") == [*SINGLE, *HYBRID]
        assert texts(page, "//input[@name='models'][@checked]/@value") == list(SINGLE)
        assert "refresh" not in page.headers

    def test_says_what_the_law_excludes(self, payer: TestClient) -> None:
        labels = texts(payer.get(PAGE), "//label[input[@name='models']]")
        assert "F populatie F voldoet voor het mpt niet aan 5 van de 6 wettelijke criteria" in labels
        assert "A inspanning" in labels

    @pytest.mark.parametrize(
        ("query", "status", "said"),
        [
            ("jaar=2026&stand=", 409, "Noem minstens één model"),
            ("models=Z", 409, "'Z' is geen model"),
            ("models=G%2BD", 409, "spreekt zichzelf tegen"),
            ("models=A&stand=morgen", 404, "geen stand met de naam 'morgen'"),
            ("models=A&jaar=2025", 404, "Over 2025 is in Rotterdam geen zorg thuis"),
        ],
    )
    def test_tells_what_is_wrong_in_the_summary(
        self, payer: TestClient, patient: None, query: str, status: int, said: str
    ) -> None:
        page = payer.get(f"{PAGE}?{query}")
        assert page.status_code == status
        assert said in " ".join(texts(page, "//div[@role='alert']//a[@href='#models']"))
        assert texts(page, "//input[@name='models'][@checked]/@value") == [
            one for one in parse_qs(query).get("models", []) if one in (*SINGLE, *HYBRID)
        ]


@pytest.mark.usefixtures("patient")
class TestTheOutcome:
    def test_shows_figures_criteria_and_assumptions(self, payer: TestClient) -> None:
        page = payer.get(f"{PAGE}?models=A&models=C&models=H%2BA")
        heads = texts(page, "//table[caption[@id='cijfers-kop']]/thead//th")
        assert heads == ["", "A", "C", "H+A"]
        figures = texts(page, "//table[caption[@id='cijfers-kop']]/tbody//th")
        assert figures == [one.name for one in FIGURES]
        assert len(texts(page, "//section[@aria-labelledby='criteria']//caption")) == 18
        assert "4. Betaling en controle op een prestatie (artikel 9.1.2 lid 6 Wlz)" in main_text(page)
        assert "94,5% van het maximumtarief" in main_text(page)

    def test_says_what_it_holds_for_and_where_it_is_found_again(self, payer: TestClient) -> None:
        page = payer.get(f"{PAGE}?models=A")
        (href,) = texts(page, "//p[@class='pvb-as-of']/a/@href")
        assert texts(page, "//p[@class='pvb-as-of']")[0].startswith("Stand op ")
        assert texts(payer.get(href), "//main") == texts(page, "//main")

    def test_names_no_winner_and_no_client(self, payer: TestClient) -> None:
        said = main_text(payer.get(f"{PAGE}?models=A&models=C"))
        assert "Niemand geeft ze hier een gewicht" in said
        assert "c000001" not in said

    def test_keeps_few_people_together(self, payer: TestClient) -> None:
        """Twelve people: no provider has ten of them, the tenth part is one person, and so is the dearest."""
        page = payer.get(f"{PAGE}?models=A")
        names = texts(page, "//table[caption[@id='aanbieders-1-kop']]/tbody//th")
        assert names == ["Kleine zorgaanbieders samen"]
        ranks = texts(page, "//dt[contains(., 'van de cliënten')]/following-sibling::dd")
        assert set(ranks) == {"–"}
        counts = texts(page, "//table[@class='pvb-legend']/tbody//td")
        assert counts
        assert all(one == "minder dan 10" or int(one) >= 10 for one in counts)

    def test_has_a_mean_but_no_cost_per_client_where_there_is_none(self, payer: TestClient) -> None:
        assert "Dit model kent geen bedrag per cliënt" in main_text(payer.get(f"{PAGE}?models=H"))

    def test_is_of_the_own_region(self, as_user: LogIn, told: House) -> None:
        create_account(told.engine, "inkoop-2", "vier losse woorden hier", "Joost Bos", "zorgkantoor", region="Utrecht")
        answer = as_user("inkoop-2").get(f"{PAGE}?models=A")
        assert (answer.status_code, "in Utrecht geen zorg thuis" in main_text(answer)) == (404, True)


class TestTheWait:
    def test_says_how_far_it_is_and_asks_the_same_again(self, app: FastAPI, payer: TestClient, told: House) -> None:
        gate = Gate(told)
        app.state.simulations = gate.simulations
        payer.get(f"{PAGE}?models=A&models=H%2BA&jaar=2026")
        gate.begun()
        page = payer.get(f"{PAGE}?models=A&models=H%2BA&jaar=2026")
        assert "5 van de 12 cliënten zijn doorgerekend" in main_text(page)
        assert page.headers["refresh"] == "5"
        (again,) = texts(page, "//a[contains(., 'Kijk nu zelf')]/@href")
        asked = parse_qs(urlsplit(again).query)
        assert asked["models"] == ["A", "H+A"]
        gate.finish(Asked(scenarios_of("A,H+A"), 2026, "Rotterdam", int(asked["stand"][0])))
        ready = payer.get(again)
        assert "Wat er betaald zou zijn" in main_text(ready)
        assert "refresh" not in ready.headers

    def test_has_an_end_when_too_many_wait(self, app: FastAPI, payer: TestClient, told: House) -> None:
        gate = Gate(told)
        app.state.simulations = gate.simulations
        for code in SINGLE[:AT_ONCE]:
            assert payer.get(f"{PAGE}?models={code}").status_code == 200
        busy = payer.get(f"{PAGE}?models=H")
        assert (busy.status_code, "Er lopen al 4 berekeningen" in main_text(busy)) == (409, True)
        position = told.ledger.head()
        assert position is not None
        gate.finish(Asked(scenarios_of("D"), 2026, "Rotterdam", position.position))

    def test_tells_when_it_stopped_and_may_be_asked_again(self, app: FastAPI, payer: TestClient, told: House) -> None:
        app.state.simulations = Simulations(told, never, patience=60)
        for _ in range(2):
            stopped = payer.get(f"{PAGE}?models=A")
            assert (stopped.status_code, "De berekening is gestopt" in main_text(stopped)) == (409, True)
