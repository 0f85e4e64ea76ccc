"""The page of samples, on which an auditor plans and draws one, for the tests of drawing and of judging."""

from typing import Any

import pytest

from ledger.events import Sample, decode
from tests.web.client import TestClient, hidden
from tests.web.conftest import LogIn
from web.composition import House

__all__ = ["ADDRESS", "ONE", "auditor", "drawn", "end_of", "planned", "sample_of", "told"]

ADDRESS = "/controle/steekproeven"
ONE = f"{ADDRESS}/s1"
PLAN = {"sample": "s1", "seed": "4 1 6 3", "period": "2026-02", "region": "Rotterdam"}


@pytest.fixture
def told(regional: House) -> House:
    """Three approved lines in Rotterdam: EUR 60.00, 75.50 and 125.00."""
    return regional


@pytest.fixture
def auditor(as_user: LogIn) -> TestClient:
    """The auditor, logged in."""
    return as_user("auditor-1")


def planned(browser: TestClient, **more: str) -> Any:
    """Fill in a plan and ask how large it would be."""
    return browser.get(ADDRESS, params={"plan": "ja", **PLAN, **more})


def drawn(browser: TestClient, **more: str) -> Any:
    """Ask how large it would be, and draw exactly that."""
    return browser.post(ADDRESS, data=hidden(planned(browser, **more), ADDRESS))


def sample_of(house: House, number: str = "s1") -> Sample:
    """The sample as it stands in the log."""
    sample = Sample(number)
    for record in house.ledger.stream(Sample.stream_of(number)):
        sample.replay(decode(record.topic, record.state), record.position)
    return sample


def end_of(house: House) -> int:
    """The last position."""
    record = house.ledger.head()
    return record.position if record else 0
