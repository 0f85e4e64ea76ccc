"""Folding a part of the log into rows: one loop for what is live, what is rebuilt and what was known."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from sqlalchemy.exc import InterfaceError, InternalError, OperationalError

from ledger.application import Record
from ledger.events import CATALOGUE, Event, kind_of
from ledger.scanning import Row as Scanned
from ledger.vocabulary.errors import LedgerError
from projections.projection import Fold, Projection
from projections.rows import Recorded, Rows, not_taken, recorded


class FoldFailed(Exception):
    """A fold could not take an event, or the event could not be read; `why` is for the operator alone."""

    def __init__(self, projection: str, position: int, stream: str, topic: str, why: str) -> None:
        super().__init__(projection, position, stream, topic, why)
        self.projection = projection
        self.position = position
        self.stream = stream
        self.topic = topic
        self.why = why


def is_poison(error: Exception) -> bool:
    """Tell whether it lies with the event or its fold, and not with the database, the machine, or a newer program."""
    cause = error.__cause__ if isinstance(error, FoldFailed) else error
    return not isinstance(cause, (LedgerError, OperationalError, InternalError, InterfaceError, OSError, MemoryError))


class _Topic(NamedTuple):
    decode: Callable[[bytes], Event]
    folds: tuple[tuple[str, Fold], ...]


class Folding:
    """The folds of some projections, by topic, so that an event is decoded once for all of them."""

    def __init__(self, projections: Sequence[Projection]) -> None:
        self._topics: dict[str, _Topic] = {}
        for topic, kind in CATALOGUE.items():
            folds = tuple((p.name, p.folds_by_topic[topic]) for p in projections if topic in p.folds_by_topic)
            if folds:
                self._topics[topic] = _Topic(kind.decoder.decode, folds)

    @property
    def topics(self) -> list[str]:
        """Return the topics that some projection cares for."""
        return sorted(self._topics)

    def fold(self, rows: Rows, scanned: Iterable[Scanned]) -> int:
        """Fold rows of the log, in order; return how many there were. Raises `FoldFailed`."""
        events = 0
        topics = self._topics
        for position, stream, topic, state in scanned:
            events += 1
            known = topics.get(topic)
            if known is None:
                kind_of(topic)
                continue
            name = known.folds[0][0]
            try:
                at = Recorded(position, stream, topic, state, known.decode(state))
                for name, fold in known.folds:  # noqa: B007 - whose fold it was is told when it fails
                    fold(rows, at, at.event)
            except Exception as error:
                raise FoldFailed(name, position, stream, topic, repr(error)) from error
        return events


def fold_all(projection: Projection, rows: Rows, records: Iterable[Record]) -> None:
    """Fold the events that a projection cares for, in order. Raises `Refused` at one that cannot be taken."""
    for record in records:
        fold = projection.folds_by_topic.get(record.topic)
        if fold is not None:
            take(fold, rows, recorded(record))


def take(fold: Fold, rows: Rows, at: Recorded) -> None:
    """Fold one event for an answer. Raises `Refused` when the fold cannot take it."""
    try:
        fold(rows, at, at.event)
    except Exception as error:
        if not is_poison(error):
            raise
        raise not_taken(at.position, at.topic) from error
