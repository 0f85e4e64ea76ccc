"""Tables of the envelopes."""

from sqlalchemy import BigInteger, Column, Integer, String, Table

from projections.tables import Moment, metadata

changes = Table(
    "contracteerruimte_change",
    metadata,
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("region", String, nullable=False, index=True),
    Column("year", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("eurocent", BigInteger, nullable=False),
    Column("ground", String, nullable=False),
    Column("by", String, nullable=False),
    Column("recorded_at", Moment(), nullable=False),
    Column("motivation", String),
    Column("reference", String),
)

agreements = Table(
    "contracteerruimte_agreement",
    metadata,
    Column("region", String, primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("provider", String, primary_key=True),
    Column("eurocent", BigInteger, nullable=False),
    Column("ground", String, nullable=False),
)

TABLES = (changes, agreements)
