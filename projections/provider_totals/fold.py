"""What each event does to the totals of a provider. Years and months are those of the day of care."""

from datetime import date

from ledger.events import Declaration, Provider, VirtualBudget
from projections.projection import Projection
from projections.provider_totals.tables import TABLES, names, spending, totals
from projections.rows import Recorded, Row, Rows, at_or_new


def _total(rows: Rows, provider: str, region: str, on: date) -> Row:
    year, month = on.year, on.month
    found = rows.get(totals, (provider, region, year, month))
    if found is not None:
        return found
    row: Row = {"provider": provider, "region": region, "year": year, "month": month}
    return rows.add(totals, row | {"lines": 0, "declared": 0, "approved": 0, "refused": 0, "credited": 0})


def _submitted(rows: Rows, at: Recorded, event: Declaration.LineSubmitted) -> None:
    total = _total(rows, event.provider, event.region, event.first)
    total["lines"] += 1
    total["declared"] += event.eurocent


def _approved(rows: Rows, at: Recorded, event: Declaration.LineApproved) -> None:
    _total(rows, event.provider, event.region, event.first)["approved"] += event.eurocent


def _refused(rows: Rows, at: Recorded, event: Declaration.LineRefused) -> None:
    _total(rows, event.provider, event.region, event.first)["refused"] += event.eurocent


def _credited(rows: Rows, at: Recorded, event: Declaration.LineCredited) -> None:
    _total(rows, event.provider, event.region, event.first)["credited"] += event.eurocent


def _spending(rows: Rows, event: VirtualBudget.Spent | VirtualBudget.SpendCorrected) -> Row:
    provider, unit, year, month = event.provider, event.unit.name, event.on.year, event.on.month
    found = rows.get(spending, (provider, unit, year, month))
    if found is not None:
        return found
    row: Row = {"provider": provider, "unit": unit, "year": year, "month": month}
    return rows.add(spending, row | {"spends": 0, "quantity": 0})


def _spent(rows: Rows, at: Recorded, event: VirtualBudget.Spent) -> None:
    row = _spending(rows, event)
    row["spends"] += 1
    row["quantity"] += event.quantity


def _corrected(rows: Rows, at: Recorded, event: VirtualBudget.SpendCorrected) -> None:
    _spending(rows, event)["quantity"] += event.quantity - event.quantity_before


def _registered(rows: Rows, at: Recorded, event: Provider.Registered) -> None:
    at_or_new(rows, names, {"provider": event.provider, "name": event.name})["name"] = event.name


PROVIDER_TOTALS = Projection(
    "provider_totals",
    TABLES,
    {
        Declaration.LineSubmitted: _submitted,
        Declaration.LineApproved: _approved,
        Declaration.LineRefused: _refused,
        Declaration.LineCredited: _credited,
        VirtualBudget.Spent: _spent,
        VirtualBudget.SpendCorrected: _corrected,
        Provider.Registered: _registered,
    },
)
