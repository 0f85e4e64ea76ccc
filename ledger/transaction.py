"""A transaction: decisions that are recorded together or not at all."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import msgspec

from ledger.aggregates.base import Aggregate, Event, Written
from ledger.appending import Appending, Foretelling, LogRow, Receipt, Row
from ledger.persons.keyring import NewKeys
from ledger.replaying import replayed
from ledger.vocabulary.actor import Actor
from ledger.vocabulary.errors import LedgerError
from ledger.vocabulary.source import Source

if TYPE_CHECKING:
    from ledger.application import Ledger

A = TypeVar("A", bound=Aggregate)


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
    """Decisions that are recorded together or not at all. Each sees what those before it decided.

    `fresh` uses nothing that is kept in memory; `read` are aggregates that were just compared with the log.
    """

    def __init__(self, ledger: "Ledger", *, fresh: bool, read: Mapping[str, Aggregate] | None = None) -> None:
        self.ledger = ledger
        self._fresh = fresh
        self._read_before = read or {}
        self.keys = NewKeys(ledger.keyring)
        self.outcomes: dict[tuple[str, str], Outcome] = {}
        self._loaded: dict[str, Aggregate] = {}
        self._versions: dict[str, int] = {}
        self._journal: list[Written] = []
        self._entries: list[Entry] = []
        self._receipts: list[Receipt] = []
        self._accepted: dict[tuple[str, str], str] = {}
        self._looked_up: dict[tuple[str, str], tuple[str, Outcome] | None] = {}
        self._unanswered: list[tuple[str, str]] = []
        self._from_memory = False
        self._said_no = False
        self._follows: int | None = None
        self._positions: list[int] = []
        self._upto: int | None = None
        """The last position that is read; all of the log, unless it is a question about an earlier moment."""

    def find(self, kind: type[A], id: str) -> A:
        """Return an aggregate as it stands, at version 0 when nothing was ever recorded of it."""
        stream = kind.stream_of(id)
        loaded = self._loaded.get(stream) or (None if self._fresh else self._take(stream))
        if loaded is None:
            loaded = self._load(stream, self._read_before.get(stream) or self._read(kind, id))
        assert isinstance(loaded, kind)
        return loaded

    def _take(self, stream: str) -> Aggregate | None:
        """Return an aggregate that is kept in memory, if it is."""
        kept = self.ledger.kept.take(stream)
        if kept is None:
            return None
        self._from_memory = True
        return self._load(stream, kept)

    def _load(self, stream: str, aggregate: Aggregate) -> Aggregate:
        aggregate.journal = self._journal
        self._loaded[stream] = aggregate
        self._versions[stream] = aggregate.version
        return aggregate

    def _read(self, kind: type[A], id: str) -> A:
        return replayed(kind, id, self.ledger.stream(kind.stream_of(id), self._upto))

    def prefetch(self, kinds: Iterable[type[Aggregate]], ids: Iterable[str]) -> None:
        """Read many streams at once, those that `find` would read one by one."""
        named = {kind.stream_of(id): (kind, id) for id in ids for kind in kinds}
        wanted = [stream for stream in named if stream not in self._loaded and stream not in self._read_before]
        if not self._fresh:
            wanted = [stream for stream in wanted if not self._take(stream)]
        found = self.ledger.streams(wanted, self._upto)
        for stream in wanted:
            kind, id = named[stream]
            self._load(stream, replayed(kind, id, found.get(stream, ())))

    @contextmanager
    def undone_when_refused(self) -> Iterator[None]:
        """Let a command that is refused leave no trace here: what it wrote down, changed or made is forgotten.

        Its no is verified when the others are recorded, as a yes is: by every stream that was read for it.
        """
        written, keys, follows = len(self._journal), self.keys.mark(), self._follows
        try:
            yield
        except LedgerError:
            self._said_no = True
            changed = {one.stream for one in self._journal[written:]}
            del self._journal[written:]
            for stream in changed:
                self._loaded[stream] = self._as_decided(self._loaded[stream])
            self.keys.back_to(keys)
            self._follows = follows
            raise

    def _as_decided(self, changed: Aggregate) -> Aggregate:
        """Return an aggregate anew: as it was loaded, with what is in the journal."""
        stream = changed.stream_of(changed.id)
        again = replayed(type(changed), changed.id, self.ledger.stream(stream)[: self._versions[stream]])
        for place, one in enumerate(self._journal, start=1):
            if one.stream == stream:
                again.replay(one.event, -place)
        again.journal = self._journal
        return again

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
        key = giver, command_id
        if key not in self._looked_up:
            self.look_up([key])
        known = self._looked_up[key]
        if known is None:
            self._unanswered.append(key)
        return known

    def look_up(self, commands: Iterable[tuple[str, str]]) -> None:
        """Look for the answers of many commands (giver, id) at once, for `answer` to return.

        The first time they are taken for new: whether they are is seen when they are recorded, for all at once, and
        before a no is believed. A command that is sent again is decided again and then answered.
        """
        if self._fresh:
            self._looked_up |= self.ledger.receipts(commands)
        else:
            self._looked_up |= dict.fromkeys(commands)

    def overtaken(self) -> bool:
        """Tell whether a no cannot be believed yet.

        It may rest on an aggregate kept in memory that moved since; or a command that had no answer was accepted
        elsewhere meanwhile: sent twice at the same time, the second would be refused for what the first has just done.
        """
        return self._from_memory or any(self.ledger.receipts(self._unanswered).values())

    def unmoved(self) -> dict[str, Aggregate]:
        """Return the aggregates that nothing was decided about and that are still as the log says now."""
        written = {one.stream for one in self._journal}
        untouched = {stream: one for stream, one in self._loaded.items() if stream not in written}
        now = self.ledger.versions(untouched)
        return {stream: one for stream, one in untouched.items() if now[stream] == one.version}

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
    def last_position(self) -> int:
        """Return the end of the log: the last event decided here, as foretold, else the last one recorded."""
        if self._journal:
            return self.foretold(-len(self._journal))
        head = self.ledger.head()
        return head.position if head else 0

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

    def record(self, write: Callable[[Appending], list[int]]) -> None:
        """Record everything. Raises `Stale` or `Overtaken` when something moved: it is to be decided anew."""
        if self._entries:
            self._positions = write(self._appending())
        elif self._said_no and self.overtaken():
            raise Overtaken

    def foretell(self) -> list[LogRow]:
        """Return the rows that recording this would write into the log. Raises what `record` raises; writes nothing."""
        would_be = Foretelling(self.ledger)
        self.record(would_be.take)
        return would_be.rows

    def settle(self) -> None:
        """Take in that it is recorded: positions, outcomes, and aggregates to be kept in memory."""
        for entry, position in zip(self._entries, self._positions, strict=True):
            self._loaded[entry.originator_id].positions[entry.originator_version - 1] = position
        if self._entries:
            self.ledger.kept.put(self._loaded.values())
        topics = [entry.written.event.stored_topic() for entry in self._entries]
        recorded = iter(zip(self._positions, topics, strict=True))
        for receipt in self._receipts:
            events = tuple(next(recorded) for _ in range(receipt.events))
            self.outcomes[receipt.giver, receipt.command_id] = Outcome(receipt.command_id, events)

    def _appending(self) -> Appending:
        written = {entry.originator_id for entry in self._entries}
        return Appending(
            now=self.ledger.clock.now,
            events=[self.ledger.mapper.to_new_event(entry) for entry in self._entries],
            rests_on={stream: v for stream, v in self._versions.items() if stream not in written},
            follows=self._follows,
            receipts=self._receipts,
            unanswered=[key for key in self._unanswered if key not in self._accepted] if self._said_no else (),
            rows=[Row("person_keys", row) for row in self.keys.rows()],
        )
