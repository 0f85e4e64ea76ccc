"""A replay into memory: what some projections held at a position of the log, or what streams that are aside add now.

An event that a fold cannot take sets its stream aside here as it does in the tables: what came before it counts.
"""

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from sqlalchemy import Connection, select

from ledger.application import Ledger
from ledger.events import Aggregate
from ledger.scanning import Part, of_kinds, scanning
from ledger.scanning import Row as Scanned
from projections.catalogue import by_name
from projections.folding import FoldFailed, Folding, is_poison
from projections.processes import several
from projections.projection import Projection
from projections.rows import MemoryRows, Row
from projections.running.parking import Parked

PART = 100_000
"""Events in a part, about."""


class Aside(NamedTuple):
    """A stream of which rows hold nothing from a position on: no fold of today takes the event there."""

    stream: str
    position: int
    topic: str


class Replayed(NamedTuple):
    """The rows of a replay, and what they miss."""

    rows: MemoryRows
    aside: tuple[Aside, ...] = ()


_Found = tuple[dict[str, list[Row]], tuple[Aside, ...]]


def replay(
    database_url: str,
    projections: Sequence[Projection],
    upto: int,
    workers: int = 1,
    only: Sequence[type[Aggregate]] = (),
) -> Replayed:
    """Return all rows of some projections as they were known at a position.

    With `only`, what the streams of some aggregates make of them: nothing else is read.
    """
    names = tuple(projection.name for projection in projections)
    tables = {table.name: table for projection in projections for table in projection.tables}
    with scanning(database_url) as scan:
        parts = scan.parts(upto, PART)
    if only:
        parts = of_kinds(parts, [aggregate.STREAM for aggregate in only])
    rows, aside = MemoryRows(), list[Aside]()
    with several(min(workers, len(parts))) as each:
        for found, missed in each(partial(_replayed, database_url, names, upto), parts):
            for name, some in found.items():
                rows.merge(tables[name], some)
            aside += missed
    return Replayed(rows, tuple(aside))


def made_whole(
    connection: Connection, ledger: Ledger, projections: Sequence[Projection], parked: Iterable[Parked], upto: int
) -> Replayed:
    """Return the rows that the tables hold at a position, with all that the streams say which are parked for them.

    A row belongs to one stream or adds up over streams, so only those streams are read.
    """
    rows, aside = MemoryRows(), list[Aside]()
    by_projection = {one.name: one for one in projections}
    for projection in projections:
        for table in projection.tables:
            for row in connection.execute(select(table)).mappings():
                rows.add(table, dict(row))
    for one in parked:
        projection = by_projection[one.projection]
        folding = Folding([projection])
        stream = [(r.position, r.stream, r.topic, r.state) for r in ledger.stream(one.stream, upto)]
        held, whole = (_alone(folding, some) for some in ([r for r in stream if r[0] < one.position], stream))
        for table in projection.tables:
            rows.take_out(table, held.rows.all(table))
            rows.merge(table, whole.rows.all(table))
        aside += whole.aside
    return Replayed(rows, tuple(aside))


def _replayed(database_url: str, names: tuple[str, ...], upto: int, part: Part) -> _Found:
    folding = Folding([by_name(name) for name in names])
    rows, aside = MemoryRows(), list[Aside]()
    with scanning(database_url) as scan:
        try:
            folding.fold(rows, scan.part(part, upto, folding.topics))
        except FoldFailed as failed:
            _check_poison(failed)
        else:
            return {table.name: rows.all(table) for table in rows.tables}, ()
    rows = MemoryRows()
    with scanning(database_url) as scan:
        for _, stream in groupby(scan.part(part, upto, folding.topics), itemgetter(1)):
            found = _alone(folding, list(stream))
            for table in found.rows.tables:
                rows.merge(table, found.rows.all(table))
            aside += found.aside
    return {table.name: rows.all(table) for table in rows.tables}, tuple(aside)


def _alone(folding: Folding, stream: Sequence[Scanned]) -> Replayed:
    """Fold one stream by itself, as far as its events can be taken."""
    rows = MemoryRows()
    try:
        folding.fold(rows, stream)
    except FoldFailed as failed:
        _check_poison(failed)
        before = _alone(folding, [row for row in stream if row[0] < failed.position])
        return Replayed(before.rows, (Aside(failed.stream, failed.position, failed.topic),))
    return Replayed(rows)


def _check_poison(failed: FoldFailed) -> None:
    """Raise what made a fold fail when it does not lie with the event."""
    if not is_poison(failed):
        assert failed.__cause__ is not None
        raise failed.__cause__
