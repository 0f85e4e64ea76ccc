"""What a provider may declare in a month for a client with a stay or a vpt, at demo amounts.

Where the code of a prestatie is not known, an invented one stands in: X for a stay, Y for a vpt.
"""

from calendar import monthrange
from datetime import date
from typing import NamedTuple

from ledger.demo.lives import Life
from ledger.demo.providers import Provider
from ledger.demo.stage import Stage


class Production(NamedTuple):
    """A prestatie from a day on: days, and cents."""

    prestatie: str
    on: date
    quantity: int
    cents: int


def month_of(year: int, month: int) -> tuple[date, date]:
    """Return the first and the last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def produced(stage: Stage, life: Life, provider: Provider, month: int) -> Production | None:
    """Return what is to be declared for a month, as far as is known now; None if there is nothing.

    What is declared of an mpt follows from its contract (`claims`).
    """
    first, last = month_of(stage.year, month)
    start = max(first, life.care_from)
    end = min(last, life.dies_on) if life.dies_on is not None and life.death_known else last
    days = (end - start).days + 1
    if days <= 0:
        return None
    if life.parts or life.providers[0] is not provider:
        return None
    prestatie, cents = package(stage, life, start, life.kind.leveringsvorm)
    return Production(prestatie, start, days, days * cents)


def package(stage: Stage, life: Life, on: date, form: str) -> tuple[str, int]:
    """Return the prestatie and the cents per day of a stay or a vpt."""
    treatment = 3 if life.kind.with_treatment else 1
    code = f"prestatie-{form}-{life.profile_on(on)}-{treatment}"
    tariff = stage.amounts.in_year(stage.year, code)
    return tariff.name, tariff.cents
