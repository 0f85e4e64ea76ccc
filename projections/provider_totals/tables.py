"""Tables of the totals per provider, by month of the day of care. They add up over declarations and budgets."""

from sqlalchemy import BigInteger, Column, Integer, String, Table

from projections.tables import metadata

ADDS = {"adds": "sum"}

totals = Table(
    "provider_total",
    metadata,
    Column("provider", String, primary_key=True),
    Column("region", String, primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("month", Integer, primary_key=True),
    Column("lines", BigInteger, nullable=False, info=ADDS),
    Column("declared", BigInteger, nullable=False, info=ADDS),
    Column("approved", BigInteger, nullable=False, info=ADDS),
    Column("refused", BigInteger, nullable=False, info=ADDS),
    Column("credited", BigInteger, nullable=False, info=ADDS),
)

spending = Table(
    "provider_spending",
    metadata,
    Column("provider", String, primary_key=True),
    Column("unit", String, primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("month", Integer, primary_key=True),
    Column("spends", BigInteger, nullable=False, info=ADDS),
    Column("quantity", BigInteger, nullable=False, info=ADDS),
)

names = Table(
    "provider_name",
    metadata,
    Column("provider", String, primary_key=True),
    Column("name", String, nullable=False),
)

TABLES = (totals, spending, names)
