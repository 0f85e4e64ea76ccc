"""Every page that looks back states both times, and gives the same bytes ever after from a position and a day."""

import re
from datetime import timedelta

import pytest

from ledger.vocabulary.clock import SetClock
from tests.houses import do, end_of
from tests.web.client import TestClient, errors, main_text, texts
from tests.web.conftest import LogIn
from tests.web.story import FATMA
from web.auth.accounts import create_account
from web.composition import House

SESSION = re.compile(r'name="csrf" value="[^"]*"')
"""What a page holds of the visitor's own session: the token against forged forms. All else is of the ledger."""

PAGES = [
    ("familie-1", "/budget/b1"),
    ("familie-1", "/budget/b1?on=2026-01-31"),
    ("familie-1", "/budget/b1?pagina=2"),
    ("medewerker-17", "/regels/b1"),
    ("medewerker-17", "/regels/b1?on=2026-02-28"),
    ("inkoop-1", "/regio"),
    ("inkoop-1", "/regio?jaar=2025"),
    ("auditor-1", "/controle/client/c1"),
    ("auditor-1", "/controle/client/c1?on=2026-01-31"),
    ("auditor-1", "/controle/zorgaanbieder/p1"),
    ("auditor-1", "/controle/regio/Rotterdam"),
    ("auditor-1", "/controle/budget/b1"),
    ("auditor-1", "/controle/gebeurtenis/{end}"),
    ("auditor-1", "/controle?q=1"),
]
LINK = "//p[@class='pvb-as-of']/a/@href"


def of_the_ledger(browser: TestClient, address: str) -> str:
    """The page without what is of the session."""
    answer = browser.get(address)
    assert answer.status_code == 200, (address, answer.text)
    return SESSION.sub("", answer.text)


def lasting(browser: TestClient, address: str) -> str:
    """The address that the page says it can be found at for ever."""
    (href,) = texts(browser.get(address), LINK)
    return href


class TestThePagesOfTheRegion:
    @pytest.fixture
    def told(self, regional: House) -> House:
        """The house whose application is asked."""
        return regional

    @pytest.fixture
    def end(self, told: House) -> int:
        """The last event of the stories."""
        return end_of(told)

    def test_give_the_same_bytes_after_all_kinds_of_things_happened(
        self, told: House, end: int, as_user: LogIn, clock: SetClock
    ) -> None:
        addresses = [(who, lasting(as_user(who), address.format(end=end))) for who, address in PAGES]
        before = {one: of_the_ledger(as_user(one[0]), one[1]) for one in addresses}
        much_happens(told, clock)
        for who, address in addresses:
            assert of_the_ledger(as_user(who), address) == before[who, address], address

    @pytest.mark.parametrize(("who", "address"), PAGES)
    def test_state_both_times_and_the_position_and_say_that_they_look_back(
        self, end: int, as_user: LogIn, who: str, address: str
    ) -> None:
        browser, address = as_user(who), address.format(end=end)
        now, then = browser.get(address), browser.get(lasting(browser, address))
        for answer in (now, then):
            (note,) = texts(answer, "//p[@class='pvb-as-of']")
            assert "op 4 maart 2026" in note or "op 31 januari 2026" in note or "op 28 februari 2026" in note
            assert f"tot en met gebeurtenis {end}. Die is vastgelegd op 4 maart 2026 om 11.23 uur." in note
        assert "U kijkt terug." in main_text(then)
        assert "U kijkt terug." not in main_text(now)
        assert texts(then, LINK) == texts(now, LINK)

    def test_show_the_same_figures_as_the_page_that_led_there(self, as_user: LogIn) -> None:
        for who, address, figure in (
            ("familie-1", "/budget/b1", "//p[@class='pvb-hero__sentence']"),
            ("medewerker-17", "/regels/b1", "//p[@class='pvb-balance']"),
            ("inkoop-1", "/regio", "//table"),
            ("auditor-1", "/controle/client/c1", "//tbody/tr/td[1]"),
        ):
            browser = as_user(who)
            found = texts(browser.get(address), figure)
            assert found
            assert texts(browser.get(lasting(browser, address)), figure) == found

    def test_offer_nothing_to_do(self, end: int, as_user: LogIn) -> None:
        """Only looking back further, or to now."""
        for who, address in (("familie-1", "/budget/b1"), ("medewerker-17", "/regels/b1")):
            answer = as_user(who).get(f"{address}?position={end}")
            assert texts(answer, "//main//form[@method='post']/@action") == []
            assert not [
                href for href in texts(answer, "//main//a/@href") if re.search("/vraag|/opschrijven|/verbeteren", href)
            ]

    @pytest.mark.parametrize(("who", "path"), [*PAGES[:1], PAGES[3], PAGES[5], PAGES[7], PAGES[12]])
    @pytest.mark.parametrize(
        ("query", "sentence"),
        [
            ("position={after}", "het grootboek loopt tot en met {end}"),
            ("position=x", "met cijfers"),
            ("at=2030-01-01T12:00", "moet nog komen"),
            ("at=gisteren", "bestaande dag en tijd"),
            ("stand=nergens", "geen stand met de naam"),
            ("stand=nergens&position=3", "Kies een stand, of vul"),
            ("at=2026-03-04T11:15&position=3", "niet allebei"),
            ("position={end}&today=2026-03-05", "Op die dag kon u dit niet zien"),
            ("position={end}&today=2026-03-03", "Op die dag kon u dit niet zien"),
            ("position={end}&today=morgen", "Vul een bestaande dag in"),
        ],
    )
    def test_tell_what_cannot_be_shown(
        self, end: int, as_user: LogIn, who: str, path: str, query: str, sentence: str
    ) -> None:
        answer = as_user(who).get(f"{path}?{query}".format(end=end, after=end + 1))
        assert answer.status_code == 422
        assert sentence.format(end=end) in " ".join(errors(answer))

    def test_are_for_who_may_see_them_now(self, told: House, end: int, as_user: LogIn) -> None:
        for who, address in (("familie-9", "/budget/b1"), ("medewerker-99", "/regels/b1")):
            if who == "medewerker-99":
                create_account(told.engine, who, "vier losse woorden hier", "Ans", "medewerker", provider="p9")
            assert as_user(who).get(f"{address}?position={end}").status_code == 404


