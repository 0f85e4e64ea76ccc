"""Payers for declaration files: on both databases where something is recorded, on SQLite where a rule is judged."""

from collections.abc import Iterator

import pytest

from ledger.vocabulary.clock import SetClock
from tests.correspondence.aw319.declared import KNOWN, knows
from tests.databases import Databases, SqliteDatabases
from tests.houses import copied_house, do
from web.composition import House


@pytest.fixture
def payer(databases: Databases, clock: SetClock) -> Iterator[House]:
    """Knows c1, p1 and the zorgplan."""
    with copied_house(databases, clock, "aw319-payer", knows) as made:
        yield made


@pytest.fixture
def sqlite_payer(sqlite_databases: SqliteDatabases, clock: SetClock) -> Iterator[House]:
    """The same, where the database has no part in it."""
    with copied_house(sqlite_databases, clock, "aw319-payer", knows) as made:
        yield made


@pytest.fixture
def planless(sqlite_databases: SqliteDatabases, clock: SetClock) -> Iterator[House]:
    """Knows c1 and p1, and nothing that brings the one to the other."""
    with copied_house(sqlite_databases, clock, "aw319-planless", lambda house: do(house, *KNOWN)) as made:
        yield made


@pytest.fixture
def bare(sqlite_databases: SqliteDatabases, clock: SetClock) -> Iterator[House]:
    """Knows nobody, on SQLite."""
    with copied_house(sqlite_databases, clock) as made:
        yield made
