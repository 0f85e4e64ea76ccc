"""The first tables: the log, receipts, keys, projections, accounts.

The log's table is the eventsourcing library's own (9.5), so that its recorders and tools read it; the position is a
column of its own on SQLite too (an implicit rowid may be renumbered), and the database itself refuses to change or
delete what was recorded.
"""

import sqlalchemy as sa
from alembic import op

from projections.tables import Moment

revision = "0001"
down_revision = None

LOG_SQLITE = """
CREATE TABLE ledger_events (
    rowid INTEGER PRIMARY KEY,
    originator_id TEXT NOT NULL,
    originator_version INTEGER NOT NULL,
    topic TEXT NOT NULL,
    state BLOB NOT NULL,
    UNIQUE (originator_id, originator_version)
)
"""

APPEND_ONLY_SQLITE = """
CREATE TRIGGER ledger_events_no_{action} BEFORE {action} ON ledger_events
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END
"""

LOG_POSTGRESQL = """
CREATE TABLE ledger_events (
    originator_id text NOT NULL,
    originator_version bigint NOT NULL,
    topic text NOT NULL,
    state bytea NOT NULL,
    notification_id bigint NOT NULL,
    PRIMARY KEY (originator_id, originator_version)
);
CREATE UNIQUE INDEX ledger_events_notification_id_idx ON ledger_events (notification_id ASC);
CREATE FUNCTION ledger_events_append_only() RETURNS trigger LANGUAGE plpgsql
AS $$ BEGIN RAISE EXCEPTION 'the log is append-only'; END $$;
CREATE TRIGGER ledger_events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_events
EXECUTE FUNCTION ledger_events_append_only()
"""


def upgrade() -> None:
    """Create every table."""
    _log()
    _keys()
    _projections()
    _accounts()


def _log() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(LOG_POSTGRESQL)
    else:
        op.execute(LOG_SQLITE)
        for action in ("update", "delete"):
            op.execute(APPEND_ONLY_SQLITE.format(action=action))
    op.create_table(
        "command_receipts",
        sa.Column("giver", sa.String(), primary_key=True),
        sa.Column("command_id", sa.String(), primary_key=True),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("first_position", sa.BigInteger(), nullable=False),
        sa.Column("event_count", sa.Integer(), nullable=False),
    )


def _keys() -> None:
    op.create_table(
        "master_key_check",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("fingerprint", sa.String(), nullable=False),
    )
    op.create_table(
        "person_keys",
        sa.Column("subject", sa.String(), primary_key=True),
        sa.Column("wrapped_key", sa.LargeBinary()),
        sa.Column("bsn_digest", sa.String(), unique=True),
    )


def _projections() -> None:
    op.create_table(
        "projection_positions",
        sa.Column("projection", sa.String(), primary_key=True),
        sa.Column("position", sa.BigInteger(), nullable=False),
    )
    _budgets()
    _budget_lines()
    _people_and_rates()
    _provider_totals()
    _contracteerruimte()
    _audit_trail()


