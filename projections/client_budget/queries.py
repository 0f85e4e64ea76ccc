"""Questions to the budgets: from the tables for now, by a replay of a few streams for what was known earlier."""

from datetime import date
from typing import Literal, NamedTuple

from sqlalchemy import ColumnElement, Connection, Table, exists, func, select

from ledger.application import Ledger
from ledger.events import Provider, VirtualBudget
from ledger.vocabulary.errors import NotFound
from projections.client_budget.balance import BudgetRows
from projections.client_budget.fold import CLIENT_BUDGET
from projections.client_budget.tables import budgets, entries, grants, people, providers, rates, remarks
from projections.folding import fold_all
from projections.rows import MemoryRows, Row

UnitName = Literal["EUR", "PUNT", "UUR"]
"""The names of `Unit`, as the tables hold them."""


class Person(NamedTuple):
    """A client as pages need them; `identity` is sealed."""

    client: str
    region: str
    identity: str


class BudgetOf(NamedTuple):
    """A budget and whose it is."""

    budget: str
    client: str | None
    group: str | None
    provider: str
    unit: UnitName
    first: date
    last: date
    closed_on: date | None


class Standing(NamedTuple):
    """A budget at a provider with its figures over the whole period, in whole smallest units; `identity` is sealed."""

    budget: str
    client: str | None
    group: str | None
    unit: UnitName
    first: date
    last: date
    closed_on: date | None
    overdraft: int
    identity: str | None
    granted: int
    reserved: int
    spent: int

    @property
    def available(self) -> int:
        """Return what is free."""
        return self.granted - self.reserved - self.spent


class Planned(NamedTuple):
    """An open reservation; `what` is sealed."""

    budget: str
    entry: str
    on: date
    quantity: int
    what: str


class Part(NamedTuple):
    """The part that one budget bore of an activity of several clients; `what` is sealed."""

    budget: str
    on: date
    quantity: int
    first_quantity: int
    what: str


def budget_now(connection: Connection, budget: str) -> BudgetRows:
    """Return all rows of a budget as the tables have them."""
    row = connection.execute(select(budgets).where(budgets.c.budget == budget)).mappings().first()
    if row is None:
        raise not_found(budget)
    where = (rates.c.provider == row["provider"]) & (rates.c.unit == row["unit"])
    return BudgetRows(
        dict(row),
        _all(connection, grants, budget),
        _all(connection, entries, budget),
        _all(connection, remarks, budget),
        [dict(rate) for rate in connection.execute(select(rates).where(where)).mappings()],
    )


def budget_as_of(ledger: Ledger, budget: str, position: int) -> BudgetRows:
    """Return all rows of a budget as they were known at a position of the log."""
    rows = MemoryRows()
    fold_all(CLIENT_BUDGET, rows, ledger.stream(VirtualBudget.stream_of(budget), position))
    row = rows.get(budgets, (budget,))
    if row is None:
        raise not_found(budget)
    fold_all(CLIENT_BUDGET, rows, ledger.stream(Provider.stream_of(row["provider"]), position))
    return BudgetRows(
        row,
        rows.all(grants),
        rows.all(entries),
        rows.all(remarks),
        [rate for rate in rows.all(rates) if rate["unit"] == row["unit"]],
    )


def budget_of(connection: Connection, budget: str) -> BudgetOf | None:
    """Return whose a budget is."""
    return next(iter(_budgets(connection, budgets.c.budget == budget)), None)


def budgets_of_client(connection: Connection, client: str, upto: int | None = None) -> list[BudgetOf]:
    """Return the budgets of a client, the latest first; those that were opened by a position, where one is given."""
    where = budgets.c.client == client
    if upto is not None:
        where &= exists().where(grants.c.budget == budgets.c.budget, grants.c.position <= upto)
    return _budgets(connection, where)


def budgets_of_provider(connection: Connection, provider: str) -> list[BudgetOf]:
    """Return the budgets at a provider."""
    return _budgets(connection, budgets.c.provider == provider)


def person(connection: Connection, client: str) -> Person | None:
    """Return a client."""
    row = connection.execute(select(people).where(people.c.client == client)).first()
    return None if row is None else Person(*row)


def is_region_of_client(connection: Connection, region: str) -> bool:
    """Tell whether a client lives in a region."""
    return connection.execute(select(people.c.client).where(people.c.region == region).limit(1)).first() is not None


def provider_name(connection: Connection, provider: str) -> str:
    """Return the name of a provider, or its id when no name was given."""
    return connection.scalar(select(providers.c.name).where(providers.c.provider == provider)) or provider


def provider_name_as_of(ledger: Ledger, provider: str, position: int) -> str:
    """Return the name that a provider had at a position of the log, or its id when it had none."""
    rows = MemoryRows()
    fold_all(CLIENT_BUDGET, rows, ledger.stream(Provider.stream_of(provider), position))
    row = rows.get(providers, (provider,))
    return provider if row is None else row["name"]


