"""A process that is killed at any point: nothing it acknowledged is lost, no half of a set is there."""

from random import Random

import psycopg
import pytest

from ledger.vocabulary.clock import SystemClock
from tests.databases import Databases
from tests.houses import copied_house, do, opened
from tests.ledger.crowds.processes import Heard, begin, spends, understood, worker
from tests.ledger.lines import FAMILY, raised, spend
from tests.ledger.log.test_positions import check_order
from tests.ledger.story import Story
from tests.ledger.tables import all_rows

SIZE = 3
"""How many lines a set has."""


def killed(url: str, name: str, after: int) -> Heard:
    """Start a worker that gives sets, kill it after it acknowledged some lines; return all that it told."""
    with worker(url, name, 400, "0.01", SIZE) as process:
        assert process.stdout is not None
        begin(process)
        lines = [process.stdout.readline() for _ in range(after)]
        process.kill()
        return understood(lines + process.stdout.readlines())


def bury(url: str) -> None:
    """Wait until PostgreSQL has noticed that a client is gone: what it was writing is then written or undone."""
    others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    if url.startswith("postgresql"):
        with psycopg.connect(url, autocommit=True) as connection:
            while connection.execute(others).fetchone() != (0,):
                pass


def check_nothing_is_lost(url: str, told: dict[str, int]) -> None:
    """Open the house anew: what was acknowledged is there, sets are whole, the rows follow, and work goes on."""
    bury(url)
    with opened(url, SystemClock()) as house:
        records = house.ledger.records(0, limit=100_000)
        check_order(records)
        logged = spends(house.ledger)
        assert {entry: logged[entry][0].position for entry in told if entry in logged} == told
        sets: dict[str, int] = {}
        for entry in logged:
            sets[entry.rpartition("-")[0]] = sets.get(entry.rpartition("-")[0], 0) + 1
        assert {name: count for name, count in sets.items() if count != SIZE} == {}
        story = Story(house)
        assert story.balance().spent.quantity == len(logged)
        grown = all_rows(house)
        house.rebuild()
        assert all_rows(house) == grown
        receipts, events = story.traces()[1], len(records)
        assert receipts == events


def run_rounds(databases: Databases, rounds: int, seed: int) -> None:
    """Kill as many workers as asked, each at another point; look after each, and once more at the end."""
    chance = Random(seed)
    with copied_house(databases, SystemClock(), "empty for killing") as house:
        url = house.settings.database_url
        do(house, *FAMILY, raised("500.00"))
        house.close()
        told: dict[str, int] = {}
        for number in range(rounds):
            heard = killed(url, f"w{number}", chance.randint(0, 12))
            assert heard.refused == []
            told |= heard.accepted
            check_nothing_is_lost(url, told)
        with opened(url, SystemClock()) as again:
            do(again, *(spend(f"last-0-{place}", "0.01") for place in range(SIZE)))
        check_nothing_is_lost(url, told)
        assert told


class TestKill:
    def test_loses_nothing_and_leaves_no_half_set(self, databases: Databases) -> None:
        """A few times, on both databases."""
        run_rounds(databases, 3, seed=1)

    @pytest.mark.slow
    def test_loses_nothing_and_leaves_no_half_set_many_times(self, databases: Databases) -> None:
        """At other points, more often."""
        run_rounds(databases, 15, seed=2)
