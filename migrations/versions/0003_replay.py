"""Read models that rebuild by parts of the log: rows belong to one stream, or add up over streams."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

CHANGED = ("audit_trail", "provider_totals", "caseload", "contracteerruimte")


def upgrade() -> None:
    """Make the changed read models anew and empty; they fill themselves from the log."""
    for table in ("audit_subject", "audit_trail", "provider_total", "provider_spending", "caseload_agb"):
        op.drop_table(table)
    _audit_trail()
    _provider_totals()
    _caseload()
    _contracteerruimte()
    _projections()
    positions = sa.table("projection_positions", sa.column("projection"))
    op.execute(positions.delete().where(positions.c.projection.in_(CHANGED)))
    for table in ("provider_name", "caseload", "contracteerruimte_change", "contracteerruimte_agreement"):
        op.execute(sa.table(table).delete())


def _audit_trail() -> None:
    op.create_table(
        "audit_subject",
        sa.Column("kind", sa.String(), primary_key=True),
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("stream", sa.String(), primary_key=True),
        sa.Column("first_position", sa.BigInteger(), nullable=False),
        sa.Column("last_position", sa.BigInteger(), nullable=False),
        sa.Column("events", sa.BigInteger(), nullable=False),
        sqlite_with_rowid=False,
    )


def _provider_totals() -> None:
    op.create_table(
        "provider_total",
        sa.Column("provider", sa.String(), primary_key=True),
        sa.Column("region", sa.String(), primary_key=True),
        sa.Column("year", sa.Integer(), primary_key=True),
        sa.Column("month", sa.Integer(), primary_key=True),
        sa.Column("lines", sa.BigInteger(), nullable=False),
        sa.Column("declared", sa.BigInteger(), nullable=False),
        sa.Column("approved", sa.BigInteger(), nullable=False),
        sa.Column("refused", sa.BigInteger(), nullable=False),
        sa.Column("credited", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "provider_spending",
        sa.Column("provider", sa.String(), primary_key=True),
        sa.Column("unit", sa.String(), primary_key=True),
        sa.Column("year", sa.Integer(), primary_key=True),
        sa.Column("month", sa.Integer(), primary_key=True),
        sa.Column("spends", sa.BigInteger(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
    )


def _caseload() -> None:
    op.create_table(
        "caseload_brought",
        sa.Column("provider", sa.String(), primary_key=True),
        sa.Column("client", sa.String(), primary_key=True),
        sa.Column("since_position", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "caseload_agb",
        sa.Column("agb", sa.String(), primary_key=True),
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("by_payer", sa.Boolean(), nullable=False),
    )


def _contracteerruimte() -> None:
    for column in ("motivation", "reference"):
        op.add_column("contracteerruimte_change", sa.Column(column, sa.String()))


def _projections() -> None:
    op.add_column("projection_positions", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("projection_positions", sa.Column("followed_by", sa.Integer(), nullable=True))
    op.create_table(
        "projection_builds",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("projections", sa.String(), nullable=False),
        sa.Column("folds", sa.String(), nullable=False),
        sa.Column("upto", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
    )
    op.create_table(
        "projection_build_parts",
        sa.Column("build", sa.Integer(), primary_key=True),
        sa.Column("part", sa.Integer(), primary_key=True),
        sa.Column("first", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("events", sa.BigInteger()),
    )
    op.create_table(
        "projection_parked",
        sa.Column("projection", sa.String(), primary_key=True),
        sa.Column("stream", sa.String(), primary_key=True),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("error", sa.String(), nullable=False),
        sa.Column("parked_at", sa.DateTime(timezone=True), nullable=False),
    )
