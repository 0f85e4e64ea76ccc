"""The runner: pulls the log into the projections, exactly once, and rebuilds them from zero.

The rows and the position they hold for are written in one transaction. It works the same on both databases.
"""

from collections.abc import Callable, Sequence

from sqlalchemy import Connection, Engine, delete, select, text, update

from ledger.application import Ledger, Record
from projections.projection import Projection
from projections.rows import MemoryRows, Rows, StoredRows, insert_all, recorded
from projections.tables import projection_positions

BATCH = 2_000
_START_AT_ZERO = text(
    "INSERT INTO projection_positions (projection, position) VALUES (:projection, 0) ON CONFLICT DO NOTHING"
)
Progress = Callable[[str, int, int], None]
"""Told the projection's name, the position reached and the last position."""


class Runner:
    """Keeps a set of projections up to date with one log."""

    def __init__(self, ledger: Ledger, engine: Engine, projections: Sequence[Projection]) -> None:
        self.ledger = ledger
        self.projections = projections
        self._engine = engine
        self._writing = engine.execution_options(writes=True)

    def catch_up(self) -> int:
        """Bring every projection to the end of the log as it is now; return that position."""
        head = self.ledger.head()
        last = head.position if head else 0
        for projection in self.projections:
            while self._position(projection) < last:
                self._catch_up_batch(projection)
        return last

    def rebuild(self, progress: Progress | None = None) -> int:
        """Throw all rows away and fold the whole log anew; return the position reached."""
        head = self.ledger.head()
        last = head.position if head else 0
        for projection in self.projections:
            self._rebuild(projection, last, progress or (lambda name, reached, end: None))
        return last

    def _catch_up_batch(self, projection: Projection) -> None:
        with self._writing.begin() as connection:
            position = _claim(connection, projection)
            records = self.ledger.records(position, limit=BATCH)
            if not records:
                return
            rows = StoredRows(connection)
            fold_all(projection, rows, records)
            rows.write()
            _set_position(connection, projection, records[-1].position)

    def _rebuild(self, projection: Projection, last: int, progress: Progress) -> None:
        with self._writing.begin() as connection:
            _claim(connection, projection)
            for table in projection.tables:
                connection.execute(delete(table))
            rows = MemoryRows()
            reached = 0
            while reached < last:
                records = self.ledger.records(reached, last, BATCH)
                fold_all(projection, rows, records)
                reached = records[-1].position
                progress(projection.name, reached, last)
            for table in projection.tables:
                insert_all(connection, table, rows.all(table))
            _set_position(connection, projection, last)

    def _position(self, projection: Projection) -> int:
        with self._engine.connect() as connection:
            where = projection_positions.c.projection == projection.name
            return connection.scalar(select(projection_positions.c.position).where(where)) or 0


def fold_all(projection: Projection, rows: Rows, records: Sequence[Record]) -> None:
    """Fold the events that a projection cares for, in order."""
    for record in records:
        fold = projection.folds_by_topic.get(record.topic)
        if fold is not None:
            fold(rows, recorded(record))


def _claim(connection: Connection, projection: Projection) -> int:
    """Return the position, with its row locked, so that one runner at a time moves it on."""
    connection.execute(_START_AT_ZERO, {"projection": projection.name})
    where = projection_positions.c.projection == projection.name
    position: int = connection.scalars(select(projection_positions.c.position).where(where).with_for_update()).one()
    return position


def _set_position(connection: Connection, projection: Projection, position: int) -> None:
    where = projection_positions.c.projection == projection.name
    connection.execute(update(projection_positions).where(where).values(position=position))
