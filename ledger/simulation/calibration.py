"""What was known on 1 January: the amounts that F, G and H are settled on."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ledger.funding.facts import Person
from ledger.simulation.forecasting import standing
from ledger.simulation.recasting import worth_by_provider
from ledger.simulation.scenarios import FORMS
from ledger.vocabulary.amounts import rounded

BANDS: tuple[tuple[int, int | None], ...] = ((0, 64), (65, 79), (80, None))
"""Ages from and to; the last is open."""


def band_of(age: int) -> int:
    """Return the place of an age in the bands."""
    return next(place for place, (low, high) in enumerate(BANDS) if low <= age and (high is None or age <= high))


@dataclass(slots=True)
class Calibration:
    """Planned cents for the year as they stood on 1 January: per region and provider, and per region and age.

    Only of people with care at home in loose parts. It adds up to another, so that parts can be counted apart.
    """

    planned: Counter[tuple[str, str]] = field(default_factory=Counter)
    by_band: Counter[tuple[str, int]] = field(default_factory=Counter)
    persons: Counter[tuple[str, int]] = field(default_factory=Counter)
    by_prestatie: Counter[str] = field(default_factory=Counter)

    def take(self, person: Person, year: int) -> None:
        """Count the plan of one person as it stood on 1 January; without a birth date no age is guessed."""
        first, last = date(year, 1, 1), date(year, 12, 31)
        still = standing(person, first)
        if not _is_at_home(still, first):
            return
        for line in still.planned:
            if line.prestatie and line.period.last is None:
                self.by_prestatie[line.prestatie] += line.minutes_per_week
        worth = {provider: int(cents) for provider, cents in worth_by_provider(still, first, last).items()}
        age = person.age_on(first)
        for provider, cents in worth.items():
            self.planned[person.region, provider] += cents
        if worth and age is not None:
            self.by_band[person.region, band_of(max(age, 0))] += sum(worth.values())
            self.persons[person.region, band_of(max(age, 0))] += 1

    def add(self, other: "Calibration") -> None:
        """Take another part in."""
        for name in self.__slots__:
            getattr(self, name).update(getattr(other, name))

    def amount(self, region: str, band: int) -> int:
        """Return the cents a year for a person of an age: what such a person's plan cost on average."""
        persons = self.persons[region, band]
        return rounded(self.by_band[region, band], persons) if persons else 0

    def main_provider(self, region: str) -> str | None:
        """Return the provider with the most planned care: the one of the area, under F."""
        own = [(-cents, provider) for (where, provider), cents in self.planned.items() if where == region]
        return min(own)[1] if own else None

    def regions(self) -> list[str]:
        """Return where care was planned."""
        return sorted({region for region, _ in self.planned})

    def providers(self) -> frozenset[str]:
        """Return with whom care was planned: who is not among them is a newcomer."""
        return frozenset(provider for _, provider in self.planned)

    def most_planned_prestatie(self) -> str | None:
        """Return the prestatie with the most planned minutes."""
        return max(sorted(self.by_prestatie), key=lambda code: self.by_prestatie[code], default=None)


def _is_at_home(still: Person, on: date) -> bool:
    chosen = any(one.word in FORMS and one.period.covers(on) for one in still.leveringsvormen)
    return chosen and any(period.covers(on) for period in still.entitled)


@dataclass(slots=True)
class Lengths:
    """How long care of each prestatie takes, counted over deliveries."""

    minutes: Counter[str] = field(default_factory=Counter)
    times: Counter[str] = field(default_factory=Counter)

    def take(self, person: Person) -> None:
        """Count the care of one person."""
        for one in person.delivered:
            self.minutes[one.prestatie] += one.minutes
            self.times[one.prestatie] += 1

    def usual(self) -> Mapping[str, int]:
        """Return the mean minutes by prestatie, to the nearest five and never none."""
        return {code: max(rounded(self.minutes[code], 5 * n), 1) * 5 for code, n in self.times.items()}

    def most_given(self, among: Mapping[str, int]) -> str | None:
        """Return which of some prestaties took the most minutes."""
        return max(sorted(self.minutes.keys() & among.keys()), key=lambda code: self.minutes[code], default=None)
