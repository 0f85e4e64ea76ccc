"""Houses for stories: an empty one and one with a family, on both databases or on SQLite alone.

What a rule says does not depend on the database; what is written and read back does. So the guards are tested on
SQLite, and the log, the histories and the crowds on both.
"""

from collections.abc import Iterator

import pytest

from ledger.vocabulary.clock import SetClock
from tests.databases import SqliteDatabases
from tests.houses import copied_house, do
from tests.ledger.care_lines import HOME
from tests.ledger.lines import FAMILY
from tests.ledger.story import Story
from web.composition import House


@pytest.fixture
def sqlite_house(sqlite_databases: SqliteDatabases, clock: SetClock) -> Iterator[House]:
    """An empty house on SQLite, for what the database has no part in."""
    with copied_house(sqlite_databases, clock) as made:
        yield made


@pytest.fixture
def story(sqlite_databases: SqliteDatabases, clock: SetClock) -> Iterator[Story]:
    """A family: client c1 with an indicatie for 2026, and budget b1 of 10,00 points at p1 for that year."""
    with copied_house(sqlite_databases, clock, "family", lambda house: do(house, *FAMILY)) as made:
        yield Story(made)


@pytest.fixture
def home(sqlite_databases: SqliteDatabases, clock: SetClock) -> Iterator[Story]:
    """c1 at home with € 600,00 a week for 2026, and p1 with three contracts; see `care_lines`."""
    with copied_house(sqlite_databases, clock, "home", lambda house: do(house, *HOME)) as made:
        yield Story(made)


@pytest.fixture
def empty_story(sqlite_house: House) -> Story:
    """Nothing has happened yet."""
    return Story(sqlite_house)
