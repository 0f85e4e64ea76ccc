"""A build: new tables beside the live ones, filled part by part, until they take the place of the live ones.

What is done of it stands in the database, so that a build that was stopped, also by a crash, goes on where it was.
"""

import re
from collections.abc import Iterator, Sequence
from re import Pattern
from typing import NamedTuple

from sqlalchemy import Connection, Index, MetaData, Table, func, insert, inspect, select, text, update

from ledger.scanning import Part
from projections.positions import places, unfollow_all
from projections.projection import Projection
from projections.rebuilding.marks import mark_of
from projections.tables import build_parts, builds

BUILDING, FOLLOWING, SWITCHED, LEFT = "building", "following", "switched", "left"
"""Filling its tables; moving on with the live ones; in their place; given up."""
_BESIDE, _REPLACED = re.compile(r"__build\d+$"), re.compile(r"__replaced\d+$")


class Build(NamedTuple):
    """A build of some projections from everything up to a position."""

    number: int
    projections: tuple[Projection, ...]
    upto: int
    state: str

    @property
    def names(self) -> dict[str, str]:
        """Return under which name each table stands beside the live one."""
        return {table.name: f"{table.name}__build{self.number}" for p in self.projections for table in p.tables}

    def tables(self) -> Iterator[tuple[Table, Table]]:
        """Yield each table with its twin of this build, without indexes."""
        beside = MetaData()
        for projection in self.projections:
            for table in projection.tables:
                twin = table.to_metadata(beside, name=self.names[table.name])
                twin.indexes.clear()
                yield table, twin


def unfinished(connection: Connection, projections: Sequence[Projection]) -> Build | None:
    """Return the build that was begun for exactly these projections by these same folds, if any can still be used.

    Those of its projections that were switched already are not among what it returns.
    """
    row = connection.execute(select(builds).where(builds.c.state.in_((BUILDING, FOLLOWING)))).first()
    if row is None or row.projections != _names(projections) or row.folds != _marks(projections):
        return None
    build = Build(row.number, tuple(projections), row.upto, row.state)
    beside = set(inspect(connection).get_table_names())
    build = build._replace(projections=tuple(p for p in projections if build.names[p.tables[0].name] in beside))
    return build if build.projections and (build.state == BUILDING or follows(connection, build)) else None


def follows(connection: Connection, build: Build) -> bool:
    """Tell whether all its projections still move on with the live ones."""
    reached = places(connection)
    return all(reached[projection.name].followed_by == build.number for projection in build.projections)


def begin(connection: Connection, projections: Sequence[Projection], upto: int, parts: Sequence[Part]) -> Build:
    """Make the tables of a new build and note which parts are to be folded."""
    number = (connection.scalar(select(func.max(builds.c.number))) or 0) + 1
    build = Build(number, tuple(projections), upto, BUILDING)
    for _, twin in build.tables():
        twin.create(connection)
    row = {"number": number, "projections": _names(projections), "folds": _marks(projections)}
    connection.execute(insert(builds).values(row | {"upto": upto, "state": BUILDING}))
    todo = [{"build": number, "part": n, "first": p.first, "before": p.before} for n, p in enumerate(parts)]
    connection.execute(insert(build_parts), todo)
    return build


def all_parts(connection: Connection, build: Build) -> list[Part]:
    """Return the parts of a build, in order."""
    query = select(build_parts.c.first, build_parts.c.before).where(build_parts.c.build == build.number)
    return [Part(first, before) for first, before in connection.execute(query.order_by(build_parts.c.part))]


def left_to_do(connection: Connection, build: Build) -> list[int]:
    """Return the numbers of the parts that are not done."""
    where = (build_parts.c.build == build.number) & build_parts.c.events.is_(None)
    return list(connection.scalars(select(build_parts.c.part).where(where).order_by(build_parts.c.part)))


def done_events(connection: Connection, build: Build) -> int:
    """Return how many events the parts held that are done."""
    query = select(func.sum(build_parts.c.events)).where(build_parts.c.build == build.number)
    return int(connection.scalar(query) or 0)


def add_indexes(connection: Connection, build: Build) -> None:
    """Give the filled tables the indexes of the live ones, under names of their own."""
    for table, twin in build.tables():
        for index in table.indexes:
            columns = [twin.c[column.name] for column in index.columns]
            name = f"{index.name}__build{build.number}"
            Index(name, *columns, unique=index.unique).create(connection, checkfirst=True)


def set_state(connection: Connection, build: Build, state: str) -> Build:
    """Note how far a build is."""
    connection.execute(update(builds).where(builds.c.number == build.number).values(state=state))
    return build._replace(state=state)


def move_on(connection: Connection, build: Build, position: int) -> Build:
    """Note that a build that is filled holds everything up to a later position."""
    connection.execute(update(builds).where(builds.c.number == build.number).values(upto=position))
    return build._replace(upto=position)


def give_up(connection: Connection) -> None:
    """Throw away what any unfinished build made; the live tables are not touched."""
    unfollow_all(connection)
    connection.execute(update(builds).where(builds.c.state.in_((BUILDING, FOLLOWING))).values(state=LEFT))
    _drop(connection, _BESIDE)


def drop_replaced(connection: Connection) -> None:
    """Drop the tables that were live before a switch."""
    _drop(connection, _REPLACED)


def old_name(name: str, build: Build) -> str:
    """Return under which name a live table stands once it is replaced."""
    return f"{name}__replaced{build.number}"


def is_done(connection: Connection, build: Build) -> bool:
    """Tell whether a build has no tables left beside the live ones."""
    return not any(name.endswith(f"__build{build.number}") for name in inspect(connection).get_table_names())


def _drop(connection: Connection, kind: Pattern[str]) -> None:
    """Drop tables, whichever are there, also those of projections that are no more."""
    for name in inspect(connection).get_table_names():
        if kind.search(name):
            connection.execute(text(f'DROP TABLE IF EXISTS "{name}"'))


def is_by(connection: Connection, number: int, projection: Projection) -> bool:
    """Tell whether a build makes the rows of a projection by the folds of this program."""
    row = connection.execute(select(builds.c.projections, builds.c.folds).where(builds.c.number == number)).one()
    marks = dict(zip(row.projections.split(","), row.folds.split(","), strict=True))
    return marks.get(projection.name) == mark_of(projection)


def _marks(projections: Sequence[Projection]) -> str:
    return ",".join(mark_of(projection) for projection in projections)


def _names(projections: Sequence[Projection]) -> str:
    return ",".join(projection.name for projection in projections)
