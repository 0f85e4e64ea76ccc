"""Killed at any point, again and again: what was acknowledged is there, once, and the rows are those of the log."""

import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random
from signal import SIGKILL

import pytest

from ledger.vocabulary.clock import SystemClock
from tests.databases import Databases
from tests.houses import copied_house, do, opened
from tests.ledger.crowds.processes import ROOT, spends
from tests.ledger.crowds.test_kill import bury
from tests.ledger.lines import raised
from tests.ledger.log.test_positions import check_order
from tests.projections.rebuilding import folded, left_over, live_together, stored
from web.composition import House

Killed = Callable[[str, str, int], tuple[dict[str, int], int | None]]
"""From an address, a name and a last point to what a process acknowledged, and how many points it passed if all."""

KILLS = 104
"""How many on each database in the slow part."""
MOST = 700
"""The last point at which somebody is killed; a few get away before that."""


@pytest.fixture
def lived(databases: Databases) -> Iterator[str]:
    """The address of a ledger with some lives in it, and enough to spend, on both databases."""

    def rich(house: House) -> None:
        live_together(house)
        do(house, raised("900.00"))

    with copied_house(databases, SystemClock(), "lives together, rich", rich) as house:
        house.close()
        yield house.settings.database_url


@contextmanager
def nursery() -> Iterator[Killed]:
    """Start the process that has children to be killed; give the function that does it."""
    command = [sys.executable, "-m", "tests.projections.victim"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        heard, give = process.stdout, process.stdin
        assert heard.readline() == "ready\n"

        def killed(url: str, name: str, last: int) -> tuple[dict[str, int], int | None]:
            give.write(f"{url} {name} {last}\n")
            give.flush()
            told: dict[str, int] = {}
            passed: int | None = None
            for line in heard:
                match line.split():
                    case ["yes", entry, position]:
                        told[entry] = int(position)
                    case ["passed", number]:
                        passed = int(number)
                    case ["ended", code]:
                        assert int(code) == (-SIGKILL if passed is None else 0)
                        break
            return told, passed

        yield killed
        give.close()


def check(house: House, told: dict[str, int]) -> None:
    """See that nothing is lost or doubled, and that the rows are those of the log."""
    records = house.ledger.records(0, limit=100_000)
    check_order(records)
    logged = spends(house.ledger)
    assert {entry: logged[entry][0].position for entry in told if entry in logged} == told
    house.runner.catch_up()
    assert stored(house) == folded(house)


def killed_many_times(url: str, kills: int, seed: int) -> None:
    """Kill as many as asked, each at another point; look after each, and at times let it go on to the end first."""
    chance = Random(seed)
    number = done = 0
    told: dict[str, int] = {}
    where: Counter[bool] = Counter()
    with nursery() as killed:
        while done < kills:
            number += 1
            heard, passed = killed(url, f"s{seed}-{number}", chance.randint(1, MOST))
            told |= heard
            done += passed is None
            bury(url)
            with opened(url, SystemClock()) as house:
                where[bool(left_over(house))] += 1
                if done == kills or chance.random() < 0.3:
                    house.rebuild()
                    assert left_over(house) == []
                check(house, told)
    assert kills < 20 or min(where[True], where[False]) > 5, "some fell in the middle of a rebuild, and some did not"


class TestAProcessThatIsKilled:
    def test_loses_and_doubles_nothing(self, lived: str) -> None:
        """A few times, on both databases."""
        killed_many_times(lived, 3, seed=1)

    @pytest.mark.slow
    def test_loses_and_doubles_nothing_at_a_hundred_points(self, lived: str) -> None:
        """At other points, on each database."""
        killed_many_times(lived, KILLS, seed=2)
