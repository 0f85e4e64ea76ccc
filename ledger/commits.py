"""Group commit: what many threads decided at the same time goes into the log in one transaction of the database.

Whoever comes while nobody writes, writes: everything that waits by the time the write lock is there, each set verified
by itself. Whoever comes meanwhile waits and is told its own outcome, or is told to write for those who came after.
There is no waiting for others to come: a group is whoever came while the group before it was being written.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Lock

from ledger.appending import Appending, Locked, Stale, append, append_one
from ledger.recorder import Log
from ledger.vocabulary.errors import Conflict


class _Pending:
    """A set that waits to be written; woken when it is settled, or when it is its turn to write for all that wait."""

    def __init__(self, appending: Appending) -> None:
        self.appending = appending
        self.woken = Event()
        self.outcome: list[int] | BaseException | None = None


class Commits:
    """The one place of a process from which events go into the log."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._waiting: list[_Pending] = []
        self._led = False
        self._lock = Lock()
        self._writing = Lock()

    @property
    def waiting(self) -> int:
        """Return how many sets wait for the write lock."""
        return len(self._waiting)

    def record(self, appending: Appending) -> list[int]:
        """Write a set, together with whatever else waits; return the positions of its events.

        Raises `Stale` when what it rests on has moved.
        """
        pending = _Pending(appending)
        with self._lock:
            self._waiting.append(pending)
            leads, self._led = not self._led, True
        if not leads:
            self._wait(pending)
        if pending.outcome is None:
            self._write_for_all(pending)
        assert pending.outcome is not None
        if isinstance(pending.outcome, BaseException):
            raise pending.outcome
        return pending.outcome

    @contextmanager
    def alone(self) -> Iterator[Locked]:
        """Hold the write lock of the log: nothing moves until this ends. No other set is written from inside it."""
        with self._writing, self._log.writing() as locked:
            yield locked

    def _wait(self, pending: _Pending) -> None:
        try:
            pending.woken.wait()
        except BaseException:
            with self._lock:
                was_called = pending.woken.is_set() and pending.outcome is None
                if pending in self._waiting:
                    self._waiting.remove(pending)
            if was_called:
                self._call_next()
            raise

    def _write_for_all(self, mine: _Pending) -> None:
        group: list[_Pending] = []
        try:
            self._write(group)
        except BaseException as error:  # noqa: BLE001  # whatever it was, everybody who waits is told
            group = group or self._taken()
            told = error if isinstance(error, Exception) else _interrupted()
            for pending in group:
                pending.outcome = pending.outcome or (error if pending is mine else told)
        finally:
            self._call_next()
            for pending in group:
                pending.woken.set()

    def _write(self, group: list[_Pending]) -> None:
        """Fill the group with all that waits once the lock is there, and write it; else one by one."""
        try:
            with self.alone() as locked:
                group += self._taken()
                outcomes = append(locked, [pending.appending for pending in group])
        except Stale as error:
            for pending in group:
                pending.outcome = error if len(group) == 1 else self._written_alone(pending.appending)
        else:
            for pending, outcome in zip(group, outcomes, strict=True):
                pending.outcome = outcome

    def _written_alone(self, appending: Appending) -> list[int] | Stale:
        """Write one set of a group in which something was taken that may be there once."""
        try:
            with self.alone() as locked:
                return append_one(locked, appending)
        except Stale as error:
            return error

    def _taken(self) -> list[_Pending]:
        """Return what waits; sets whose positions were foretold come first, for after others they would be wrong."""
        with self._lock:
            taken, self._waiting = self._waiting, []
        return sorted(taken, key=lambda pending: pending.appending.follows is None)

    def _call_next(self) -> None:
        with self._lock:
            self._led = bool(self._waiting)
            if self._waiting:
                self._waiting[0].woken.set()


def _interrupted() -> Conflict:
    """Return what others are told when whoever wrote for them was stopped: by then nobody knows what was written."""
    return Conflict(
        "interrupted",
        "Het is niet zeker of dit is vastgelegd. Geef dezelfde opdracht nog eens, met hetzelfde nummer.",
    )
