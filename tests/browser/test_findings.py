"""From the portfolio to what a finding rests on, in a real browser: the filters hold, and the way back leads back."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from ledger.vocabulary.clock import SetClock
from tests.browser.serving import log_in, served
from tests.browser.site import check_page, follow
from tests.databases import SqliteDatabases
from tests.houses import do
from tests.web.findings_story import number, opening
from tests.web.region_story import regional_house
from web.app import create_app
from web.audits import Audits

if TYPE_CHECKING:
    from playwright.sync_api import Page

HERE = "/controle/bevindingen"
D1 = number("declared-late", "d1/1")


@pytest.fixture
def address(sqlite_databases: SqliteDatabases, clock: SetClock) -> Iterator[str]:
    """Where the application is served, with findings about both providers."""
    with regional_house(sqlite_databases, clock) as house:
        do(house, *(opening("declared-late", item) for item in ("d1/1", "d1/2", "d9/1")))
        app = create_app(house)
        app.state.audits = Audits(house, patience=60)
        with served(app) as address:
            yield address


def title(page: "Page") -> str:
    """The first heading."""
    return page.get_by_role("heading", level=1).inner_text()


class TestTheWorkplace:
    def test_leads_from_the_portfolio_to_an_event_and_back(self, page: "Page", address: str) -> None:
        """Portfolio, filter, list, finding, event; then back by the links, with the filter in place."""
        log_in(page, address, "auditor-1")
        page.goto(f"{address}{HERE}")
        page.get_by_text("Kies wat u wilt zien").click()
        page.get_by_label("Zorgaanbieder", exact=True).fill("p9")
        page.get_by_label("Regel", exact=True).select_option("declared-late")
        follow(page.get_by_role("button", name="Toon", exact=True))
        assert page.get_by_text("U ziet: zorgaanbieder p9").is_visible()
        follow(page.get_by_role("link", name="Alle bevindingen in een lijst"))
        assert page.locator("main table tbody tr").count() == 1
        follow(page.locator("main table tbody a").first)
        assert page.get_by_text("Zoals bekend bij het betalen").is_visible()
        follow(page.get_by_role("link", name="Gebeurtenis 4"))
        assert title(page) == "Gebeurtenis 4"
        follow(page.get_by_role("link", name="Terug naar de bevinding"))
        follow(page.get_by_role("link", name="Lijst van bevindingen"))
        assert page.get_by_text("U ziet: zorgaanbieder p9").is_visible()
        assert page.locator("main table tbody tr").count() == 1

    def test_lets_the_provider_explain_and_the_payer_decide(self, page: "Page", address: str) -> None:
        """The payer reads the explanation, and takes the amount back."""
        log_in(page, address, "kantoor-1")
        page.goto(f"{address}{HERE}/nummer/{D1}")
        page.get_by_label("Uw toelichting").fill("Het besluit kwam later.")
        follow(page.get_by_role("button", name="Leg de toelichting vast"))
        assert page.get_by_role("status").get_by_text("Het zorgkantoor beslist").is_visible()
        follow(page.get_by_role("button", name="Uitloggen"))
        log_in(page, address, "inkoop-1")
        page.goto(f"{address}{HERE}/nummer/{D1}")
        assert page.get_by_text("Het besluit kwam later.").is_visible()
        page.get_by_label("Bedrag terugnemen").check()
        page.get_by_label("Waarom").fill("De zorg was er niet.")
        follow(page.get_by_role("button", name="Leg het besluit vast"))
        assert page.get_by_text("bedrag teruggenomen", exact=True).is_visible()


class TestForEveryone:
    @pytest.mark.parametrize("width", [390, 1280])
    def test_no_serious_barrier_and_no_sideways_scrolling(self, page: "Page", address: str, width: int) -> None:
        page.set_viewport_size({"width": width, "height": 900})
        log_in(page, address, "auditor-1")
        paths = ("", "?by=month&region=x", "?period=ooit", "/lijst", f"/nummer/{D1}", "/toetsen?toets=ja", "/praktijk")
        for path in paths:
            page.goto(f"{address}{HERE}{path}")
            check_page(page)
