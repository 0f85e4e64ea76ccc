"""All rows of all projections, for comparing."""

from typing import Any

from sqlalchemy import select

from projections.catalogue import PROJECTIONS
from projections.tables import projection_positions
from web.composition import House

Rows = dict[str, list[tuple[Any, ...]]]


def all_rows(house: House) -> Rows:
    """Return every row of every table of every projection, in the order of their keys, and the positions."""
    found: Rows = {}
    with house.engine.connect() as connection:
        for table in (*(table for projection in PROJECTIONS for table in projection.tables), projection_positions):
            query = select(table).order_by(*table.primary_key.columns)
            found[table.name] = [tuple(row) for row in connection.execute(query)]
    return found
