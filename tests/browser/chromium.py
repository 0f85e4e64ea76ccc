"""Debian's Chromium, driven by Playwright, with axe to look for barriers.

A test takes `page` and goes somewhere; `axe_violations(page)` then says what a visitor would stumble over.
"""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BROWSER_SETTING = "PVB_TEST_CHROMIUM"
"""Environment variable with the path of the Chromium to use; without it the one on PATH is taken."""

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
GRAVE = frozenset({"serious", "critical"})


class BrowserToolsMissing(Exception):
    """The message says what is missing and how to get it."""


@dataclass(frozen=True)
class Violation:
    """One axe rule that is broken, with the CSS selectors of the elements that break it."""

    rule: str
    impact: str
    explanation: str
    elements: tuple[str, ...]


def chromium_path() -> str:
    """The executable; raises `BrowserToolsMissing`, for a test that is skipped unseen proves nothing."""
    found = os.environ.get(BROWSER_SETTING) or shutil.which("chromium") or shutil.which("chromium-browser")
    if not found or not Path(found).is_file():
        raise BrowserToolsMissing(
            f"No Chromium was found. Run `make browser-tools`, install Debian's package `chromium`, "
            f"or name another in {BROWSER_SETTING}."
        )
    return found


@cache
def axe_source() -> str:
    """The script of axe-core; raises `BrowserToolsMissing`."""
    if not AXE.is_file():
        raise BrowserToolsMissing(f"{AXE} does not exist. Run `make browser-tools` (npm ci in tests/browser).")
    return AXE.read_text(encoding="utf-8")


def axe_violations(page: "Page") -> list[Violation]:
    """The serious and critical violations that axe finds in the page as it stands now, frames included.

    The script is evaluated through the debugger, which a strict Content-Security-Policy does not stop: what
    is examined is the page as a visitor gets it, policy and all.
    """
    page.evaluate(axe_source())
    result: dict[str, Any] = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [
        Violation(
            rule=found["id"],
            impact=found["impact"],
            explanation=found["help"],
            elements=tuple(" ".join(map(str, node["target"])) for node in found["nodes"]),
        )
        for found in result["violations"]
        if found["impact"] in GRAVE
    ]


@pytest.fixture(scope="session")
def chromium() -> Iterator["Browser"]:
    """One browser for the session, with an empty profile and an empty home folder of its own."""
    from playwright.sync_api import sync_playwright

    executable = chromium_path()
    with TemporaryDirectory(prefix="pvb-chromium-") as home, sync_playwright() as playwright:
        surroundings: dict[str, str | float | bool] = {
            **os.environ,
            "HOME": home,
            "XDG_CONFIG_HOME": f"{home}/config",
            "XDG_CACHE_HOME": f"{home}/cache",
        }
        # Playwright itself adds --headless and a new --user-data-dir.
        browser = playwright.chromium.launch(
            executable_path=executable, headless=True, args=ARGUMENTS, env=surroundings
        )
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: "Browser") -> Iterator["Page"]:
    """A page in a context of its own (no cookies, Dutch, Amsterdam time)."""
    context = chromium.new_context(locale="nl-NL", timezone_id="Europe/Amsterdam")
    yield context.new_page()
    context.close()