def much_happens(house: House, clock: SetClock) -> None:
    """A day later: lines, corrections, budgets, declarations, names of providers, of accounts and of standen."""
    clock.moment += timedelta(hours=26)
    spend = {"do": "spend", "budget": "b1", "on": "2026-01-10", "amount": {"PUNT": "0.25"}, "what": "thee"}
    do(house, *({**spend, "entry": f"x{number}"} for number in range(25)), mandate=FATMA)
    correction = {"do": "correct_spend", "budget": "b1", "entry": "e8", "amount": {"PUNT": "1.00"}, "reason": "korter"}
    do(house, correction, mandate=FATMA)
    ruimte = {"region": "Rotterdam", "year": 2026}
    do(
        house,
        {"do": "register_provider", "provider": "p1", "name": "De Nieuwe Linde"},
        {"do": "set_value", "provider": "p1", "unit": "PUNT", "value": {"EUR": "13.00"}, "from": "2026-02-01"},
        {"do": "correct_contracteerruimte", **ruimte, "amount": {"EUR": "-1.00"}, "ground": "Herschikking"},
        {"do": "agree_with_provider", **ruimte, "provider": "p1", "amount": {"EUR": "1.00"}, "ground": "Nieuw"},
        {"do": "set_contracteerruimte", "region": "Rotterdam", "year": 2027, "amount": {"EUR": "5.00"}, "ground": "X"},
        {"do": "credit_line", "declaration": "d9", "line": "1", "credit": "c", "reason": "dubbel"},
        {"do": "name_stand", "name": "later genoemd", "position": 40},
        {
            "do": "open_budget",
            "budget": "b11",
            "client": "c1",
            "provider": "p1",
            "from": "2027-01-01",
            "to": "2027-12-31",
            "amount": {"PUNT": "1.00"},
            "remainder": "lapses",
        },
    )
    create_account(house.engine, "medewerker-18", "vier losse woorden hier", "Bo Laat", "medewerker", provider="p1")
