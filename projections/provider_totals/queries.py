"""Questions to the totals per provider. Amounts are in cents."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from ledger.application import Ledger
from projections.provider_totals.fold import PROVIDER_TOTALS
from projections.provider_totals.tables import names, spending, totals
from projections.rows import MemoryRows
from projections.runner import fold_all


class Total(NamedTuple):
    """What a provider declared in a region and year, and what became of it; `paid` is approved less credited."""

    provider: str
    name: str
    region: str
    year: int
    lines: int
    declared: int
    approved: int
    refused: int
    credited: int

    @property
    def paid(self) -> int:
        """Return what was approved and not taken back."""
        return self.approved - self.credited


class Spending(NamedTuple):
    """What was spent from the budgets at a provider in a year, in one unit (smallest units)."""

    provider: str
    unit: str
    year: int
    spends: int
    quantity: int


def provider_totals(
    connection: Connection, provider: str | None = None, region: str | None = None, year: int | None = None
) -> list[Total]:
    """Return the totals that match what is given, in order of provider, region and year."""
    name = func.coalesce(names.c.name, totals.c.provider)
    figures = (totals.c.lines, totals.c.declared, totals.c.approved, totals.c.refused, totals.c.credited)
    query = (
        select(totals.c.provider, name, totals.c.region, totals.c.year, *figures)
        .outerjoin(names, names.c.provider == totals.c.provider)
        .order_by(totals.c.provider, totals.c.region, totals.c.year)
    )
    for column, value in ((totals.c.provider, provider), (totals.c.region, region), (totals.c.year, year)):
        if value is not None:
            query = query.where(column == value)
    return [Total(*row) for row in connection.execute(query)]


def totals_as_of(ledger: Ledger, declarations: Iterable[str], position: int) -> list[Total]:
    """Return the totals of declarations (names of streams) as they were known at a position; a name is the number."""
    rows = MemoryRows()
    for stream in declarations:
        fold_all(PROVIDER_TOTALS, rows, ledger.stream(stream, position))
    figures = [name for name in Total._fields if name != "name"]
    found = [{name: row[name] for name in figures} | {"name": row["provider"]} for row in rows.all(totals)]
    return sorted(Total(**row) for row in found)


def provider_spending(connection: Connection, provider: str | None = None, year: int | None = None) -> list[Spending]:
    """Return what was spent from budgets."""
    query = select(spending).order_by(spending.c.provider, spending.c.unit, spending.c.year)
    for column, value in ((spending.c.provider, provider), (spending.c.year, year)):
        if value is not None:
            query = query.where(column == value)
    return [Spending(*row) for row in connection.execute(query)]


def names_of_providers(connection: Connection) -> dict[str, str]:
    """Return the names of all registered providers."""
    return {row.provider: row.name for row in connection.execute(select(names))}
