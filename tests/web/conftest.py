"""What the web tests share: a house in which the small story was told, its application, and people logged in to it."""

from collections.abc import Callable, Iterator

import pytest
from fastapi import FastAPI

from ledger.vocabulary.clock import SetClock
from tests.databases import Databases
from tests.houses import copied_house
from tests.web.client import TestClient
from tests.web.inzage import let_everything_be_seen
from tests.web.region_story import regional_house
from tests.web.story import tell
from web.app import create_app
from web.auth.sessions import start_session
from web.auth.visitor import COOKIE
from web.composition import House

LogIn = Callable[[str], TestClient]


@pytest.fixture
def told(databases: Databases, clock: SetClock) -> Iterator[House]:
    """A house in which the small story was told, on both kinds of storage."""
    with copied_house(databases, clock, "told", tell) as house:
        yield house


@pytest.fixture
def regional(databases: Databases, clock: SetClock) -> Iterator[House]:
    """A house in which the story of the region was told too; a file for which that is `told` says so itself."""
    with regional_house(databases, clock) as house:
        yield house


@pytest.fixture
def app(told: House) -> FastAPI:
    """The application on that house."""
    return create_app(told)


@pytest.fixture
def stranger(app: FastAPI) -> TestClient:
    """Somebody who is not logged in, and follows no redirect by themselves."""
    return TestClient(app, follow_redirects=False)


@pytest.fixture
def as_user(app: FastAPI, told: House) -> LogIn:
    """Log somebody in without their password; what passwords do is tested by itself."""

    def log_in(username: str) -> TestClient:
        token = start_session(told.engine, username, told.clock.now())
        return TestClient(app, follow_redirects=False, cookies={COOKIE: token})

    return log_in


@pytest.fixture(autouse=True)
def gate(monkeypatch: pytest.MonkeyPatch) -> None:
    """Auditors of these tests see everything; the files about inzage say themselves that the gate stands there."""
    let_everything_be_seen(monkeypatch)
