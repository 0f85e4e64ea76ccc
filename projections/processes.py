"""Several processes that work on parts of the log at once; with one, nothing is started."""

import gc
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Any, Protocol, TypeVar

from ledger.vocabulary.errors import Conflict

Task = TypeVar("Task")
Result = TypeVar("Result")


class Each(Protocol):
    """Does every task and yields the results as they come. Raises `Conflict` when a process is killed."""

    def __call__(self, work: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
        """Do every task."""


@contextmanager
def several(workers: int) -> Iterator[Each]:
    """Yield what does tasks in so many processes."""
    if workers <= 1:
        yield _here
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_begin) as pool:

        def there(work: Callable[[Any], Any], tasks: Iterable[Any]) -> Iterator[Any]:
            todo = iter(tasks)
            busy = {pool.submit(work, task) for task in islice(todo, 2 * workers)}
            try:
                while busy:
                    done, busy = wait(busy, return_when=FIRST_COMPLETED)
                    busy |= {pool.submit(work, task) for task in islice(todo, len(done))}
                    for one in done:
                        yield one.result()
            except BrokenProcessPool as error:
                told = "Een van de processen is gestopt. Er is niets verloren: geef dezelfde opdracht nog eens."
                raise Conflict("worker-killed", told) from error

        yield there


def _begin() -> None:
    """Prepare a process for its work, and let it end when who started it was killed."""
    gc.disable()  # rows make no cycles, and looking for them takes a tenth of the time
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def _here(work: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
    return map(work, tasks)
