"""The runner of a web process: woken by what is written, patient with a database that is away, gone when told to."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Condition

import psycopg
import pytest
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from ledger.vocabulary.clock import SetClock
from projections.catalogue import PROJECTIONS
from projections.running.background import BackgroundRunner
from projections.running.runner import Runner
from projections.running.waking import Stop, waking
from tests.houses import do, opened
from tests.ledger.lines import FAMILY, spend
from tests.ledger.tables import all_rows
from web.composition import House

LONG = 60.0
"""Seconds after which something that should have happened never will."""


class Watched(Runner):
    """A runner of which a test can wait for what it reached; before a run it may be told to fail."""

    def __init__(self, house: House) -> None:
        super().__init__(house.ledger, house.engine, PROJECTIONS)
        self.reached, self.runs = 0, 0
        self.trouble: list[Exception] = []
        self._changed = Condition()

    def catch_up(self, stops: Callable[[], bool] = lambda: False) -> int:
        try:
            if self.trouble:
                raise self.trouble.pop(0)
            self.reached = super().catch_up(stops)
        finally:
            with self._changed:
                self.runs += 1
                self._changed.notify_all()
        return self.reached

    def wait(self, so: Callable[[], bool]) -> None:
        """Wait until something is so."""
        with self._changed:
            assert self._changed.wait_for(so, LONG)


@contextmanager
def running(house: House, runner: Runner) -> Iterator[BackgroundRunner]:
    """Run it, and see that it ends."""
    background = BackgroundRunner(runner, house.settings.database_url)
    background.start()
    try:
        yield background
    finally:
        assert background.stop()


class TestRunning:
    def test_folds_what_somebody_else_records(self, house: House, clock: SetClock) -> None:
        """Another process writes; nobody reads."""
        runner = Watched(house)
        with running(house, runner), opened(house.settings.database_url, clock) as elsewhere:
            runner.wait(lambda: runner.runs > 0)
            do(elsewhere, *FAMILY)
            head = house.conditions().head
            runner.wait(lambda: runner.reached == head)
            do(elsewhere, spend("e1", "1.00"))
            runner.wait(lambda: runner.reached == head + 1)
        assert {one.lag_events for one in house.conditions().projections} == {0}

    def test_by_two_processes_and_a_reader_doubles_nothing(self, house: House, clock: SetClock) -> None:
        """Who comes first folds; the rows are those of a rebuild."""
        with opened(house.settings.database_url, clock) as elsewhere:
            first, second = Watched(house), Watched(elsewhere)
            with running(house, first), running(elsewhere, second):
                do(house, *FAMILY)
                for number in range(12):
                    do(house, spend(f"e{number}", "0.10"))
                    with elsewhere.reading():
                        pass
                head = house.conditions().head
                first.wait(lambda: first.reached == head)
                second.wait(lambda: second.reached == head)
        grown = all_rows(house)
        house.rebuild()
        assert all_rows(house) == grown

    def test_tries_again_when_the_database_is_away(self, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
        """It tells so once, and once that it goes on."""
        monkeypatch.setattr("projections.running.background.FIRST_PAUSE", 0.001)
        do(house, *FAMILY)
        runner = Watched(house)
        runner.trouble = [OperationalError("SELECT", {}, Exception("gone")) for _ in range(3)]
        with capture_logs() as lines, running(house, runner):
            runner.wait(lambda: runner.reached > 0)
        told = [(line["event"], line["log_level"]) for line in lines if line["event"].startswith("runner")]
        assert told == [("runner waits", "warning"), ("runner goes on", "info")]

    def test_outlives_a_mistake_of_the_program(self, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
        """The thread never ends by itself; where it went wrong is in the log."""
        monkeypatch.setattr("projections.running.background.FIRST_PAUSE", 0.001)
        do(house, *FAMILY)
        runner = Watched(house)
        runner.trouble = [ZeroDivisionError()]
        with capture_logs() as lines, running(house, runner):
            runner.wait(lambda: runner.reached > 0)
        assert [type(line["exc_info"]) for line in lines if line.get("exc_info")] == [ZeroDivisionError]

    @pytest.mark.postgres
    def test_comes_back_when_its_connections_are_cut(
        self, request: pytest.FixtureRequest, clock: SetClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """As when PostgreSQL is started anew."""
        monkeypatch.setattr("projections.running.background.FIRST_PAUSE", 0.001)
        databases = request.getfixturevalue("postgres_databases")
        url = databases.fresh_database()
        with opened(url, clock) as house:
            runner = Watched(house)
            with running(house, runner):
                runner.wait(lambda: runner.runs > 0)
                with psycopg.connect(url, autocommit=True) as server:
                    cut = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = "
                    server.execute(cut + "current_database() AND pid <> pg_backend_pid()")
                with opened(url, clock) as elsewhere:
                    do(elsewhere, *FAMILY)
                    head = elsewhere.conditions().head
                runner.wait(lambda: runner.reached == head)
        databases.drop(url)


class TestWaking:
    def test_ends_at_once_when_asked_to_stop(self, house: House) -> None:
        """Also when nothing is ever written."""
        stop = Stop()
        stop.ask()
        with waking(house.settings.database_url) as waker:
            waker.wait(stop)
        assert stop.wait(LONG)
        stop.close()

    def test_by_what_was_written_since_it_was_opened(
        self, house: House, clock: SetClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Written between opening and waiting: it does not wait for what will not come."""
        monkeypatch.setattr("projections.running.waking.LOST_SECONDS", LONG)
        stop = Stop()
        with waking(house.settings.database_url) as waker, opened(house.settings.database_url, clock) as elsewhere:
            do(elsewhere, *FAMILY)
            waker.wait(stop)
        stop.close()
