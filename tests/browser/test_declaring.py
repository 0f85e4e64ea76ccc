"""The office declares a month and sees why: on a phone and at a desk, without script."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from ledger.vocabulary.clock import SetClock
from tests.browser.serving import served
from tests.browser.site import check_page, enter, follow, phone, plain_phone
from tests.databases import SqliteDatabases
from tests.houses import do
from tests.web.declaring_story import K1, K3, declaring_house, judged, redelivered
from web.app import create_app
from web.composition import House

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["phone", "plain_phone"]

SUBMIT = "Dien deze declaratie in"


@pytest.fixture
def told(sqlite_databases: SqliteDatabases, clock: SetClock) -> Iterator[House]:
    """A month to declare."""
    with declaring_house(sqlite_databases, clock) as house:
        yield house


@pytest.fixture
def site(told: House) -> Iterator[str]:
    """Where it is served."""
    with served(create_app(told)) as address:
        yield address


def text_of(page: "Page", selector: str = "main") -> str:
    """What can be read, on one line."""
    return " ".join(page.inner_text(selector).split())


class TestDeclaring:
    @pytest.mark.parametrize("width", [390, 1280])
    def test_a_month_from_the_list_to_the_confirmation(self, page: "Page", site: str, told: House, width: int) -> None:
        """The main job, and afterwards what changed."""
        page.set_viewport_size({"width": width, "height": 900})
        enter(page, site, "kantoor-1")
        follow(page.get_by_role("link", name="Declareren"))
        check_page(page)
        follow(page.get_by_role("link", name=re.compile("^maart 2026.*contract k1")))
        assert "Over maart 2026 kunt u € 2.742,20 declareren." in text_of(page)
        check_page(page)
        page.get_by_text("Waarom dit bedrag?").first.click()
        assert "50:00 uur × € 56,70 per uur = € 2.835,00." in text_of(page)
        check_page(page)
        follow(page.get_by_role("button", name=SUBMIT))
        assert page.inner_text("h1") == "Ingediend"
        check_page(page)
        page.reload()
        follow(page.get_by_role("link", name="Bekijk wat er staat"))
        assert page.get_by_text("ingediend", exact=True).count() == 2
        check_page(page)

        do(told, judged("1", "2"), redelivered("b1", "c2", "0:30"))
        follow(page.get_by_role("navigation").get_by_role("link", name="Declareren"))
        assert "Over maart 2026 is iets veranderd: € 85,05 terug, € 56,70 nieuw." in text_of(page)
        check_page(page)
        follow(page.get_by_role("link", name="Bekijk maart 2026, contract k1"))
        assert "Over maart 2026 gaat € 28,35 terug." in text_of(page)
        check_page(page)

    @pytest.mark.parametrize("width", [390, 1280])
    def test_with_an_onderaannemer_fits_the_screen(self, page: "Page", site: str, width: int) -> None:
        page.set_viewport_size({"width": width, "height": 900})
        enter(page, site, "kantoor-1")
        page.goto(f"{site}{K3}")
        assert "Hiervan is € 498,21 voor Thuiszorg Maas." in text_of(page)
        check_page(page)

    def test_what_changed_meanwhile_is_told_before_it_is_sent(self, phone: "Page", site: str, told: House) -> None:
        enter(phone, site, "kantoor-1")
        phone.goto(f"{site}{K1}")
        do(told, redelivered("b1", "c2", "0:30"))
        follow(phone.get_by_role("button", name=SUBMIT))
        assert "Er is intussen iets veranderd." in phone.get_by_role("alert").inner_text()
        assert phone.title().startswith("Fout: ")
        check_page(phone)
        follow(phone.get_by_role("button", name=SUBMIT))
        assert phone.inner_text("h1") == "Ingediend"

    def test_needs_no_script(self, plain_phone: "Page", site: str) -> None:
        enter(plain_phone, site, "kantoor-1")
        plain_phone.goto(f"{site}{K1}")
        plain_phone.get_by_text("Waarom dit bedrag?").first.click()
        follow(plain_phone.get_by_role("button", name=SUBMIT))
        assert plain_phone.inner_text("h1") == "Ingediend"
