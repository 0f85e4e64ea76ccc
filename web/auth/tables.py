"""Tables of accounts, sessions, API keys and saved questions. Only digests of secrets are kept."""

from sqlalchemy import Column, MetaData, String, Table

from projections.tables import Moment

metadata = MetaData()

accounts = Table(
    "accounts",
    metadata,
    Column("username", String, primary_key=True),
    Column("password_hash", String, nullable=False),
    Column("name", String, nullable=False),
    Column("role", String, nullable=False),
    Column("provider", String),
    Column("client", String),
    Column("region", String),
    Column("removed_at", Moment()),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token_digest", String, primary_key=True),
    Column("username", String, nullable=False, index=True),
    Column("csrf", String, nullable=False),
    Column("expires_at", Moment(), nullable=False),
)

api_keys = Table(
    "api_keys",
    metadata,
    Column("key_digest", String, primary_key=True),
    Column("name", String, nullable=False, unique=True),
    Column("role", String, nullable=False),
    Column("provider", String),
    Column("client", String),
    Column("region", String),
)

saved_questions = Table(
    "saved_questions",
    metadata,
    Column("username", String, primary_key=True),
    Column("name", String, primary_key=True),
    Column("query", String, nullable=False),
)
"""What somebody asks of the findings again and again: a name for a set of filters. A preference, not a fact of care."""
