"""What a simulation measured per scenario, ready to be shown: whole cents, basispunten and hundredths. No weights."""

from bisect import bisect_right
from collections.abc import Collection, Sequence
from datetime import date

import msgspec

from ledger.simulation.run import Simulated
from ledger.simulation.scenarios import Scenario
from ledger.simulation.tally import FORECAST_DAYS, Forecast, Tally
from ledger.vocabulary.amounts import rounded
from ledger.vocabulary.percentages import WHOLE

PERCENTILES = (10, 25, 50, 75, 90)
BINS = 12


class Bin(msgspec.Struct, frozen=True):
    """How many clients cost from so many cents up to, and not including, so many. None: too few to be told."""

    low_eurocent: int
    high_eurocent: int
    clients: int | None


class Effect(msgspec.Struct, frozen=True):
    """A provider: what it would be paid, and what the care it gave is worth at the agreed rate (cents).

    `clients` got care there, or were paid for there; what is not paid for a person has no clients. Without a name it
    is several together, each with too few clients to be told apart.
    """

    provider: str | None
    paid_eurocent: int
    delivered_eurocent: int
    clients: int

    @property
    def difference(self) -> int:
        """Return what it gains on its care; below zero it loses."""
        return self.paid_eurocent - self.delivered_eurocent


class Figures(msgspec.Struct, frozen=True):
    """The measured figures of one scenario. None: there is nothing to measure it on.

    Of `clients_above` and the percentiles None is: too few to be told.
    """

    scenario: Scenario
    paid_eurocent: int
    unpaid_eurocent: int
    clients_above: int | None
    above_eurocent: int
    on_prestatie_basispoint: int | None
    pgb_known_on_1_january_basispoint: int | None
    pgb_known_by_half: date | None
    providers_hundredths: int | None
    most_providers: int | None
    forecast_error_basispoint: tuple[int | None, ...]
    extra_hour_eurocent: int | None
    longer_hour_eurocent: int | None
    undelivered_eurocent: int
    unused_eurocent: int | None
    registrations_hundredths: int | None
    newcomers_eurocent: int
    newcomers_delivered_eurocent: int
    percentiles_eurocent: tuple[int | None, ...]
    bins: tuple[Bin, ...]
    providers: tuple[Effect, ...]


class Outcome(msgspec.Struct, frozen=True):
    """The answer to a question: figures per scenario, with the position of the log they hold for (amounts in cents).

    The same under every scenario are the clients, what was indicated for them, what of that was agreed for a pgb, and
    what the care they got is worth at the agreed rate.
    """

    year: int
    region: str | None
    position: int
    clients: int | None
    value_eurocent: int
    pgb_eurocent: int
    delivered_eurocent: int
    sampled_one_in: int
    figures: tuple[Figures, ...]


def outcome(simulated: Simulated) -> Outcome:
    """Return the figures of a simulation."""
    asked = simulated.asked
    same = simulated.tallies[0]
    return Outcome(
        year=asked.year,
        region=asked.region,
        position=asked.upto,
        clients=simulated.clients,
        value_eurocent=same.value,
        pgb_eurocent=same.pgb,
        delivered_eurocent=sum(same.worth_per_provider.values()),
        sampled_one_in=simulated.one_in,
        figures=tuple(
            figures_of(scenario, tally, asked.year, simulated.newcomers)
            for scenario, tally in zip(asked.scenarios, simulated.tallies, strict=True)
        ),
    )


def figures_of(scenario: Scenario, tally: Tally, year: int, newcomers: Collection[str] = ()) -> Figures:
    """Return the figures of one tally. What a model cannot have, such as a cost per client under H, is None."""
    follows = bool(scenario.personal)
    costs = sorted(tally.per_client) if follows or scenario.base == "G" else []
    one_provider = scenario.base is not None and not follows
    return Figures(
        scenario=scenario,
        paid_eurocent=tally.paid,
        unpaid_eurocent=tally.unpaid,
        clients_above=tally.clients_above,
        above_eurocent=tally.above,
        on_prestatie_basispoint=_part(tally.on_prestatie, tally.paid),
        pgb_known_on_1_january_basispoint=_part(_known_by(tally, date(year, 1, 1)), tally.clients) if follows else None,
        pgb_known_by_half=_half_known(tally) if follows else None,
        providers_hundredths=100 if one_provider else _ratio(100 * tally.providers, tally.clients),
        most_providers=1 if one_provider else tally.most_providers or None,
        forecast_error_basispoint=tuple(_error(forecast) for forecast in tally.forecasts),
        extra_hour_eurocent=_per_hour(scenario, tally.extra_revenue, tally.extra_minutes),
        longer_hour_eurocent=_per_hour(scenario, tally.longer_revenue, tally.longer_minutes),
        undelivered_eurocent=tally.undelivered,
        unused_eurocent=tally.unused if follows else None,
        registrations_hundredths=_ratio(700 * tally.registrations, tally.client_days),
        newcomers_eurocent=sum(tally.per_provider[one] for one in newcomers),
        newcomers_delivered_eurocent=sum(tally.worth_per_provider[one] for one in newcomers),
        percentiles_eurocent=tuple(costs[(len(costs) - 1) * rank // 100] for rank in PERCENTILES) if costs else (),
        bins=tuple(_bins(costs)),
        providers=tuple(_effects(tally)),
    )


def days_of_forecast(year: int) -> tuple[date, ...]:
    """Return the days on which the year was forecast."""
    return tuple(date(year, month, day) for month, day in FORECAST_DAYS)


def _part(some: int, all: int) -> int | None:
    return rounded(some * WHOLE, all) if all else None


def _ratio(some: int, per: int) -> int | None:
    return rounded(some, per) if per else None


def _error(forecast: Forecast) -> int | None:
    return rounded((forecast.expected - forecast.actual) * WHOLE, forecast.actual) if forecast.actual else None


def _per_hour(scenario: Scenario, revenue: int, minutes: int) -> int | None:
    """Return the mean; a model that pays nothing for a person pays nothing for one more hour."""
    return _ratio(60 * revenue, minutes) if scenario.personal else 0


def _known_by(tally: Tally, day: date) -> int:
    return sum(count for known, count in tally.pgb_known.items() if known <= day)


def _half_known(tally: Tally) -> date | None:
    """Return the first day on which what is left for a pgb was known of half of the clients."""
    total, found = sum(tally.pgb_known.values()), 0
    for day in sorted(tally.pgb_known):
        found += tally.pgb_known[day]
        if 2 * found >= total:
            return day
    return None


def _bins(costs: Sequence[int]) -> list[Bin]:
    """Divide what clients cost into bins of a round width."""
    if not costs:
        return []
    width = _round_up(max(costs[-1] // BINS + 1, 1))
    edges = [width * place for place in range(costs[-1] // width + 2)]
    counts = [0] * (len(edges) - 1)
    for cost in costs:
        counts[bisect_right(edges, max(cost, 0)) - 1] += 1
    return [Bin(low, low + width, count) for low, count in zip(edges, counts, strict=False)]


def _round_up(width: int) -> int:
    """Return the next of 1, 2, 5, 10, 20, 50 … that is not less."""
    power = 1
    while True:
        for step in (1, 2, 5):
            if step * power >= width:
                return step * power
        power *= 10


def _effects(tally: Tally) -> list[Effect]:
    paid, worth, clients = tally.per_provider, tally.worth_per_provider, tally.clients_per_provider
    found = [Effect(name, paid[name], worth[name], clients[name]) for name in paid.keys() | worth.keys()]
    return sorted(found, key=lambda effect: (-effect.difference, effect.provider or ""))
