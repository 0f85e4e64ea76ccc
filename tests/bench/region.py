"""A large region for benchmarks: a year of clients at home, day by day as it was recorded, straight into the log.

The events are the ones that commands would write, in their stored form; only the decisions are left out, for speed, and
the receipts of the commands. The same `Shape` gives the same rows.
"""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from ledger.persons.master_key import MasterKey
from tests.bench.declarations import declarations
from tests.bench.lives import DeclaredLine, Person, declared, life_of, tell_deliveries, tell_rights
from tests.bench.log_rows import LogRow, head_of, write
from tests.bench.purses import tell_budget
from tests.bench.registers import registers
from tests.bench.shape import DAY, DAYS, FIRST, PROVIDERS, REGION, YEAR, Shape, day, moment
from tests.bench.spilled import Slots, Spill, read, spill
from tests.bench.stored import Item, Sealing, Telling
from web.composition import House

__all__ = ["REGION", "YEAR", "Made", "Shape", "fill", "made", "moment", "write_region"]

PART = 500
"""Clients whose year is in memory at once."""
DECLARED_AT_ONCE = 30_000
"""About of how many clients the declarations of a month are in memory at once."""
PROCESSES = 2
MONTHS = range(1, 13)
_DECLARED, _KEYS = DAYS - 1, DAYS + len(MONTHS)
"""After the days a part has the lines that are declared, by month, and the keys."""
_SLOTS = _KEYS + 1


def fill(house: House, clients: int, deliveries: int, providers: tuple[str, ...] = PROVIDERS) -> int:
    """Write care at home of so many clients in one region into a house; return the number of events.

    There are deliveries only: what is declared is for others to work out.
    """
    shape = Shape(clients, deliveries, 0, 0, providers, (REGION,), registers=False)
    return write_region(house.settings.database_url, house.keyring.master, shape)


def write_region(url: str, master: MasterKey, shape: Shape, *, alone: bool = False) -> int:
    """Write a region after what the log holds; return the number of events. `alone`: nobody else has it open."""
    position, last = head_of(url)
    begin = datetime.fromisoformat(f"{FIRST}T00:00:00+00:00")
    after = -1 if last is None else (datetime.fromisoformat(last) - begin) // timedelta(microseconds=1)
    with made(shape, master) as region:
        return write(url, region.rows(position, after), region.people(), alone=alone)


class Made:
    """A region that stands ready on disk in parts, to be read day by day."""

    def __init__(self, spills: Sequence[Spill], people: Sequence[Spill]) -> None:
        self._spills, self._people = spills, people

    def rows(self, position: int = 0, after: int = -1) -> Iterator[LogRow]:
        """Yield the rows of the log in order, after a position and a moment in microseconds from the first day."""
        clock = _Stamps(after)
        together = -1
        for found in read(self._spills, range(DAYS)):
            found.sort()
            for at, by, stream, version, topic, state in found:
                position += 1
                if by != together:
                    together = by
                    clock.move_to(at)
                yield position, stream, version, topic, clock.stamp + state

    def people(self) -> Iterator[Person]:
        """Yield the keys of the clients."""
        for one in self._people:
            for rows in read([one], [_KEYS]):
                yield from (Person(*row) for row in rows)


class _Stamps:
    """The opening of the stored form with its moment, later for every set of commands."""

    def __init__(self, after: int) -> None:
        self._now, self._day, self._date = after, -1, ""
        self.stamp = b""

    def move_to(self, at: int) -> None:
        """Go on to a moment, or past the one before."""
        self._now = now = max(at, self._now + 1)
        number, rest = divmod(now, DAY)
        if number != self._day:
            self._day, self._date = number, day(number).isoformat()
        seconds, micro = divmod(rest, 1_000_000)
        minutes, second = divmod(seconds, 60)
        time = f"{minutes // 60:02}:{minutes % 60:02}:{second:02}.{micro:06}"
        self.stamp = f'{{"recorded_at":"{self._date}T{time}Z",'.encode()


@contextmanager
def made(shape: Shape, master: MasterKey) -> Iterator[Made]:
    """Make a region, in as many processes as there is work for, beside the working folder where there is one."""
    place = Path("var")
    with TemporaryDirectory(dir=place if place.is_dir() else None) as name:
        folder = Path(name)
        parts = range((shape.clients + PART - 1) // PART)
        people = list(_each(partial(_people, shape, master, folder), parts, alone=len(parts) < 2))
        groups = range((shape.clients + DECLARED_AT_ONCE - 1) // DECLARED_AT_ONCE)
        months = [_Month(month, group, len(groups)) for month in MONTHS for group in groups]
        judged = list(_each(partial(_month, shape, folder, people), months, alone=len(parts) < 2))
        whole = spill(folder / "registers", _by_day(registers(shape)), _SLOTS)
        yield Made([whole, *people, *judged], people)


def _each(work: Any, over: Iterable[Any], *, alone: bool) -> Iterator[Spill]:
    if alone:
        yield from map(work, over)
        return
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        yield from pool.map(work, over)


def _people(shape: Shape, master: MasterKey, folder: Path, part: int) -> Spill:
    """Make the year of a part of the clients."""
    telling, sealing = Telling(1 + part), Sealing(shape.seed)
    lines: list[tuple[int, DeclaredLine]] = []
    keys = []
    for number in range(part * PART + 1, min((part + 1) * PART, shape.clients) + 1):
        life = life_of(shape, number)
        keys.append(tuple(tell_rights(telling, shape, life, sealing, master)))
        tell_budget(telling, shape, life, sealing)
        tell_deliveries(telling, shape, life)
        lines += declared(shape, life)
    slots = _by_day(telling.items)
    for month, line in lines:
        slots.setdefault(_DECLARED + month, []).append(tuple(line))
    slots[_KEYS] = keys
    return spill(folder / f"people-{part}", slots, _SLOTS)


class _Month(NamedTuple):
    """What some of the providers declare over a month; a provider is in one of the groups."""

    month: int
    group: int
    groups: int


def _month(shape: Shape, folder: Path, people: Sequence[Spill], asked: _Month) -> Spill:
    """Make what is declared over a month, and what became of it."""
    mine = {provider for place, provider in enumerate(shape.providers) if place % asked.groups == asked.group}
    lines = []
    for one in people:
        (rows,) = read([one], [_DECLARED + asked.month])
        lines += [DeclaredLine(*row) for row in rows if row[0] in mine]
    items = declarations(shape, asked.month, lines, asked.group)
    return spill(folder / f"declared-{asked.month}-{asked.group}", _by_day(items), _SLOTS)


def _by_day(items: Iterable[Item]) -> Slots:
    slots: Slots = {}
    for item in items:
        slots.setdefault(item.at // DAY, []).append(tuple(item))
    return slots
