"""Simulations for pages and API: one at a time in the background, so that an answer comes at once; a few are kept."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event, Lock, Thread

from starlette.datastructures import State

from ledger.simulation.outcome import Outcome
from ledger.simulation.run import Asked, Progress
from ledger.vocabulary.errors import Conflict, LedgerError
from web.composition import House
from web.log import the_log
from web.simulating import simulation_of

KEPT = 8
"""How many outcomes are kept."""
AT_ONCE = 4
"""How many may wait for their turn."""
PATIENCE_SECONDS = 3.0
"""How long an answer waits before it says that it is still being worked out."""

Work = Callable[[House, Asked, Progress], Outcome]


@dataclass
class Running:
    """A simulation that was asked for: how far it is, and in the end its outcome or what was wrong."""

    asked: Asked
    done: int = 0
    all: int = 0
    outcome: Outcome | None = None
    error: LedgerError | None = None
    ready: Event = field(default_factory=Event)


class Simulations:
    """What was asked of one ledger, by question; the position is part of a question, so an answer stays right."""

    def __init__(self, house: House, work: Work = simulation_of, patience: float = PATIENCE_SECONDS) -> None:
        self._house = house
        self._work = work
        self._patience = patience
        self._asked: OrderedDict[Asked, Running] = OrderedDict()
        self._lock = Lock()
        self._turn = Lock()

    def ask(self, asked: Asked) -> Running:
        """Return the simulation, started when it is new; wait a moment for its outcome.

        Raises what the simulation ended in, and `Conflict` when too many others wait for their turn.
        """
        with self._lock:
            running = self._asked.get(asked) or self._started(asked)
        running.ready.wait(self._patience)
        if running.error is not None:
            raise running.error
        return running

    def _started(self, asked: Asked) -> Running:
        finished = [one for one, running in self._asked.items() if running.ready.is_set()]
        if len(self._asked) - len(finished) >= AT_ONCE:
            told = f"Er lopen al {AT_ONCE} berekeningen. Wacht even en probeer het dan nog eens."
            raise Conflict("simulation-busy", told)
        for one in finished[: len(self._asked) + 1 - KEPT]:
            del self._asked[one]
        running = self._asked[asked] = Running(asked)
        Thread(target=self._run, args=(running,), daemon=True).start()
        return running

    def _run(self, running: Running) -> None:
        def progress(done: int, all: int) -> None:
            running.done, running.all = done, all

        try:
            with self._turn:
                running.outcome = self._work(self._house, running.asked, progress)
        except LedgerError as error:
            running.error = error
        except Exception:  # noqa: BLE001  # whatever it was, who asked is told that it stopped
            the_log(__name__).exception("simulation-failed")
            running.error = Conflict("simulation-failed", "De berekening is gestopt. Probeer het nog eens.")
            with self._lock:
                self._asked.pop(running.asked, None)
        finally:
            running.ready.set()


def simulations_of(state: State, house: House) -> Simulations:
    """Return the simulations of an application, begun with the first question."""
    if not hasattr(state, "simulations"):
        state.simulations = Simulations(house)
    found: Simulations = state.simulations
    return found
