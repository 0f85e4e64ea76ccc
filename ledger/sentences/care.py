"""How contracts and care are told in Dutch: contracts, zorgplannen, leveringen, inschrijvingen."""

from collections.abc import Callable
from typing import Any

from ledger.aggregates.base import Event
from ledger.aggregates.contract_terms import Agreed
from ledger.aggregates.contracts import Contracts
from ledger.aggregates.inschrijving import Inschrijving
from ledger.aggregates.levering import Levering
from ledger.aggregates.zorgplan import WholePlan, Zorgplan
from ledger.funding.catalogue import MODELS
from ledger.sentences.words import period
from ledger.vocabulary.dutch import day, euro, hours_short
from ledger.vocabulary.percentages import percentage

_NAMED = 2
"""Of a longer composition only the letters are told."""


def _model(code: str, named: bool) -> str:
    return f"{code} ({MODELS[code].NAME})" if named and code in MODELS else code


def _models(terms: Agreed) -> str:
    codes = [one.model for one in terms.components]
    told = [_model(code, len(codes) <= _NAMED) for code in codes]
    return f"{'model' if len(told) == 1 else 'modellen'} {' en '.join(told)}"


def _rate(terms: Agreed) -> str:
    return f"{percentage(terms.rate_basispoint)} van het maximum"


def _check(plan: WholePlan) -> str:
    return f"{euro(plan.check.used_week_eurocent)} van {euro(plan.check.ceiling_week_eurocent)} per week"


def _evaluated(event: Zorgplan.PlanEvaluated) -> str:
    reached = sum(one.reached == "yes" for one in event.outcomes)
    return f"{reached} van {len(event.outcomes)} {'doel' if len(event.outcomes) == 1 else 'doelen'} gehaald"


def _delivered(event: Levering.Recorded) -> str:
    others = (event.group_size or 1) - 1
    together = f", samen met {others} {'ander' if others == 1 else 'anderen'}" if others > 0 else ""
    at = f" om {event.starts_at}" if event.starts_at else ""
    return (
        f"{hours_short(event.minutes)} {event.activity or event.prestatie} gegeven door {event.provider} "
        f"op {day(event.on)}{at}, levering {event.levering}{together}."
    )


def _redelivered(event: Levering.Corrected) -> str:
    before = hours_short(event.minutes_before)
    if not event.minutes:
        return f"Levering {event.levering} van {day(event.on)} is ingetrokken. Zij duurde {before}."
    now = hours_short(event.minutes)
    return f"Levering {event.levering} van {day(event.on)} is verbeterd: {now} in plaats van {before}."


SENTENCES: dict[type[Event], Callable[[Any], str]] = {
    Contracts.Concluded: lambda e: (
        f"Contract {e.contract} met {e.provider} is gesloten: {_models(e)}, {_rate(e)}, "
        f"van {day(e.first)} tot en met {day(e.last)}, regio {e.region}."
    ),
    Contracts.Amended: lambda e: (
        f"Contract {e.contract} met {e.provider} is gewijzigd vanaf {day(e.first)}: {_models(e)}, {_rate(e)}, "
        f"regio {e.region}."
    ),
    Contracts.Extended: lambda e: (
        f"Contract {e.contract} met {e.provider} is verlengd tot en met {day(e.last)}, regio {e.region}."
    ),
    Contracts.Ended: lambda e: f"Contract {e.contract} met {e.provider} eindigt op {day(e.last)}, regio {e.region}.",
    Zorgplan.PlanAgreed: lambda e: f"Zorgplan {e.zorgplan} is afgesproken {period(e.first, e.last)}: {_check(e)}.",
    Zorgplan.PlanRevised: lambda e: f"Zorgplan {e.zorgplan} is herzien {period(e.first, e.last)}: {_check(e)}.",
    Zorgplan.PlanEvaluated: lambda e: f"Zorgplan {e.zorgplan} is geëvalueerd op {day(e.on)}: {_evaluated(e)}.",
    Zorgplan.PlanEnded: lambda e: f"Zorgplan {e.zorgplan} eindigt op {day(e.last)}.",
    Levering.Recorded: _delivered,
    Levering.Corrected: _redelivered,
    Inschrijving.Started: lambda e: f"Ingeschreven bij {e.provider} onder contract {e.contract}, vanaf {day(e.first)}.",
    Inschrijving.Ended: lambda e: (
        f"De inschrijving bij {e.provider} onder contract {e.contract} eindigt op {day(e.last)}."
    ),
}
