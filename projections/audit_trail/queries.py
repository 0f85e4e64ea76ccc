"""Questions to the audit trail."""

from collections.abc import Collection
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, case, func, select

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
    command_id: str
    source: str | None


class Subject(NamedTuple):
    """What events are about, and how many events there are."""

    kind: str
    id: str
    events: int


def find_subjects(connection: Connection, text: str, limit: int) -> list[Subject]:
    """Return what has this text in its number: what is exactly it first, then by kind and number."""
    exact = func.lower(subjects.c.id) == text.lower()
    query = (
        select(subjects.c.kind, subjects.c.id, func.count())
        .where(subjects.c.id.icontains(text, autoescape=True))
        .group_by(subjects.c.kind, subjects.c.id)
        .order_by(case((exact, 0), else_=1), subjects.c.kind, subjects.c.id)
        .limit(limit)
    )
    return [Subject(*row) for row in connection.execute(query)]


def subjects_at(connection: Connection, position: int) -> list[tuple[str, str]]:
    """Return what one event is about, as kind and id."""
    query = select(subjects.c.kind, subjects.c.id).where(subjects.c.position == position)
    return [(kind, id) for kind, id in connection.execute(query.order_by(subjects.c.kind, subjects.c.id))]


def streams_about(connection: Connection, kind: str, id: str, start: str, upto: int) -> list[str]:
    """Return the streams whose name has this start that hold events about something."""
    query = select(trail.c.stream).distinct().join(subjects, subjects.c.position == trail.c.position)
    query = query.where(*_about(kind, id, upto, None), trail.c.stream.startswith(start, autoescape=True))
    return sorted(connection.scalars(query))


def timeline(
    connection: Connection,
    kind: str,
    id: str,
    upto: int | None = None,
    on: date | None = None,
    newest_first: bool = False,
    limit: int | None = None,
    offset: int = 0,
    provider: str | None = None,
) -> list[Line]:
    """Return the events about a client, provider, region, budget or declaration.

    `upto` is the last position that counts (as of); `on` the last day (what is dated later is left out).
    With `provider`, events that are about other providers only are left out.
    """
    order = trail.c.position.desc() if newest_first else trail.c.position
    query = select(trail).join(subjects, subjects.c.position == trail.c.position)
    query = query.where(*_about(kind, id, upto, on)).order_by(order).offset(offset)
    if provider is not None:
        query = query.where(_not_of_others(provider))
    return [Line(*row) for row in connection.execute(query if limit is None else query.limit(limit))]


def count(connection: Connection, kind: str, id: str, upto: int | None = None, on: date | None = None) -> int:
    """Return how many events a timeline holds."""
    query = select(func.count()).select_from(trail).join(subjects, subjects.c.position == trail.c.position)
    return connection.scalar(query.where(*_about(kind, id, upto, on))) or 0


class Maker(NamedTuple):
    """Which facts count, by their topics as stored, and in which roles they were recorded."""

    topics: Collection[str]
    roles: Collection[str]


def is_linked(connection: Connection, client: str, providers: Collection[str], made: Maker) -> bool:
    """Tell whether some event of a maker is about a client and one of the providers."""
    other = subjects.alias()
    query = (
        select(trail.c.position)
        .join(subjects, subjects.c.position == trail.c.position)
        .join(other, other.c.position == trail.c.position)
        .where(subjects.c.kind == "client", subjects.c.id == client)
        .where(other.c.kind == "provider", other.c.id.in_(providers))
        .where(trail.c.topic.in_(made.topics), trail.c.role.in_(made.roles))
        .limit(1)
    )
    return connection.scalar(query) is not None


def streams_made(connection: Connection, provider: str, made: Maker) -> list[str]:
    """Return the streams in which a maker recorded something about a provider."""
    query = select(trail.c.stream).distinct().join(subjects, subjects.c.position == trail.c.position)
    query = query.where(subjects.c.kind == "provider", subjects.c.id == provider)
    return sorted(connection.scalars(query.where(trail.c.topic.in_(made.topics), trail.c.role.in_(made.roles))))


def line_at(connection: Connection, position: int) -> Line | None:
    """Return one event of the trail."""
    row = connection.execute(select(trail).where(trail.c.position == position)).first()
    return None if row is None else Line(*row)


def _not_of_others(provider: str) -> ColumnElement[bool]:
    other = subjects.alias()
    named = select(other.c.position).where(other.c.kind == "provider", other.c.position == trail.c.position)
    return ~named.exists() | named.where(other.c.id == provider).exists()


def _about(kind: str, id: str, upto: int | None, on: date | None) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = [subjects.c.kind == kind, subjects.c.id == id]
    if upto is not None:
        where.append(trail.c.position <= upto)
    if on is not None:
        where.append(trail.c.on.is_(None) | (trail.c.on <= on))
    return where
