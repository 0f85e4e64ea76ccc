"""A zorgkantoor looks at its year, in a real browser: what is left, per provider, why it changed, and as it was."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from ledger.vocabulary.clock import SetClock
from tests.browser.chromium import axe_violations
from tests.browser.serving import log_in, served
from tests.databases import SqliteDatabases
from tests.web.region_story import regional_house
from web.app import create_app

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture
def address(sqlite_databases: SqliteDatabases, clock: SetClock) -> Iterator[str]:
    """Where the application is served, with both stories told."""
    with regional_house(sqlite_databases, clock) as house, served(create_app(house)) as address:
        yield address


class TestTheYear:
    def test_what_is_left_and_why(self, page: "Page", address: str) -> None:
        """The main job: how far is the contracteerruimte used up, by whom, and which correction changed it?"""
        log_in(page, address, "inkoop-1")
        assert page.get_by_role("heading", level=1).inner_text() == "Regio Rotterdam, 2026"
        assert page.get_by_text("Er is nog € 7.260,00 over").is_visible()
        over = page.get_by_role("row", name="Thuiszorg Maas")
        assert over.get_by_text("te veel").is_visible()
        correction = page.get_by_role("row", name="Herschikking tussen regio's")
        assert correction.get_by_text("−€ 2.500,00").is_visible()
        page.get_by_role("link", name="2025").click()
        assert page.get_by_role("heading", level=1).inner_text() == "Regio Rotterdam, 2025"

    def test_as_it_was_before_the_correction(self, page: "Page", address: str) -> None:
        log_in(page, address, "inkoop-1")
        page.get_by_text("Terugkijken: wat was wanneer bekend?").click()
        page.get_by_label("Zoals bekend op").fill("2026-03-04T11:22")
        page.get_by_role("button", name="Toon deze stand").click()
        assert page.get_by_text("Er is nog € 9.739,50 over").is_visible()
        page.get_by_role("link", name="Terug naar nu").click()
        assert page.get_by_text("Er is nog € 7.260,00 over").is_visible()


class TestForEveryone:
    @pytest.mark.parametrize("width", [390, 1280])
    @pytest.mark.parametrize(
        "path",
        ["/regio", "/regio?jaar=2025", "/regio?at=2026-03-04T11:19", "/regio?position=x", "/regio/wat-verandert-er"],
    )
    def test_no_serious_barrier_and_no_sideways_scrolling(
        self, page: "Page", address: str, path: str, width: int
    ) -> None:
        page.set_viewport_size({"width": width, "height": 900})
        log_in(page, address, "inkoop-1")
        page.goto(f"{address}{path}")
        assert axe_violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
