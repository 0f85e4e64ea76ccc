"""Tables of keys. Alembic owns them; this is their description for queries."""

from sqlalchemy import Column, Integer, LargeBinary, MetaData, String, Table

metadata = MetaData()

person_keys = Table(
    "person_keys",
    metadata,
    Column("subject", String, primary_key=True),
    Column("wrapped_key", LargeBinary),
    Column("bsn_digest", String, unique=True),
)

master_key_check = Table(
    "master_key_check",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("fingerprint", String, nullable=False),
)
