"""That the browser is real and axe finds what is wrong is proven before a page is judged by it."""

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.browser import chromium
from tests.browser.chromium import BrowserToolsMissing, axe_source, axe_violations, chromium_path

if TYPE_CHECKING:
    from playwright.sync_api import Page

STRICT = "<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'; script-src 'self'\">"
CLEAN = f"""<!doctype html><html lang="nl"><head><title>Uw budget</title>{STRICT}</head>
<body><main><h1>Uw budget</h1><p>U kunt nog 34,50 punten besteden.</p></main></body></html>"""


def data_page(html: str) -> str:
    return f"data:text/html;charset=utf-8,{quote(html)}"


class TestAxe:
    """What the page tests rely on."""

    def test_finds_nothing_on_a_clean_page(self, page: "Page") -> None:
        """Under a policy that forbids every inline script."""
        page.goto(data_page(CLEAN))
        assert axe_violations(page) == []

    def test_finds_a_picture_without_a_text(self, page: "Page") -> None:
        """A planted fault, with the place where it stands."""
        page.goto(data_page(CLEAN.replace("<h1>", "<img id='bar' src='data:,'><h1>")))
        found = axe_violations(page)
        assert [(violation.rule, violation.impact, violation.elements) for violation in found] == [
            ("image-alt", "critical", ("#bar",))
        ]

    def test_finds_a_page_without_a_language(self, page: "Page") -> None:
        """A screen reader would read Dutch aloud as English."""
        page.goto(data_page(CLEAN.replace(' lang="nl"', "")))
        assert [violation.rule for violation in axe_violations(page)] == ["html-has-lang"]

    def test_works_where_the_policy_stops_scripts_of_the_page_itself(self, page: "Page") -> None:
        """So that the tests need no weaker policy than the visitors get."""
        page.goto(data_page(CLEAN.replace("<h1>", "<script>document.title = 'ran'</script><h1>")))
        assert page.title() == "Uw budget"
        assert axe_violations(page) == []


class TestMissingTools:
    """A missing tool is a failure with an answer, never a test that silently does not run."""

    def test_no_chromium_is_an_error_that_says_what_to_do(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """On a machine without Chromium."""
        monkeypatch.delenv(chromium.BROWSER_SETTING, raising=False)
        monkeypatch.setenv("PATH", "")
        with pytest.raises(BrowserToolsMissing, match="make browser-tools"):
            chromium_path()

    def test_a_wrong_setting_is_an_error_too(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        """A path to nothing does not fall back on another browser."""
        monkeypatch.setenv(chromium.BROWSER_SETTING, str(tmp_path / "chromium"))
        with pytest.raises(BrowserToolsMissing, match=chromium.BROWSER_SETTING):
            chromium_path()

    def test_no_axe_is_an_error_that_says_what_to_do(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        """In a clone where npm has not run."""
        monkeypatch.setattr(chromium, "AXE", tmp_path / "axe.min.js")
        axe_source.cache_clear()
        with pytest.raises(BrowserToolsMissing, match="make browser-tools"):
            axe_source()
        axe_source.cache_clear()
