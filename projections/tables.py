"""The description of the tables that all projections share. Alembic owns them."""

from datetime import UTC, datetime

from sqlalchemy import BigInteger, Column, DateTime, Dialect, Integer, MetaData, String, Table
from sqlalchemy.types import TypeDecorator

metadata = MetaData()


class Moment(TypeDecorator[datetime]):
    """A moment in UTC; SQLite keeps no zone, so it is given back here."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Write UTC."""
        if value is None:
            return None
        return value.astimezone(UTC).replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Read UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


projection_positions = Table(
    "projection_positions",
    metadata,
    Column("projection", String, primary_key=True),
    Column("position", BigInteger, nullable=False),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("followed_by", Integer),
)
"""How far each projection has come, with which version of its folds, and the build that moves on with it, if any."""

builds = Table(
    "projection_builds",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("projections", String, nullable=False),
    Column("folds", String, nullable=False),
    Column("upto", BigInteger, nullable=False),
    Column("state", String, nullable=False),
)
"""A rebuild that is under way: of which projections, by which folds, up to which position."""

build_parts = Table(
    "projection_build_parts",
    metadata,
    Column("build", Integer, primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("first", String, nullable=False),
    Column("before", String, nullable=False),
    Column("events", BigInteger),
)
"""The parts of the log that a rebuild reads, and how many events each held once it is done."""

parked = Table(
    "projection_parked",
    metadata,
    Column("projection", String, primary_key=True),
    Column("stream", String, primary_key=True),
    Column("position", BigInteger, nullable=False),
    Column("topic", String, nullable=False),
    Column("error", String, nullable=False),
    Column("parked_at", Moment(), nullable=False),
)
"""Streams that a projection set aside, from the event that its fold could not take."""
