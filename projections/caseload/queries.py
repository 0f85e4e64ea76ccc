"""Questions to the caseload."""

from sqlalchemy import Connection, select

from projections.caseload.tables import brought, caseload, codes


def clients_of(connection: Connection, provider: str) -> list[str]:
    """Return every client that was ever brought to a provider, by its number or one of its AGB codes, in order."""
    mine = select(codes.c.agb).where(codes.c.provider == provider)
    query = select(caseload.c.client).distinct()
    query = query.where((caseload.c.provider == provider) | caseload.c.provider.in_(mine))
    return sorted(connection.scalars(query))


def is_brought_to(connection: Connection, client: str, provider: str) -> bool:
    """Tell whether the payer brought a client to a provider, under its number or an AGB code that the payer gave it."""
    mine = select(codes.c.agb).where(codes.c.provider == provider, codes.c.by_payer)
    query = select(brought.c.client).where(brought.c.client == client)
    query = query.where((brought.c.provider == provider) | brought.c.provider.in_(mine))
    return connection.scalar(query.limit(1)) is not None
