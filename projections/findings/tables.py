"""Table of the findings; a row belongs to the stream of the finding.

`eurocent` is what is at stake, `recovered` what was taken back; year and month are those of its first day.
"""

from sqlalchemy import BigInteger, Column, Date, Integer, String, Table

from projections.tables import metadata

findings = Table(
    "finding",
    metadata,
    Column("number", String, primary_key=True),
    Column("rule", String, nullable=False),
    Column("about", String, nullable=False),
    Column("item", String, nullable=False),
    Column("client", String),
    Column("provider", String, index=True),
    Column("region", String, index=True),
    Column("declaration", String),
    Column("line", String),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
    Column("year", Integer, nullable=False),
    Column("month", Integer, nullable=False),
    Column("eurocent", BigInteger, nullable=False),
    Column("recovered", BigInteger, nullable=False),
    Column("judgement", String, nullable=False),
    Column("state", String, nullable=False),
    Column("told", String, nullable=False),
    Column("opened_position", BigInteger, nullable=False),
    Column("last_position", BigInteger, nullable=False),
)

TABLES = (findings,)
