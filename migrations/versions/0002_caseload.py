"""The caseload: which clients a provider has, or had."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create the tables of the projection; it fills itself from the log."""
    op.create_table(
        "caseload",
        sa.Column("provider", sa.String(), primary_key=True),
        sa.Column("client", sa.String(), primary_key=True),
        sa.Column("since_position", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "caseload_agb",
        sa.Column("agb", sa.String(), primary_key=True),
        sa.Column("provider", sa.String(), nullable=False),
    )
