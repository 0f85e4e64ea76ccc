"""How far each projection has come."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, select, text, update

from projections.projection import Projection
from projections.tables import projection_positions

_START_AT_ZERO = text(
    "INSERT INTO projection_positions (projection, position, version) VALUES (:projection, 0, :version) "
    "ON CONFLICT DO NOTHING"
)


class Place(NamedTuple):
    """The last position that a projection has folded, the build that moves on with it, if any, and by which folds."""

    position: int
    followed_by: int | None
    version: int

    def lag(self, last: int) -> int:
        """Return how many events are recorded (the last at this position) and not folded."""
        return max(0, last - self.position)

    def is_newer(self, projection: Projection) -> bool:
        """Tell whether the folds of a newer program made the rows."""
        return self.version > projection.version


def positions(connection: Connection) -> dict[str, int]:
    """Return the last position that each projection has folded; one that has not started yet is left out."""
    return {row.projection: row.position for row in connection.execute(select(projection_positions))}


def places(connection: Connection) -> dict[str, Place]:
    """Return the place of each projection that has started, without keeping anybody from moving it on."""
    return _read(connection, select(projection_positions))


def place_of(projection: Projection, found: Mapping[str, Place]) -> Place:
    """Return the place of a projection among those that were found; one that has not started is at 0."""
    return found.get(projection.name, Place(0, None, projection.version))


def claim(connection: Connection, projections: Sequence[Projection]) -> dict[str, Place]:
    """Return the places of projections with their rows locked, so that one runner at a time moves them on."""
    names = sorted(projection.name for projection in projections)
    query = select(projection_positions).where(projection_positions.c.projection.in_(names))
    found = _read(connection, query.order_by(projection_positions.c.projection).with_for_update())
    if len(found) == len(names):
        return found
    for projection in sorted(projections, key=lambda one: one.name):
        connection.execute(_START_AT_ZERO, {"projection": projection.name, "version": projection.version})
    return claim(connection, projections)


def set_position(connection: Connection, projections: Sequence[Projection], position: int) -> None:
    """Note how far projections have come."""
    where = projection_positions.c.projection.in_([projection.name for projection in projections])
    connection.execute(update(projection_positions).where(where).values(position=position))


def unfollow(connection: Connection, projection: Projection) -> None:
    """Let no build move on with a projection any more: it could not take what the live rows took."""
    where = projection_positions.c.projection == projection.name
    connection.execute(update(projection_positions).where(where).values(followed_by=None))


def unfollow_all(connection: Connection) -> None:
    """Let no build move on with any projection, once no runner is at work on it."""
    _read(connection, select(projection_positions).order_by(projection_positions.c.projection).with_for_update())
    connection.execute(update(projection_positions).values(followed_by=None))


def _read(connection: Connection, query: Select[Any]) -> dict[str, Place]:
    return {row.projection: Place(row.position, row.followed_by, row.version) for row in connection.execute(query)}
