"""The ledger as an application of the eventsourcing library: streams in, decisions written whole, the log out."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from threading import Lock
from typing import Any, TypeVar

import msgspec
from eventsourcing.application import Application
from eventsourcing.persistence import Mapper, StoredEvent

from ledger.appending import Appending, NewEvent, Stale, append_one
from ledger.commits import Commits
from ledger.database_url import check_database_url, environment_of
from ledger.events import decode
from ledger.log_reader import LogReader
from ledger.persons.keyring import Keyring
from ledger.recorder import Log, Record
from ledger.replaying import Kept
from ledger.transaction import Entry, Header, Outcome, Overtaken, Transaction
from ledger.vocabulary.clock import Clock, SystemClock
from ledger.vocabulary.errors import Conflict

__all__ = [
    "ATTEMPTS",
    "Entry",
    "Header",
    "Ledger",
    "Outcome",
    "Overtaken",
    "Record",
    "Transaction",
    "check_database_url",
]

T = TypeVar("T")

ATTEMPTS = 4
"""How often a decision is taken before it is given up; the last time nobody else can be first."""


class LedgerMapper(Mapper[str]):
    """Stored form: one flat JSON object of recorded_at, actor, command, source and the facts."""

    def to_stored_event(self, domain_event: Any) -> StoredEvent:
        """Return all of the JSON but its opening, which the recorder adds with the time."""
        return StoredEvent(*self.to_new_event(domain_event))

    @staticmethod
    def to_new_event(entry: Entry) -> NewEvent:
        """Return the same for the recorder."""
        written = entry.written
        state = entry.header[1:-1] + b"," + msgspec.json.encode(written.event)[1:]
        return NewEvent(written.stream, written.version, written.event.stored_topic(), state)

    def to_domain_event(self, stored_event: StoredEvent) -> Any:
        """Return the facts."""
        return decode(stored_event.topic, stored_event.state)


class Ledger(Application[str], LogReader):
    """One log, on SQLite (`sqlite:///file`) or PostgreSQL (`postgresql://…`)."""

    name = "ledger"
    recorder: Log
    mapper: LedgerMapper

    def __init__(self, database_url: str, keyring: Keyring, clock: Clock | None = None) -> None:
        self.clock = clock or SystemClock()
        self.keyring = keyring
        self.kept = Kept()
        self._turn = Lock()
        super().__init__(env=environment_of(database_url))
        self.commits = Commits(self.recorder)

    def construct_mapper(self) -> Mapper[str]:
        """Return the mapper of the stored form."""
        return LedgerMapper(transcoder=self.construct_transcoder())

    def transact(self, decide: Callable[["Transaction"], T]) -> T:
        """Decide and record whole; when somebody else was first, decide again on what is true by then.

        The first decision may rest on aggregates kept in memory: a yes is verified when it is recorded, a no is
        believed only when it rests on what the log says now (`Transaction.overtaken`). The last is taken while holding
        the write lock of the log: then nobody can be first.
        """
        lost: Transaction | None = None
        for attempt in range(ATTEMPTS):
            with self._turn if attempt else nullcontext(), suppress(Overtaken, Stale):
                with self._locked_at_last(attempt) as record:
                    transaction = Transaction(self, fresh=lost is not None, read=lost.unmoved() if lost else None)
                    lost = transaction
                    result = decide(transaction)
                    transaction.record(record)
                transaction.settle()
                return result
        raise Conflict("too-busy", "Iemand anders wijzigt dit op hetzelfde moment. Probeer het zo nog eens.")

    @contextmanager
    def _locked_at_last(self, attempt: int) -> Iterator[Callable[[Appending], list[int]]]:
        """Yield what writes: with everybody else's, but during the last attempt while holding the write lock."""
        if attempt < ATTEMPTS - 1:
            yield self.commits.record
            return
        with self.commits.alone() as locked:
            yield lambda appending: append_one(locked, appending)
