"""Twelve people at home in Rotterdam for the pages and the API about models, told as a benchmark tells a region."""

from collections.abc import Iterator
from contextlib import contextmanager

from ledger.simulation.outcome import Outcome
from ledger.simulation.run import Asked, Progress
from ledger.vocabulary.clock import SetClock
from tests.bench.region import fill, moment
from tests.databases import Databases
from tests.houses import copied_house
from tests.web.region_story import tell_region
from tests.web.story import tell
from web.composition import House
from web.simulations import Simulations

CLIENTS = 12


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


def waiting(house: House) -> Simulations:
    """Simulations that nobody waits for, and that are never ready."""
    from threading import Event

    def slow(house: House, asked: Asked, progress: Progress) -> Outcome:
        progress(5, 12)
        Event().wait()
        raise AssertionError

    return Simulations(house, slow, patience=0)
