"""The question of a simulation: what would the same care have been paid under other models? Answered as JSON."""

import os
from collections.abc import Sequence

from ledger.application import Ledger
from ledger.simulation.criteria import criteria
from ledger.simulation.outcome import PERCENTILES, Figures, Outcome, days_of_forecast, outcome
from ledger.simulation.run import Asked, Progress, simulate
from ledger.simulation.scenarios import ASSUMPTIONS, SINGLE, Scenario, scenario_of
from ledger.vocabulary.actor import Mandate
from ledger.vocabulary.amounts import Amount, Unit
from ledger.vocabulary.errors import Forbidden, NotFound, Refused
from projections.as_of import resolve
from projections.contracteerruimte.queries import regions_and_years
from web.answers import Answer
from web.composition import House, open_house
from web.scope import check_region, check_totals, region_within

ALL = ",".join(SINGLE)


def scenarios_of(models: str) -> tuple[Scenario, ...]:
    """Read the models asked for, such as 'A,C,H+A'; each once."""
    asked = tuple(dict.fromkeys(scenario_of(code) for code in models.split(",") if code.strip()))
    if not asked:
        raise Refused("scenario-missing", "Noem minstens één model, bijvoorbeeld A,C,H+A.", "models")
    return asked


def question(
    house: House, mandate: Mandate, models: str, year: int, region: str | None, as_of: str | None = None
) -> Asked:
    """Return the question within a mandate; raises `NotFound` for a region outside it, or that nobody knows."""
    check_totals(mandate)
    if mandate.provider is not None:
        raise Forbidden("role-may-not", f"Met de rol {mandate.actor.role} mag u andere aanbieders niet zien.")
    scenarios, region = scenarios_of(models), region_within(mandate, region)
    if region is not None and mandate.region is None:
        with house.reading() as connection:
            check_region(connection, region)
    return Asked(scenarios, year, region, resolve(house.ledger, as_of).position)


def simulation_of(
    house: House, asked: Asked, progress: Progress = lambda done, all: None, processes: int = 1
) -> Outcome:
    """Replay the year; the log is only read. With more `processes` the settings of this process name the ledger."""
    found = outcome(simulate(house.ledger, asked, progress, opening=_ledger_of_the_settings, processes=processes))
    if not found.clients:
        where = f" in {asked.region}" if asked.region else ""
        raise NotFound(
            "nothing-to-simulate",
            f"Over {asked.year} is{where} geen zorg thuis (mpt) vastgelegd. Kies een ander jaar of een andere regio.",
            "year",
        )
    return found


def _ledger_of_the_settings() -> Ledger:
    """Open the ledger once more, in another process."""
    return open_house(os.environ, make=False).ledger


MEASURED = {
    "pgb": ("pgb_known_on_1_january", "pgb_known_by_half"),
    "providers": ("providers_per_client", "most_providers"),
    "above": ("clients_above_ceiling", "above_ceiling"),
    "prestatie": ("on_prestatie",),
    "forecast": ("forecast_error",),
    "unused": ("unused",),
    "newcomers": ("newcomers", "newcomers_delivered"),
    "hour": ("extra_hour", "longer_hour"),
    "undelivered": ("undelivered",),
    "registrations": ("registrations_per_client_week",),
}
"""Which fields of a model go with the word in the column `measured` of the criteria."""


def simulation_answer(found: Outcome) -> Answer:
    """Write an outcome as JSON: euros as text, parts as percentages in text, days as 2026-01-01."""
    return {
        "year": found.year,
        "region": found.region,
        "as_of": {"position": found.position},
        "clients": found.clients,
        "value": _decimal(found.value_eurocent),
        "pgb": _decimal(found.pgb_eurocent),
        "delivered": _decimal(found.delivered_eurocent),
        "sampled_one_in": found.sampled_one_in,
        "assumptions": list(ASSUMPTIONS),
        "models": [_figures(figures, found.year) for figures in found.figures],
        "criteria": [
            {
                "number": one.number,
                "group": one.group,
                "name": one.name,
                "article": one.article,
                "measured": list(MEASURED.get(one.measured or "", ())),
                "judgement": {figures.scenario.code: one.judgement(figures.scenario) for figures in found.figures},
            }
            for one in criteria()
        ],
    }


def _figures(figures: Figures, year: int) -> Answer:
    on = [day.isoformat() for day in days_of_forecast(year)]
    return {
        "model": figures.scenario.code,
        "name": figures.scenario.name,
        "paid": _decimal(figures.paid_eurocent),
        "unpaid": _decimal(figures.unpaid_eurocent),
        "clients_above_ceiling": figures.clients_above,
        "above_ceiling": _decimal(figures.above_eurocent),
        "on_prestatie": _decimal(figures.on_prestatie_basispoint),
        "pgb_known_on_1_january": _decimal(figures.pgb_known_on_1_january_basispoint),
        "pgb_known_by_half": figures.pgb_known_by_half.isoformat() if figures.pgb_known_by_half else None,
        "providers_per_client": _decimal(figures.providers_hundredths),
        "most_providers": figures.most_providers,
        "forecast_error": dict(zip(on, map(_decimal, figures.forecast_error_basispoint), strict=True)),
        "extra_hour": _decimal(figures.extra_hour_eurocent),
        "longer_hour": _decimal(figures.longer_hour_eurocent),
        "undelivered": _decimal(figures.undelivered_eurocent),
        "unused": _decimal(figures.unused_eurocent),
        "registrations_per_client_week": _decimal(figures.registrations_hundredths),
        "newcomers": _decimal(figures.newcomers_eurocent),
        "newcomers_delivered": _decimal(figures.newcomers_delivered_eurocent),
        "cost_per_client": {
            f"p{rank}": _decimal(cents) for rank, cents in zip(PERCENTILES, figures.percentiles_eurocent, strict=False)
        },
        "distribution": [
            {"from": _decimal(one.low_eurocent), "below": _decimal(one.high_eurocent), "clients": one.clients}
            for one in figures.bins
        ],
        "providers": [
            {
                "provider": one.provider,
                "clients": one.clients,
                "paid": _decimal(one.paid_eurocent),
                "delivered": _decimal(one.delivered_eurocent),
                "difference": _decimal(one.difference),
            }
            for one in figures.providers
        ],
    }


def _decimal(hundredths: int | None) -> str | None:
    """Write hundredths of anything, such as cents or basispunten, as a decimal text."""
    return None if hundredths is None else str(Amount(Unit.EUR, hundredths))


def years_with_contracteerruimte(house: House, region: str) -> Sequence[int]:
    """Return the years that can be chosen for a region."""
    with house.reading() as connection:
        return sorted(year for name, year in regions_and_years(connection) if name == region)
