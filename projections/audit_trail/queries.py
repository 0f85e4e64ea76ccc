"""Questions to the audit trail."""

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, func, select

from projections.audit_trail.tables import subjects, trail


class Line(NamedTuple):
    """One event of the trail."""

    position: int
    recorded_at: datetime
    topic: str
    stream: str
    on: date | None
    sentence: str
    actor: str
    role: str
    on_behalf_of: str | None
    command: str
    source: str | None


def timeline(
    connection: Connection,
    kind: str,
    id: str,
    upto: int | None = None,
    on: date | None = None,
    newest_first: bool = False,
    limit: int | None = None,
    offset: int = 0,
) -> list[Line]:
    """Return the events about a client, provider, region, budget or declaration.

    `upto` is the last position that counts (as of); `on` the last day (what is dated later is left out).
    """
    order = trail.c.position.desc() if newest_first else trail.c.position
    query = select(trail).join(subjects, subjects.c.position == trail.c.position)
    query = query.where(*_about(kind, id, upto, on)).order_by(order).offset(offset)
    return [Line(*row) for row in connection.execute(query if limit is None else query.limit(limit))]


def count(connection: Connection, kind: str, id: str, upto: int | None = None, on: date | None = None) -> int:
    """Return how many events a timeline holds."""
    query = select(func.count()).select_from(trail).join(subjects, subjects.c.position == trail.c.position)
    return connection.scalar(query.where(*_about(kind, id, upto, on))) or 0


def line_at(connection: Connection, position: int) -> Line | None:
    """Return one event of the trail."""
    row = connection.execute(select(trail).where(trail.c.position == position)).first()
    return None if row is None else Line(*row)


def _about(kind: str, id: str, upto: int | None, on: date | None) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = [subjects.c.kind == kind, subjects.c.id == id]
    if upto is not None:
        where.append(trail.c.position <= upto)
    if on is not None:
        where.append(trail.c.on.is_(None) | (trail.c.on <= on))
    return where
