"""How far each projection has come."""

from sqlalchemy import Connection, select

from projections.tables import projection_positions


def positions(connection: Connection) -> dict[str, int]:
    """Return the last position that each projection has folded; one that has not started yet is left out."""
    return {row.projection: row.position for row in connection.execute(select(projection_positions))}
