"""Whether this machine can serve: its database is there, its tables are the newest, its read models keep up."""

from functools import cache
from importlib.util import find_spec
from typing import NamedTuple

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import SQLAlchemyError

from projections.positions import positions
from web.composition import House


class Readiness(NamedTuple):
    """`lag` counts, per projection, the events that are recorded and not yet folded; the next reader folds them."""

    database: bool
    migrated: bool
    lag: dict[str, int]

    @property
    def ready(self) -> bool:
        """Tell whether requests can be answered."""
        return self.database and self.migrated


def readiness(house: House) -> Readiness:
    """Look, without changing anything."""
    try:
        with house.engine.connect() as connection:
            if MigrationContext.configure(connection).get_current_revision() != newest_revision():
                return Readiness(True, False, {})
            reached = positions(connection)
        head = house.ledger.head()
    except SQLAlchemyError:
        return Readiness(False, False, {})
    last = head.position if head else 0
    return Readiness(True, True, {one.name: last - reached.get(one.name, 0) for one in house.runner.projections})


@cache
def newest_revision() -> str | None:
    """Return the version of the tables that this program was written for."""
    spec = find_spec("migrations")
    assert spec is not None
    assert spec.submodule_search_locations
    return ScriptDirectory(spec.submodule_search_locations[0]).get_current_head()
