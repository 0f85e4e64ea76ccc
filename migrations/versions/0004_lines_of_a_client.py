"""Find the declared lines of one client in the log by an index on what is written; the findings as rows; questions."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_SQLITE = """
CREATE INDEX ledger_events_line_client ON ledger_events (json_extract(CAST(state AS TEXT), '$.client'))
WHERE topic LIKE 'declaration.line-%'
"""
_POSTGRESQL = """
CREATE INDEX ledger_events_line_client ON ledger_events
((substring(encode(state, 'escape') from '"client":"([A-Za-z0-9._-]+)"')), notification_id)
WHERE topic LIKE 'declaration.line-%'
"""


def upgrade() -> None:
    """Index the lines; what the log holds stays as it is. The findings fill themselves from the log."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    op.execute(_SQLITE if is_sqlite else _POSTGRESQL)
    _findings()
    op.create_table(
        "saved_questions",
        sa.Column("username", sa.String(), primary_key=True),
        sa.Column("name", sa.String(), primary_key=True),
        sa.Column("query", sa.String(), nullable=False),
    )


def _findings() -> None:
    op.create_table(
        "finding",
        sa.Column("number", sa.String(), primary_key=True),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("client", sa.String()),
        sa.Column("provider", sa.String()),
        sa.Column("region", sa.String()),
        sa.Column("declaration", sa.String()),
        sa.Column("line", sa.String()),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("eurocent", sa.BigInteger(), nullable=False),
        sa.Column("recovered", sa.BigInteger(), nullable=False),
        sa.Column("judgement", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("told", sa.String(), nullable=False),
        sa.Column("opened_position", sa.BigInteger(), nullable=False),
        sa.Column("last_position", sa.BigInteger(), nullable=False),
    )
    for column in ("provider", "region"):
        op.create_index(f"ix_finding_{column}", "finding", [column])
