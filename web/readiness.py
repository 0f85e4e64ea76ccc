"""Whether this machine can serve: its database is there, its tables are the newest, its read models keep up."""

from functools import cache
from importlib.util import find_spec
from typing import NamedTuple

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from projections.positions import place_of, places
from web.composition import House
from web.unavailable import unavailable_page


class Readiness(NamedTuple):
    """`lag` counts, per projection, the events that are recorded and not yet folded; the next reader folds them.

    `newer`: a newer program has built the read models, so this one cannot read them.
    """

    database: bool
    migrated: bool
    lag: dict[str, int]
    newer: bool = False

    @property
    def ready(self) -> bool:
        """Tell whether requests can be answered."""
        return self.database and self.migrated and not self.newer


def readiness(house: House) -> Readiness:
    """Look, without changing anything."""
    try:
        with house.engine.connect() as connection:
            if MigrationContext.configure(connection).get_current_revision() != newest_revision():
                return Readiness(True, False, {})
            found = places(connection)
        head = house.ledger.head()
    except Exception as error:
        if unavailable_page(error) is None:
            raise
        return Readiness(False, False, {})
    last = head.position if head else 0
    reached = [(one, place_of(one, found)) for one in house.runner.projections]
    newer = any(place.is_newer(one) for one, place in reached)
    return Readiness(True, True, {one.name: place.lag(last) for one, place in reached}, newer)


@cache
def newest_revision() -> str | None:
    """Return the version of the tables that this program was written for."""
    spec = find_spec("migrations")
    assert spec is not None
    assert spec.submodule_search_locations
    return ScriptDirectory(spec.submodule_search_locations[0]).get_current_head()
