"""Tables of the audit trail. A sentence never holds text that was sealed."""

from sqlalchemy import BigInteger, Column, Date, Index, String, Table

from projections.tables import Moment, metadata

trail = Table(
    "audit_trail",
    metadata,
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("recorded_at", Moment(), nullable=False),
    Column("topic", String, nullable=False),
    Column("stream", String, nullable=False),
    Column("on", Date),
    Column("sentence", String, nullable=False),
    Column("actor", String, nullable=False),
    Column("role", String, nullable=False),
    Column("on_behalf_of", String),
    Column("command_id", String, nullable=False),
    Column("source", String),
)

subjects = Table(
    "audit_subject",
    metadata,
    Column("kind", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Index("audit_subject_position", "position"),
)

TABLES = (trail, subjects)
