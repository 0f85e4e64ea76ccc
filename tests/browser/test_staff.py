"""A carer writes down, plans, corrects, divides and answers: on a phone, in a few taps, without script."""

import re
from typing import TYPE_CHECKING

from tests.browser.site import check_page, enter, follow, phone, plain_phone, site

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["phone", "plain_phone", "site"]

SAVE = "Opslaan"


def text_of(page: "Page", selector: str = "main") -> str:
    """What can be read, on one line."""
    return " ".join(page.inner_text(selector).split())


class TestWritingDown:
    def test_takes_five_taps_from_the_list_to_the_new_balance(self, phone: "Page", site: str) -> None:
        enter(phone, site, "medewerker-17")
        assert phone.inner_text("h1") == "Mijn cliënten"
        check_page(phone)
        follow(phone.get_by_role("link", name="Mevrouw Jansen"))
        check_page(phone)
        follow(phone.get_by_role("link", name="Opschrijven"))
        check_page(phone)
        phone.get_by_role("radio", name="Wandelen met begeleiding").check()
        phone.get_by_role("radio", name="2,00 punten").check()
        follow(phone.get_by_role("button", name=SAVE))
        assert phone.inner_text("h1") == "Opgeschreven"
        assert "Mevrouw Jansen heeft nu nog 106,16 punten" in text_of(phone)
        check_page(phone)

        follow(phone.get_by_role("button", name="Ongedaan maken"))
        assert phone.inner_text("h1") == "Verbeterd"
        assert "Mevrouw Jansen heeft nu nog 108,16 punten" in text_of(phone)
        check_page(phone)

    def test_too_much_is_told_at_the_field_and_can_be_mended_there(self, phone: "Page", site: str) -> None:
        enter(phone, site, "medewerker-17")
        phone.goto(f"{site}/opschrijven/b1")
        phone.get_by_role("radio", name="Iets anders").check()
        phone.get_by_label("Wat dan?").fill("Verre reis")
        phone.get_by_role("radio", name="Een ander aantal").check()
        phone.get_by_role("textbox", name="Hoeveel punten?").fill("340")
        follow(phone.get_by_role("button", name=SAVE))
        assert phone.title().startswith("Fout: ")
        check_page(phone)
        phone.get_by_role("alert").get_by_role("link").click()
        assert phone.url.endswith("#amount_other")
        phone.get_by_role("textbox", name="Hoeveel punten?").fill("3,40")
        follow(phone.get_by_role("button", name=SAVE))
        assert "Verre reis, vandaag: 3,40 punten." in text_of(phone)

    def test_needs_no_script_also_for_a_field_that_shows_only_when_it_is_chosen(
        self, plain_phone: "Page", site: str
    ) -> None:
        enter(plain_phone, site, "medewerker-17")
        plain_phone.goto(f"{site}/opschrijven/b1")
        assert not plain_phone.get_by_label("Wat dan?").is_visible()
        plain_phone.get_by_role("radio", name="Iets anders").check()
        plain_phone.get_by_label("Wat dan?").fill("Zwemmen")
        plain_phone.get_by_role("radio", name="2,00 punten").check()
        follow(plain_phone.get_by_role("button", name=SAVE))
        assert "Zwemmen, vandaag: 2,00 punten." in text_of(plain_phone)

    def test_to_load_the_confirmation_again_sends_nothing_again(self, phone: "Page", site: str) -> None:
        enter(phone, site, "medewerker-17")
        phone.goto(f"{site}/opschrijven/b1")
        phone.get_by_role("radio", name="Wandelen met begeleiding").check()
        phone.get_by_role("radio", name="2,00 punten").check()
        follow(phone.get_by_role("button", name=SAVE))
        phone.reload()
        assert "Mevrouw Jansen heeft nu nog 106,16 punten" in text_of(phone)


