"""A system of an auditor that asks questions about the region, for the tests of what the API answers."""

from typing import Any

import pytest
from fastapi import FastAPI

from tests.web.client import TestClient
from tests.web.keys import system
from web.app import create_app
from web.composition import House


@pytest.fixture
def app(regional: House) -> FastAPI:
    """The application on the house of the region."""
    return create_app(regional)


@pytest.fixture
def control(app: FastAPI, regional: House) -> TestClient:
    """The system of an auditor."""
    return system(app, regional, "auditor")


def ask(client: TestClient, address: str, **parameters: str) -> Any:
    """The answer to a question that has one."""
    answer = client.get(f"/api/v1/{address}", params=parameters)
    assert answer.status_code == 200, answer.text
    return answer.json()
