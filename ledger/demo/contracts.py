"""The register of prestaties, a contract per provider that gives care at home, and the scores that one is paid by."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache
from importlib.resources import files
from typing import Any

from ledger.demo.agenda import OFFICE, PAYER, JournalLine, Moment
from ledger.demo.care import hourly, kinds_of_care, prestaties
from ledger.demo.providers import Provider
from ledger.demo.stage import Stage, euro, office_hour, say
from ledger.tariffs.table import TariffTable

SATISFIED = 83
"""Out of a hundred, last year: what the provider with model E is paid by this year."""
HALF_WAY = 79

BESIDE = ("X901", "X902", "X905", "X906", "X930")
"""Invented codes for what is not paid by the hour: an arrangement, a module, a fixed sum."""

_FORMS = ["mpt", "mpt_pgb"]


@lru_cache
def terms() -> dict[str, dict[str, Any]]:
    """Return what is agreed by the letters of the models, as the journal writes it."""
    written: dict[str, dict[str, Any]] = json.loads(
        (files("ledger.demo") / "data" / "modellen.json").read_text(encoding="utf-8")
    )
    return written


def contract_id(provider: Provider) -> str:
    """Return the number of the contract for care at home."""
    return f"{provider.id}-mpt"


def payer_of(region: str) -> str:
    """Return the pseudonym of the zorgkantoor of a region."""
    return f"zorgkantoor-{region.lower()}"


def plan_contracts(stage: Stage) -> None:
    """Plan the register, the contracts and the scores, before anybody comes in."""
    opening = date(stage.year - 1, 12, 1)
    first = office_hour(stage.chance("register"), opening)
    codes = [*prestaties(), *BESIDE]
    register = [set_tarief(stage.amounts, stage.year, code) for code in codes]
    payer = payer_of(stage.providers[0].region)
    stage.agenda.plan(first, lambda at: say(at, payer, PAYER, *register))
    for provider in stage.providers:
        if provider.model:
            _plan_contract(stage, provider)


def set_tarief(amounts: TariffTable, year: int, code: str) -> JournalLine:
    """Return the maximum of a prestatie as the register takes it; its source says that it is for the demo."""
    tariff = amounts.in_year(year, code)
    known = {"year": year, "code": code, "name": tariff.name, "unit": tariff.unit}
    return {"do": "set_tarief", **known, "tariff": euro(tariff.cents), "source": tariff.source}


def conclude(provider: str, contract: str, region: str, year: int, what: dict[str, Any]) -> JournalLine:
    """Conclude a contract over a year; `what` is the rest of the terms."""
    return {
        "do": "conclude_contract",
        "contract": contract,
        "provider": provider,
        "payer": f"zorgkantoor {region}",
        "act": "Wlz",
        "region": region,
        "leveringsvormen": _FORMS,
        "from": date(year, 1, 1).isoformat(),
        "to": date(year, 12, 31).isoformat(),
        **what,
    }


def _plan_contract(stage: Stage, provider: Provider) -> None:
    day = date(stage.year - 1, 12, 2)
    agreed = terms()[provider.model]
    components = [_component(stage.year, one) for one in agreed["components"]]
    contract = contract_id(provider)
    command = conclude(provider.id, contract, provider.region, stage.year, {**agreed, "components": components})
    payer = payer_of(provider.region)
    at = office_hour(stage.chance(contract), day)
    stage.agenda.plan(at, lambda then: say(then, payer, PAYER, command))
    if provider.model == "E":
        for on, score in _scores(stage, provider):
            _plan_score(stage, provider, on, score)


def _component(year: int, written: dict[str, Any]) -> dict[str, Any]:
    """Return a component that covers all care at home unless it says otherwise; model B gets its catalogue."""
    component = {"covers": prestaties(), **written}
    return component | {"parameters": {"activities": catalogue(year)}} if written["model"] == "B" else component


def catalogue(year: int) -> list[dict[str, Any]]:
    """Return the activities of model B, each at a price within the maximum of its norm time."""
    for care in kinds_of_care():
        assert care.price * 60 <= hourly(year, care.prestatie) * care.minutes, care.activity
    return [
        {
            "activity": care.activity,
            "name": care.what,
            "prestatie": care.prestatie,
            "norm": {"UUR": f"{care.minutes // 60}:{care.minutes % 60:02}"},
            "price": euro(care.price),
        }
        for care in kinds_of_care()
    ]


def _scores(stage: Stage, provider: Provider) -> Iterator[tuple[date, JournalLine]]:
    """Yield last year's score, known in January, and that of the first half of this year."""
    year = stage.year
    about: JournalLine = {"do": "record_score", "provider": provider.id, "indicator": "clienttevredenheid"}
    about |= {"family": "outcome", "instrument": "prom", "lowest": 0, "highest": 100}
    before = {"from": f"{year - 1}-01-01", "to": f"{year - 1}-12-31", "value": SATISFIED}
    half = {"from": f"{year}-01-01", "to": f"{year}-06-30", "value": HALF_WAY}
    yield date(year, 1, 20), {**about, "score": f"tevredenheid-{year - 1}", **before}
    yield date(year, 7, 17), {**about, "score": f"tevredenheid-{year}-1", **half}


def _plan_score(stage: Stage, provider: Provider, day: date, command: JournalLine) -> None:
    def act(at: datetime) -> Moment:
        return say(at, provider.office, OFFICE, command)

    stage.agenda.plan(office_hour(stage.chance(contract_id(provider)), day), act)
