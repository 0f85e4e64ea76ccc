"""The runner of a web process: a thread that folds what was recorded, so that nobody who reads has to wait for it.

Whoever reads still brings the projections up to date first; this thread only makes that there is little left to do. A
database that is away is tried again, ever later; the thread itself goes on until it is stopped.
"""

import sqlite3
from threading import Thread

import psycopg
import structlog
from sqlalchemy.exc import DBAPIError

from projections.running.runner import Runner
from projections.running.waking import Stop, waking

FIRST_PAUSE = 0.1
LONGEST_PAUSE = 10.0
"""Seconds before the database is tried again; twice as long every time."""
GRACE = 1.0
"""Seconds that stopping waits for the batch that is being folded."""

log = structlog.get_logger(module=__name__)


class BackgroundRunner:
    """Runs a runner in a thread, between `start` and `stop`."""

    def __init__(self, runner: Runner, database_url: str) -> None:
        self._runner = runner
        self._url = database_url
        self._stop = Stop()
        self._pause = 0.0
        self._thread = Thread(target=self._run, name="pvb-runner", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> bool:
        """End; a batch that is not done by then is rolled back with the process. Tells whether it has ended."""
        self._stop.ask()
        self._thread.join(GRACE)
        ended = not self._thread.is_alive()
        if ended:
            self._stop.close()
        return ended

    def _run(self) -> None:
        while not self._stop.asked:
            try:
                self._run_while_it_is_there()
            except Exception as error:  # noqa: BLE001  # whatever it was, the next try may be better
                self._tell(error)
                self._pause = min(LONGEST_PAUSE, 2 * self._pause or FIRST_PAUSE)
                self._stop.wait(self._pause)

    def _run_while_it_is_there(self) -> None:
        with waking(self._url) as waker:
            while not self._stop.asked:
                self._runner.catch_up(lambda: self._stop.asked)
                if self._pause:
                    log.info("runner goes on")
                    self._pause = 0.0
                waker.wait(self._stop)

    def _tell(self, error: Exception) -> None:
        """Tell it once; not again at every try."""
        if self._pause:
            return
        expected = isinstance(error, DBAPIError | psycopg.Error | sqlite3.Error | OSError)
        log.warning("runner waits", error=type(error).__name__, exc_info=None if expected else error)
