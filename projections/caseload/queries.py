"""Questions to the caseload."""

from sqlalchemy import Connection, select

from projections.caseload.tables import caseload, codes


def clients_of(connection: Connection, provider: str) -> list[str]:
    """Return every client that was ever brought to a provider, by its number or one of its AGB codes, in order."""
    mine = select(codes.c.agb).where(codes.c.provider == provider)
    query = select(caseload.c.client).distinct()
    query = query.where((caseload.c.provider == provider) | caseload.c.provider.in_(mine))
    return sorted(connection.scalars(query))
