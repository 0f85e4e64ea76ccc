"""At the keukentafel: staff and client compose a zorgplan and see what is left, on a phone and at a desk."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from ledger.vocabulary.clock import SetClock
from tests.browser.serving import served
from tests.browser.site import check_page, enter, follow, phone, plain_phone
from tests.databases import SqliteDatabases
from tests.houses import copied_house
from tests.web.zorgplan_story import tell_zorgplan
from web.app import create_app

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["phone", "plain_phone"]

ADD, AGAIN, RECORD = "Zet in het plan", "Bereken opnieuw", "Leg dit zorgplan vast"
GOALS = "Wat wil de cliënt bereiken?"
CARE = "Persoonlijke verzorging, € 56,70 per uur, demo-tarief"
SHOWER = "Douchen, € 18,00 per keer"


@pytest.fixture
def site(sqlite_databases: SqliteDatabases, clock: SetClock) -> Iterator[str]:
    """The address of a site on which a zorgplan can be agreed."""
    with (
        copied_house(sqlite_databases, clock, "zorgplan", tell_zorgplan) as house,
        served(create_app(house)) as address,
    ):
        yield address


def sit_down(page: "Page", site: str) -> None:
    """Go from the list of clients to the zorgplan."""
    enter(page, site, "medewerker-17")
    follow(page.get_by_role("link", name="Mevrouw Jansen"))
    follow(page.get_by_role("link", name="Zorgplan"))


def add(page: "Page", what: str, how_much: str) -> None:
    """Put something in the plan."""
    page.get_by_label("Wat?").select_option(label=what)
    page.get_by_label("Hoeveel per week?", exact=True).fill(how_much)
    follow(page.get_by_role("button", name=ADD))


def headline(page: "Page") -> str:
    """Return the sentence with the one number."""
    return " ".join(page.inner_text(".pvb-hero__sentence").split())


class TestComposing:
    @pytest.mark.parametrize("width", [390, 1280])
    def test_what_is_left_shrinks_with_every_line_until_it_is_agreed(self, page: "Page", site: str, width: int) -> None:
        """From an empty plan to one on record, with the way it was worked out."""
        page.set_viewport_size({"width": width, "height": 900})
        sit_down(page, site)
        assert page.inner_text("h1") == "Samen een zorgplan maken"
        assert headline(page) == "Er is nog € 600,00 per week te verdelen."
        check_page(page)
        add(page, CARE, "5:27")
        assert headline(page) == "Er is nog € 292,87 per week te verdelen."
        assert "5:27 uur telt als 5:25 uur" in page.inner_text("main")
        add(page, SHOWER, "2")
        assert headline(page) == "Er is nog € 256,87 per week te verdelen."
        add(page, "Pgb, in euro per week", "100")
        assert headline(page) == "Er is nog € 156,87 per week te verdelen."
        page.get_by_text("Waarom dit bedrag?").click()
        assert "5:25 uur per week keer € 56,70 per uur" in page.inner_text("main")
        check_page(page)

        page.get_by_role("radio", name="Wordt pgb").check()
        page.get_by_label(GOALS).fill("Weer zelf koken\nElke week naar buiten")
        follow(page.get_by_role("button", name=RECORD))
        assert "Het zorgplan is vastgelegd." in page.inner_text("[role=status]")
        follow(page.get_by_role("link", name="Zorgplan"))
        assert page.inner_text("h1") == "Samen het zorgplan herzien"
        assert headline(page) == "Er is nog € 156,87 per week te verdelen."
        assert (
            page.get_by_label("Wat wil de cliënt bereiken?").input_value() == "Weer zelf koken\nElke week naar buiten"
        )
        check_page(page)

    def test_too_much_is_told_and_mended_by_taking_a_line_away(self, phone: "Page", site: str) -> None:
        sit_down(phone, site)
        add(phone, CARE, "10:00")
        add(phone, SHOWER, "4")
        assert headline(phone) == "Er is € 39,00 per week te veel verdeeld."
        assert phone.get_by_role("row", name="Daarvan te veel").is_visible()
        check_page(phone)
        follow(phone.get_by_role("button", name=RECORD))
        assert phone.title().startswith("Fout: ")
        check_page(phone)
        follow(phone.get_by_role("button", name=re.compile("Weghalen.*Douchen")))
        assert headline(phone) == "Er is nog € 33,00 per week te verdelen."
        assert phone.get_by_role("heading", name="Douchen").count() == 0

    def test_a_line_can_be_changed_with_the_enter_key(self, phone: "Page", site: str) -> None:
        sit_down(phone, site)
        add(phone, CARE, "1:00")
        phone.get_by_label("Uren per week").fill("2:00")
        with phone.expect_navigation():
            phone.get_by_label("Uren per week").press("Enter")
        assert headline(phone) == "Er is nog € 486,60 per week te verdelen."

    def test_what_cannot_be_read_is_told_at_its_field_and_nothing_typed_is_lost(self, phone: "Page", site: str) -> None:
        sit_down(phone, site)
        add(phone, CARE, "veel")
        assert phone.title().startswith("Fout: ")
        phone.get_by_role("alert").get_by_role("link").click()
        assert phone.url.endswith("#hoeveel")
        assert phone.get_by_label("Hoeveel per week?", exact=True).input_value() == "veel"
        check_page(phone)
        phone.get_by_label("Hoeveel per week?", exact=True).fill("1,5")
        follow(phone.get_by_role("button", name=ADD))
        assert headline(phone) == "Er is nog € 514,95 per week te verdelen."

    def test_needs_no_script(self, plain_phone: "Page", site: str) -> None:
        sit_down(plain_phone, site)
        add(plain_phone, CARE, "1:00")
        plain_phone.get_by_label("Uren per week").fill("3:00")
        follow(plain_phone.get_by_role("button", name=AGAIN).last)
        assert headline(plain_phone) == "Er is nog € 429,90 per week te verdelen."
        plain_phone.get_by_label(GOALS).fill("Weer zelf koken")
        follow(plain_phone.get_by_role("button", name=RECORD))
        assert "Het zorgplan is vastgelegd." in plain_phone.inner_text("[role=status]")
