"""From new tables to live ones: let the build move on with what is live, compare the two, and switch.

A build that follows is folded in the same transaction as the live rows, by the same runner. So at every moment both
hold for the same position, and they can be compared while the ledger is in use.
"""

from time import sleep

from psycopg.errors import DeadlockDetected, LockNotAvailable
from sqlalchemy import Connection, Engine, MetaData, delete, select, text, update
from sqlalchemy.exc import OperationalError

from ledger.vocabulary.errors import Conflict
from projections.positions import claim, positions
from projections.rebuilding.build import FOLLOWING, SWITCHED, Build, follows, is_done, old_name, set_state
from projections.rebuilding.comparing import TableDifference, compare
from projections.tables import parked, projection_positions

PATIENCE = "100ms"
"""How long the switch asks readers to wait, on PostgreSQL; then it lets them through and tries again after a pause."""
PAUSE_SECONDS = 0.2
TRIES = 300


def follow(connection: Connection, build: Build) -> Build:
    """Let the build move on with the live rows from now; both hold for the same position here."""
    where = projection_positions.c.projection.in_([one.name for one in build.projections])
    connection.execute(update(projection_positions).where(where).values(followed_by=build.number))
    return set_state(connection, build, FOLLOWING)


def differences(connection: Connection, build: Build) -> list[TableDifference]:
    """Compare every table with its twin, at the position that both hold for.

    A projection that never ran has nothing to compare; columns that its new version says may differ are left out.
    Raises `Conflict` when the build could not move on with the live rows.
    """
    _check_follows(connection, build)
    reached = positions(connection)
    versions = dict(connection.execute(select(projection_positions.c.projection, projection_positions.c.version)).all())
    found: list[TableDifference] = []
    for projection in build.projections:
        if not reached.get(projection.name):
            continue
        changed = projection.differs if versions[projection.name] != projection.version else frozenset()
        for table in projection.tables:
            if table.name in changed:
                continue
            columns = {name.partition(".")[2] for name in changed if name.startswith(f"{table.name}.")}
            twin = table.to_metadata(MetaData(), name=build.names[table.name])
            difference = compare(connection, table, twin, columns)
            if difference is not None:
                found.append(difference)
    return found


def switch(engine: Engine, build: Build, position: int | None = None) -> None:
    """Put the new tables in the place of the live ones, in one transaction; readers see the old rows or the new.

    With a position, that is the one they hold for: the live tables held nothing before. Without, the build follows;
    raises `Conflict` when it could not.
    """
    for attempt in range(TRIES):
        try:
            with engine.begin() as connection:
                if connection.dialect.name == "postgresql":
                    connection.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE}'"))
                    connection.execute(text("LOCK TABLE projection_positions IN ACCESS EXCLUSIVE MODE"))
                _rename(connection, build)
                _settle(connection, build, position)
        except OperationalError as error:
            if attempt + 1 == TRIES or not isinstance(error.orig, (LockNotAvailable, DeadlockDetected)):
                raise
            sleep(PAUSE_SECONDS)
        else:
            return


def _rename(connection: Connection, build: Build) -> None:
    for name, beside in build.names.items():
        connection.execute(text(f'ALTER TABLE "{name}" RENAME TO "{old_name(name, build)}"'))
        connection.execute(text(f'ALTER TABLE "{beside}" RENAME TO "{name}"'))


def _settle(connection: Connection, build: Build, position: int | None) -> None:
    """Note that these projections are new, and that the build is done when none of it is left."""
    claim(connection, build.projections)
    values: dict[str, int | None] = {"followed_by": None}
    if position is None:
        _check_follows(connection, build)
    else:
        values["position"] = position
    for projection in build.projections:
        values["version"] = projection.version
        where = projection_positions.c.projection == projection.name
        connection.execute(update(projection_positions).where(where).values(values))
    connection.execute(delete(parked).where(parked.c.projection.in_([one.name for one in build.projections])))
    if is_done(connection, build):
        set_state(connection, build, SWITCHED)


def _check_follows(connection: Connection, build: Build) -> None:
    if not follows(connection, build):
        raise Conflict(
            "rebuild-left-behind",
            "Tijdens het vergelijken kwam er een gebeurtenis bij die een nieuw overzicht niet kon verwerken. De "
            "overzichten zijn niet veranderd. Geef dezelfde opdracht nog eens: het opbouwen begint dan opnieuw en "
            "noemt die gebeurtenis.",
        )
