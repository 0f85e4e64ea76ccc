"""A replay of everything into memory: what some projections held at a position of the log."""

from collections.abc import Sequence
from functools import partial

from ledger.events import Aggregate
from ledger.scanning import Part, of_kinds, scanning
from projections.catalogue import by_name
from projections.folding import Folding
from projections.processes import several
from projections.projection import Projection
from projections.rows import MemoryRows, Row

PART = 100_000
"""Events in a part, about."""

Found = dict[str, list[Row]]


def replay(
    database_url: str,
    projections: Sequence[Projection],
    upto: int,
    workers: int = 1,
    only: Sequence[type[Aggregate]] = (),
) -> MemoryRows:
    """Return all rows of some projections as they were known at a position.

    With `only`, what the streams of some aggregates make of them: nothing else is read.
    """
    names = tuple(projection.name for projection in projections)
    tables = {table.name: table for projection in projections for table in projection.tables}
    with scanning(database_url) as scan:
        parts = scan.parts(upto, PART)
    if only:
        parts = of_kinds(parts, [aggregate.STREAM for aggregate in only])
    rows = MemoryRows()
    with several(min(workers, len(parts))) as each:
        for found in each(partial(_replayed, database_url, names, upto), parts):
            for name, some in found.items():
                rows.merge(tables[name], some)
    return rows


def _replayed(database_url: str, names: tuple[str, ...], upto: int, part: Part) -> Found:
    folding = Folding([by_name(name) for name in names])
    rows = MemoryRows()
    with scanning(database_url) as scan:
        folding.fold(rows, scan.part(part, upto, folding.topics))
    return {table.name: rows.all(table) for table in rows.tables}
