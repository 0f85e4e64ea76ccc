"""A house of the test's own on both kinds of storage: tables made once per session, then copied.

    def test_a_spend(house: House, clock: SetClock) -> None: ...

`clock` stands at 4 March 2026, 11.15 on Dutch clocks, until the test moves it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest

from ledger.application import Outcome
from ledger.commands.journal import read_command
from ledger.vocabulary.actor import SYSTEM, Mandate
from ledger.vocabulary.clock import Clock, SetClock
from ledger.vocabulary.source import Source
from tests.databases import Databases
from web.composition import House, open_house

START = datetime(2026, 3, 4, 10, 15, tzinfo=UTC)
KEY = "c2xldXRlbCB2YW4gZGUgdGVzdHMsIG5pZXQgZ2VoZWk="
"""32 bytes that are no secret, so that a copy of a template can be opened."""


@contextmanager
def opened(database_url: str, clock: Clock) -> Iterator[House]:
    """Open the house at a database under the tests' key, and close it afterwards."""
    house = open_house({"PVB_DATABASE_URL": database_url, "PVB_MASTER_KEY": KEY}, clock=clock)
    try:
        yield house
    finally:
        house.close()


@contextmanager
def copied_house(
    databases: Databases, clock: Clock, name: str = "migrated", fill: Callable[[House], object] = lambda house: None
) -> Iterator[House]:
    """Open a copy of the template `name`, which `fill` fills the first time, at the start of the tests' day."""

    def prepare(url: str) -> None:
        with opened(url, SetClock(START)) as template:
            fill(template)

    url = databases.fresh_database(databases.template_once(name, prepare))
    try:
        with opened(url, clock) as house:
            yield house
    finally:
        databases.drop(url)


def do(house: House, *commands: dict[str, Any], mandate: Mandate = SYSTEM) -> list[Outcome]:
    """Give commands in the words of the journal, all or none."""
    return house.door.accept([read_command(command) for command in commands], mandate, Source("journal", "test"))


def end_of(house: House) -> int:
    """The position of the last event."""
    head = house.ledger.head()
    assert head is not None
    return head.position


def positions_of(house: House, *topics: str, of: str = "") -> list[int]:
    """Where the events stand with one of these topics (none: any), of one stream where that is given."""
    return [
        one.position
        for one in house.ledger.records(0)
        if (not topics or one.topic.partition("/")[0] in topics) and of in ("", one.stream)
    ]


@pytest.fixture
def clock() -> SetClock:
    """A clock that the test moves."""
    return SetClock(START)


@pytest.fixture
def house(databases: Databases, clock: SetClock) -> Iterator[House]:
    """A house with an empty ledger."""
    with copied_house(databases, clock) as made:
        yield made
