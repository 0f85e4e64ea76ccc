"""What a benchmark ran on, and how much memory it took at most."""

import os
import platform
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from ledger.vocabulary.clock import SetClock
from tests.bench.shape import moment
from web.composition import House, open_house


def machine() -> dict[str, object]:
    """Return processor, cores, memory and Python."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "cores": os.cpu_count(),
        "memory_gib": round(memory / 2**30),
        "python": platform.python_version(),
        "system": platform.platform(terse=True),
    }


def peak_mib() -> int:
    """Return the most memory that this process, or one it started, took until now."""
    most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return most // 1024


@contextmanager
def new_house() -> Iterator[House]:
    """Open an empty ledger on SQLite; other processes find it by the settings of this one."""
    with TemporaryDirectory() as folder:
        before = os.environ.get("PVB_DATABASE_URL")
        os.environ["PVB_DATABASE_URL"] = f"sqlite:///{Path(folder) / 'bench.sqlite'}"
        house = open_house(os.environ, clock=SetClock(moment()))
        try:
            yield house
        finally:
            house.close()
            if before is None:
                del os.environ["PVB_DATABASE_URL"]
            else:
                os.environ["PVB_DATABASE_URL"] = before


@contextmanager
def timed() -> Iterator[list[float]]:
    """Yield a list that holds the seconds once the block is done."""
    seconds: list[float] = []
    start = perf_counter()
    yield seconds
    seconds.append(perf_counter() - start)


def milliseconds(seconds: list[float]) -> float:
    """Return what `timed` yielded in milliseconds, to a hundredth."""
    return round(seconds[0] * 1_000, 2)
