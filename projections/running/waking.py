"""What wakes the runner of a web process: the database says that something was written, or is asked now and then.

On PostgreSQL the log notifies its channel; what is lost costs a second. SQLite has no such thing: there a number is
asked that changes when another connection has written, which costs a few microseconds.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from select import POLLIN, poll
from socket import socketpair
from typing import Protocol

import psycopg
from psycopg.sql import SQL, Identifier

from ledger.recorder import EVENTS_TABLE

LOST_SECONDS = 1.0
"""How long a notification that did not come keeps the runner asleep."""
POLL_SECONDS = 0.1


class Stop:
    """Ends the waiting of the runner at once, from another thread."""

    def __init__(self) -> None:
        self._here, self._there = socketpair()
        self.asked = False

    def ask(self) -> None:
        """End it; whoever waits now or later does not."""
        self.asked = True
        self._there.send(b".")

    def wait(self, seconds: float, *also: int) -> bool:
        """Wait until it is asked to stop, something comes in on another file, or so long; tell whether to stop."""
        files = poll()
        for file in (self._here.fileno(), *also):
            files.register(file, POLLIN)
        files.poll(seconds * 1_000)
        return self.asked

    def close(self) -> None:
        """Let go of the sockets."""
        self._here.close()
        self._there.close()


class Waker(Protocol):
    """An open line to the database."""

    def wait(self, stop: Stop) -> None:
        """Return when something was written, when it may have been, or when it is asked to stop."""


@contextmanager
def waking(database_url: str) -> Iterator[Waker]:
    """Open a line to a database; what is written from here on wakes who waits."""
    if database_url.startswith("sqlite:///"):
        with closing(sqlite3.connect(database_url.removeprefix("sqlite:///"), isolation_level=None)) as file:
            yield _Polling(file)
    else:
        with psycopg.connect(database_url, autocommit=True, connect_timeout=5) as server:
            server.execute(SQL("LISTEN {}").format(Identifier(EVENTS_TABLE)))
            yield _Listening(server)


class _Polling:
    def __init__(self, file: sqlite3.Connection) -> None:
        self._file = file
        self._seen = self._version()

    def wait(self, stop: Stop) -> None:
        while not stop.wait(POLL_SECONDS):
            version = self._version()
            if version != self._seen:
                self._seen = version
                return

    def _version(self) -> int:
        return int(self._file.execute("PRAGMA data_version").fetchone()[0])


class _Listening:
    def __init__(self, server: "psycopg.Connection[tuple[object, ...]]") -> None:
        self._server = server

    def wait(self, stop: Stop) -> None:
        stop.wait(LOST_SECONDS, self._server.fileno())
        for _ in self._server.notifies(timeout=0):
            pass
