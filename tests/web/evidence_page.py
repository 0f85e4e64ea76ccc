"""The page that makes an evidence pack, asked by an auditor at the gate, for the tests of the page and its archive."""

from typing import Any

import pytest

from tests.web.client import TestClient, main_text, texts
from tests.web.conftest import LogIn
from tests.web.inzage import lines
from web.composition import House

__all__ = ["ADDRESS", "ASKED", "asked", "auditor", "end_of", "fetched", "gate", "plain_report", "told"]

ADDRESS = "/controle/bewijs"
ASKED = {"question": "Is februari rechtmatig betaald?", "ground": "Wlz artikel 9.1.2", "kind": "provider", "id": "p1"}


@pytest.fixture(autouse=True)
def gate() -> None:
    """Here it stands."""


@pytest.fixture(autouse=True)
def plain_report(monkeypatch: pytest.MonkeyPatch) -> None:
    """The report takes seconds to draw, and has tests of its own."""
    monkeypatch.setattr("web.evidence.pack.report", lambda *given: b"%PDF-")


@pytest.fixture
def told(regional: House) -> House:
    """The region, with declared care."""
    return regional


@pytest.fixture
def auditor(as_user: LogIn, told: House) -> TestClient:
    """The auditor, logged in, who may see the lines of p1."""
    lines(told, provider="p1")
    return as_user("auditor-1")


def asked(browser: TestClient, **more: str) -> Any:
    """Send the form."""
    return browser.get(ADDRESS, params={"maak": "ja", **ASKED, **more})


def fetched(browser: TestClient, **more: str) -> Any:
    """Send the form and follow the link to the archive."""
    page = asked(browser, **more)
    assert page.status_code == 200, main_text(page)
    (href,) = texts(page, "//a[contains(., 'Download')]/@href")
    return browser.get(href)


def end_of(house: House) -> int:
    """The last position."""
    record = house.ledger.head()
    return record.position if record else 0
