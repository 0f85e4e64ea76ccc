"""What a provider may declare for a client in a month, at demo amounts.

Where the code of a prestatie is not known, an invented one stands in: X for a stay, Y for a vpt.
"""

from calendar import monthrange
from datetime import date
from typing import NamedTuple

from ledger.demo.lives import MODULES, Life
from ledger.demo.providers import Provider
from ledger.demo.stage import Stage

_MPT = "prestatie-mpt"


class Production(NamedTuple):
    """A prestatie from a day on: days or minutes, and cents. Nothing to declare is a quantity of zero."""

    prestatie: str
    on: date
    quantity: int
    cents: int


def month_of(year: int, month: int) -> tuple[date, date]:
    """Return the first and the last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def produced(stage: Stage, life: Life, provider: Provider, month: int) -> Production | None:
    """Return what is to be declared for a month, as far as is known now; None if there is nothing."""
    first, last = month_of(stage.year, month)
    start = max(first, life.care_from)
    end = min(last, life.dies_on) if life.dies_on is not None and life.death_known else last
    days = (end - start).days + 1
    if days <= 0:
        return None
    if life.modules:
        return _modules(stage, life, provider, start, (days, last.day))
    if life.providers[0] is not provider:
        return None
    prestatie, cents = package(stage, life, start, life.kind.leveringsvorm)
    return Production(prestatie, start, days, days * cents)


def package(stage: Stage, life: Life, on: date, form: str) -> tuple[str, int]:
    """Return the prestatie and the cents per day of a stay or a vpt."""
    treatment = 3 if life.kind.with_treatment else 1
    code = f"prestatie-{form}-{life.profile_on(on)}-{treatment}"
    tariff = stage.amounts.in_year(stage.year, code)
    return tariff.name, tariff.cents


def _modules(stage: Stage, life: Life, provider: Provider, on: date, days: tuple[int, int]) -> Production | None:
    """Return the whole five minutes that the modules with this provider are worth; `days` is days of days."""
    modules = life.modules_on(on.replace(day=1) if len(life.modules) > 1 else on).get(provider.id, 0)
    there, of = days
    cents = _month_value(stage, life, on) * modules * there // (MODULES * of)
    tariff = stage.amounts.in_year(stage.year, _MPT)
    minutes = cents * 60 // tariff.cents // 5 * 5
    return Production(tariff.name, on, minutes, minutes * tariff.cents // 60) if minutes else None


def _month_value(stage: Stage, life: Life, on: date) -> int:
    tariff = stage.amounts.in_year(stage.year, f"indicatiewaarde-{life.profile_on(on)}-thuis")
    return tariff.cents // 12 if tariff.unit == "jaar" else tariff.cents * 52 // 12
