"""Questions to the audit trail. The table says in which streams; the lines are read from the log and told then."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, case, func, select

from ledger.application import Ledger, Record
from ledger.events import Event, sentence
from ledger.subjects import day_of, subjects
from projections.audit_trail.tables import told
from projections.audit_trail.untold import untold_streams
from projections.rows import recorded


class Line(NamedTuple):
    """One event of the trail, with its facts and as it is stored."""

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
    event: Event
    state: bytes


class Subject(NamedTuple):
    """What events are about, and how many events there are."""

    kind: str
    id: str
    events: int


class Asked(NamedTuple):
    """Whose trail is asked for, and what counts of it.

    `upto` is the last position that counts (as of); `on` the last day (what is dated later is left out).
    With `provider`, events that are about other providers only are left out.
    """

    kind: str
    id: str
    upto: int | None = None
    on: date | None = None
    provider: str | None = None

    def counts(self, event: Event) -> bool:
        """Tell whether an event belongs to this trail."""
        about = subjects(event)
        if (self.kind, self.id) not in about:
            return False
        if self.on is not None and (day := day_of(event)) is not None and day > self.on:
            return False
        providers = [id for kind, id in about if kind == "provider"]
        return self.provider is None or not providers or self.provider in providers


def line_of(record: Record) -> Line:
    """Tell one row of the log."""
    at = recorded(record)
    header, actor = at.header, at.header.actor
    return Line(
        position=at.position,
        recorded_at=at.recorded_at,
        topic=at.topic,
        stream=at.stream,
        on=day_of(at.event),
        sentence=sentence(at.event),
        actor=actor.id,
        role=actor.role,
        on_behalf_of=actor.on_behalf_of,
        command_id=header.command_id,
        source=None if header.source is None else str(header.source),
        event=at.event,
        state=at.state,
    )


def find_subjects(connection: Connection, text: str, limit: int, upto: int | None = None) -> list[Subject]:
    """Return what has this text in its number and was told of by then: what is exactly it first, then by kind.

    The events are all there are; `count` tells how many there were by then.
    """
    exact = func.lower(told.c.id) == text.lower()
    query = (
        select(told.c.kind, told.c.id, func.sum(told.c.events))
        .where(told.c.id.icontains(text, autoescape=True))
        .group_by(told.c.kind, told.c.id)
        .order_by(case((exact, 0), else_=1), told.c.kind, told.c.id)
        .limit(limit)
    )
    if upto is not None:
        query = query.where(told.c.first_position <= upto)
    return [Subject(kind, id, int(events)) for kind, id, events in connection.execute(query)]


def streams_about(connection: Connection, kind: str, id: str, upto: int | None = None, start: str = "") -> list[str]:
    """Return the streams that hold events about something by then, in order; with `start`, those named so."""
    query = select(told.c.stream).where(*_about(kind, id, upto)).order_by(told.c.stream)
    if start:
        query = query.where(told.c.stream.startswith(start, autoescape=True))
    found = list(connection.scalars(query))
    untold = {one.stream for one in untold_streams(connection, upto, start) if (kind, id) in one.about}
    return sorted(untold.union(found)) if untold else found


def told_in(connection: Connection, streams: Sequence[str], kind: str, upto: int) -> list[str]:
    """Return what some streams tell of by then, of one kind, in order."""
    here = (told.c.kind == kind) & (told.c.first_position <= upto) & told.c.stream.in_(streams)
    found = set(connection.scalars(select(told.c.id).where(here).distinct()))
    for one in untold_streams(connection, upto):
        if one.stream in streams:
            found |= {id for of, id in one.about if of == kind}
    return sorted(found)


def timeline(
    connection: Connection,
    ledger: Ledger,
    asked: Asked,
    newest_first: bool = False,
    limit: int | None = None,
    offset: int = 0,
) -> list[Line]:
    """Return the lines of a trail in the order of the log, or the newest first."""
    found: list[Line] = []
    for record in _records(connection, ledger, asked, newest_first):
        if not asked.counts(recorded(record).event):
            continue
        if offset:
            offset -= 1
            continue
        found.append(line_of(record))
        if len(found) == limit:
            break
    return found


def count(connection: Connection, ledger: Ledger, asked: Asked) -> int:
    """Return how many lines a trail holds."""
    if asked.on is None and asked.provider is None:
        where = _about(asked.kind, asked.id, asked.upto)
        query = select(func.sum(told.c.events), func.max(told.c.last_position)).where(*where)
        events, last = connection.execute(query).one()
        if events is None or asked.upto is None or last <= asked.upto:
            return int(events or 0) + _count_untold(connection, ledger, asked)
    return sum(asked.counts(recorded(record).event) for record in _records(connection, ledger, asked, False))


def _count_untold(connection: Connection, ledger: Ledger, asked: Asked) -> int:
    """Return how many lines of a trail its table passed by."""
    return sum(
        asked.counts(recorded(record).event)
        for one in untold_streams(connection, asked.upto)
        if (asked.kind, asked.id) in one.about
        for record in ledger.stream(one.stream, asked.upto)
        if record.position >= one.position
    )


def _records(connection: Connection, ledger: Ledger, asked: Asked, newest_first: bool) -> Iterator[Record]:
    streams = streams_about(connection, asked.kind, asked.id, asked.upto)
    positions = ledger.positions(streams, asked.upto)
    return ledger.at_positions(positions[::-1] if newest_first else positions)


def _about(kind: str, id: str, upto: int | None) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = [told.c.kind == kind, told.c.id == id]
    if upto is not None:
        where.append(told.c.first_position <= upto)
    return where
