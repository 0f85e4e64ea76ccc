"""The condition of the read models: how far each is behind the log, what is set aside, what is being rebuilt."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from ledger.application import Ledger
from projections.positions import place_of, places
from projections.projection import Projection
from projections.rebuilding.build import BUILDING, FOLLOWING, SWITCHED
from projections.running.parking import Parked, parked_streams
from projections.tables import build_parts, builds


class Condition(NamedTuple):
    """Of one projection. The lag in seconds is how long the first event that is not folded has been waiting.

    `built` is the version of the folds that made its rows; `last_build` the number of the last rebuild, if any.
    """

    name: str
    version: int
    built: int
    position: int
    lag_events: int
    lag_seconds: int
    parked: tuple[Parked, ...]
    last_build: int | None

    @property
    def wants_rebuild(self) -> bool:
        """Tell whether older folds than those of this program made rows."""
        return self.built < self.version


class Underway(NamedTuple):
    """A rebuild that was begun and not switched: how many of its parts are done, and how many events those held."""

    number: int
    projections: tuple[str, ...]
    upto: int
    follows: bool
    parts: int
    parts_done: int
    events_done: int


class Conditions(NamedTuple):
    """Of all projections, at one moment. `head` is the last position of the log, 0 when it is empty."""

    head: int
    recorded_at: datetime | None
    projections: tuple[Condition, ...]
    underway: Underway | None

    @property
    def parked(self) -> tuple[Parked, ...]:
        """Return every stream that is set aside."""
        return tuple(one for projection in self.projections for one in projection.parked)


def conditions(connection: Connection, ledger: Ledger, projections: Sequence[Projection], now: datetime) -> Conditions:
    """Look, without bringing anything up to date."""
    found, aside, built = places(connection), parked_streams(connection), _last_builds(connection)
    head = ledger.head()
    last = head.position if head else 0
    waiting = _waiting_since(ledger, {place.position for place in found.values()} | {0}, last)
    told = []
    for one in projections:
        place = place_of(one, found)
        since = waiting.get(place.position)
        told.append(
            Condition(
                one.name,
                one.version,
                place.version,
                place.position,
                place.lag(last),
                max(0, int((now - since).total_seconds())) if since else 0,
                tuple(stream for stream in aside if stream.projection == one.name),
                built.get(one.name),
            )
        )
    return Conditions(last, head.recorded_at if head else None, tuple(told), _underway(connection))


def _waiting_since(ledger: Ledger, reached: set[int], last: int) -> Mapping[int, datetime]:
    """Return for each position when the event after it was recorded; none after the last."""
    records = ledger.at_positions([position + 1 for position in sorted(reached) if position < last])
    return {record.position - 1: record.recorded_at for record in records}


def _last_builds(connection: Connection) -> dict[str, int]:
    query = select(builds.c.number, builds.c.projections).where(builds.c.state == SWITCHED).order_by(builds.c.number)
    return {name: number for number, names in connection.execute(query) for name in names.split(",")}


def _underway(connection: Connection) -> Underway | None:
    query = select(builds).where(builds.c.state.in_((BUILDING, FOLLOWING))).order_by(builds.c.number.desc())
    row = connection.execute(query).first()
    if row is None:
        return None
    parts = select(func.count(), func.count(build_parts.c.events), func.sum(build_parts.c.events))
    count, done, events = connection.execute(parts.where(build_parts.c.build == row.number)).one()
    names = tuple(row.projections.split(","))
    return Underway(row.number, names, row.upto, row.state == FOLLOWING, count, done, int(events or 0))
