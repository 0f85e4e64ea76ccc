"""'Waarom dit bedrag?' on every page that shows a figure: it unfolds without script, leads on, and fits any screen."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from ledger.vocabulary.clock import SetClock
from tests.browser.serving import served
from tests.browser.site import check_page, enter, phone
from tests.databases import SqliteDatabases
from tests.web.region_story import regional_house
from web.app import create_app

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

__all__ = ["phone"]

PAGES = (
    ("familie-1", "/budget/b1", "Over, tot en met 31 december 2026"),
    ("medewerker-17", "/regels/b1", "Over, tot en met 31 december 2026"),
    ("auditor-1", "/controle/budget/b1", "Over, tot en met 31 december 2026"),
    ("auditor-1", "/controle/gebeurtenis/45", "wat ervan staat"),
    ("inkoop-1", "/regio", "Over van de contracteerruimte 2026 van Rotterdam"),
)


@pytest.fixture
def regional_site(sqlite_databases: SqliteDatabases, clock: SetClock) -> Iterator[str]:
    """The address of a site with the story of the region."""
    with regional_house(sqlite_databases, clock) as house, served(create_app(house)) as address:
        yield address


class TestWhyThisAmount:
    @pytest.mark.parametrize("width", [390, 1280])
    @pytest.mark.parametrize(("username", "path", "figure"), PAGES)
    def test_unfolds_on_every_page(
        self, chromium: "Browser", regional_site: str, username: str, path: str, figure: str, width: int
    ) -> None:
        context = chromium.new_context(viewport={"width": width, "height": 844}, locale="nl-NL")
        page = context.new_page()
        enter(page, regional_site, username)
        page.goto(f"{regional_site}{path}")
        why = page.locator("details.pvb-why", has_text=figure).first
        why.locator("summary").first.click()
        assert why.locator(".pvb-explained").first.is_visible()
        check_page(page)
        context.close()

    def test_leads_to_the_line(self, phone: "Page", regional_site: str) -> None:
        enter(phone, regional_site, "familie-1")
        phone.goto(f"{regional_site}/budget/b1")
        phone.locator(".pvb-hero details.pvb-why summary").click()
        phone.locator(".pvb-hero").get_by_role("link", name="Samen koken, 26 februari 2026").click()
        assert phone.url.endswith("#regel-g1")
