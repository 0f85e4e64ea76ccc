"""A transaction: decisions that are recorded together or not at all."""

from collections import OrderedDict
from collections.abc import Iterable
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import msgspec
from eventsourcing.persistence import IntegrityError

from ledger.aggregates.base import Aggregate, Event, Written
from ledger.events import decode
from ledger.persons.keyring import NewKeys
from ledger.recorder import Appending, Receipt, Row
from ledger.vocabulary.actor import Actor
from ledger.vocabulary.source import Source

if TYPE_CHECKING:
    from ledger.application import Ledger

A = TypeVar("A", bound=Aggregate)

KEPT_AGGREGATES = 8_192
"""How many; a budget of a year takes about 20 kB."""


class Kept:
    """Aggregates kept in memory between decisions, the ones used last; whoever takes one has it alone."""

    def __init__(self) -> None:
        self._aggregates: OrderedDict[str, Aggregate] = OrderedDict()
        self._lock = Lock()

    def take(self, stream: str) -> Aggregate | None:
        """Hand out an aggregate, if it is here."""
        with self._lock:
            return self._aggregates.pop(stream, None)

    def put(self, aggregates: Iterable[Aggregate]) -> None:
        """Keep aggregates as they were just recorded."""
        with self._lock:
            for aggregate in aggregates:
                aggregate.journal = []
                self._aggregates[aggregate.stream_of(aggregate.id)] = aggregate
            while len(self._aggregates) > KEPT_AGGREGATES:
                self._aggregates.popitem(last=False)


class Overtaken(Exception):
    """Somebody else recorded meanwhile what is being decided: it is to be decided anew."""


class Header(msgspec.Struct, frozen=True, omit_defaults=True):
    """What an event carries beside its facts: who, by which command, from where."""

    actor: Actor
    command_id: str
    source: Source | None = None


class Entry(NamedTuple):
    """An event on its way into the log, with the header of its command as JSON."""

    originator_id: str
    originator_version: int
    written: Written
    header: bytes


class Outcome(NamedTuple):
    """What a command wrote: positions and topics, in order."""

    command_id: str
    events: tuple[tuple[int, str], ...]


class Transaction:
    """Decisions that are recorded together or not at all. Each sees what those before it decided."""

    def __init__(self, ledger: "Ledger", *, fresh: bool) -> None:
        self.ledger = ledger
        self._fresh = fresh
        self.keys = NewKeys(ledger.keyring)
        self.outcomes: dict[tuple[str, str], Outcome] = {}
        self._loaded: dict[str, Aggregate] = {}
        self._versions: dict[str, int] = {}
        self._journal: list[Written] = []
        self._entries: list[Entry] = []
        self._receipts: list[Receipt] = []
        self._accepted: dict[tuple[str, str], str] = {}
        self._unanswered: list[tuple[str, str]] = []
        self._from_memory = False
        self._follows: int | None = None

    def find(self, kind: type[A], id: str) -> A:
        """Return an aggregate as it stands, at version 0 when nothing was ever recorded of it."""
        stream = kind.stream_of(id)
        loaded = self._loaded.get(stream)
        if loaded is None:
            kept = None if self._fresh else self.ledger.kept.take(stream)
            loaded = kept or self._read(kind, id)
            loaded.journal = self._journal
            self._from_memory = self._from_memory or kept is not None
            self._loaded[stream] = loaded
            self._versions[stream] = loaded.version
        assert isinstance(loaded, kind)
        return loaded

    def _read(self, kind: type[A], id: str) -> A:
        aggregate = kind(id)
        for record in self.ledger.stream(kind.stream_of(id)):
            aggregate.replay(decode(record.topic, record.state), record.position)
        return aggregate

    def streams_holding(self, prefix: str, text: str) -> list[str]:
        """Return the names of streams that begin with a prefix and hold a text in an event, recorded or decided."""
        decided = {one.stream for one in self._journal if text.encode() in msgspec.json.encode(one.event)}
        found = {name for name in decided if name.startswith(prefix)}
        return sorted(found.union(self.ledger.streams_holding(prefix, text)))

    def get(self, kind: type[A], id: str, field: str | None = None) -> A:
        """Return an aggregate that something was recorded of; else it is an error."""
        found = self.find(kind, id)
        if not found.version:
            raise kind.not_found(id, field)
        return found

    def answer(self, giver: str, command_id: str) -> tuple[str, Outcome | None] | None:
        """Return digest and outcome of a command that was accepted; no outcome yet when it was in this transaction."""
        here = self._accepted.get((giver, command_id))
        if here is not None:
            return here, None
        known = self.ledger.receipt(giver, command_id)
        if known is None:
            self._unanswered.append((giver, command_id))
        return known

    def overtaken(self) -> bool:
        """Tell whether a no cannot be believed yet.

        It may rest on an aggregate kept in memory that moved since; or a command that had no answer was accepted
        elsewhere meanwhile: sent twice at the same time, the second would be refused for what the first has just done.
        """
        return self._from_memory or any(
            self.ledger.receipt(giver, command_id) for giver, command_id in self._unanswered
        )

    def subject_with_bsn(self, bsn: str) -> str | None:
        """Return the subject a BSN belongs to, in the ledger or in this same transaction."""
        return self.keys.subject_with_bsn(bsn) or self.ledger.keyring.subject_with_bsn(bsn)

    def foretold(self, position: int) -> int:
        """Return the position that an event of this transaction will get, by its place in it (-1 is the first).

        Once foretold it must come true: when anybody records anything before this does, it is decided anew.
        """
        if position > 0:
            return position
        if self._follows is None:
            head = self.ledger.head()
            self._follows = head.position if head else 0
        return self._follows - position

    @property
    def decided(self) -> tuple[Event, ...]:
        """Return what was decided until now, in order; it is not recorded yet."""
        return tuple(one.event for one in self._journal)

    def conclude(self, header: Header, digest: str) -> None:
        """Take what the last command wrote down as its outcome."""
        encoded = msgspec.json.encode(header)
        new = self._journal[len(self._entries) :]
        self._entries.extend(Entry(one.stream, one.version, one, encoded) for one in new)
        self._accepted[header.actor.id, header.command_id] = digest
        self._receipts.append(Receipt(header.actor.id, header.command_id, digest, len(new)))

    def committed(self) -> bool:
        """Record everything; False when a stream moved meanwhile, so that the decision is to be taken anew."""
        if not self._entries:
            return True
        written = {entry.originator_id for entry in self._entries}
        appending = Appending(
            now=self.ledger.clock.now,
            rests_on={stream: v for stream, v in self._versions.items() if stream not in written},
            follows=self._follows,
            receipts=self._receipts,
            rows=[Row("person_keys", row) for row in self.keys.rows()],
        )
        try:
            recordings = self.ledger.events.put(self._entries, appending=appending)
        except IntegrityError:
            return False
        for entry, recording in zip(self._entries, recordings, strict=True):
            self._loaded[entry.originator_id].positions[entry.originator_version - 1] = recording.notification.id
        self.ledger.kept.put(self._loaded.values())
        recorded = iter([(r.notification.id, r.notification.topic) for r in recordings])
        for receipt in self._receipts:
            events = tuple(next(recorded) for _ in range(receipt.events))
            self.outcomes[receipt.giver, receipt.command_id] = Outcome(receipt.command_id, events)
        return True
