"""What many decide at once goes into the log together; each is verified by itself and told its own answer."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from threading import Event

import pytest
from eventsourcing.persistence import OperationalError

from ledger.aggregates.budget import VirtualBudget
from ledger.appending import Locked
from ledger.application import ATTEMPTS, Header, Outcome, Transaction
from ledger.commands.door import NotRecorded
from ledger.commits import Commits
from ledger.recorder import Log
from ledger.vocabulary.actor import Actor
from ledger.vocabulary.clock import SetClock
from tests.houses import do
from tests.ledger.crowds.processes import spends
from tests.ledger.lines import FAMILY, Line, budget, client, spend
from tests.ledger.log.test_positions import check_order
from web.composition import House

TICK = timedelta(microseconds=1)
CROWD = 8


class Counted:
    """The log of a house, that counts how often its write lock is taken, and waits the first time until it may."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self.taken = 0
        self.may = Event()
        self.broken: Exception | None = None

    @contextmanager
    def writing(self) -> Iterator[Locked]:
        """Hold the write lock of the log."""
        self.taken += 1
        self.may.wait()
        if self.broken:
            raise self.broken
        with self._log.writing() as locked:
            yield locked


class Crowd:
    """Threads that give commands while the first of them waits for the write lock."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.log = Counted(house.ledger.recorder)
        house.ledger.commits = Commits(self.log)  # type: ignore[arg-type]

    def give(self, *sets: list[Line]) -> list[Future[list[Outcome]]]:
        """Give every set from a thread of its own; they are all decided before the first is written."""
        with ThreadPoolExecutor(len(sets)) as threads:
            given = []
            for count, lines in enumerate(sets, start=1):
                given.append(threads.submit(do, self.house, *lines))
                while self.house.ledger.commits.waiting < count and not given[-1].done():
                    pass
            self.log.may.set()
        return given


@pytest.fixture
def crowd(house: House) -> Crowd:
    """The family with a budget for everybody, on both databases."""
    do(house, *FAMILY, *(budget(f"b{number}") for number in range(2, CROWD + 1)))
    return Crowd(house)


def refusal(given: Future[list[Outcome]]) -> str:
    """Return the code of a refusal."""
    error = given.exception()
    assert isinstance(error, NotRecorded)
    return error.error.code


class TestAGroup:
    def test_is_written_while_the_lock_is_held_once(self, crowd: Crowd, clock: SetClock) -> None:
        """Without gaps, in the order of coming, and each with a moment of its own."""
        head = crowd.house.ledger.head()
        assert head is not None
        given = crowd.give(*([spend(f"e{n}", "1.00", budget=f"b{n}")] for n in range(1, CROWD + 1)))
        assert crowd.log.taken == 1
        answers = [outcome.events for future in given for outcome in future.result()]
        assert answers == [((head.position + n, "budget.spent/1"),) for n in range(1, CROWD + 1)]
        records = crowd.house.ledger.records(0)
        check_order(records)
        moments = [record.recorded_at for record in records[-CROWD:]]
        assert moments == [max(clock.moment, head.recorded_at + TICK) + n * TICK for n in range(CROWD)]

    def test_keeps_sets_whole(self, crowd: Crowd) -> None:
        """Positions of one set are next to each other."""
        given = crowd.give(*([spend(f"{n}-{part}", "0.10", budget=f"b{n}") for part in "abc"] for n in (1, 2, 3)))
        positions = [[at for outcome in one.result() for at, _ in outcome.events] for one in given]
        assert positions == [list(range(first[0], first[0] + 3)) for first in positions]
        check_order(crowd.house.ledger.records(0))

    def test_leaves_out_who_was_overtaken_in_it(self, crowd: Crowd) -> None:
        """Four times three points of ten: three fit; the fourth is decided anew, and refused by what is true then."""
        given = crowd.give(*([spend(f"e{n}", "3.00")] for n in range(4)))
        assert [refusal(one) for one in given if one.exception()] == ["over-budget"]
        assert len(spends(crowd.house.ledger)) == 3
        check_order(crowd.house.ledger.records(0))

    def test_verifies_what_was_only_read(self, crowd: Crowd) -> None:
        """A death that is reported in the same group stops the spends after it."""
        died = {"do": "report_death", "client": "c1", "on": "2026-03-03"}
        given = crowd.give([spend("e1", "1.00")], [died], [spend("e2", "1.00", budget="b2")])
        assert refusal(given[2]) == "after-death"
        assert (given[0].exception(), given[1].exception()) == (None, None)

    def test_gives_one_command_one_answer(self, crowd: Crowd) -> None:
        """A double tap: both lie in the same group, one is written, both are told the same."""
        line = spend("e1", "1.00", command_id="k1")
        first, second = crowd.give([line], [line])
        assert first.result() == second.result()
        assert len(spends(crowd.house.ledger)) == 1

    def test_gives_a_bsn_to_one(self, crowd: Crowd) -> None:
        """Two new clients with one BSN: the second write fails, so they are written one by one."""
        given = crowd.give(
            [client("c8", bsn="999900006")], [client("c9", bsn="999900006")], [spend("e1", "1.00", budget="b2")]
        )
        assert [refusal(one) for one in given if one.exception()] == ["bsn-known"]
        assert given[2].result()[0].events
        check_order(crowd.house.ledger.records(0))


class TestWhenWritingFails:
    def test_everybody_is_told_and_the_next_can_write(self, crowd: Crowd) -> None:
        """A full disk: nothing of the group is in the log, and nobody waits for ever."""
        crowd.log.broken = OperationalError("disk is full")
        given = crowd.give(*([spend(f"e{n}", "1.00", budget=f"b{n}")] for n in (1, 2, 3)))
        assert [type(one.exception()) for one in given] == [OperationalError] * 3
        assert spends(crowd.house.ledger) == {}
        crowd.log.broken = None
        do(crowd.house, spend("e1", "1.00"))
        assert list(spends(crowd.house.ledger)) == ["e1"]


class TestASlowDecision:
    def test_ends_under_steady_writing(self, house: House) -> None:
        """Whenever it looks up from its work somebody has written; at last it decides while nobody can."""
        do(house, *FAMILY, budget("b2", "1000.00"))
        wrote: list[int] = []
        with ThreadPoolExecutor(4) as threads:
            stop = Event()
            writers = [threads.submit(_write_until, house, f"w{n}", stop, wrote) for n in range(4)]
            while len(wrote) < 4:
                pass
            outcome = _slow_spend(house, wrote)
            stop.set()
            for writer in writers:
                writer.result()
        assert outcome in spends(house.ledger)
        check_order(house.ledger.records(0, limit=100_000))


def _write_until(house: House, name: str, stop: Event, wrote: list[int]) -> None:
    while not stop.is_set():
        do(house, spend(f"{name}-{len(wrote)}", "0.01", budget="b2", command_id=f"{name}-{len(wrote)}"))
        wrote.append(1)


def _slow_spend(house: House, wrote: list[int]) -> str:
    """Spend from the budget everybody writes on; while others can still write, wait until one more has."""
    tried = 0

    def slow(transaction: Transaction) -> None:
        nonlocal tried
        tried += 1
        found = transaction.get(VirtualBudget, "b2")
        seen = len(wrote)
        while tried < ATTEMPTS and len(wrote) < seen + 2:
            pass
        found.happened(
            VirtualBudget.Spent(
                budget="b2",
                client="c1",
                provider="p1",
                entry="slow",
                on=found.first,
                unit=found.unit,
                quantity=1,
                what="",
                given_by="x",
            )
        )
        transaction.conclude(Header(Actor("x", "systeem"), "slow"), "")

    house.ledger.transact(slow)
    assert tried == ATTEMPTS
    return "slow"
