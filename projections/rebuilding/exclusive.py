"""One rebuild at a time for one database. The lock goes with the process that holds it, also when it is killed."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from ledger.vocabulary.errors import Conflict

_LOCK = 7_300_002


@contextmanager
def only_one(database_url: str) -> Iterator[Callable[[], object]]:
    """Hold the lock of rebuilding; yield a function that raises when it was lost. Raises `Conflict` when it is taken.

    PostgreSQL lets go of the lock when its connection is cut.
    """
    if not database_url.startswith("sqlite:///"):
        with psycopg.connect(database_url, autocommit=True) as server:
            row = server.execute("SELECT pg_try_advisory_lock(%s)", (_LOCK,)).fetchone()
            if row is None or not row[0]:
                raise _busy()
            yield lambda: server.execute("SELECT 1")
        return
    with Path(database_url.removeprefix("sqlite:///") + ".rebuild").open("w", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise _busy() from error
        yield lambda: None


def _busy() -> Conflict:
    return Conflict("rebuild-busy", "Er wordt al opgebouwd. Wacht tot dat klaar is en probeer het dan opnieuw.")
