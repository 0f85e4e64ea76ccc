"""What all events and aggregates share. No library is needed here; `ledger.application` stores what is written down.

An event is a frozen struct of facts with a stable topic and schema version; the versions it had before live on as old
forms, that are read and never written. An aggregate is the state that its events add up to; it is told to do something,
checks its guards, and writes down what happened.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, ClassVar, TypeVar

import msgspec

from ledger.vocabulary.errors import NotFound

FROM_TO = {"first": "from", "last": "to"}
"""First and last day are stored under the journal's words, of which one is no Python name."""


class Stored(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, rename=FROM_TO):
    """Facts as they stand in the log, under a topic and a schema version. Topic and field names are for ever."""

    TOPIC: ClassVar[str]
    SCHEMA: ClassVar[int] = 1

    @classmethod
    def stored_topic(cls) -> str:
        """Return topic and schema version as they stand in the log, for example `budget.spent/1`."""
        return f"{cls.TOPIC}/{cls.SCHEMA}"


class Event(Stored, frozen=True, kw_only=True):
    """A fact in the past tense, in the form in which it is written today."""

    def apply(self, aggregate: Any) -> None:
        """Let the fact take effect on the state: no clock, no lookup, no arithmetic that could change."""
        raise AssertionError(f"{type(self).__name__} does not say what it changes")


class OldEvent(Stored, frozen=True, kw_only=True):
    """An earlier form of an event: same TOPIC, a lower SCHEMA, nested beside it. Read for ever, never written."""

    def upcast(self) -> Stored:
        """Return the same fact in a later form: the event, or an old form that goes on from there.

        From the facts alone: no clock, no lookup. What the old form does not hold is left out, never made up.
        """
        raise AssertionError(f"{type(self).__name__} does not say what it is today")


S = TypeVar("S", bound=Stored)


class Written(msgspec.Struct, frozen=True):
    """An event at its place in its stream, not yet recorded."""

    stream: str
    version: int
    event: Event


class Aggregate:
    """State rebuilt from one stream of events; new events go to the journal it shares with its transaction."""

    STREAM: ClassVar[str]
    MISSING: ClassVar[tuple[str, str]]
    """Code and Dutch sentence (with {id}) when there is no such stream."""

    def __init__(self, id: str, journal: list[Written] | None = None) -> None:
        self.id = id
        self.version = 0
        self.positions: list[int] = []
        self.journal = [] if journal is None else journal
        self.start()

    def start(self) -> None:
        """Set the state before the first event."""

    @classmethod
    def stream_of(cls, id: str) -> str:
        """Return the name of the stream that holds the events of this aggregate."""
        return f"{cls.STREAM}-{id}"

    @classmethod
    def not_found(cls, id: str, field: str | None = None) -> NotFound:
        """Return the error for an id that nothing was ever recorded under."""
        code, sentence = cls.MISSING
        return NotFound(code, sentence.format(id=id), field or cls.STREAM)

    def replay(self, event: Event, position: int = 0) -> None:
        """Take in an event of the past, from its position in the log."""
        event.apply(self)
        self.version += 1
        self.positions.append(position)

    def position_of(self, version: int) -> int:
        """Return where the event stands in the log that made this version.

        What is not recorded yet has a number below zero: its place in the transaction, -1 for the first.
        """
        return self.positions[version - 1]

    def happened(self, event: Event) -> None:
        """Take in a new event and write it down."""
        self.replay(event, -len(self.journal) - 1)
        self.journal.append(Written(self.stream_of(self.id), self.version, event))


def events_of(aggregate: type[Aggregate]) -> Iterator[type[Event]]:
    """Yield the events nested in an aggregate and in what it builds on, in the order in which they stand there."""
    return _nested_in(aggregate, Event)


def old_events_of(aggregate: type[Aggregate]) -> Iterator[type[OldEvent]]:
    """Yield the old forms of events nested in an aggregate and in what it builds on."""
    return _nested_in(aggregate, OldEvent)


def _nested_in(aggregate: type[Aggregate], kind: type[S]) -> Iterator[type[S]]:
    for base in reversed(aggregate.__mro__):
        for member in vars(base).values():
            if isinstance(member, type) and issubclass(member, kind):
                yield member


def latest(dated: Iterable[date], on: date) -> date | None:
    """Return the last of the dates that is not after the day asked for."""
    return max((start for start in dated if start <= on), default=None)
