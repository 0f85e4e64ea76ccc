"""`pvb apply --keep-going`: answers come as lines come, and an answer that was given is true for ever."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from ledger.events import VirtualBudget, decode
from ledger.vocabulary.actor import SYSTEM
from ledger.vocabulary.clock import SystemClock
from ledger.vocabulary.source import Source
from tests.databases import Databases
from tests.houses import KEY, copied_house, do, opened
from tests.ledger.crowds.processes import ROOT, spends
from tests.ledger.crowds.test_kill import bury
from tests.ledger.lines import FAMILY, Line, raised, spend
from tests.ledger.log.test_positions import check_order
from web.composition import House
from web.recording import GROUP, record_each

Process = subprocess.Popen[str]


@pytest.fixture
def url(databases: Databases) -> Iterator[str]:
    """A ledger with the family and a thousand points, on both databases."""
    with copied_house(databases, SystemClock(), "family for streaming", _fill) as house:
        house.close()
        yield house.settings.database_url


def _fill(house: House) -> None:
    do(house, *FAMILY, raised("990.00"))


@contextmanager
def applying(url: str) -> Iterator[Process]:
    """Start `pvb apply - --keep-going --json`; end it, if it has not, on the way out."""
    command = [sys.executable, "-m", "web.cli.main", "apply", "-", "--keep-going", "--json"]
    environment = {"PVB_DATABASE_URL": url, "PVB_MASTER_KEY": KEY}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def put(process: Process, *lines: Line) -> None:
    """Write lines, and let them go."""
    assert process.stdin is not None
    process.stdin.writelines(json.dumps(line) + "\n" for line in lines)
    process.stdin.flush()


def answers(process: Process, count: int) -> list[dict[str, object]]:
    """Read so many answers."""
    assert process.stdout is not None
    return [json.loads(process.stdout.readline()) for _ in range(count)]


class TestStreaming:
    def test_answers_before_the_next_line_comes(self, url: str) -> None:
        """A program that waits for its answer before it goes on."""
        with applying(url) as process:
            told = []
            for line in (spend("e1", "1.00"), spend("e2", "5000.00"), spend("e3", "1.00")):
                put(process, line)
                told += answers(process, 1)
            assert process.stdin is not None
            process.stdin.close()
            assert process.wait() == 1
        assert [(one["line"], one["ok"]) for one in told] == [(1, True), (2, False), (3, True)]

    def test_loses_nothing_that_it_answered_when_it_is_killed(self, url: str) -> None:
        """Halfway a group, halfway the journal: what was told is in the log, at the position that was told."""
        with applying(url) as process:
            put(process, *(spend(f"e{number}", "0.01") for number in range(3 * GROUP)))
            told = answers(process, GROUP // 2)
            process.kill()
        bury(url)
        with opened(url, SystemClock()) as house:
            check_order(house.ledger.records(0))
            logged = {record.position for record, _ in spends(house.ledger).values()}
        positions = {event["position"] for one in told for event in one["events"]}  # type: ignore[attr-defined]
        assert len(positions) == GROUP // 2
        assert positions <= logged

    def test_reads_no_further_than_it_has_answered(self, url: str) -> None:
        """However long the journal is, one group of it is in memory."""
        read = []

        def groups() -> Iterator[list[bytes]]:
            for number in range(1_000):
                read.append(number)
                yield [json.dumps(spend(f"e{number}", "0.01")).encode()]

        with opened(url, SystemClock()) as house:
            told = record_each(house, groups(), SYSTEM, Source("journal", "test"))
            assert [next(told).line for _ in range(3)] == [1, 2, 3]
            assert read == [0, 1, 2]
            last = house.ledger.head()
            assert last is not None
            event = decode(last.topic, last.state)
            assert isinstance(event, VirtualBudget.Spent)
            assert event.entry == "e2"
