"""The site with the small story told, as somebody with a phone meets it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from ledger.vocabulary.clock import SetClock
from tests.browser.chromium import axe_violations
from tests.browser.serving import log_in, served
from tests.databases import SqliteDatabases
from tests.houses import copied_house
from tests.web.story import tell
from web.app import create_app

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page, ViewportSize

PHONE: "ViewportSize" = {"width": 390, "height": 844}


@pytest.fixture
def site(sqlite_databases: SqliteDatabases, clock: SetClock) -> Iterator[str]:
    """The address of the site; a test may write, the next one starts from the same story."""
    with copied_house(sqlite_databases, clock, "told", tell) as house, served(create_app(house)) as address:
        yield address


@pytest.fixture
def phone(chromium: "Browser") -> Iterator["Page"]:
    """A phone."""
    context = chromium.new_context(viewport=PHONE, locale="nl-NL")
    yield context.new_page()
    context.close()


@pytest.fixture
def plain_phone(chromium: "Browser") -> Iterator["Page"]:
    """A phone on which no script runs: the pages need none. (axe does, so it cannot look here.)"""
    context = chromium.new_context(viewport=PHONE, locale="nl-NL", java_script_enabled=False)
    yield context.new_page()
    context.close()


def enter(page: "Page", site: str, username: str) -> None:
    """Log in as somebody of the story, and wait for the page that this leads to."""
    log_in(page, site, username)
    page.wait_for_url(lambda address: "/inloggen" not in address)


def follow(link: "Locator") -> None:
    """Press a link or a button, and wait for the page that it leads to."""
    with link.page.expect_navigation():
        link.click()


def check_page(page: "Page") -> None:
    """No serious barrier by axe, and nothing that sticks out of the screen sideways."""
    assert axe_violations(page) == []
    widths: list[int] = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert widths[0] <= widths[1], f"{page.url} is {widths[0]} wide on a screen of {widths[1]}"
