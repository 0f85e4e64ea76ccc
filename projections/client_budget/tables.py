"""Tables of the budgets. Quantities are whole smallest units; texts of people stay sealed."""

from sqlalchemy import BigInteger, Boolean, Column, Date, Integer, String, Table

from projections.tables import Moment, metadata

budgets = Table(
    "client_budget",
    metadata,
    Column("budget", String, primary_key=True),
    Column("client", String, index=True),
    Column("group_name", String),
    Column("provider", String, nullable=False, index=True),
    Column("unit", String, nullable=False),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
    Column("overdraft", BigInteger, nullable=False),
    Column("remainder", String, nullable=False),
    Column("closed_on", Date),
)

grants = Table(
    "client_budget_grant",
    metadata,
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("budget", String, nullable=False, index=True),
    Column("on", Date, nullable=False),
    Column("quantity", BigInteger, nullable=False),
    Column("kind", String, nullable=False),
    Column("counterpart", String),
    Column("reason", String),
    Column("by", String, nullable=False),
    Column("recorded_at", Moment(), nullable=False),
)

entries = Table(
    "client_budget_entry",
    metadata,
    Column("budget", String, primary_key=True),
    Column("entry", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("state", String, nullable=False),
    Column("on", Date, nullable=False),
    Column("quantity", BigInteger, nullable=False),
    Column("first_quantity", BigInteger, nullable=False),
    Column("what", String, nullable=False),
    Column("by", String, nullable=False),
    Column("from_reservation", String),
    Column("group_size", Integer),
    Column("value_eurocent", BigInteger),
    Column("rate_eurocent", BigInteger),
    Column("rate_from", Date),
    Column("question_open", Boolean, nullable=False),
    Column("recorded_at", Moment(), nullable=False),
    Column("position", BigInteger, nullable=False),
)

remarks = Table(
    "client_budget_remark",
    metadata,
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("budget", String, nullable=False, index=True),
    Column("entry", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("quantity", BigInteger),
    Column("was", BigInteger),
    Column("text", String),
    Column("by", String, nullable=False),
    Column("recorded_at", Moment(), nullable=False),
)

rates = Table(
    "client_budget_rate",
    metadata,
    Column("provider", String, primary_key=True),
    Column("unit", String, primary_key=True),
    Column("first", Date, primary_key=True),
    Column("eurocent", BigInteger, nullable=False),
)

people = Table(
    "client_budget_person",
    metadata,
    Column("client", String, primary_key=True),
    Column("region", String, nullable=False),
    Column("identity", String, nullable=False),
)

providers = Table(
    "client_budget_provider",
    metadata,
    Column("provider", String, primary_key=True),
    Column("name", String, nullable=False),
)

TABLES = (budgets, grants, entries, remarks, rates, people, providers)
