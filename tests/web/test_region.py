"""What a zorgkantoor sees: its contracteerruimte with every correction, against what providers agreed and declared."""

import pytest
from lxml import html

from tests.houses import do, end_of
from tests.web.client import TestClient
from tests.web.conftest import LogIn
from web.auth.accounts import create_account
from web.composition import House


@pytest.fixture
def told(regional: House) -> House:
    """Here the story of the region was told too."""
    return regional


@pytest.fixture
def payer(as_user: LogIn) -> TestClient:
    """The buyer of Rotterdam, logged in."""
    return as_user("inkoop-1")


def read(browser: TestClient, address: str, status: int = 200) -> html.HtmlElement:
    """The page at an address."""
    answer = browser.get(address)
    assert answer.status_code == status, answer.text
    return html.document_fromstring(answer.text)


def text(page: html.HtmlElement, path: str = "//main") -> str:
    """All text at an XPath, with single spaces."""
    return " ".join(" ".join(one.text_content() for one in page.xpath(path)).split())


def rows(page: html.HtmlElement, table: str) -> list[list[str]]:
    """The cells of a table, found by the id of its caption, the foot included."""
    path = f"//table[caption[@id='{table}-kop']]/*[self::tbody or self::tfoot]/tr"
    return [[" ".join(cell.text_content().split()) for cell in row] for row in page.xpath(path)]


class TestWhoMayCome:
    @pytest.mark.parametrize("username", ["familie-1", "medewerker-17", "kantoor-1", "auditor-1"])
    def test_nobody_else(self, as_user: LogIn, username: str) -> None:
        assert as_user(username).get("/regio").status_code == 403

    def test_sees_their_own_region_only(self, as_user: LogIn, told: House) -> None:
        create_account(told.engine, "inkoop-2", "vier losse woorden hier", "Joost Bos", "zorgkantoor", region="Utrecht")
        page = text(read(as_user("inkoop-2"), "/regio"))
        assert "€ 7.777,00" in page
        assert "Linde" not in page
        assert "€ 7.500,00" not in page


class TestTheYear:
    def test_says_first_what_is_left(self, payer: TestClient) -> None:
        sentence = text(read(payer, "/regio"), "//p[contains(@class, 'hero__sentence')]")
        assert sentence == "Er is nog € 7.260,00 over van de contracteerruimte van € 7.500,00."

    def test_shows_every_provider_with_a_total(self, payer: TestClient) -> None:
        assert rows(read(payer, "/regio"), "aanbieders") == [
            ["Thuiszorg Maas", "€ 100,00", "€ 125,00", "€ 125,00", "€ 0,00", "€ 0,00", "−€ 25,00te veel"],
            ["Zorggroep De Linde", "€ 6.000,00", "€ 175,75", "€ 115,00", "€ 40,25", "€ 20,50", "€ 5.885,00"],
            ["Alle zorgaanbieders", "€ 6.100,00", "€ 300,75", "€ 240,00", "€ 40,25", "€ 20,50", "€ 5.860,00"],
        ]

    def test_shows_every_correction_with_its_ground(self, payer: TestClient) -> None:
        assert rows(read(payer, "/regio"), "ruimte-verloop") == [
            ["Vastgesteld", "4 mrt 2026", "Voorlopige kaderbrief", "€ 10.000,00", "€ 10.000,00"],
            [
                "Correctie",
                "4 mrt 2026",
                "artikel 49e Wmg: Herschikking tussen regio's (bron: demo: verzonnen besluit)",
                "−€ 2.500,00 af",
                "€ 7.500,00",
            ],
        ]

    def test_that_is_spent_beyond_its_ruimte_says_so(self, payer: TestClient, told: House) -> None:
        cut = {"do": "correct_contracteerruimte", "region": "Rotterdam", "year": 2026, "ground": "Herschikking"}
        do(told, {**cut, "amount": {"EUR": "-7260.00"}})
        assert "Er is nog € 0,00 over" in text(read(payer, "/regio"))
        do(told, {**cut, "amount": {"EUR": "-0.01"}})
        assert "Er is € 0,01 meer goedgekeurd dan de contracteerruimte van € 239,99" in text(read(payer, "/regio"))

    def test_can_be_another_one(self, payer: TestClient) -> None:
        page = read(payer, "/regio?jaar=2025")
        assert "€ 9.000,00 over van de contracteerruimte van € 9.000,00" in text(page)
        assert [link.text_content() for link in page.xpath("//nav[@class='pvb-years']/a[@aria-current]")] == ["2025"]

    @pytest.mark.parametrize("asked", ["2031", "x", "", "9" * 5000])
    def test_that_is_not_there_leads_to_this_year(self, payer: TestClient, asked: str) -> None:
        assert text(read(payer, f"/regio?jaar={asked}"), "//h1") == "Regio Rotterdam, 2026"

    def test_shows_no_client(self, payer: TestClient) -> None:
        page = text(read(payer, "/regio"))
        assert not any(client in page.split() for client in ("c1", "c2", "c9"))

    def test_without_a_ruimte_says_so(self, as_user: LogIn, told: House) -> None:
        create_account(told.engine, "inkoop-3", "vier losse woorden hier", "Els Dam", "zorgkantoor", region="Twente")
        assert "nog geen contracteerruimte vastgesteld" in text(read(as_user("inkoop-3"), "/regio"))


class TestAsOf:
    """Dutch time: at 11.20 the envelope, 11.21 declared, 11.22 judged, 11.23 credited and corrected."""

    @pytest.mark.parametrize(
        ("at", "left", "declared", "approved", "credited"),
        [
            ("11:20", "€ 10.000,00", "€ 0,00", "€ 0,00", "€ 0,00"),
            ("11:21", "€ 10.000,00", "€ 300,75", "€ 0,00", "€ 0,00"),
            ("11:22", "€ 9.739,50", "€ 300,75", "€ 260,50", "€ 0,00"),
            ("11:23", "€ 7.260,00", "€ 300,75", "€ 240,00", "€ 20,50"),
        ],
    )
    def test_shows_what_was_known_then(
        self, payer: TestClient, at: str, left: str, declared: str, approved: str, credited: str
    ) -> None:
        page = read(payer, f"/regio?jaar=2026&at=2026-03-04T{at}")
        assert f"Er is nog {left} over" in text(page)
        total = rows(page, "aanbieders")[-1]
        assert (total[2], total[3], total[5]) == (declared, approved, credited)

    def test_now_is_as_of_the_last_event(self, payer: TestClient, told: House) -> None:
        now, then = read(payer, "/regio"), read(payer, f"/regio?position={end_of(told)}")
        for table in ("aanbieders", "ruimte-verloop"):
            assert rows(now, table) == rows(then, table)

    def test_before_the_ruimte_was_set_there_is_none(self, payer: TestClient) -> None:
        page = text(read(payer, "/regio?at=2026-03-04T11:19"))
        assert "Voor 2026 is nog geen contracteerruimte vastgesteld" in page

    def test_keeps_the_year(self, payer: TestClient) -> None:
        page = read(payer, "/regio?jaar=2025&at=2026-03-04T11:21")
        assert text(page, "//h1") == "Regio Rotterdam, 2025"
        assert page.xpath("//form[@method='get']//input[@name='jaar']/@value") == ["2025"]

    def test_what_cannot_be_shown_is_told(self, payer: TestClient) -> None:
        page = text(read(payer, "/regio?at=2030-01-01T00:00", 422))
        assert "moet nog komen" in page
        assert "€ 7.260,00 over" in page
