"""Releasing a parked stream: what a projection passed by is folded after all, up to where the projection is.

A row belongs to one stream or adds up over streams, so one stream can be folded by itself, later than the others.
"""

from collections.abc import Sequence

import structlog
from sqlalchemy import Connection

from ledger.vocabulary.errors import NotFound, Refused
from projections.catalogue import by_name
from projections.folding import FoldFailed, is_poison
from projections.positions import claim
from projections.running.parking import Parked, parked_streams, unpark
from projections.running.runner import Runner, check_versions

log = structlog.get_logger(module=__name__)


def release(runner: Runner, stream: str, projection: str | None = None) -> list[Parked]:
    """Release a stream for one projection or for all that parked it; return what was parked.

    All of it in one transaction. Raises `NotFound` when it is not parked, `Refused` when a fold still cannot take it.
    """
    known = {one.name for one in runner.projections}
    if projection is not None:
        by_name(projection)
    with runner.writing.begin() as connection:
        found = claim(connection, runner.projections)
        check_versions(runner.projections, found)
        todo = [one for one in parked_streams(connection, projection, stream) if one.projection in known]
        if not todo:
            raise NotFound("stream-not-parked", f"De stroom {stream} staat niet apart.", "stream")
        _fold_all(runner, connection, {name: place.position for name, place in found.items()}, todo)
    for one in todo:
        log.info("stream released", projection=one.projection, stream=one.stream, position=one.position)
    return todo


def _fold_all(runner: Runner, connection: Connection, reached: dict[str, int], todo: Sequence[Parked]) -> None:
    projections = {one.name: one for one in runner.projections}
    for one in todo:
        records = runner.ledger.stream(one.stream, reached[one.projection])
        missed = [(r.position, r.stream, r.topic, r.state) for r in records if r.position >= one.position]
        try:
            runner.fold_stream(connection, projections[one.projection], missed)
        except Exception as error:
            if not is_poison(error):
                raise
            raise _still_failing(one, error) from error
        unpark(connection, one)


def _still_failing(one: Parked, error: Exception) -> Refused:
    position, topic, cause = one.position, one.topic, type(error).__name__
    if isinstance(error, FoldFailed):
        position, topic, cause = error.position, error.topic, type(error.__cause__).__name__
    return Refused(
        "stream-still-failing",
        f"Het overzicht {one.projection} kan gebeurtenis {position} ({topic}) van stroom {one.stream} nog niet "
        f"verwerken: {cause}. Er is niets veranderd. Werk het programma bij en probeer het dan opnieuw.",
        "stream",
    )
