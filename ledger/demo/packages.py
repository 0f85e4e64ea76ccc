"""What is agreed with a provider that gives a stay or a vpt: the maxima, a contract, and a plafond in days."""

from collections.abc import Iterator
from datetime import date

from ledger.demo.agenda import PAYER, JournalLine
from ledger.demo.contracts import conclude, payer_of
from ledger.demo.population import rows
from ledger.demo.production import produced
from ledger.demo.providers import Provider
from ledger.demo.stage import Stage, euro, office_hour, say

PACKAGES = {"verblijf": "zzp", "vpt": "vpt"}
_TREATMENT = {"1": "excl. BH", "3": "incl. BH"}
_ROOM_PERCENT = 103
_TIGHT = "turfkruik"
_TIGHT_PERCENT = 80
"""One provider agreed on too few days: with October it is past its plafond."""


def maxima(stage: Stage) -> Iterator[JournalLine]:
    """Yield the maximum of every package that the demo has an amount for, as the register takes it."""
    profiles = sorted({row["zorgprofiel"] for row in rows("zorgprofielen.csv")})
    for form, word in PACKAGES.items():
        for profile in profiles:
            for treatment, told in _TREATMENT.items():
                tariff = stage.amounts.get((stage.year, f"prestatie-{form}-{profile}-{treatment}"))
                if tariff is not None:
                    known = {"year": stage.year, "code": tariff.name, "name": f"{word} {profile} {told}"}
                    known |= {"unit": tariff.unit, "tariff": euro(tariff.cents), "source": tariff.source}
                    yield {"do": "set_tarief", **known}


def plan_packages(stage: Stage) -> None:
    """Plan the maxima, and a contract with every provider that gives packages."""
    register = list(maxima(stage))
    payer = payer_of(stage.providers[0].region)
    at = office_hour(stage.chance("packages"), date(stage.year - 1, 12, 1))
    stage.agenda.plan(at, lambda then: say(then, payer, PAYER, *register))
    for provider in stage.providers:
        forms = [form for form in PACKAGES if form in provider.forms]
        if forms:
            _plan_contract(stage, provider, forms)


def _plan_contract(stage: Stage, provider: Provider, forms: list[str]) -> None:
    what = {"leveringsvormen": forms, "components": [{"model": "A"}], "rate": "100.00"}
    command = conclude(provider.id, f"{provider.id}-pakket", provider.region, stage.year, what)
    payer = payer_of(provider.region)
    at = office_hour(stage.chance("packages"), date(stage.year - 1, 12, 2))
    stage.agenda.plan(at, lambda then: say(then, payer, PAYER, command))


def plafond(stage: Stage, provider: Provider) -> int:
    """Return the days of stay that are agreed for the year; 0 where there are no packages."""
    days = 0
    for life in stage.clients_of[provider.id]:
        months = (produced(stage, life, provider, month) for month in range(1, 13))
        days += sum(one.quantity for one in months if one)
    return days * (_TIGHT_PERCENT if provider.id == _TIGHT else _ROOM_PERCENT) // 100
