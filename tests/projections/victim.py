"""A process that works on a ledger and kills itself in the middle, without a word, at the n-th point that it passes.

Run as `python -m tests.projections.victim`: it reads a ledger's address, a name and a number from each line, forks, and
lets the child do the work; so each kill costs no more than the work. It answers what the child acknowledged (an entry
and its position), how many points a child passed that met no end, and how the child ended.

Points lie before and after every statement and commit of the read models, around every write to the log, and around
every piece and part that a rebuild writes. So a kill falls anywhere, and the same numbers give the same kill.
"""

import faulthandler
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random
from threading import Lock, Thread
from typing import Any

import pytest
from sqlalchemy import event

from ledger import commits
from ledger.commands.door import NotRecorded
from ledger.recorder import PostgresLog, SQLiteLog
from ledger.vocabulary.clock import SystemClock
from projections.rebuilding import bulk, rebuild, spilling
from projections.running import runner
from tests.houses import do, opened
from tests.ledger.lines import spend
from web.composition import House

THREADS = 3
SIZES = {
    "rebuilding.rebuild.PART": (40, 300),
    "rebuilding.rebuild.BATCH": (3,),
    "running.runner.BATCH": (4, 50),
    "rebuilding.spilling.HELD": (300, 2**20),
}
"""So small that there are several parts, batches and pieces."""


class Fate:
    """Counts the points that are passed; at the last one the process ends."""

    def __init__(self, last: int) -> None:
        self.last = last
        self.passed = 0
        self._lock = Lock()

    def point(self, *_: object, **__: object) -> None:
        """Pass a point, or do not."""
        with self._lock:
            self.passed += 1
            if self.passed == self.last:
                os.kill(os.getpid(), signal.SIGKILL)

    def around(self, real: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function with a point before and after it."""

        def passing(*told: Any, **more: Any) -> Any:
            self.point()
            done = real(*told, **more)
            self.point()
            return done

        return passing

    def watch(self, house: House) -> None:
        """Lay out the points."""
        patch = pytest.MonkeyPatch()
        for moment in ("before_cursor_execute", "after_cursor_execute", "commit"):
            event.listen(house.engine, moment, self.point)
        for place, name in PLACES:
            patch.setattr(place, name, self.around(getattr(place, name)))
        for kind in (SQLiteLog, PostgresLog):
            patch.setattr(kind, "writing", self.holding(kind.writing))

    def holding(self, real: Callable[..., Any]) -> Callable[..., Any]:
        """Return the write lock of the log, with a point inside and one when all is committed."""

        @contextmanager
        def passing(log: Any) -> Iterator[Any]:
            with real(log) as locked:
                self.point()
                yield locked
                self.point()
            self.point()

        return passing


PLACES: tuple[tuple[Any, str], ...] = (
    (commits, "append"),
    (spilling, "write_piece"),
    (bulk._SQLiteBulk, "write"),
    (bulk._PostgresBulk, "write"),
    (rebuild, "deal"),
    (rebuild, "switch"),
    (runner, "set_position"),
)


def live_and_die(url: str, name: str, last: int) -> None:
    """Work, and tell what was acknowledged; when the end was not met, tell how many points were passed."""
    chance = Random(name)
    for place, some in SIZES.items():
        pytest.MonkeyPatch().setattr(f"projections.{place}", chance.choice(some))
    with opened(url, SystemClock()) as house:
        fate = Fate(last)
        fate.watch(house)

        def record(who: int) -> None:
            for number in range(3):
                entry = f"{name}-{who}-{number}"
                try:
                    (outcome,) = do(house, spend(entry, "0.01"))
                except NotRecorded:
                    continue
                say(f"yes {entry} {outcome.events[0][0]}")
                house.runner.catch_up()

        recorders = [Thread(target=record, args=(who,)) for who in range(THREADS)]
        for thread in recorders:
            thread.start()
        try:
            if chance.random() < 0.8:
                house.rebuild()
        finally:
            for thread in recorders:
                thread.join()
        if chance.random() < 0.4:
            house.rebuild()
    say(f"passed {fate.passed}")


def say(line: str) -> None:
    """Tell the parent at once, whole or not at all."""
    os.write(1, f"{line}\n".encode())


def main() -> None:
    """Let a child work for every line that comes in."""
    faulthandler.enable()
    say("ready")
    for line in sys.stdin:
        url, name, last = line.split()
        child = os.fork()
        if child == 0:
            live_and_die(url, name, int(last))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        say(f"ended {os.waitstatus_to_exitcode(status)}")


if __name__ == "__main__":
    main()
