"""What is done to the read models while a history goes on: caught up, rebuilt, broken off, set aside and released.

None of it changes an answer. After each, the rows are those that a fold of the whole log in memory gives.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random
from typing import Any

import pytest
from sqlalchemy import event

from projections.catalogue import PROJECTIONS
from projections.rebuilding.rebuild import Rebuild
from projections.running.parking import parked_streams
from projections.running.releasing import release
from tests.projections.rebuilding import folded, in_small_parts, rebuild_of, stored
from web.composition import House


class Broken(BaseException):
    """The process ends here, as far as the house can tell."""


class Upkeep:
    """Somebody who looks after the read models of a house, in ways that chance decides."""

    def __init__(self, house: House, seed: int) -> None:
        self.house = house
        self.chance = Random(seed)

    def do(self, what: str, go_on: Callable[[], None]) -> None:
        """Do one thing, in the middle of which other things may happen (`go_on`); then look at all rows."""
        with pytest.MonkeyPatch.context() as patch:
            in_small_parts(patch, self.chance.choice((1, 6, 40, 60_000)))
            for place, sizes in SIZES.items():
                patch.setattr(f"projections.{place}", self.chance.choice(sizes))
            getattr(self, f"_{what}")(go_on)
        self.house.runner.catch_up()
        assert stored(self.house) == folded(self.house)

    def _catch_up(self, go_on: Callable[[], None]) -> None:
        go_on()
        self.house.runner.catch_up()

    def _rebuild(self, go_on: Callable[[], None]) -> None:
        late = self.chance.random() < 0.5

        def progress(phase: str, done: int, of: int) -> None:
            nonlocal late
            if late and phase == "fold":
                late = False
                go_on()

        self._work().run(progress)

    def _break_off(self, go_on: Callable[[], None]) -> None:
        with suppressed(self.house, self.chance.randint(1, 250)):
            self._work().run()
        go_on()

    def _give_up(self, go_on: Callable[[], None]) -> None:
        with suppressed(self.house, self.chance.randint(1, 250)):
            self._work().run()
        go_on()
        self._work().give_up()

    def _park(self, go_on: Callable[[], None]) -> None:
        """Let a fold of one projection fail for a stream; mend it, and release the stream."""
        sick = self.chance.choice(PROJECTIONS)
        self.house.runner.catch_up()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(self.house.runner._folding[sick.name], "fold", failing)
            go_on()
            self.house.runner.catch_up()
        go_on()
        self.house.runner.catch_up()
        for stream in streams_aside(self.house):
            release(self.house.runner, stream)

    def _work(self) -> Rebuild:
        some = self.chance.sample(PROJECTIONS, self.chance.choice((len(PROJECTIONS), len(PROJECTIONS), 1, 2)))
        return rebuild_of(self.house, *(one for one in PROJECTIONS if one in some))


def failing(rows: object, scanned: object) -> int:
    """Take no event at all."""
    raise ZeroDivisionError("a fold that cannot take this")


def streams_aside(house: House) -> list[str]:
    """Return which streams were set aside."""
    with house.engine.connect() as connection:
        return sorted({one.stream for one in parked_streams(connection)})


@contextmanager
def suppressed(house: House, point: int) -> Iterator[None]:
    """Break off what is done, at its n-th statement on the database, if it comes that far."""
    passed = 0

    def pass_by(*_: Any) -> None:
        nonlocal passed
        passed += 1
        if passed == point:
            raise Broken

    event.listen(house.engine, "before_cursor_execute", pass_by)
    try:
        yield
    except Broken:
        pass
    finally:
        event.remove(house.engine, "before_cursor_execute", pass_by)


SIZES = {
    "rebuilding.rebuild.BATCH": (1, 7, 2_000),
    "running.runner.BATCH": (1, 7, 2_000),
    "rebuilding.spilling.HELD": (1, 2_000, 2**20),
}
KINDS = ("catch_up", "rebuild", "rebuild", "break_off", "break_off", "give_up", "park")
