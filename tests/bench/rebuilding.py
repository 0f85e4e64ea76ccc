"""How long it takes to build all projections anew from the log, in a process of its own, and how much memory."""

import json
import os
import subprocess
import sys
from time import perf_counter
from typing import NamedTuple

from ledger.vocabulary.clock import SetClock
from projections.rebuilding.rebuild import Rebuild
from tests.bench.memory import Watch
from tests.bench.shape import moment
from tests.houses import KEY
from web.composition import open_house

WORKERS = 2


class Rebuilt(NamedTuple):
    """A rebuild that was timed; `peak_mib` is of the process with all that it started."""

    events: int
    seconds: float
    peak_mib: int | None

    @property
    def rate(self) -> int:
        """Return events a second."""
        return int(self.events / self.seconds)


def measure(url: str) -> Rebuilt:
    """Rebuild at a database that nobody else uses; the start of the process is not counted."""
    settings = {"PVB_DATABASE_URL": url, "PVB_MASTER_KEY": KEY}
    started = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.rebuilding"],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, **settings},
    )
    watch = Watch(started.pid)
    told, _ = started.communicate()
    peak = watch.stop()
    if started.returncode:
        raise subprocess.CalledProcessError(started.returncode, "rebuild")
    found = json.loads(told.splitlines()[-1])
    return Rebuilt(found["events"], found["seconds"], peak)


def main() -> None:
    """Rebuild what the settings name, and tell how long it took."""
    house = open_house(os.environ, clock=SetClock(moment()), make=False)
    try:
        start = perf_counter()
        rebuilt = Rebuild(house.runner, house.settings.database_url, WORKERS).run()
        print(json.dumps({"events": rebuilt.position, "seconds": perf_counter() - start}))
    finally:
        house.close()


if __name__ == "__main__":
    main()
