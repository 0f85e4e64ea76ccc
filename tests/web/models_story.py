"""Twelve people at home in Rotterdam for the pages and the API about models, told as a benchmark tells a region."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

from ledger.simulation.outcome import Outcome
from ledger.simulation.run import Asked, Progress
from ledger.vocabulary.clock import SetClock
from tests.bench.region import fill, moment
from tests.databases import Databases
from tests.houses import copied_house
from tests.web.region_story import tell_region
from tests.web.story import tell
from web.composition import House
from web.simulating import simulation_of
from web.simulations import Simulations

CLIENTS = 12
PATIENCE = 60
"""Seconds; only a test that is broken waits so long."""


@contextmanager
def modelled_house(databases: Databases, clock: SetClock) -> Iterator[House]:
    """Open a house in which the small story was told, and a year of care; the clock stands after that year."""

    def told(house: House) -> None:
        tell(house)
        tell_region(house)
        fill(house, CLIENTS, 24)

    clock.moment = moment()
    with copied_house(databases, clock, "modelled", told) as house:
        yield house


def never(house: House, asked: Asked, progress: Progress) -> Outcome:
    """A simulation that fails by accident."""
    raise RuntimeError("stuk")


class Gate:
    """Simulations that begin, tell how far they are, and go on when the gate opens; nobody waits for them."""

    def __init__(self, house: House) -> None:
        self._open = Event()
        self._begun = Event()
        self.simulations = Simulations(house, self._work, patience=0)

    def _work(self, house: House, asked: Asked, progress: Progress) -> Outcome:
        progress(5, CLIENTS)
        self._begun.set()
        self._open.wait()
        return simulation_of(house, asked, progress)

    def begun(self) -> None:
        """Wait until the first has begun."""
        assert self._begun.wait(PATIENCE)

    def finish(self, asked: Asked) -> None:
        """Open the gate, and wait until an answer is ready."""
        self._open.set()
        assert self.simulations.ask(asked).ready.wait(PATIENCE)
