"""An auditor lays a plan beside the care and asks the client; the family answers, or not, by phone and by keyboard."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from ledger.vocabulary.clock import SetClock
from tests.browser.serving import log_in, served
from tests.browser.site import PHONE, check_page, enter, follow, phone, plain_phone
from tests.databases import SqliteDatabases
from tests.houses import copied_house, do
from tests.web.cycle_story import SECRET, asked, tell_cycle
from tests.web.inzage import RUUD
from web.app import create_app

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

__all__ = ["phone", "plain_phone"]

PAGE = "/controle/client/c1/zorgplan"
ANSWER = re.compile("^Antwoorden.*De Linde")
RATHER_NOT = re.compile("^Niet antwoorden.*De Linde")


@pytest.fixture
def address(sqlite_databases: SqliteDatabases, clock: SetClock) -> Iterator[str]:
    """Where the application is served, with the plan of c1, its care, and one question that is open."""
    with copied_house(sqlite_databases, clock, "cycle", tell_cycle) as house:
        do(house, asked(), mandate=RUUD)
        with served(create_app(house)) as address:
            yield address


class TestControl:
    def test_goes_from_the_timeline_to_a_question(self, page: "Page", address: str) -> None:
        """Plan and care side by side, another month, and a question about one delivery in it."""
        log_in(page, address, "auditor-1")
        page.goto(f"{address}/controle/client/c1")
        follow(page.get_by_role("link", name="Zorgplan, geleverde zorg en vragen aan de cliënt"))
        assert page.get_by_text("Op 1 daarvan gold er geen zorgplan.").is_visible()
        follow(page.get_by_role("navigation", name="Kies een maand").get_by_role("link", name="januari 2026"))
        follow(page.get_by_role("link", name=re.compile("Vraag het de cliënt.*levering l2")))
        follow(page.get_by_role("button", name="Vraag het de cliënt"))
        assert page.get_by_role("alert").is_visible()
        check_page(page)
        page.get_by_label("Waarvoor vraagt u dit?").fill("materiële controle 2026")
        page.get_by_label("Uw vraag").fill("Was er die dag iemand?")
        follow(page.get_by_role("button", name="Vraag het de cliënt"))
        assert page.get_by_text("De vraag staat klaar voor de cliënt.").is_visible()
        assert page.get_by_text("levering l2 van Zorggroep De Linde").is_visible()

    @pytest.mark.parametrize("width", [390, 1280])
    @pytest.mark.parametrize(
        "path", [PAGE, f"{PAGE}?jaar=2025", f"{PAGE}?on=2026-01-20", "/controle/client/c1/vraag?levering=l4"]
    )
    def test_has_no_serious_barrier(self, page: "Page", address: str, path: str, width: int) -> None:
        """And nothing sticks out sideways."""
        page.set_viewport_size({"width": width, "height": 900})
        log_in(page, address, "auditor-1")
        page.goto(f"{address}{path}")
        check_page(page)


class TestTheFamily:
    def test_answers_on_a_phone_without_script(self, plain_phone: "Page", address: str) -> None:
        """From the budget; words are not needed."""
        enter(plain_phone, address, "familie-1")
        plain_phone.goto(f"{address}/budget/b1")
        assert plain_phone.get_by_text(SECRET).is_visible()
        follow(plain_phone.get_by_role("link", name=ANSWER))
        plain_phone.get_by_label("Ja, zo was het").check()
        follow(plain_phone.get_by_role("button", name="Verstuur mijn antwoord"))
        assert plain_phone.get_by_text("Uw antwoord: ja, zo was het.").is_visible()

    def test_rather_does_not_by_keyboard(self, chromium: "Browser", address: str) -> None:
        """Both buttons follow each other, and Enter on the second is enough."""
        page = chromium.new_page()
        enter(page, address, "familie-1")
        page.goto(f"{address}/budget/b1")
        answer = page.get_by_role("link", name=ANSWER)
        answer.focus()
        page.keyboard.press("Tab")
        focused = page.evaluate("document.activeElement.innerText")
        assert focused.startswith("Niet antwoorden")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.get_by_text("er komt geen antwoord. Dat is goed").is_visible()

    def test_has_buttons_of_one_size(self, phone: "Page", address: str) -> None:
        """On a phone and on a desk: as high, in one colour, and large enough to touch."""
        enter(phone, address, "familie-1")
        for width in (PHONE["width"], 1280):
            phone.set_viewport_size({"width": width, "height": 844})
            phone.goto(f"{address}/budget/b1")
            first = phone.get_by_role("link", name=ANSWER)
            second = phone.get_by_role("button", name=RATHER_NOT)
            sizes = [one.bounding_box() for one in (first, second)]
            assert sizes[0] is not None
            assert sizes[1] is not None
            assert abs(sizes[0]["height"] - sizes[1]["height"]) < 1
            assert sizes[0]["height"] >= 44
            colour = "one => [getComputedStyle(one).backgroundColor, getComputedStyle(one).color].join()"
            assert first.evaluate(colour) == second.evaluate(colour)

    @pytest.mark.parametrize("width", [390, 1280])
    @pytest.mark.parametrize("path", ["/budget/b1", "/budget", "/vragen", "/vragen/n1"])
    def test_meets_no_serious_barrier(self, phone: "Page", address: str, path: str, width: int) -> None:
        """Nothing sticks out sideways either."""
        enter(phone, address, "familie-1")
        phone.set_viewport_size({"width": width, "height": 844})
        phone.goto(f"{address}{path}")
        check_page(phone)
