"""The runner: pulls the log into the projections, in batches, exactly once.

The rows and the position they hold for are written in one transaction. It works the same on both databases. A fold
that cannot take an event does not stop the others: its stream is parked for that projection, from that event on.
"""

from collections.abc import Callable, Mapping, Sequence
from threading import Lock
from typing import NamedTuple

import structlog
from sqlalchemy import Connection, Engine

from ledger.application import Ledger
from ledger.scanning import Row as Scanned
from ledger.vocabulary.errors import Conflict
from projections.folding import FoldFailed, Folding, is_poison
from projections.positions import Place, claim, place_of, places, set_position, unfollow
from projections.projection import Projection
from projections.rebuilding.build import Build, is_by
from projections.running.parking import Parked, names_aside, park
from projections.stored_rows import OWN_NAMES, StoredRows

BATCH = 2_000

log = structlog.get_logger(module=__name__)


class _Target(NamedTuple):
    """A projection, and under which names its tables stand: the live ones, or those of a build that follows."""

    projection: Projection
    names: Mapping[str, str]

    @property
    def is_live(self) -> bool:
        """Tell whether these are the rows that are read."""
        return self.names is OWN_NAMES


class _Moved(NamedTuple):
    """How far the projections are that are furthest behind, and what had to be set aside to come there."""

    reached: int
    parked: list[Parked]


