"""What is the same under every scenario: the ground it stands on, and the care that a person got."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ledger.funding.contract import Contract
from ledger.funding.facts import Person, Score
from ledger.funding.inspanning import NEAREST
from ledger.funding.model import Rates
from ledger.funding.modules import holdings
from ledger.simulation.calibration import Calibration
from ledger.simulation.contracts import year_of
from ledger.simulation.forecasting import frozen
from ledger.simulation.scenarios import Usual
from ledger.simulation.tally import FORECAST_DAYS
from ledger.vocabulary.amounts import rounded
from ledger.vocabulary.periods import Period
from ledger.vocabulary.prorata import ONE_DAY, amount_between, days_of


@dataclass(frozen=True, slots=True)
class Ground:
    """What every scenario rests on: the year, the register, agreed prices and usual minutes, scores, and 1 January."""

    year: int
    rates: Rates
    usual: Usual
    scores: Callable[[str], Sequence[Score]]
    known: Calibration

    @property
    def period(self) -> Period:
        """Return the year as a period."""
        return year_of(self.year)


@dataclass(frozen=True, slots=True)
class Cared:
    """A person over the days with care at home in loose parts.

    `value` and `pgb` (agreed: a line of the plan, or modules) are cents over those days; `worth` is what the care was
    worth per provider and prestatie, at agreed prices. `settled` is the day from which nothing of what was agreed
    changed any more. `forecasts` are the person as known on the days of forecast; none for who is not sampled.
    """

    person: Person
    days: int
    value: int
    pgb: int
    worth: Mapping[tuple[str, str], int]
    deliveries: int
    settled: date
    last_day: date
    forecasts: Sequence[Person] = ()

    @property
    def worth_by_provider(self) -> dict[str, int]:
        """Return what the care of each provider was worth."""
        found: dict[str, int] = {}
        for (provider, _), cents in self.worth.items():
            found[provider] = found.get(provider, 0) + cents
        return found


def cared_for(person: Person, contract: Contract, ground: Ground, *, sampled: bool) -> Cared | None:
    """Return the care of a person over the days a contract holds for them; None without such days in the year."""
    days = contract.days_of(person, ground.period)
    if not days:
        return None
    last_day = days[-1].last
    assert last_day is not None
    given = [one for one in person.delivered if any(stretch.covers(one.on) for stretch in days)]
    minutes: dict[tuple[str, str, int], list[int]] = {}
    for one in given:
        minutes.setdefault((one.provider, one.prestatie, one.on.month), []).append(one.minutes)
    worth: dict[tuple[str, str], int] = {}
    for (provider, code, _), lengths in minutes.items():
        worth[provider, code] = worth.get((provider, code), 0) + _worth(code, lengths, ground.usual)
    return Cared(
        person=person,
        days=sum(days_of(one.first, one.last or last_day) for one in days),
        value=sum(amount_between(person.values, one.first, one.last or last_day) for one in days),
        pgb=sum(_pgb(person, one) for one in days),
        worth=worth,
        deliveries=len(given),
        settled=_settled(person, days),
        last_day=last_day,
        forecasts=[frozen(person, date(ground.year, *on), ground.usual) for on in FORECAST_DAYS] if sampled else (),
    )


def _worth(code: str, lengths: Sequence[int], usual: Usual) -> int:
    """Return the cents of a month of care, counted as model A declares it: hours to five minutes, or times."""
    if code in usual.pieces:
        return len(lengths) * usual.pieces[code]
    return rounded(rounded(sum(lengths), NEAREST) * NEAREST * usual.prices.get(code, 0), 60)


def _pgb(person: Person, days: Period) -> int:
    assert days.last is not None
    lines = [line.worth for line in person.planned if line.provider is None]
    modules = (held for held in holdings(person, days.first, days.last) if held.pgb) if person.placed else ()
    return amount_between(lines, days.first, days.last) + sum(held.eurocent for held in modules)


def _settled(person: Person, days: Sequence[Period]) -> date:
    """Return the first of the days from which plan, modules and value stayed as they were."""
    agreed = [one.period for one in person.planned]
    agreed += [one.period for one in person.placed]
    agreed += [one.period for one in person.values]
    changes = {one.first for one in agreed} | {one.last + ONE_DAY for one in agreed if one.last is not None}
    within = (on for on in changes if any(stretch.covers(on) for stretch in days))
    return max(within, default=days[0].first)