def _budgets() -> None:
    op.create_table(
        "client_budget",
        sa.Column("budget", sa.String(), primary_key=True),
        sa.Column("client", sa.String()),
        sa.Column("group_name", sa.String()),
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("overdraft", sa.BigInteger(), nullable=False),
        sa.Column("remainder", sa.String(), nullable=False),
        sa.Column("closed_on", sa.Date()),
    )
    op.create_index("ix_client_budget_client", "client_budget", ["client"])
    op.create_index("ix_client_budget_provider", "client_budget", ["provider"])
    op.create_table(
        "client_budget_grant",
        sa.Column("position", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("budget", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("counterpart", sa.String()),
        sa.Column("reason", sa.String()),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
    )
    op.create_index("ix_client_budget_grant_budget", "client_budget_grant", ["budget"])


def _people_and_rates() -> None:
    op.create_table(
        "client_budget_person",
        sa.Column("client", sa.String(), primary_key=True),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("identity", sa.String(), nullable=False),
    )
    op.create_table(
        "client_budget_provider",
        sa.Column("provider", sa.String(), primary_key=True),
        sa.Column("name", sa.String(), nullable=False),
    )
    op.create_table(
        "client_budget_rate",
        sa.Column("provider", sa.String(), primary_key=True),
        sa.Column("unit", sa.String(), primary_key=True),
        sa.Column("first", sa.Date(), primary_key=True),
        sa.Column("eurocent", sa.BigInteger(), nullable=False),
    )


def _budget_lines() -> None:
    op.create_table(
        "client_budget_entry",
        sa.Column("budget", sa.String(), primary_key=True),
        sa.Column("entry", sa.String(), primary_key=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("first_quantity", sa.BigInteger(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("from_reservation", sa.String()),
        sa.Column("group_size", sa.Integer()),
        sa.Column("value_eurocent", sa.BigInteger()),
        sa.Column("rate_eurocent", sa.BigInteger()),
        sa.Column("rate_from", sa.Date()),
        sa.Column("question_open", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "client_budget_remark",
        sa.Column("position", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("budget", sa.String(), nullable=False),
        sa.Column("entry", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("quantity", sa.BigInteger()),
        sa.Column("was", sa.BigInteger()),
        sa.Column("text", sa.String()),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
    )
    op.create_index("ix_client_budget_remark_budget", "client_budget_remark", ["budget"])


def _provider_totals() -> None:
    op.create_table(
        "provider_name",
        sa.Column("provider", sa.String(), primary_key=True),
        sa.Column("name", sa.String(), nullable=False),
    )
    op.create_table(
        "provider_spending",
        sa.Column("provider", sa.String(), primary_key=True),
        sa.Column("unit", sa.String(), primary_key=True),
        sa.Column("year", sa.Integer(), primary_key=True),
        sa.Column("spends", sa.BigInteger(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "provider_total",
        sa.Column("provider", sa.String(), primary_key=True),
        sa.Column("region", sa.String(), primary_key=True),
        sa.Column("year", sa.Integer(), primary_key=True),
        sa.Column("lines", sa.BigInteger(), nullable=False),
        sa.Column("declared", sa.BigInteger(), nullable=False),
        sa.Column("approved", sa.BigInteger(), nullable=False),
        sa.Column("refused", sa.BigInteger(), nullable=False),
        sa.Column("credited", sa.BigInteger(), nullable=False),
    )


def _contracteerruimte() -> None:
    op.create_table(
        "contracteerruimte_agreement",
        sa.Column("region", sa.String(), primary_key=True),
        sa.Column("year", sa.Integer(), primary_key=True),
        sa.Column("provider", sa.String(), primary_key=True),
        sa.Column("eurocent", sa.BigInteger(), nullable=False),
        sa.Column("ground", sa.String(), nullable=False),
    )
    op.create_table(
        "contracteerruimte_change",
        sa.Column("position", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("eurocent", sa.BigInteger(), nullable=False),
        sa.Column("ground", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
    )
    op.create_index("ix_contracteerruimte_change_region", "contracteerruimte_change", ["region"])


def _audit_trail() -> None:
    op.create_table(
        "audit_subject",
        sa.Column("kind", sa.String(), primary_key=True),
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("position", sa.BigInteger(), primary_key=True, autoincrement=False),
    )
    op.create_index("audit_subject_position", "audit_subject", ["position"])
    op.create_table(
        "audit_trail",
        sa.Column("position", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("stream", sa.String(), nullable=False),
        sa.Column("on", sa.Date()),
        sa.Column("sentence", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("on_behalf_of", sa.String()),
        sa.Column("command_id", sa.String(), nullable=False),
        sa.Column("source", sa.String()),
    )


def _accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("username", sa.String(), primary_key=True),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("provider", sa.String()),
        sa.Column("client", sa.String()),
        sa.Column("region", sa.String()),
        sa.Column("removed_at", Moment()),
    )
    op.create_table(
        "api_keys",
        sa.Column("key_digest", sa.String(), primary_key=True),
        sa.Column("name", sa.String(), nullable=False, unique=True),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("provider", sa.String()),
        sa.Column("client", sa.String()),
        sa.Column("region", sa.String()),
    )
    op.create_table(
        "sessions",
        sa.Column("token_digest", sa.String(), primary_key=True),
        sa.Column("username", sa.String(), nullable=False),
        sa.Column("csrf", sa.String(), nullable=False),
        sa.Column("expires_at", Moment(), nullable=False),
    )
    op.create_index("ix_sessions_username", "sessions", ["username"])
