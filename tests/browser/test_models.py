"""A zorgkantoor compares models on its own care, in a real browser: choose, wait, read, and nothing in the way."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from fastapi import FastAPI

from ledger.simulation.run import Asked
from ledger.vocabulary.clock import SetClock
from tests.browser.serving import log_in, served
from tests.browser.site import check_page, enter, follow
from tests.databases import SqliteDatabases
from tests.web.models_story import Gate, modelled_house
from web.app import create_app
from web.composition import House
from web.simulating import scenarios_of
from web.simulations import Simulations

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture
def told(sqlite_databases: SqliteDatabases, clock: SetClock) -> Iterator[House]:
    """Twelve people had a year of care."""
    with modelled_house(sqlite_databases, clock) as house:
        yield house


@pytest.fixture
def app(told: House) -> FastAPI:
    """The application on that house; it waits for an answer however busy the machine is."""
    app = create_app(told)
    app.state.simulations = Simulations(told, patience=60)
    return app


@pytest.fixture
def address(app: FastAPI) -> Iterator[str]:
    """Where the application is served."""
    with served(app) as address:
        yield address


@pytest.fixture
def plain(chromium: "Browser") -> Iterator["Page"]:
    """A browser on which no script runs."""
    context = chromium.new_context(locale="nl-NL", java_script_enabled=False)
    yield context.new_page()
    context.close()


class TestComparing:
    def test_two_models_on_the_same_care(self, plain: "Page", address: str) -> None:
        """The main job: what would two models have paid, to whom, and what is said of them? Without a script."""
        enter(plain, address, "inkoop-1")
        follow(plain.get_by_role("link", name="Modellen vergelijken"))
        for code in "BDEFGH":
            plain.locator(f"input[name=models][value={code}]").uncheck()
        follow(plain.get_by_role("button", name="Reken door"))
        assert plain.get_by_role("heading", name="Wat er betaald zou zijn").is_visible()
        figures = plain.get_by_role("table", name="Dezelfde zorg van 12 cliënten, per model")
        heads = figures.get_by_role("columnheader")
        assert [heads.nth(place).inner_text() for place in (1, 2)] == ["A", "C"]
        part = figures.get_by_role("row", name="Deel dat op een prestatie rust")
        assert part.get_by_role("cell").all_inner_texts() == ["100,0%", "100,0%"]
        plain.get_by_text("C arrangement", exact=True).last.click()
        assert plain.get_by_role("table", name="Aanbieders met model C").is_visible()
        plain.get_by_text("Wettelijk", exact=True).click()
        law = plain.get_by_role("table", name="4. Betaling en controle op een prestatie (artikel 9.1.2 lid 6 Wlz)")
        assert "Ja, op het arrangement." in law.inner_text()

    def test_nothing_chosen_is_told_in_the_summary(self, page: "Page", address: str) -> None:
        log_in(page, address, "inkoop-1")
        page.goto(f"{address}/regio/modellen")
        for code in "ABCDEFGH":
            page.locator(f"input[name=models][value={code}]").uncheck()
        page.get_by_role("button", name="Reken door").click()
        summary = page.get_by_role("alert")
        assert "Noem minstens één model" in summary.inner_text()
        summary.get_by_role("link").click()
        assert page.evaluate("document.activeElement.id") == "models"

    def test_the_wait_ends_by_itself(self, page: "Page", address: str, app: FastAPI, told: House) -> None:
        """The page asks again every few seconds, for the same part of the log."""
        gate = Gate(told)
        app.state.simulations = gate.simulations
        log_in(page, address, "inkoop-1")
        page.goto(f"{address}/regio/modellen?jaar=2026&models=A")
        assert page.get_by_role("heading", name="De berekening loopt").is_visible()
        head = told.ledger.head()
        assert head is not None
        gate.finish(Asked(scenarios_of("A"), 2026, "Rotterdam", head.position))
        page.get_by_role("heading", name="Wat er betaald zou zijn").wait_for()
        assert page.get_by_text(f"tot en met gebeurtenis {head.position}").is_visible()


class TestForEveryone:
    @pytest.mark.parametrize("width", [390, 1280])
    @pytest.mark.parametrize(
        "query", ["", "?stand=", "?models=A&models=C&models=F&models=H%2BA", "?models=G%2BD", "?jaar=2025&models=A"]
    )
    def test_no_serious_barrier_and_no_sideways_scrolling(
        self, page: "Page", address: str, query: str, width: int
    ) -> None:
        page.set_viewport_size({"width": width, "height": 900})
        log_in(page, address, "inkoop-1")
        page.goto(f"{address}/regio/modellen{query}")
        page.locator("details").evaluate_all("folded => folded.forEach(one => { one.open = true; })")
        check_page(page)

    @pytest.mark.parametrize("width", [390, 1280])
    def test_none_while_waiting(self, page: "Page", address: str, app: FastAPI, told: House, width: int) -> None:
        gate = Gate(told)
        app.state.simulations = gate.simulations
        page.set_viewport_size({"width": width, "height": 900})
        log_in(page, address, "inkoop-1")
        page.goto(f"{address}/regio/modellen?jaar=2026&models=A")
        assert page.get_by_role("heading", name="De berekening loopt").is_visible()
        check_page(page)
        head = told.ledger.head()
        assert head is not None
        gate.finish(Asked(scenarios_of("A"), 2026, "Rotterdam", head.position))
