"""Simulations for pages and API, in the background."""

from collections.abc import Callable

from starlette.datastructures import State

from ledger.simulation.outcome import Outcome
from ledger.simulation.run import Asked, Progress
from ledger.vocabulary.errors import Conflict
from web import in_background
from web.composition import House
from web.in_background import AT_ONCE, PATIENCE_SECONDS, InBackground
from web.simulating import simulation_of

KEPT = 8
"""How many outcomes are kept."""

Running = in_background.Running[Asked, Outcome]
Work = Callable[[House, Asked, Progress], Outcome]


class Simulations(InBackground[Asked, Outcome]):
    """The simulations that were asked of one ledger, by question."""

    def __init__(self, house: House, work: Work = simulation_of, patience: float = PATIENCE_SECONDS) -> None:
        super().__init__(house, work, _busy, _failed, KEPT, patience)


def _busy() -> Conflict:
    told = f"Er lopen al {AT_ONCE} berekeningen. Wacht even en probeer het dan nog eens."
    return Conflict("simulation-busy", told)


def _failed() -> Conflict:
    return Conflict("simulation-failed", "De berekening is gestopt. Probeer het nog eens.")


def simulations_of(state: State, house: House) -> Simulations:
    """Return the simulations of an application, begun with the first question."""
    if not hasattr(state, "simulations"):
        state.simulations = Simulations(house)
    found: Simulations = state.simulations
    return found
