"""The runner: pulls the log into the projections, in batches, exactly once.

The rows and the position they hold for are written in one transaction. It works the same on both databases. A fold
that cannot take an event does not stop the others: its stream is parked for that projection, from that event on.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, Engine, insert, select

from ledger.application import Ledger
from ledger.scanning import Row as Scanned
from projections.build import Build
from projections.folding import FoldFailed, Folding
from projections.positions import Place, claim, positions, set_position, unfollow
from projections.projection import Projection
from projections.stored_rows import OWN_NAMES, StoredRows
from projections.tables import parked

BATCH = 2_000


class _Target(NamedTuple):
    """A projection, and under which names its tables stand: the live ones, or those of a build that follows."""

    projection: Projection
    names: Mapping[str, str]


class Runner:
    """Keeps a set of projections up to date with one log."""

    def __init__(self, ledger: Ledger, engine: Engine, projections: Sequence[Projection]) -> None:
        self.ledger = ledger
        self.projections = projections
        self.engine = engine
        self.writing = engine.execution_options(writes=True)
        self._folding = {projection.name: Folding([projection]) for projection in projections}

    def catch_up(self) -> int:
        """Bring every projection to the end of the log as it is now; return that position."""
        head = self.ledger.head()
        last = head.position if head else 0
        while self._behind(last):
            with self.writing.begin() as connection:
                self.move_on(connection, last)
        return last

    def move_on(self, connection: Connection, last: int) -> None:
        """Fold the next batch into the projections that are furthest behind, in the transaction of the connection."""
        places = claim(connection, self.projections)
        start = min(place.position for place in places.values())
        if start >= last:
            return
        upto = min([last, *(place.position for place in places.values() if place.position > start)])
        behind = [one for one in self.projections if places[one.name].position == start]
        records = self.ledger.records(start, upto, BATCH)
        scanned = [(record.position, record.stream, record.topic, record.state) for record in records]
        if scanned:
            self._fold(connection, _targets(behind, places), scanned)
            set_position(connection, behind, scanned[-1][0])

    def _behind(self, last: int) -> bool:
        with self.engine.connect() as connection:
            reached = positions(connection)
        return any(reached.get(projection.name, -1) < last for projection in self.projections) and (
            last > 0 or len(reached) < len(self.projections)
        )

    def _fold(self, connection: Connection, targets: Sequence[_Target], scanned: Sequence[Scanned]) -> None:
        for target in targets:
            live = target.names is OWN_NAMES
            aside = _aside(connection, target.projection) if live else set()
            while True:
                rows = StoredRows(connection, target.names)
                try:
                    todo = (row for row in scanned if row[1] not in aside) if aside else scanned
                    self._folding[target.projection.name].fold(rows, todo)
                except FoldFailed as failed:
                    if not live:
                        unfollow(connection, target.projection)
                        break
                    aside.add(failed.stream)
                    self._park(connection, failed)
                else:
                    rows.write()
                    break

    def _park(self, connection: Connection, failed: FoldFailed) -> None:
        row = {"projection": failed.projection, "stream": failed.stream, "position": failed.position}
        row |= {"topic": failed.topic, "error": repr(failed.__cause__), "parked_at": self.ledger.clock.now()}
        connection.execute(insert(parked).values(row))


def _targets(projections: Sequence[Projection], places: Mapping[str, Place]) -> list[_Target]:
    targets = [_Target(projection, OWN_NAMES) for projection in projections]
    for projection in projections:
        number = places[projection.name].followed_by
        if number is not None:
            targets.append(_Target(projection, Build(number, (projection,), 0, "").names))
    return targets


def _aside(connection: Connection, projection: Projection) -> set[str]:
    return set(connection.scalars(select(parked.c.stream).where(parked.c.projection == projection.name)))
