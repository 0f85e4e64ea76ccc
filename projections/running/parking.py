"""Streams that a projection set aside: from the event that its fold could not take, until somebody releases them."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from traceback import extract_tb
from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, select

from ledger.scanning import Row as Scanned
from projections.folding import FoldFailed
from projections.tables import parked


class Parked(NamedTuple):
    """A stream of which a projection holds nothing from a position on; `error` is for the operator alone."""

    projection: str
    stream: str
    position: int
    topic: str
    error: str
    parked_at: datetime


def park(connection: Connection, projection: str, row: Scanned, error: Exception, now: datetime) -> Parked:
    """Set the stream of a row of the log aside, from that row on."""
    position, stream, topic, _ = row
    found = Parked(projection, stream, position, topic, _where(error), now)
    connection.execute(insert(parked).values(found._asdict()))
    return found


def _where(error: Exception) -> str:
    """Say what kind of error it was and where it arose: what it tells itself may hold facts of a person."""
    cause = (error.__cause__ if isinstance(error, FoldFailed) else None) or error
    places = extract_tb(cause.__traceback__)
    place = f" in {Path(places[-1].filename).name}, regel {places[-1].lineno}" if places else ""
    return f"{type(cause).__name__}{place}"


def parked_streams(connection: Connection, projection: str | None = None, stream: str | None = None) -> list[Parked]:
    """Return what is set aside, by projection and stream; of one projection or one stream when these are given."""
    query = select(*(parked.c[name] for name in Parked._fields)).order_by(parked.c.projection, parked.c.stream)
    if projection is not None:
        query = query.where(parked.c.projection == projection)
    if stream is not None:
        query = query.where(parked.c.stream == stream)
    return [Parked(*row) for row in connection.execute(query)]


def names_aside(connection: Connection, projections: Sequence[str]) -> dict[str, set[str]]:
    """Return for each projection the streams that it passes by."""
    query = select(parked.c.projection, parked.c.stream).where(parked.c.projection.in_(projections))
    found: dict[str, set[str]] = {name: set() for name in projections}
    for projection, stream in connection.execute(query):
        found[projection].add(stream)
    return found


def unpark(connection: Connection, one: Parked) -> None:
    """Let the runner take a stream again."""
    where = (parked.c.projection == one.projection) & (parked.c.stream == one.stream)
    connection.execute(delete(parked).where(where))
