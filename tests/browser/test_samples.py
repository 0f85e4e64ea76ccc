"""An auditor draws a sample, judges its lines, has its verdict, and fetches the evidence, in a real browser."""

from collections.abc import Iterator
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from ledger.vocabulary.clock import SetClock
from tests.browser.serving import log_in, served
from tests.browser.site import check_page, follow
from tests.databases import SqliteDatabases
from tests.web.inzage import RUUD, lines, request
from tests.web.region_story import regional_house
from web.app import create_app
from web.composition import House

if TYPE_CHECKING:
    from playwright.sync_api import Page

SIZES = [(390, 844), (1280, 900)]


@pytest.fixture(autouse=True)
def gate(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here it stands; the report of a pack, which takes seconds to draw, has tests of its own."""
    monkeypatch.setattr("web.evidence.pack.report", lambda *given: b"%PDF-")


@pytest.fixture
def house(sqlite_databases: SqliteDatabases, clock: SetClock) -> Iterator[House]:
    """The region, of which the auditor may see the lines of Rotterdam."""
    with regional_house(sqlite_databases, clock) as house:
        lines(house, region="Rotterdam")
        yield house


@pytest.fixture
def address(house: House) -> Iterator[str]:
    """Where it is served."""
    with served(create_app(house)) as address:
        yield address


def title(page: "Page") -> str:
    """The first heading."""
    return page.get_by_role("heading", level=1).inner_text()


class TestASample:
    @pytest.mark.parametrize("size", SIZES)
    def test_goes_from_plan_to_verdict(self, page: "Page", address: str, house: House, size: tuple[int, int]) -> None:
        """The main job of material control; every page of it is usable on a phone and at a desk."""
        page.set_viewport_size({"width": size[0], "height": size[1]})
        log_in(page, address, "auditor-1")
        page.goto(f"{address}/controle/steekproeven")
        check_page(page)
        page.get_by_text("Een nieuwe steekproef").click()
        page.get_by_label("Materiële controle").check()
        for label, text in {
            "Nummer van de steekproef": "s1",
            "Zaad": "4 1 6 3",
            "Dagen van de zorg": "2026-02",
        }.items():
            page.get_by_label(label).fill(text)
        follow(page.get_by_role("button", name="Bekijk hoe groot"))
        assert page.get_by_text("U trekt 60 centen").is_visible()
        check_page(page)
        follow(page.get_by_role("button", name="Trek deze steekproef"))
        assert title(page) == "Steekproef s1"
        assert page.get_by_role("link", name="Vraag inzage in deze steekproef").is_visible()
        check_page(page)
        request(house, "i3", "sample", RUUD, previous="i2", region="Rotterdam", sample="s1")
        page.reload()
        for right in ("60,00", "75,50", "120"):
            follow(page.get_by_role("link", name="Beoordeel de volgende regel"))
            check_page(page)
            page.get_by_label("Hoeveel ervan klopt?").fill(right)
            page.get_by_label("Waarom?").fill("Vijf euro te veel." if right == "120" else "Gezien.")
            follow(page.get_by_role("button", name="Leg het oordeel vast"))
        follow(page.get_by_role("button", name="Evalueer de steekproef"))
        assert page.get_by_text("De fout is te groot: waarschijnlijk is 1,92% van het geld fout").is_visible()
        check_page(page)
        follow(page.get_by_role("link", name="Trek opnieuw en vergelijk"))
        assert page.get_by_text("dezelfde 3 regels uit 3 regels").is_visible()
        check_page(page)

    def test_says_at_the_field_what_is_missing(self, page: "Page", address: str) -> None:
        """The link in the summary leads there."""
        log_in(page, address, "auditor-1")
        page.goto(f"{address}/controle/steekproeven?plan=ja&sample=s1&period=2026-02&region=Rotterdam")
        page.get_by_role("alert").get_by_role("link").first.click()
        assert page.get_by_label("Zaad").evaluate("field => field === document.activeElement")


class TestAPack:
    @pytest.mark.parametrize("size", SIZES)
    def test_is_downloaded_and_opens(self, page: "Page", address: str, size: tuple[int, int]) -> None:
        """From the question to an archive."""
        page.set_viewport_size({"width": size[0], "height": size[1]})
        log_in(page, address, "auditor-1")
        page.goto(f"{address}/controle/bewijs")
        check_page(page)
        page.get_by_label("Welke vraag beantwoordt het pakket?").fill("Is februari rechtmatig betaald?")
        page.get_by_label("Waarover gaat het?").select_option("region")
        page.get_by_label("Nummer of naam").fill("Rotterdam")
        follow(page.get_by_role("button", name="Maak het pakket"))
        assert page.get_by_role("alert").get_by_text("Zonder grond geen pakket.").is_visible()
        check_page(page)
        page.get_by_label("Grond", exact=True).fill("Wlz artikel 9.1.2")
        follow(page.get_by_role("button", name="Maak het pakket"))
        check_page(page)
        with page.expect_download() as fetched:
            page.get_by_role("link", name="Download het pakket").click()
        assert fetched.value.suggested_filename.startswith("bewijs-region-Rotterdam-")
        with ZipFile(fetched.value.path()) as archive:
            assert archive.testzip() is None
            assert "LEESMIJ.md" in archive.namelist()
