"""Model B, activiteiten: counted activities from the contract's catalogue, each at its own price.

The contract says what is counted: what was delivered, or what the zorgplan agreed. The norm time (rekentijd) is no
limit on the real time: both are shown, with the difference.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from ledger.funding.claimed import Bound, Claimed, up
from ledger.funding.contract import Contract
from ledger.funding.facts import Delivered, Person
from ledger.funding.model import Activity, Computed, Model, Rate, Rates, Work
from ledger.vocabulary.amounts import rounded
from ledger.vocabulary.dutch import MINUS, euro, grouped, hours_short
from ledger.vocabulary.errors import Refused
from ledger.vocabulary.percentages import WHOLE
from ledger.vocabulary.periods import Period
from ledger.vocabulary.prorata import common, count_between
from ledger.vocabulary.units import HOUR


class Activiteiten(Model, frozen=True, kw_only=True):
    """Count × price, per client and prestatie."""

    CODE = "B"
    NAME = "activiteiten"

    activities: tuple[Activity, ...]

    def check(self, contract: Contract, rates: Rates) -> None:
        """Refuse a catalogue that is empty or names an activity twice, and a price above the register's maximum.

        The maximum of an hourly prestatie holds for the norm time: twenty minutes cost at most a third of an hour.
        """
        if not self.activities:
            raise Refused("activities-missing", "Noem minstens één activiteit met een prijs.", "activities")
        named = [one.activity for one in self.activities]
        for one in self.activities:
            if named.count(one.activity) > 1:
                raise Refused("activity-twice", f"Activiteit {one.activity} staat er twee keer in.", "activities")
            _check_price(one, rates.rate(one.prestatie, contract.period.first))

    def catalogue(self) -> tuple[Activity, ...]:
        """Return the activities of these terms."""
        return self.activities

    def bounds(self, claimed: Claimed, factor: int = WHOLE) -> Iterator[Bound]:
        """Yield the price of the dearest activity that the prestatie of a line can be."""
        prices = [
            one.price_eurocent
            for one in self.activities
            if one.prestatie == claimed.prestatie and claimed.is_covered(one.activity)
        ]
        if prices and claimed.timeless:
            price = up(Fraction(max(prices) * factor, WHOLE))
            yield Bound(price, claimed.units * price)

    def computed(self, work: Work) -> Iterator[Computed]:
        """Yield a line per client and prestatie, with a step per activity."""
        covered = [one for one in self.activities if work.is_covered(one.prestatie, one.activity)]
        if not covered:
            return
        for person in work.people:
            days = work.contract.days_of(person, work.period)
            if not days:
                continue
            counted = _planned if work.contract.basis == "plan" else _delivered
            for prestatie, counts in _by_prestatie(counted(covered, person, work, days)).items():
                if eurocent := sum(one.eurocent for one in counts):
                    yield Computed(
                        client=person.client,
                        region=person.region,
                        prestatie=prestatie,
                        first=days[0].first,
                        last=days[-1].last or work.last,
                        quantity=sum(one.times for one in counts),
                        unit="stuk",
                        eurocent=eurocent,
                        steps=tuple(step for one in counts for step in one.steps),
                        rests_on=tuple(sorted({position for one in counts for position in one.positions})),
                    )


def _check_price(activity: Activity, rate: Rate) -> None:
    hourly = rate.unit == HOUR
    most = rounded(rate.eurocent * activity.norm_minutes, 60) if hourly else rate.eurocent
    if activity.price_eurocent > most:
        norm = f" bij {hours_short(activity.norm_minutes)} rekentijd" if hourly else ""
        raise Refused(
            "rate-above-maximum",
            f"{activity.name} kost {euro(activity.price_eurocent)}. Het maximum van {rate.code} in {rate.year} is "
            f"{euro(most)}{norm}. Verlaag de prijs.",
            "activities",
        )


class _Counted(NamedTuple):
    """How often an activity counts for a client, with the real minutes of what was delivered."""

    activity: Activity
    times: int
    minutes: int
    positions: tuple[int, ...]
    agreed: bool

    @property
    def eurocent(self) -> int:
        return self.times * self.activity.price_eurocent

    @property
    def steps(self) -> tuple[str, ...]:
        activity = self.activity
        agreed = " (afgesproken in het zorgplan)" if self.agreed else ""
        price = (
            f"{activity.name}: {grouped(self.times)} × {euro(activity.price_eurocent)} = {euro(self.eurocent)}{agreed}."
        )
        if not self.minutes:
            return (price,)
        norm = self.times * activity.norm_minutes
        more = self.minutes - norm
        told = f"{'+' if more > 0 else MINUS}{hours_short(abs(more))}" if more else "geen"
        return (
            price,
            f"Rekentijd {hours_short(norm)}, werkelijke tijd {hours_short(self.minutes)}, verschil {told}.",
        )


def _delivered(activities: Sequence[Activity], person: Person, work: Work, days: list[Period]) -> Iterator[_Counted]:
    given = _by_activity(person, work, days)
    for activity in activities:
        if found := given.get(activity.activity):
            positions = tuple(one.position for one in found)
            yield _Counted(activity, len(found), sum(one.minutes for one in found), positions, agreed=False)


def _planned(activities: Sequence[Activity], person: Person, work: Work, days: list[Period]) -> Iterator[_Counted]:
    """Count what was agreed. What was delivered is shown beside it, but nothing rests on it."""
    given = _by_activity(person, work, days)
    for activity in activities:
        count, positions = 0, []
        for line in person.planned:
            if line.provider == work.contract.provider and line.activity == activity.activity:
                held = [found for stretch in days if (found := common(line.period, stretch))]
                since = line.period.first
                count += sum(count_between(line.count_per_week, since, d.first, d.last or work.last) for d in held)
                positions += [line.position] * bool(held)
        if count:
            minutes = sum(one.minutes for one in given.get(activity.activity, ()))
            yield _Counted(activity, count, minutes, tuple(positions), agreed=True)


def _by_activity(person: Person, work: Work, days: list[Period]) -> dict[str, list[Delivered]]:
    found: dict[str, list[Delivered]] = {}
    for stretch in days:
        for one in person.delivered_by(work.contract.provider, stretch):
            if one.activity is not None:
                found.setdefault(one.activity, []).append(one)
    return found


def _by_prestatie(counts: Iterator[_Counted]) -> dict[str, list[_Counted]]:
    found: dict[str, list[_Counted]] = {}
    for one in counts:
        found.setdefault(one.activity.prestatie, []).append(one)
    return found
