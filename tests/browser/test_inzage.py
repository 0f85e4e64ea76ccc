"""An auditor walks the four steps in order, in a real browser; skipping one is refused, and a second person decides."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from ledger.vocabulary.clock import SetClock
from tests.browser.chromium import axe_violations
from tests.browser.serving import log_in, served
from tests.browser.site import follow
from tests.databases import SqliteDatabases
from tests.houses import do
from tests.web.region_story import regional_house
from web.app import create_app

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

DRAWN = {"do": "draw_sample", "sample": "s1", "method": "random", "seed": "4 1 6 3", "region": "Rotterdam"}
LINES_OF_2026 = {"period": ["2026-01-01", "2026-12-31"]}


@pytest.fixture(autouse=True)
def gate() -> None:
    """Here it stands."""


@pytest.fixture
def address(sqlite_databases: SqliteDatabases, clock: SetClock) -> Iterator[str]:
    """Where the application is served, with both stories told and a sample drawn."""
    with regional_house(sqlite_databases, clock) as house:
        do(house, {**DRAWN, **LINES_OF_2026})
        with served(create_app(house)) as address:
            yield address


def ask(page: "Page", address: str, step: str, **typed: str) -> None:
    """Ask for a step through its form; what is filled in already stays."""
    page.goto(f"{address}/controle/inzage/vragen?stap={step}")
    usual = {"Waarvoor (doel)": "materiële controle 2026", "Grond": "Wlz artikel 9.1.2"}
    for label, text in {**usual, "Geldt tot en met": "2026-03-31", **typed}.items():
        page.get_by_label(label).fill(text)
    follow(page.get_by_role("button", name="Vraag inzage"))


def title(page: "Page") -> str:
    """The first heading."""
    return page.get_by_role("heading", level=1).inner_text()


class TestTheFourSteps:
    def test_are_walked_in_order_and_no_other(self, chromium: "Browser", address: str) -> None:
        """From totals to the name of one client, by way of somebody else's yes."""
        mine, hers = chromium.new_page(), chromium.new_page()
        log_in(mine, address, "auditor-1")
        mine.goto(f"{address}/controle/client/c1")
        assert title(mine) == "U hebt hier geen inzage in"
        ask(mine, address, "detail", **{"Alleen deze regio": "Rotterdam", "Steekproef": "s1"})
        assert mine.get_by_role("alert").get_by_text("Vraag eerst inzage voor de stap steekproef").is_visible()
        ask(mine, address, "totals")
        mine.goto(f"{address}/controle/client/c1")
        assert title(mine) == "U hebt hier geen inzage in"
        ask(mine, address, "lines", **{"Alleen deze regio": "Rotterdam"})
        mine.goto(f"{address}/controle/client/c1")
        assert title(mine) == "Tijdlijn van cliënt c1"
        ask(mine, address, "sample", Steekproef="s1")
        ask(mine, address, "detail", **{"Alleen deze cliënten": "c1"})
        assert mine.get_by_text("Een tweede persoon beslist.").first.is_visible()
        mine.goto(f"{address}/controle/persoon/c1")
        assert title(mine) == "U hebt hier geen inzage in"
        self._grant(hers, address)
        mine.goto(f"{address}/controle/persoon/c1")
        assert title(mine) == "Persoon achter cliënt c1"
        assert mine.get_by_text("Mevrouw Jansen").is_visible()

    def _grant(self, hers: "Page", address: str) -> None:
        log_in(hers, address, "inkoop-1")
        hers.goto(f"{address}/controle/inzage/beslissen")
        follow(hers.get_by_role("link", name="Beslis over"))
        hers.get_by_label("Toestaan").check()
        follow(hers.get_by_role("button", name="Leg het besluit vast"))
        assert hers.get_by_text("De inzage is toegestaan.").is_visible()


class TestForEveryone:
    @pytest.mark.parametrize("width", [390, 1280])
    def test_no_serious_barrier_and_no_sideways_scrolling(self, page: "Page", address: str, width: int) -> None:
        page.set_viewport_size({"width": width, "height": 900})
        log_in(page, address, "auditor-1")
        ask(page, address, "totals")
        ask(page, address, "lines", **{"Alleen deze regio": "Rotterdam"})
        page.goto(f"{address}/controle/client/c1")
        (number,) = page.request.get(f"{address}/controle/inzage").text().split('href="/controle/inzage/nummer/')[1:2]
        paths = [
            "",
            "/vragen?stap=totals",
            "/vragen?stap=sample",
            "/beslissen",
            f"/nummer/{number.partition(chr(34))[0]}",
        ]
        for path in paths:
            page.goto(f"{address}/controle/inzage{path}")
            assert axe_violations(page) == [], path
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
