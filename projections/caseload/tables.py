"""Tables of the caseload. `provider` is as the event names it: by its number, or by an AGB code."""

from sqlalchemy import BigInteger, Boolean, Column, String, Table

from projections.tables import metadata

caseload = Table(
    "caseload",
    metadata,
    Column("provider", String, primary_key=True),
    Column("client", String, primary_key=True),
    Column("since_position", BigInteger, nullable=False, info={"adds": "min"}),
)

brought = Table(
    "caseload_brought",
    metadata,
    Column("provider", String, primary_key=True),
    Column("client", String, primary_key=True),
    Column("since_position", BigInteger, nullable=False, info={"adds": "min"}),
)

codes = Table(
    "caseload_agb",
    metadata,
    Column("agb", String, primary_key=True),
    Column("provider", String, nullable=False),
    Column("by_payer", Boolean, nullable=False),
)

TABLES = (caseload, brought, codes)
