"""The fixtures that every test can use, and the rules that hold for every test."""

import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import settings

from tests.browser.chromium import chromium, page
from tests.databases import database_url, databases, postgres_databases, sqlite_databases
from tests.houses import clock, house

__all__ = ["chromium", "clock", "database_url", "databases", "house", "page", "postgres_databases", "sqlite_databases"]

ROOT = Path(__file__).parent.parent

settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    # What CI says of a commit must be the same tomorrow; at a desk every run looks somewhere else.
    settings.load_profile("ci")

SLOW_TOGETHER = (
    *("tests/correspondence", "tests/messages/aw319", "tests/simulation", "tests/demo", "tests/cli"),
    *("tests/ledger/histories", "tests/ledger/stories", "tests/projections", "tests/bench", "tests/web"),
)
"""Whole journeys: each test is quick, all of them together are not. `make test-fast` leaves them out."""
FAST_ALL_THE_SAME = (
    *("tests/web/test_components.py", "tests/web/test_dutch.py"),
    *("tests/projections/test_rows.py", "tests/projections/test_caseload.py"),
)

MARKER_OF_FIXTURE = {"chromium": "browser", "postgres_databases": "postgres"}


def pytest_configure() -> None:
    """Forget the settings of whoever runs the tests: no test may touch the database of an organisation."""
    for name in list(os.environ):
        if name.startswith("PVB_") and not name.startswith("PVB_TEST_"):
            del os.environ[name]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test by what it needs, and put the browser last.

    Playwright keeps an asyncio loop running in the main thread once it has started; in a test that ran after
    it, `asyncio.run` would fail.
    """
    for item in items:
        used: Sequence[str] = getattr(item, "fixturenames", ())
        for fixture, marker in MARKER_OF_FIXTURE.items():
            if fixture in used:
                item.add_marker(marker)
        place = item.path.relative_to(ROOT).as_posix()
        if place.startswith(SLOW_TOGETHER) and not place.startswith(FAST_ALL_THE_SAME):
            item.add_marker("slow")
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)
