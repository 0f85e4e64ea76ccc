"""Auditors at the gate: what the tests about it share. They see nothing unless an inzage of their own covers it."""

from typing import Any

import pytest
from fastapi import FastAPI

from ledger.events import decode
from tests.web.client import TestClient, texts
from tests.web.conftest import LogIn
from tests.web.keys import system
from web.composition import House

__all__ = ["auditor", "code", "control", "gate", "last", "position", "told"]


@pytest.fixture(autouse=True)
def gate() -> None:
    """Here it stands."""


@pytest.fixture
def told(regional: House) -> House:
    """The story of the region."""
    return regional


@pytest.fixture
def auditor(as_user: LogIn) -> TestClient:
    """The auditor, logged in."""
    return as_user("auditor-1")


@pytest.fixture
def control(app: FastAPI, told: House) -> TestClient:
    """The system of an auditor."""
    return system(app, told, "auditor")


def code(answer: Any) -> str:
    """Why not, of a page or of an answer."""
    assert answer.status_code == 403, answer.text
    if answer.headers["content-type"].startswith("application/json"):
        return str(answer.json()["error"]["code"])
    return next(one for one in texts(answer, "//main//strong") if one.startswith("inzage-"))


def last(house: House) -> Any:
    """The last event of the log."""
    record = house.ledger.head()
    assert record is not None
    return decode(record.topic, record.state)


def position(house: House) -> int:
    """The end of the log."""
    record = house.ledger.head()
    return record.position if record else 0
