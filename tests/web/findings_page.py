"""The region with findings, and those who look at them, for the tests of the portfolio and of one finding."""

from typing import Any

import pytest

from tests.houses import do
from tests.web.client import TestClient, texts
from tests.web.conftest import LogIn
from tests.web.findings_story import number, opening
from tests.web.story import PASSWORD
from web.auth.accounts import create_account
from web.composition import House

__all__ = ["ADDRESS", "D1", "RULE", "accountant", "auditor", "office", "payer", "rows", "told"]

RULE = "declared-late"
D1 = number(RULE, "d1/1")
ADDRESS = "/controle/bevindingen"


@pytest.fixture
def told(regional: House) -> House:
    """The region with findings about three lines of p1 and one of p9, and one about the year of p9."""
    do(regional, opening(RULE, "d1/1"), opening(RULE, "d1/2"), opening(RULE, "d9/1"))
    year = {"about": "provider", "provider": "p9", "region": "Rotterdam", "amount": {"EUR": "0.00"}}
    do(regional, opening("round-numbers", "p9/2026", **year))
    return regional


@pytest.fixture
def auditor(as_user: LogIn) -> TestClient:
    """The auditor, logged in."""
    return as_user("auditor-1")


@pytest.fixture
def payer(as_user: LogIn) -> TestClient:
    """The payer of Rotterdam, logged in."""
    return as_user("inkoop-1")


@pytest.fixture
def office(as_user: LogIn) -> TestClient:
    """The office of p1, logged in."""
    return as_user("kantoor-1")


def accountant(house: House, as_user: LogIn) -> TestClient:
    """An accountant from outside, logged in."""
    create_account(house.engine, "accountant-1", PASSWORD, "Els Bos", "accountant")
    return as_user("accountant-1")


def rows(answer: Any) -> list[str]:
    """The rows of the first table."""
    return texts(answer, "(//main//table)[1]//tbody/tr")
