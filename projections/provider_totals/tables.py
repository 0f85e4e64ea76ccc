"""Tables of the totals per provider."""

from sqlalchemy import BigInteger, Column, Integer, String, Table

from projections.tables import metadata

totals = Table(
    "provider_total",
    metadata,
    Column("provider", String, primary_key=True),
    Column("region", String, primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("lines", BigInteger, nullable=False),
    Column("declared", BigInteger, nullable=False),
    Column("approved", BigInteger, nullable=False),
    Column("refused", BigInteger, nullable=False),
    Column("credited", BigInteger, nullable=False),
)

spending = Table(
    "provider_spending",
    metadata,
    Column("provider", String, primary_key=True),
    Column("unit", String, primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("spends", BigInteger, nullable=False),
    Column("quantity", BigInteger, nullable=False),
)

names = Table(
    "provider_name",
    metadata,
    Column("provider", String, primary_key=True),
    Column("name", String, nullable=False),
)

TABLES = (totals, spending, names)
