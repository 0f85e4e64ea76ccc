"""Table of the audit trail: in which streams something is told. What is told stands in the log itself."""

from sqlalchemy import BigInteger, Column, String, Table

from projections.tables import metadata

told = Table(
    "audit_subject",
    metadata,
    Column("kind", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("stream", String, primary_key=True),
    Column("first_position", BigInteger, nullable=False),
    Column("last_position", BigInteger, nullable=False),
    Column("events", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

TABLES = (told,)