class Runner:
    """Keeps a set of projections up to date with one log. Several threads and processes may run it at once."""

    def __init__(self, ledger: Ledger, engine: Engine, projections: Sequence[Projection]) -> None:
        self.ledger = ledger
        self.projections = projections
        self.engine = engine
        self.writing = engine.execution_options(writes=True)
        self._folding_rows = engine.execution_options(writes=True, derived=True)
        by_itself = {"isolation_level": "AUTOCOMMIT"} if engine.dialect.name == "postgresql" else {}
        self._looking = engine.execution_options(**by_itself)
        self._folding = {projection.name: Folding([projection]) for projection in projections}
        self._turn = Lock()
        self._rounds, self._moved = 0, _Moved(0, [])

    def catch_up(self, stops: Callable[[], bool] = lambda: False) -> int:
        """Bring every projection to the end of the log as it is now; return that position. Stops between batches.

        Raises `Conflict` when a newer program has built them: this one would mix its rows with theirs.
        """
        head = self.ledger.head()
        last = head.position if head else 0
        rounds, behind = self._rounds, self._behind(last)
        while behind and not stops():
            with self._turn:  # another thread may have done it while this one waited
                if self._rounds == rounds or self._moved.reached < last:
                    self._moved = self._advance(last)
                    self._rounds += 1
                    self._tell()
                rounds, behind = self._rounds, self._moved.reached < last
        return last

    def _tell(self) -> None:
        for one in self._moved.parked:
            told = {"projection": one.projection, "stream": one.stream, "position": one.position}
            log.warning("stream parked", **told, topic=one.topic, error=one.error)

    def _advance(self, last: int) -> _Moved:
        """Fold the next batch, at once; when an event stands in the way, once more and with care."""
        try:
            with self._folding_rows.begin() as connection:
                return self.move_on(connection, last)
        except Exception as error:
            if not is_poison(error):
                raise
        with self._folding_rows.begin() as connection:
            return self.move_on(connection, last, careful=True)

    def move_on(self, connection: Connection, last: int, careful: bool = False) -> _Moved:
        """Fold the next batch into the projections that are furthest behind, in the transaction of the connection.

        With care, a stream with an event that cannot be taken is set aside; else that is an error.
        """
        found = claim(connection, self.projections)
        check_versions(self.projections, found)
        start = min(place.position for place in found.values())
        if start >= last:
            return _Moved(start, [])
        ahead = [place.position for place in found.values() if place.position > start]
        behind = [one for one in self.projections if found[one.name].position == start]
        records = self.ledger.records(start, min([last, *ahead]), BATCH)
        scanned = [(record.position, record.stream, record.topic, record.state) for record in records]
        aside = self._fold(connection, _targets(connection, behind, found), scanned, careful)
        set_position(connection, behind, scanned[-1][0])
        return _Moved(min([scanned[-1][0], *ahead]), aside)

    def fold_stream(self, connection: Connection, projection: Projection, scanned: Sequence[Scanned]) -> None:
        """Fold rows of one stream into the live rows of a projection. Raises `FoldFailed`."""
        self._fold_into(connection, _Target(projection, OWN_NAMES), scanned)

    def _behind(self, last: int) -> bool:
        with self._looking.connect() as connection:
            found = places(connection)
        check_versions(self.projections, found)
        reached = [found[one.name].position if one.name in found else -1 for one in self.projections]
        return any(position < last for position in reached)

    def _fold(
        self, connection: Connection, targets: Sequence[_Target], scanned: Sequence[Scanned], careful: bool
    ) -> list[Parked]:
        passed_by = names_aside(connection, [target.projection.name for target in targets])
        found: list[Parked] = []
        for target in targets:
            todo = _without(scanned, passed_by[target.projection.name]) if target.is_live else scanned
            if careful:
                found += self._with_care(connection, target, todo)
            else:
                self._fold_into(connection, target, todo)
        return found

    def _with_care(self, connection: Connection, target: _Target, scanned: Sequence[Scanned]) -> list[Parked]:
        """Fold rows; where that fails, event by event, and set aside the streams of what fails.

        A build must take what the live rows take, or it does not follow them any more.
        """
        try:
            with connection.begin_nested():
                self._fold_into(connection, target, scanned)
        except Exception as error:
            if not is_poison(error):
                raise
        else:
            return []
        if not target.is_live:
            unfollow(connection, target.projection)
            return []
        return self._one_by_one(connection, target, scanned)

    def _one_by_one(self, connection: Connection, target: _Target, scanned: Sequence[Scanned]) -> list[Parked]:
        found: dict[str, Parked] = {}
        for row in scanned:
            if row[1] in found:
                continue
            try:
                with connection.begin_nested():
                    self._fold_into(connection, target, [row])
            except Exception as error:
                if not is_poison(error):
                    raise
                found[row[1]] = park(connection, target.projection.name, row, error, self.ledger.clock.now())
        return list(found.values())

    def _fold_into(self, connection: Connection, target: _Target, scanned: Sequence[Scanned]) -> None:
        rows = StoredRows(connection, target.names)
        try:
            self._folding[target.projection.name].fold(rows, scanned)
        except FoldFailed as failed:
            if failed.__cause__ is not None and not is_poison(failed):
                raise failed.__cause__ from None
            raise
        rows.write()


def check_versions(projections: Sequence[Projection], found: Mapping[str, Place]) -> None:
    """Raise `Conflict` when rows were made by folds of a newer program; older rows go on with the folds of here."""
    for one in projections:
        place = place_of(one, found)
        if place.is_newer(one):
            raise Conflict(
                "projection-newer",
                f"Het overzicht {one.name} is gemaakt door een nieuwere versie van dit programma (versie "
                f"{place.version}; dit programma kent versie {one.version}). Werk dit programma bij en "
                "start het opnieuw.",
            )


def _targets(connection: Connection, projections: Sequence[Projection], found: Mapping[str, Place]) -> list[_Target]:
    """Return the tables to fold into; a build by other folds than those of this program does not follow any more."""
    targets = [_Target(projection, OWN_NAMES) for projection in projections]
    for projection in projections:
        number = found[projection.name].followed_by
        if number is None:
            continue
        if is_by(connection, number, projection):
            targets.append(_Target(projection, Build(number, (projection,), 0, "").names))
        else:
            unfollow(connection, projection)
    return targets


def _without(scanned: Sequence[Scanned], streams: set[str]) -> Sequence[Scanned]:
    return [row for row in scanned if row[1] not in streams] if streams else scanned