def recent_whats(connection: Connection, budget: str, limit: int = 12) -> list[tuple[str, int]]:
    """Return the sealed descriptions and quantities last spent from a budget alone, newest first."""
    query = (
        select(entries.c.what, entries.c.quantity)
        .where(entries.c.budget == budget, entries.c.kind == "spent", entries.c.quantity > 0)
        .where(entries.c.group_size.is_(None))
        .order_by(entries.c.position.desc())
        .limit(limit)
    )
    return [(what, quantity) for what, quantity in connection.execute(query)]


def standings(connection: Connection, provider: str) -> list[Standing]:
    """Return every budget at a provider with what it had and what is left, the latest first."""
    columns = ("budget", "client", "group_name", "unit", "first", "last", "closed_on", "overdraft")
    query = (
        select(*(budgets.c[name] for name in columns), people.c.identity)
        .outerjoin(people, people.c.client == budgets.c.client)
        .where(budgets.c.provider == provider)
        .order_by(budgets.c.last.desc(), budgets.c.budget)
    )
    granted = _sums(connection, provider, grants)
    reserved = _sums(connection, provider, entries, entries.c.kind == "reserved", entries.c.state == "open")
    spent = _sums(connection, provider, entries, entries.c.kind == "spent")
    return [
        Standing(*row, *(sums.get(row.budget, 0) for sums in (granted, reserved, spent)))
        for row in connection.execute(query)
    ]


def spent_until(connection: Connection, provider: str, day: date) -> dict[str, int]:
    """Return what was spent up to and including a day from each budget at a provider, in smallest units."""
    return _sums(connection, provider, entries, entries.c.kind == "spent", entries.c.on <= day)


def with_open_question(connection: Connection, provider: str) -> frozenset[str]:
    """Return the budgets at a provider in which a question of the family waits for an answer."""
    query = (
        select(entries.c.budget)
        .join(budgets, budgets.c.budget == entries.c.budget)
        .where(budgets.c.provider == provider, entries.c.question_open)
        .distinct()
    )
    return frozenset(connection.scalars(query))


def planned(connection: Connection, provider: str, on: date) -> list[Planned]:
    """Return what is planned for a day at a provider and was neither given nor released yet."""
    query = (
        select(*(entries.c[name] for name in Planned._fields))
        .join(budgets, budgets.c.budget == entries.c.budget)
        .where(budgets.c.provider == provider, entries.c.kind == "reserved", entries.c.state == "open")
        .where(entries.c.on == on)
        .order_by(entries.c.position)
    )
    return [Planned(*row) for row in connection.execute(query)]


def last_written(connection: Connection, provider: str, by: str) -> dict[str, int]:
    """Return for each budget at a provider the position at which somebody last wrote a line in it."""
    query = (
        select(entries.c.budget, func.max(entries.c.position).label("last"))
        .join(budgets, budgets.c.budget == entries.c.budget)
        .where(budgets.c.provider == provider, entries.c.by == by)
        .group_by(entries.c.budget)
    )
    return {row.budget: row.last for row in connection.execute(query)}


def parts_of(connection: Connection, provider: str, budget: str, entry: str) -> list[Part]:
    """Return the activity of several clients that a line is part of: its parts at a provider, as they were divided.

    Other activities may bear the same number. What was recorded together has one moment, which nothing else has; in
    it the parts of one command follow each other, as many as it had budgets.
    """
    of_entry = (entries.c.entry == entry) & entries.c.group_size.is_not(None)
    moment = select(entries.c.recorded_at).where(entries.c.budget == budget, of_entry).scalar_subquery()
    query = (
        select(*(entries.c[name] for name in Part._fields), entries.c.group_size, budgets.c.provider)
        .join(budgets, budgets.c.budget == entries.c.budget)
        .where(of_entry, entries.c.recorded_at == moment)
        .order_by(entries.c.position)
    )
    rows = list(connection.execute(query))
    while rows:
        activity, rows = rows[: rows[0].group_size], rows[rows[0].group_size :]
        if (budget, provider) in ((row.budget, row.provider) for row in activity):
            return [Part(*row[:-2]) for row in activity if row.provider == provider]
    return []


def not_found(budget: str) -> NotFound:
    """Return the error for a budget that is not there."""
    return VirtualBudget.not_found(budget)


def _all(connection: Connection, table: Table, budget: str) -> list[Row]:
    query = select(table).where(table.c.budget == budget).order_by(table.c.position)
    return [dict(row) for row in connection.execute(query).mappings()]


def _sums(connection: Connection, provider: str, table: Table, *where: ColumnElement[bool]) -> dict[str, int]:
    query = (
        select(table.c.budget, func.sum(table.c.quantity))
        .join(budgets, budgets.c.budget == table.c.budget)
        .where(budgets.c.provider == provider, *where)
        .group_by(table.c.budget)
    )
    return {budget: int(total) for budget, total in connection.execute(query)}


def _budgets(connection: Connection, where: object) -> list[BudgetOf]:
    columns = ("budget", "client", "group_name", "provider", "unit", "first", "last", "closed_on")
    query = (
        select(*(budgets.c[name] for name in columns))
        .where(where)  # type: ignore[arg-type]
        .order_by(budgets.c.last.desc(), budgets.c.budget)
    )
    return [BudgetOf(*row) for row in connection.execute(query)]
