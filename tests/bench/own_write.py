"""How long it takes until somebody sees what they just wrote, while a runner folds in the background as in `pvb serve`.

Measured from the moment the command is accepted until its figure has been read: no fixed waits are in it.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import Any

from ledger.vocabulary.actor import SYSTEM
from ledger.vocabulary.clock import SystemClock
from projections.running.background import BackgroundRunner
from tests.bench.machine import milliseconds, timed
from tests.bench.pages import at_percent
from tests.databases import PostgresDatabases
from tests.houses import do, opened
from tests.ledger.lines import FAMILY
from tests.postgres_server import running_server
from web.composition import House
from web.questions import balance_of

TIMES = 300


def measure(times: int = TIMES) -> dict[str, float]:
    """Return milliseconds at the median and the 99th percentile, on SQLite and on PostgreSQL."""
    found: dict[str, float] = {}
    for name, house_of in (("sqlite", _on_sqlite), ("postgresql", _on_postgres)):
        with house_of() as house:
            took = _seen(house, times)
        found |= {f"{name}_p50_ms": at_percent(took, 50), f"{name}_p99_ms": at_percent(took, 99)}
    return found


def _seen(house: House, times: int) -> list[float]:
    do(house, *FAMILY)
    background = BackgroundRunner(house.runner, house.settings.database_url)
    background.start()
    took = []
    for number in range(times):
        do(house, _spend(number))
        with timed() as seconds:
            answer = balance_of(house, SYSTEM, "b1")
        assert answer["spent"] == f"{(number + 1) / 100:.2f}", answer
        took.append(milliseconds(seconds))
    assert background.stop()
    return took


def _spend(number: int) -> dict[str, Any]:
    spend = {"do": "spend", "budget": "b1", "entry": f"e{number}", "on": "2026-03-04", "what": "wandelen"}
    return spend | {"amount": {"PUNT": "0.01"}}


@contextmanager
def _on_sqlite() -> Iterator[House]:
    with TemporaryDirectory() as folder, opened(f"sqlite:///{folder}/own-write.sqlite", SystemClock()) as house:
        yield house


@contextmanager
def _on_postgres() -> Iterator[House]:
    with (
        running_server(durable=True) as server,
        opened(PostgresDatabases(server).fresh_database(), SystemClock()) as house,
    ):
        yield house


if __name__ == "__main__":
    for name, value in measure(int(sys.argv[1]) if len(sys.argv) > 1 else TIMES).items():
        print(f"{name}: {value}")
