"""Crediting and declaring anew, again and again, lands where declaring once would have."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ledger.vocabulary.clock import SetClock
from tests.databases import Databases, PostgresDatabases, SqliteDatabases
from tests.houses import copied_house, do
from tests.ledger.histories.declaring import START, STEPS, Told, everything
from web.composition import House

Steps = list[tuple[Any, ...]]

APRIL = datetime(2026, 4, 2, 8, tzinfo=UTC)
PATIENT = settings(
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
    print_blob=True,
)
histories = st.lists(STEPS, min_size=5, max_size=25)


def begun(house: House) -> None:
    """Let the clients live; nothing is declared yet."""
    do(house, *START)


def declared(house: House) -> None:
    """Have everything declared and paid."""
    begun(house)
    told = Told(house)
    for contract, period in everything():
        told.declare(contract, period)


@contextmanager
def a_house(databases: Databases, name: str, fill: Callable[[House], None]) -> Iterator[Told]:
    """A copy of a house in which that was done; it is April."""

    def in_april(house: House) -> None:
        assert isinstance(house.clock, SetClock)
        house.clock.moment = APRIL
        fill(house)

    with copied_house(databases, SetClock(APRIL), name, in_april) as house:
        yield Told(house)


def lands_where_declaring_once_would(databases: Databases, history: Steps) -> None:
    """Tell a history, declare everything once more, and compare with a ledger that gets only the facts."""
    with a_house(databases, "declared", declared) as told, a_house(databases, "begun", begun) as fresh:
        for step in history:
            told.step(*step)
        if told.facts:
            do(fresh.house, *told.facts)
        for one in (told, fresh):
            for contract, period in everything():
                one.declare(contract, period)
        for contract, period in everything():
            assert not told.prepared(contract, period, ()).changes, "nothing is taken back for want of a name"
        assert told.standing() == fresh.standing()
        assert told.paid() == sum(told.standing().values()) == fresh.paid()


class TestDeclaringAgain:
    @given(history=histories)
    @settings(PATIENT, max_examples=6)
    def test_lands_where_declaring_once_would(self, sqlite_databases: SqliteDatabases, history: Steps) -> None:
        """Whatever was corrected, dated back or refused in between; and always paid + unpaid is what was computed."""
        lands_where_declaring_once_would(sqlite_databases, history)

    @pytest.mark.slow
    @given(history=histories)
    @settings(PATIENT, max_examples=20)
    def test_lands_there_in_many_histories(self, sqlite_databases: SqliteDatabases, history: Steps) -> None:
        """The same, more often."""
        lands_where_declaring_once_would(sqlite_databases, history)

    @pytest.mark.slow
    @given(history=histories)
    @settings(PATIENT, max_examples=2)
    def test_lands_there_on_postgresql(self, postgres_databases: PostgresDatabases, history: Steps) -> None:
        """A few."""
        lands_where_declaring_once_would(postgres_databases, history)
