"""The figures of a budget: one definition, whether its rows come from the tables or from a replay."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from ledger.vocabulary.amounts import Amount, Unit, value_in_cents
from projections.rows import Row


class BudgetRows(NamedTuple):
    """All rows of one budget, as the tables describe them, with the rates of its provider for its unit."""

    budget: Row
    grants: Sequence[Row]
    entries: Sequence[Row]
    remarks: Sequence[Row]
    rates: Sequence[Row]


@dataclass(frozen=True)
class Balance:
    """What a budget had, what is held and used, what is free, and what that is worth at the rate of the day."""

    budget: str
    client: str | None
    unit: Unit
    granted: Amount
    reserved: Amount
    spent: Amount
    available: Amount
    value_in_eur: Amount | None
    rate: Amount | None
    rate_from: date | None
    on: date


def balance(rows: BudgetRows, on: date | None = None) -> Balance:
    """Return the figures up to and including a day; without a day the whole period counts.

    A correction counts on the day of the line it corrects. The euro value is that of the rate on the day.
    """
    day = on or rows.budget["last"]
    unit = Unit[rows.budget["unit"]]
    granted = sum(grant["quantity"] for grant in rows.grants if grant["on"] <= day)
    counted = [entry for entry in rows.entries if entry["on"] <= day]
    reserved = sum(e["quantity"] for e in counted if e["kind"] == "reserved" and e["state"] == "open")
    spent = sum(e["quantity"] for e in counted if e["kind"] == "spent")
    available = Amount(unit, granted - reserved - spent)
    rate = max((rate for rate in rows.rates if rate["first"] <= day), key=lambda r: r["first"], default=None)
    return Balance(
        budget=rows.budget["budget"],
        client=rows.budget["client"],
        unit=unit,
        granted=Amount(unit, granted),
        reserved=Amount(unit, reserved),
        spent=Amount(unit, spent),
        available=available,
        value_in_eur=_value(available, rate),
        rate=None if rate is None else Amount(Unit.EUR, rate["eurocent"]),
        rate_from=None if rate is None else rate["first"],
        on=day,
    )


def _value(available: Amount, rate: Row | None) -> Amount | None:
    if available.unit is Unit.EUR:
        return available
    return None if rate is None else Amount(Unit.EUR, value_in_cents(available, rate["eurocent"]))
