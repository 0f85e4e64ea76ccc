"""A daughter looks where the budget went and asks about a line: on a phone, without script, and by keyboard alone."""

from typing import TYPE_CHECKING

import pytest

from tests.browser.site import check_page, enter, follow, phone, plain_phone, site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

__all__ = ["phone", "plain_phone", "site"]


class TestOnAPhone:
    def test_from_login_to_a_question(self, phone: "Page", site: str) -> None:
        """Every page and every state on the way is free of serious barriers."""
        phone.goto(site)
        check_page(phone)
        follow(phone.get_by_role("button", name="Inloggen"))
        check_page(phone)
        enter(phone, site, "familie-1")
        check_page(phone)
        follow(phone.get_by_role("link", name="Budget in punten bij Zorggroep De Linde"))
        assert "U kunt nog 108,16 punten besteden" in phone.inner_text("main").replace("\n", " ")
        check_page(phone)

        phone.locator("#regel-g1 summary").click()
        assert phone.locator("#regel-g1 ol").is_visible()
        check_page(phone)

        follow(phone.get_by_role("link", name="Stel een vraag over wandelen met begeleiding, 8 januari 2026"))
        check_page(phone)
        follow(phone.get_by_role("button", name="Verstuur mijn vraag"))
        assert phone.get_by_role("alert").is_visible()
        check_page(phone)
        phone.get_by_label("Wat klopt er volgens u niet?").fill("Was dit niet korter?")
        follow(phone.get_by_role("button", name="Verstuur mijn vraag"))
        assert phone.inner_text("h1") == "Uw vraag is verstuurd"
        check_page(phone)

        follow(phone.get_by_role("link", name="Terug naar het budget"))
        assert "Was dit niet korter?" in phone.inner_text("#regel-e8")
        follow(phone.get_by_role("button", name="Uitloggen"))
        assert phone.url == f"{site}/inloggen"

    def test_needs_no_script(self, plain_phone: "Page", site: str) -> None:
        enter(plain_phone, site, "familie-1")
        follow(plain_phone.get_by_role("link", name="Budget in punten bij Zorggroep De Linde"))
        plain_phone.locator("#regel-g1 summary").click()
        assert plain_phone.locator("#regel-g1 ol").is_visible()
        plain_phone.goto(f"{site}/budget/b1/regel/e8/vraag")
        plain_phone.get_by_label("Wat klopt er volgens u niet?").fill("Was dit niet korter?")
        follow(plain_phone.get_by_role("button", name="Verstuur mijn vraag"))
        assert plain_phone.inner_text("h1") == "Uw vraag is verstuurd"

    def test_a_page_that_is_not_theirs_says_so_kindly(self, phone: "Page", site: str) -> None:
        enter(phone, site, "familie-1")
        for address in ("/budget/b9", "/vandaag"):
            phone.goto(site + address)
            assert phone.get_by_role("link", name="Naar het begin").is_visible()
            check_page(phone)

    def test_without_a_budget_yet(self, phone: "Page", site: str) -> None:
        enter(phone, site, "familie-0")
        assert "Er staat nog niets voor u klaar." in phone.inner_text("main")
        check_page(phone)

    def test_a_link_to_a_corrected_line_leads_there(self, phone: "Page", site: str) -> None:
        enter(phone, site, "familie-1")
        phone.goto(f"{site}/budget/b1")
        follow(phone.locator("#regel-e22").get_by_role("link", name="nu 1,50 punten"))
        assert phone.locator(":target").get_by_role("heading").inner_text().startswith("Verbetering van")


class TestEverywhere:
    @pytest.mark.parametrize(("width", "height"), [(320, 640), (1280, 900)])
    def test_the_page_fits_the_screen(self, chromium: "Browser", site: str, width: int, height: int) -> None:
        """320 pixels is also what a screen of 1280 has left at 400 % zoom."""
        context = chromium.new_context(viewport={"width": width, "height": height}, locale="nl-NL")
        page = context.new_page()
        enter(page, site, "familie-1")
        for address in ("/budget", "/budget/b1", "/budget/b1/regel/e8/vraag", "/toegankelijkheid"):
            page.goto(site + address)
            check_page(page)
        context.close()

    def test_nothing_is_fetched_from_elsewhere_and_the_policy_blocks_nothing_of_ours(
        self, page: "Page", site: str
    ) -> None:
        asked: list[str] = []
        told: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: told.append(message.text))
        enter(page, site, "familie-1")
        page.goto(f"{site}/budget/b1")
        assert asked
        assert all(url.startswith(site) for url in asked)
        assert told == []


class TestByKeyboard:
    def test_asks_a_question_without_a_pointer(self, page: "Page", site: str) -> None:
        """Tab, typing and Enter are enough, and the focus can be seen at every stop."""
        page.goto(f"{site}/inloggen")
        keyboard = Keyboard(page)
        keyboard.go_to("Gebruikersnaam").write("familie-1")
        keyboard.go_to("Wachtwoord").write("vier losse woorden hier")
        keyboard.press("Enter")
        keyboard.go_to("Budget in punten bij Zorggroep De Linde").press("Enter")
        keyboard.go_to("Direct naar de inhoud").press("Enter")
        keyboard.go_to("Stel een vraag over wandelen met begeleiding, 8 januari 2026").press("Enter")
        keyboard.go_to("Wat klopt er volgens u niet?").write("Was dit niet korter?")
        keyboard.go_to("Verstuur mijn vraag").press("Enter")
        assert page.inner_text("h1") == "Uw vraag is verstuurd"


class Keyboard:
    """Somebody who has no mouse."""

    NAME = """() => {
        const here = document.activeElement;
        const label = here.labels && here.labels.length ? here.labels[0].textContent : '';
        return (label + ' ' + here.textContent).replace(/\\s+/g, ' ').trim();
    }"""
    RING = """() => {
        const style = getComputedStyle(document.activeElement);
        return style.outlineStyle !== 'none' && style.outlineWidth !== '0px' || style.boxShadow !== 'none';
    }"""
    MOST_STOPS = 60

    def __init__(self, page: "Page") -> None:
        self.page = page

    def go_to(self, name: str) -> "Keyboard":
        """Press Tab until something with this name has the focus."""
        passed = []
        for _ in range(self.MOST_STOPS):
            self.page.keyboard.press("Tab")
            passed.append(self.page.evaluate(self.NAME))
            if name in passed[-1]:
                assert self.page.evaluate(self.RING), f"the focus on {name!r} cannot be seen"
                return self
        raise AssertionError(f"{name!r} was not among {passed}")

    def write(self, text: str) -> None:
        """Type into what has the focus."""
        self.page.keyboard.type(text)

    def press(self, key: str) -> None:
        """Press a key, and wait for the place that it leads to."""
        with self.page.expect_navigation():
            self.page.keyboard.press(key)
