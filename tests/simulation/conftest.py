"""Houses for simulations: an empty one on SQLite, and one with the small region, on both databases or SQLite alone."""

from collections.abc import Iterator

import pytest

from ledger.vocabulary.clock import SetClock
from tests.databases import Databases, SqliteDatabases
from tests.houses import copied_house
from tests.simulation.stories import GROUND, REGION, tells
from web.composition import House


@pytest.fixture
def ground(sqlite_databases: SqliteDatabases, clock: SetClock) -> Iterator[House]:
    """A register and provider p1, and nobody who gets care."""
    with copied_house(sqlite_databases, clock, "simulation-ground", lambda house: tells(house, *GROUND)) as made:
        yield made


@pytest.fixture
def region(sqlite_databases: SqliteDatabases, clock: SetClock) -> Iterator[House]:
    """c1 and p1; see `stories`."""
    with copied_house(sqlite_databases, clock, "simulation-region", lambda house: tells(house, *REGION)) as made:
        yield made


@pytest.fixture
def any_region(databases: Databases, clock: SetClock) -> Iterator[House]:
    """The same on both databases."""
    with copied_house(databases, clock, "simulation-region", lambda house: tells(house, *REGION)) as made:
        yield made
