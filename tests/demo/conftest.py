"""One invented region, small enough to be looked at from all sides."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import NamedTuple

import pytest

from ledger.demo.agenda import Moment
from ledger.demo.play import play
from ledger.demo.region import lives
from ledger.events import Event, decode
from ledger.vocabulary.clock import SetClock
from tests.houses import opened

CLIENTS = 400
SEED = 11
PLAYED_CLIENTS = 250


class Played(NamedTuple):
    """What was handed out, and the events that the ledger made of it."""

    moments: list[Moment]
    events: list[Event]


@pytest.fixture(scope="session")
def region() -> list[Moment]:
    """A year around four hundred clients and the two families."""
    return list(lives(CLIENTS, SEED))


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    """A smaller region in a ledger of its own, played until the whole year is declared and judged."""
    moments = list(lives(PLAYED_CLIENTS, 14, today=date(2027, 2, 28)))
    clock = SetClock(datetime(2025, 12, 1, tzinfo=UTC))
    place = tmp_path_factory.mktemp("demo") / "played.sqlite"
    with opened(f"sqlite:///{place}", clock) as house:
        play(house.door, clock, moments)
        yield Played(moments, [decode(one.topic, one.state) for one in house.ledger.records(0, limit=1_000_000)])
