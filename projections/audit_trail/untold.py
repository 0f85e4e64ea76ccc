"""What the table of the trail passes by: the streams that it set aside, and whom they are about by what can be read."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import Connection, LargeBinary, column, select, table

from ledger.events import decode
from ledger.recorder import EVENTS_TABLE
from ledger.subjects import Subject, subjects
from projections.audit_trail.fold import AUDIT_TRAIL
from projections.tables import parked

_log = table(
    EVENTS_TABLE, column("originator_id"), column("originator_version"), column("topic"), column("state", LargeBinary)
)


class Untold(NamedTuple):
    """A stream of which the table holds nothing from a position on, and whom its events are about.

    `is_read`: every event in it can be read, so it is about nobody else.
    """

    stream: str
    position: int
    about: frozenset[Subject]
    is_read: bool


def untold_streams(connection: Connection, upto: int | None = None, start: str = "") -> Iterator[Untold]:
    """Yield the streams that are set aside for the trail, by then; with `start`, those named so."""
    query = (
        select(parked.c.stream, parked.c.position, _log.c.topic, _log.c.state)
        .join(_log, _log.c.originator_id == parked.c.stream)
        .where(parked.c.projection == AUDIT_TRAIL.name)
        .order_by(parked.c.stream, _log.c.originator_version)
    )
    if upto is not None:
        query = query.where(parked.c.position <= upto)
    if start:
        query = query.where(parked.c.stream.startswith(start, autoescape=True))
    for (stream, position), rows in groupby(connection.execute(query), lambda row: (row[0], row[1])):
        told = [_subjects(topic, bytes(state)) for _, _, topic, state in rows]
        about = frozenset(one for found in told if found is not None for one in found)
        yield Untold(stream, position, about, None not in told)


def first_untold(connection: Connection, kind: str, id: str, upto: int) -> int | None:
    """Return the first event of which nobody can tell whether it is about something; None when there is none.

    In a stream that names this one the event is met where the stream is read, and is an error there.
    """
    found = untold_streams(connection, upto)
    return min((one.position for one in found if not one.is_read and (kind, id) not in one.about), default=None)


def _subjects(topic: str, state: bytes) -> list[Subject] | None:
    try:
        return subjects(decode(topic, state))
    except Exception:  # noqa: BLE001  # that may be the very reason why it was set aside
        return None
