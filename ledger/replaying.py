"""Aggregates out of the log: replayed from their rows, and kept in memory between decisions."""

from collections import OrderedDict
from collections.abc import Iterable
from threading import Lock
from typing import TypeVar

from ledger.aggregates.base import Aggregate
from ledger.events import decode
from ledger.recorder import Record

A = TypeVar("A", bound=Aggregate)

KEPT_AGGREGATES = 8_192
"""How many; a budget of a year takes about 20 kB."""


class Kept:
    """Aggregates kept in memory between decisions, the ones used last; whoever takes one has it alone.

    Of a stream that several decisions read at once (a provider) there are as many as were used at once.
    """

    def __init__(self) -> None:
        self._aggregates: OrderedDict[str, list[Aggregate]] = OrderedDict()
        self._count = 0
        self._lock = Lock()

    def take(self, stream: str) -> Aggregate | None:
        """Hand out an aggregate, if it is here."""
        with self._lock:
            same = self._aggregates.get(stream)
            if same is None:
                return None
            taken = same.pop()
            self._count -= 1
            if not same:
                del self._aggregates[stream]
            return taken

    def put(self, aggregates: Iterable[Aggregate]) -> None:
        """Keep aggregates as they were just recorded; those of the same stream that are older are forgotten."""
        with self._lock:
            for aggregate in aggregates:
                aggregate.journal = []
                self._put(aggregate.stream_of(aggregate.id), aggregate)
            while self._count > KEPT_AGGREGATES:
                self._count -= len(self._aggregates.popitem(last=False)[1])

    def _put(self, stream: str, aggregate: Aggregate) -> None:
        same = self._aggregates.setdefault(stream, [])
        if same and same[0].version < aggregate.version:
            self._count -= len(same)
            same.clear()
        if not same or same[0].version == aggregate.version:
            same.append(aggregate)
            self._count += 1
        self._aggregates.move_to_end(stream)


def replayed(kind: type[A], id: str, records: Iterable[Record]) -> A:
    """Return an aggregate as the rows of its stream tell it, in order; at version 0 without any."""
    aggregate = kind(id)
    for record in records:
        aggregate.replay(decode(record.topic, record.state), record.position)
    return aggregate
