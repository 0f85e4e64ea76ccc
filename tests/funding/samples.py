"""A client, a contract and a register to try a model on. Every part can be given otherwise."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from ledger.funding.contract import Component, Contract
from ledger.funding.deriving import Line, derive
from ledger.funding.facts import Delivered, Person, Placed, Planned, Terms
from ledger.funding.model import Model, Rate
from ledger.vocabulary.errors import NotFound
from ledger.vocabulary.periods import Period
from ledger.vocabulary.prorata import Dated, Per
from ledger.vocabulary.units import TariefUnit

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))
WEEK_10 = Period(date(2026, 3, 2), date(2026, 3, 8))
OWN, OTHER, FARM = "thuis", "elders", "boerderij"
MONTHS = [
    Period(date(2026, m, 1), (date(2026, m, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1))
    for m in range(1, 13)
]


class Register:
    """Maximum rates by code: cents and unit. The version is 1."""

    def __init__(self, **rates: tuple[int, TariefUnit]) -> None:
        self._rates = rates or {"H126": (6349, "uur"), "V001": (1250, "stuk")}

    def rate(self, code: str, on: date) -> Rate:
        """Return the maximum in the year of a day."""
        if code not in self._rates:
            raise NotFound("tariff-unknown", f"{code} is onbekend.", "code")
        eurocent, unit = self._rates[code]
        return Rate(on.year, code, unit, eurocent, 1, "demo")


def person(client: str = "k1", value: int = 60_000, per: Per = "week", **other: Any) -> Person:
    """Return a client with mpt and an indicatie for all time; the value is in cents."""
    facts: dict[str, Any] = {
        "region": "Noord",
        "entitled": (Period(date(2020, 1, 1)),),
        "leveringsvormen": (Terms(Period(date(2020, 1, 1)), "mpt"),),
        "values": (Dated(Period(date(2020, 1, 1)), value, per),) if value else (),
    }
    return Person(client=client, **(facts | other))


def contract(*models: Model | Component, **other: Any) -> Contract:
    """Return a Wlz contract over 2026 for mpt in the north, with every client's ceiling."""
    components = tuple(one if isinstance(one, Component) else Component(one) for one in models)
    terms: dict[str, Any] = {
        "contract": "c1",
        "provider": OWN,
        "payer": "zorgkantoor",
        "act": "Wlz",
        "region": "Noord",
        "leveringsvormen": frozenset({"mpt"}),
        "period": YEAR,
        "parties": (),
        "components": components,
        "basispoint": 9_450,
        "basis": "delivered",
        "ceiling": "client",
    }
    return Contract(**(terms | other))


def given(
    minutes: int, on: date = date(2026, 3, 4), prestatie: str = "H126", activity: str | None = None, position: int = 1
) -> Delivered:
    """Return care that the contract's own provider gave."""
    return Delivered(on, OWN, prestatie, activity, minutes, position)


def planned(
    *,
    provider: str | None = OWN,
    worth: int = 0,
    per: Per = "week",
    period: Period = YEAR,
    prestatie: str | None = None,
    activity: str | None = None,
    arrangement: str | None = None,
    count: int = 0,
    position: int = 7,
    contract: str | None = None,
) -> Planned:
    """Return a line of a zorgplan; without a provider it is a pgb. `worth` is in cents."""
    dated = Dated(period, worth, per)
    return Planned(period, provider, prestatie, activity, arrangement, 0, count, dated, position, contract)


def placed(provider: str | None, modules: int, *, pgb: bool = False, of: int = 10, period: Period = YEAR) -> Placed:
    """Return modules with a holder."""
    return Placed(period, provider, pgb, modules, of, 9)


def lines(
    contracts: Contract | Sequence[Contract], people: Person | Iterable[Person], period: Period = MARCH
) -> list[Line]:
    """Derive with the register of these samples."""
    versions = [contracts] if isinstance(contracts, Contract) else contracts
    return derive(versions, period, [people] if isinstance(people, Person) else list(people), Register())


def figures(found: Iterable[Line]) -> list[tuple[int, int, int]]:
    """Return what was paid, not paid, and above, per line."""
    return [(line.paid_eurocent, line.unpaid_eurocent, line.above_eurocent) for line in found]
