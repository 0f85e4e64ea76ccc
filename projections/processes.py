"""Several processes that read parts of the log at once; with one, nothing is started."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TypeVar

from ledger.vocabulary.errors import Conflict

Task = TypeVar("Task")
Result = TypeVar("Result")


def each(work: Callable[[Task], Result], tasks: Iterable[Task], workers: int) -> Iterator[Result]:
    """Do every task and yield the results as they come. Raises `Conflict` when a process is killed."""
    if workers <= 1:
        yield from map(work, tasks)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        pending = [pool.submit(work, task) for task in tasks]
        try:
            for done in as_completed(pending):
                yield done.result()
        except BrokenProcessPool as error:
            raise Conflict(
                "worker-killed",
                "Een van de processen is gestopt. Er is niets verloren: geef dezelfde opdracht nog eens.",
            ) from error
        finally:
            for one in pending:
                one.cancel()
