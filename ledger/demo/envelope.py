"""The contracteerruimte of the regions: set, agreed upon, corrected twice."""

from collections import defaultdict
from datetime import date, datetime

from ledger.demo import claims
from ledger.demo.agenda import PAYER, JournalLine, Moment
from ledger.demo.packages import plafond
from ledger.demo.production import produced
from ledger.demo.providers import MAIN_REGION, SECOND_REGION
from ledger.demo.stage import Stage, euro, office_hour, say

USED_PERCENT = 92
"""So much of the envelope the year will have used by 31 December."""

_WHOLE = 100_000
"""Envelopes and agreements are in whole thousands of euro."""


def plan_envelopes(stage: Stage) -> None:
    """Plan the decisions about both regions; the amounts fit the clients that are here."""
    expected = _expected(stage)
    for region in (MAIN_REGION, SECOND_REGION):
        own = {p.id: expected[p.id] for p in stage.providers if p.region == region}
        _plan_region(stage, region, own)


def _expected(stage: Stage) -> dict[str, int]:
    """Return what each provider will have produced in the whole year, as far as is known at the start."""
    cents: dict[str, int] = defaultdict(int)
    for provider in stage.providers:
        for life in stage.clients_of[provider.id]:
            months = (produced(stage, life, provider, month) for month in range(1, 13))
            cents[provider.id] += sum(production.cents for production in months if production)
        cents[provider.id] += claims.expected(stage, provider)
    return cents


def _plan_region(stage: Stage, region: str, expected: dict[str, int]) -> None:
    final = _rounded(sum(expected.values()) * 100 // USED_PERCENT)
    growth, moved = _rounded(final * 3 // 100), _rounded(final // 100)
    year, chance = stage.year, stage.chance(region)
    about: JournalLine = {"region": region, "year": year}
    law = f"artikel 49e Wmg, aanwijzing contracteerruimte {year} (demobedrag)"
    start = final - growth + moved
    set_command = {"do": "set_contracteerruimte", **about, "amount": euro(start), "ground": law}
    _plan(stage, region, date(year - 1, 12, 3), set_command)
    for provider, cents in expected.items():
        agreed = _rounded(cents * chance.randint(97, 104) // 100)
        contract = {
            "amount": euro(agreed),
            "ground": f"artikel 4.2.2 Wlz, overeenkomst zorginkoop {year} (demobedrag)",
        }
        _plan(
            stage,
            region,
            date(year - 1, 12, 9),
            {"do": "agree_with_provider", **about, "provider": provider, **contract},
        )
    _plan_plafonds(stage, region, about)
    correct: JournalLine = {"do": "correct_contracteerruimte", **about, "ground": "artikel 49e Wmg"}
    correct["source"] = "demo: verzonnen bedrag"
    up = {"amount": euro(growth), "motivation": f"ophoging voor groei van de zorgvraag, juli {year}"}
    down = {"amount": euro(-moved), "motivation": f"herschikking naar andere regio's, september {year}"}
    _plan(stage, region, date(year, 7, 14), {**correct, **up})
    _plan(stage, region, date(year, 9, 22), {**correct, **down})


def _plan_plafonds(stage: Stage, region: str, about: JournalLine) -> None:
    """Agree on the days of stay of every provider that has them."""
    for provider in stage.providers:
        if provider.region == region and (days := plafond(stage, provider)):
            ground = f"artikel 4.2.2 Wlz, overeenkomst zorginkoop {stage.year} (demogetal)"
            agreed: JournalLine = {"do": "agree_plafond", **about, "provider": provider.id, "days": days}
            _plan(stage, region, date(stage.year - 1, 12, 10), {**agreed, "ground": ground})


def _rounded(cents: int) -> int:
    return max((cents + _WHOLE // 2) // _WHOLE, 1) * _WHOLE


def _plan(stage: Stage, region: str, day: date, command: JournalLine) -> None:
    def act(at: datetime) -> Moment:
        return say(at, f"zorgkantoor-{region.lower()}", PAYER, command)

    stage.agenda.plan(office_hour(stage.chance(region), day), act)
