"""Questions to the totals per provider. Amounts are in cents.

One definition serves what is known now and what was known then: the rows come from the tables, or from a replay.
"""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection, Table, select

from ledger.application import Ledger
from ledger.events import Provider
from ledger.vocabulary.periods import Period
from projections.folding import fold_all
from projections.provider_totals.fold import PROVIDER_TOTALS
from projections.provider_totals.tables import names, spending, totals
from projections.rows import MemoryRows, Row


class Sums(NamedTuple):
    """How many lines were declared, for how many cents, and what became of that."""

    lines: int
    declared: int
    approved: int
    refused: int
    credited: int

    @property
    def paid(self) -> int:
        """Return what was approved and not taken back."""
        return self.approved - self.credited


class Total(NamedTuple):
    """What a provider declared in a region and year, and what became of it, in cents."""

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
    def sums(self) -> Sums:
        """Return the amounts alone."""
        return Sums(self.lines, self.declared, self.approved, self.refused, self.credited)

    @property
    def paid(self) -> int:
        """Return what is paid of it."""
        return self.sums.paid


class Spending(NamedTuple):
    """What was spent from the budgets at a provider in a year, in one unit (smallest units)."""

    provider: str
    unit: str
    year: int
    spends: int
    quantity: int


class TotalRows(NamedTuple):
    """All rows that totals are made of, as the tables describe them, and the names of providers."""

    totals: list[Row]
    spending: list[Row]
    names: dict[str, str]


_FIGURES = Sums._fields


def rows_now(connection: Connection) -> TotalRows:
    """Return what is known now."""
    return TotalRows(_all(connection, totals), _all(connection, spending), names_of_providers(connection))


def rows_then(rows: MemoryRows) -> TotalRows:
    """Return what a replay found."""
    known = {row["provider"]: row["name"] for row in rows.all(names)}
    return TotalRows(rows.all(totals), rows.all(spending), known)


def totals_in(
    rows: TotalRows, provider: str | None = None, region: str | None = None, period: Period | None = None
) -> list[Total]:
    """Return the totals that match what is given, in order of provider, region and year.

    Of a period, which is of whole months, the months within it count.
    """
    found: dict[tuple[str, str, int], list[int]] = {}
    for row in rows.totals:
        if provider in (None, row["provider"]) and region in (None, row["region"]) and _within(period, row):
            _add(found.setdefault((row["provider"], row["region"], row["year"]), [0] * len(_FIGURES)), row, _FIGURES)
    return [
        Total(of, rows.names.get(of, of), place, year, *figures) for (of, place, year), figures in sorted(found.items())
    ]


def spending_in(rows: TotalRows, provider: str | None = None, period: Period | None = None) -> list[Spending]:
    """Return what was spent from budgets, in order of provider, unit and year."""
    found: dict[tuple[str, str, int], list[int]] = {}
    for row in rows.spending:
        if provider in (None, row["provider"]) and _within(period, row):
            figures = found.setdefault((row["provider"], row["unit"], row["year"]), [0, 0])
            _add(figures, row, ("spends", "quantity"))
    return [Spending(*of, *figures) for of, figures in sorted(found.items())]


def provider_totals(connection: Connection, provider: str | None = None, region: str | None = None) -> list[Total]:
    """Return the totals as they are now."""
    return totals_in(rows_now(connection), provider, region)


def names_of_providers(connection: Connection) -> dict[str, str]:
    """Return the names of all registered providers."""
    return {row.provider: row.name for row in connection.execute(select(names))}


def names_as_of(ledger: Ledger, position: int) -> dict[str, str]:
    """Return the names of all providers that were registered by a position, as they were then."""
    rows, after = MemoryRows(), ""
    while streams := ledger.stream_names(Provider.stream_of(""), after):
        after = streams[-1]
        for records in ledger.streams(streams, position).values():
            fold_all(PROVIDER_TOTALS, rows, records)
    return rows_then(rows).names


def _all(connection: Connection, table: Table) -> list[Row]:
    return [dict(row) for row in connection.execute(select(table)).mappings()]


def _within(period: Period | None, row: Row) -> bool:
    if period is None:
        return True
    assert period.last is not None
    first, last = period.first, period.last
    return (first.year, first.month) <= (row["year"], row["month"]) <= (last.year, last.month)


def _add(figures: list[int], row: Row, columns: Iterable[str]) -> None:
    for place, column in enumerate(columns):
        figures[place] += int(row[column])
