"""An auditor looks back, in a real browser: search, timeline, an earlier moment, one event."""

import re
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


class TestLookingBack:
    def test_from_a_number_to_the_stored_event(self, page: "Page", address: str) -> None:
        """The main job: what was known of this client on 1 February, and where does that figure come from?"""
        log_in(page, address, "auditor-1")
        page.get_by_label("Nummer of naam").fill("c1")
        page.get_by_role("button", name="Zoeken").click()
        page.get_by_role("link", name="c1 cliënt").click()
        assert page.get_by_role("heading", level=1).inner_text() == "Tijdlijn van cliënt c1"
        page.get_by_text("Terugkijken: wat was wanneer bekend?").click()
        page.get_by_label("Zoals bekend op").fill("2026-02-01T12:00")
        page.get_by_role("button", name="Toon deze stand").click()
        assert page.get_by_text("114,00 punten over van 120,00 punten").is_visible()
        page.get_by_role("link", name="Gebeurtenis 19").click()
        assert page.get_by_role("heading", level=1).inner_text() == "Gebeurtenis 19"
        assert '"entry": "e22"' in page.get_by_role("region", name="Zo staat het in het grootboek").inner_text()
        page.get_by_role("link", name="Vorige gebeurtenis").click()
        assert page.get_by_role("heading", level=1).inner_text() == "Gebeurtenis 18"
        page.get_by_role("link", name="Terug naar de tijdlijn").click()
        assert re.search(r"/controle/client/c1\?at=2026-02-01T12%3A00$", page.url)

    def test_a_mistake_is_told_at_the_field(self, page: "Page", address: str) -> None:
        log_in(page, address, "auditor-1")
        page.goto(f"{address}/controle/client/c1?position=99999")
        page.get_by_role("link", name=re.compile("loopt tot en met [0-9]+")).click()
        assert page.get_by_label("Of: tot en met gebeurtenis nummer").evaluate(
            "field => field === document.activeElement"
        )


class TestForEveryone:
    @pytest.mark.parametrize("width", [390, 1280])
    @pytest.mark.parametrize(
        "path",
        [
            "/controle?q=c1",
            "/controle/client/c1",
            "/controle/client/c1?at=2026-02-01T12:00",
            "/controle/budget/b1?position=99999",
            "/controle/gebeurtenis/20?van=client/c1",
            "/controle/vergelijk?soort=client&nummer=c1&before=4",
            "/controle/vergelijk?soort=client&nummer=&before=",
            "/uitleg?cijfer=b1.available&position=30&on=2026-02-26",
        ],
    )
    def test_no_serious_barrier_and_no_sideways_scrolling(
        self, page: "Page", address: str, path: str, width: int
    ) -> None:
        page.set_viewport_size({"width": width, "height": 900})
        log_in(page, address, "auditor-1")
        page.goto(f"{address}{path}")
        assert axe_violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
