"""Tasks on a ledger: in this process, or in several that open it themselves. The answers are the same, in order."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import TypeVar

from ledger.application import Ledger

T = TypeVar("T")
Opening = Callable[[], Ledger]
"""Opens the same ledger, in another process; it must be a function that can be sent there."""
Task = Callable[[Ledger], T]
"""What is done with a ledger; a `partial` of a function of a module, so that it can be sent."""


class Tasks:
    """Carries out tasks, in the processes of a pool when there is one."""

    def __init__(self, ledger: Ledger, pool: ProcessPoolExecutor | None = None) -> None:
        self._ledger = ledger
        self._pool = pool

    def do(self, tasks: Sequence[Task[T]]) -> Iterator[T]:
        """Yield the answers, in the order of the tasks."""
        if self._pool is None:
            return (task(self._ledger) for task in tasks)
        return self._pool.map(_work, tasks)


@contextmanager
def tasks_on(ledger: Ledger, opening: Opening | None, processes: int) -> Iterator[Tasks]:
    """Yield a way to carry out tasks; with `opening` and more than one, in so many processes."""
    if opening is None or processes < 2:
        yield Tasks(ledger)
        return
    with ProcessPoolExecutor(processes, get_context("spawn"), _begin, (opening,)) as pool:
        yield Tasks(ledger, pool)


class _Process:
    """What a process keeps between tasks."""

    ledger: Ledger


def _begin(opening: Opening) -> None:
    _Process.ledger = opening()


def _work(task: Task[T]) -> T:
    return task(_Process.ledger)