class TestPlanning:
    def test_a_plan_becomes_a_spend_when_it_was_done(self, phone: "Page", site: str) -> None:
        enter(phone, site, "medewerker-17")
        phone.goto(f"{site}/regels/b1")
        follow(phone.get_by_role("link", name="Plannen"))
        check_page(phone)
        phone.get_by_role("radio", name="Wandelen met begeleiding").check()
        phone.get_by_role("radio", name="1,50 punten").check()
        phone.get_by_label("Welke dag?").fill("2026-03-04")
        follow(phone.get_by_role("button", name="Reserveren"))
        assert phone.inner_text("h1") == "Gereserveerd"
        assert "106,66 punten" in text_of(phone)
        check_page(phone)
        phone.goto(f"{site}/regels/b1")
        follow(phone.get_by_role("link", name=re.compile("Het is gedaan.*wandelen")))
        check_page(phone)
        follow(phone.get_by_role("button", name=SAVE))
        assert "Mevrouw Jansen heeft nu nog 106,66 punten" in text_of(phone)

    def test_what_does_not_happen_is_released(self, phone: "Page", site: str) -> None:
        enter(phone, site, "medewerker-17")
        phone.goto(f"{site}/regels/b1")
        follow(phone.get_by_role("button", name="Gaat niet door"))
        assert "Wat gereserveerd was, is weer vrij." in text_of(phone, "[role=status]")
        check_page(phone)


class TestCorrectingAndAnswering:
    def test_a_correction_has_a_reason(self, phone: "Page", site: str) -> None:
        enter(phone, site, "medewerker-17")
        phone.goto(f"{site}/regels/b1")
        follow(phone.locator("#regel-e15").get_by_role("link", name="Verbeteren"))
        check_page(phone)
        phone.get_by_label("Hoeveel punten moet het zijn?").fill("1,50")
        follow(phone.get_by_role("button", name="Verbetering opslaan"))
        check_page(phone)
        phone.get_by_role("radio", name="Het duurde korter").check()
        follow(phone.get_by_role("button", name="Verbetering opslaan"))
        assert phone.inner_text("h1") == "Verbeterd"
        check_page(phone)

    def test_a_family_gets_its_answer(self, phone: "Page", site: str) -> None:
        enter(phone, site, "medewerker-17")
        phone.goto(f"{site}/regels/b1")
        follow(phone.get_by_role("link", name="Beantwoorden"))
        check_page(phone)
        phone.get_by_label("Uw antwoord").fill("Dat klopt, wij verbeteren het.")
        follow(phone.get_by_role("button", name="Verstuur het antwoord"))
        assert "Uw antwoord is opgeslagen." in text_of(phone, "[role=status]")
        assert "Dat klopt, wij verbeteren het." in text_of(phone, "#regel-e15")
        check_page(phone)


class TestTogether:
    def test_the_division_is_looked_at_and_then_saved(self, phone: "Page", site: str) -> None:
        enter(phone, site, "medewerker-17")
        follow(phone.get_by_role("link", name="Samen gedaan", exact=True))
        check_page(phone)
        follow(phone.get_by_role("button", name="Bekijk de verdeling"))
        check_page(phone)
        phone.get_by_label("Wat is er gedaan?").fill("Samen bakken")
        phone.get_by_role("checkbox", name="Mevrouw Jansen").check()
        phone.get_by_role("checkbox", name="Mevrouw de Vries").check()
        phone.get_by_label("Hoeveel punten voor de hele groep?").fill("5,01")
        follow(phone.get_by_role("button", name="Bekijk de verdeling"))
        assert phone.inner_text("h1") == "Klopt de verdeling?"
        check_page(phone)
        follow(phone.get_by_role("button", name="Aanpassen"))
        assert phone.get_by_label("Hoeveel punten voor de hele groep?").input_value() == "5,01"
        follow(phone.get_by_role("button", name="Bekijk de verdeling"))
        follow(phone.get_by_role("button", name=SAVE))
        assert "Samen bakken, 4 maart 2026. Samen 5,01 punten." in text_of(phone)
        check_page(phone)
