"""While rebuilt rows take the place of the live ones, everybody reads and records on; nobody sees half of it."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from sqlalchemy import func, select

from ledger.vocabulary.clock import SetClock
from projections.client_budget.tables import entries
from projections.provider_totals.tables import spending
from projections.rebuilding import switching
from tests.databases import Databases, PostgresDatabases
from tests.houses import copied_house, do
from tests.ledger.lines import raised, spend
from tests.projections.rebuilding import folded, in_small_parts, left_over, live_together, stored
from web.composition import House

SPENDS = 19
"""How many the house has to begin with."""


@pytest.fixture
def lived(databases: Databases, clock: SetClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """A house with some lives in it, on both databases."""
    in_small_parts(monkeypatch)
    with copied_house(databases, clock, "lives together", live_together) as house:
        yield house


def spends_seen(house: House) -> int:
    """Count the spends in two read models, at one moment; they tell the same."""
    with house.reading() as connection:
        told = connection.scalar(select(func.count()).select_from(entries).where(entries.c.kind == "spent"))
        added = connection.scalar(select(func.sum(spending.c.spends)))
    assert told == added
    return told or 0


class TestReaders:
    def test_always_see_all_that_was_accepted(self, lived: House) -> None:
        """Three of them, while somebody records and three rebuilds switch."""
        do(lived, raised("90.00"))
        accepted, over = [SPENDS], Event()

        def record() -> int:
            done = 0
            while not over.is_set():
                do(lived, spend(f"w-{done}", "0.01"))
                done += 1
                accepted.append(1)
            return done

        def read(_: int) -> int:
            reads = 0
            while not over.is_set():
                before = sum(accepted)
                assert before <= spends_seen(lived)
                reads += 1
            return reads

        assert spends_seen(lived) == SPENDS
        with ThreadPoolExecutor(4) as threads:
            recorder = threads.submit(record)
            readers = [threads.submit(read, who) for who in range(3)]
            try:
                for _ in range(3):
                    lived.rebuild()
            finally:
                over.set()
            assert all(one.result() for one in readers)
            recorded = recorder.result()
        assert spends_seen(lived) == SPENDS + recorded
        assert stored(lived) == folded(lived)
        assert left_over(lived) == []


class TestALongReader:
    def test_delays_the_switch_and_nobody_else(
        self, postgres_databases: PostgresDatabases, clock: SetClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """On PostgreSQL the switch waits for a moment only, lets others through, and tries again."""
        tried, again = Event(), Event()

        def pause(_: float) -> None:
            tried.set()
            again.wait()

        monkeypatch.setattr(switching, "sleep", pause)
        with (
            copied_house(postgres_databases, clock, "lives together", live_together) as house,
            ThreadPoolExecutor(1) as threads,
        ):
            with house.reading() as connection:
                before = connection.execute(select(entries)).all()
                rebuilding = threads.submit(house.rebuild)
                assert tried.wait(60)
                for number in range(3):
                    do(house, spend(f"e-{number}", "0.01"))
                    assert spends_seen(house) == SPENDS + number + 1
                assert not rebuilding.done()
                assert connection.execute(select(entries)).all() == before
            again.set()
            rebuilding.result()
            assert stored(house) == folded(house)

    def test_that_never_ends_stops_the_rebuild(
        self, postgres_databases: PostgresDatabases, clock: SetClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """After many tries; the same command goes on with the switch."""
        monkeypatch.setattr(switching, "sleep", lambda seconds: None)
        monkeypatch.setattr(switching, "TRIES", 2)
        with copied_house(postgres_databases, clock, "lives together", live_together) as house:
            with house.reading(), pytest.raises(Exception, match="lock timeout") as why:
                house.rebuild()
            assert getattr(why.value, "code", None) == "rebuild-stopped"
            house.rebuild()
            assert stored(house) == folded(house)
