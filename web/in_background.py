"""Long questions to the log for pages and API: one at a time in the background, so that an answer comes at once.

A few answers are kept, by question; the position of the log is part of a question, so an answer stays right.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Event, Lock, Thread
from typing import Generic, TypeVar

from ledger.vocabulary.errors import Conflict, LedgerError
from web.composition import House
from web.log import the_log

Q = TypeVar("Q", bound=Hashable)
A = TypeVar("A")

Progress = Callable[[int, int], None]
"""Told how much is done, and of how much."""
AT_ONCE = 4
"""How many may wait for their turn."""
PATIENCE_SECONDS = 3.0
"""How long an answer waits before it says that it is still being worked out."""


@dataclass
class Running(Generic[Q, A]):
    """A question that was asked: how far it is, and in the end its answer or what was wrong."""

    asked: Q
    done: int = 0
    all: int = 0
    outcome: A | None = None
    error: LedgerError | None = None
    ready: Event = field(default_factory=Event)


class InBackground(Generic[Q, A]):
    """What was asked of one ledger. `busy` and `failed` make what is raised when too many wait, or work breaks."""

    def __init__(
        self,
        house: House,
        work: Callable[[House, Q, Progress], A],
        busy: Callable[[], Conflict],
        failed: Callable[[], Conflict],
        kept: int,
        patience: float = PATIENCE_SECONDS,
    ) -> None:
        self._house = house
        self._work = work
        self._busy = busy
        self._failed = failed
        self._kept = kept
        self._patience = patience
        self._asked: OrderedDict[Q, Running[Q, A]] = OrderedDict()
        self._lock = Lock()
        self._turn = Lock()

    def ask(self, asked: Q) -> Running[Q, A]:
        """Return the question, begun when it is new; wait a moment for its answer.

        Raises what the work ended in, and `Conflict` when too many others wait for their turn.
        """
        with self._lock:
            running = self._asked.get(asked) or self._started(asked)
        running.ready.wait(self._patience)
        if running.error is not None:
            raise running.error
        return running

    def _started(self, asked: Q) -> Running[Q, A]:
        finished = [one for one, running in self._asked.items() if running.ready.is_set()]
        if len(self._asked) - len(finished) >= AT_ONCE:
            raise self._busy()
        for one in finished[: max(len(self._asked) + 1 - self._kept, 0)]:
            del self._asked[one]
        running = self._asked[asked] = Running(asked)
        Thread(target=self._run, args=(running,), daemon=True).start()
        return running

    def _run(self, running: Running[Q, A]) -> None:
        def progress(done: int, all: int) -> None:
            running.done, running.all = done, all

        try:
            with self._turn:
                running.outcome = self._work(self._house, running.asked, progress)
        except LedgerError as error:
            running.error = error
        except Exception:  # noqa: BLE001  # whatever it was, who asked is told that it stopped
            running.error = self._failed()
            the_log(__name__).exception(running.error.code)
            with self._lock:
                self._asked.pop(running.asked, None)
        finally:
            running.ready.set()
