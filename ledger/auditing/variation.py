"""Practice variation: what was paid for mpt care beside the indicatiewaarde over the days of that care, by provider.

A provider is held against the mean of its region. How far it may lie from it by chance alone depends on how many
clients it has: limits in the form of a funnel (D. Spiegelhalter, Funnel plots for comparing institutional performance,
Statistics in Medicine 24, 2005), here of a ratio of two sums of amounts. Outside is a signal, and proves nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from math import isqrt
from typing import Literal, NamedTuple

import msgspec

from ledger.rechtmatigheid.case import Rights
from ledger.rechtmatigheid.facts import Line
from ledger.sampling.factors import MILLION, normal_factor
from ledger.vocabulary.amounts import rounded
from ledger.vocabulary.leveringsvormen import BY_MODULE
from ledger.vocabulary.percentages import WHOLE
from ledger.vocabulary.periods import Period
from ledger.vocabulary.prorata import ONE_DAY, Dated, amount_between, common

INNER, OUTER = 95_00, 99_80
"""How many of the providers lie between the limits by chance alone, in basispunten."""

Key = tuple[str, str, int]
"""A region, a provider, and the year of the first day of care."""
Place = Literal["within", "outside", "far"]
"""Between the inner limits; outside those; outside the outer limits too."""


class Use(msgspec.Struct):
    """What some clients used at one provider in a year, in cents, with what it takes to know how much they differ."""

    clients: int = 0
    paid: int = 0
    worth: int = 0
    paid_squared: int = 0
    paid_times_worth: int = 0
    worth_squared: int = 0

    def add(self, other: "Use") -> None:
        """Add the use of other clients."""
        for name in self.__struct_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


class UseOf(msgspec.Struct, frozen=True):
    """The use of the clients of a provider, in a region and year."""

    region: str
    provider: str
    year: int
    use: Use


class Limits(NamedTuple):
    """Between what providers with so many clients lie by chance, in basispunten of the indicatiewaarde."""

    clients: int
    far_below: int
    below: int
    above: int
    far_above: int


class Compared(NamedTuple):
    """A provider beside the others: its use in basispunten, and where that lies."""

    provider: str
    clients: int
    paid: int
    worth: int
    basispoint: int
    place: Place


def use_of_client(lines: Iterable[Line], rights: Rights, number_of: Callable[[str], str]) -> Iterator[tuple[Key, Use]]:
    """Yield what one client used at every provider in every year, beside the indicatiewaarde on the days of care.

    Days count once, however many lines are about them; care without an indicatiewaarde cannot be compared.
    """
    forms = [one.period for one in rights.forms if one.leveringsvorm in BY_MODULE]
    if not forms:
        return
    worth = [
        Dated(shared, one.eurocent, one.per)
        for one in rights.worth
        for form in forms
        if (shared := common(one.period, form))
    ]
    paid: dict[Key, int] = {}
    days: dict[Key, list[Period]] = {}
    for line in lines:
        if line.status != "approved" or not line.left or not any(form.covers(line.first) for form in forms):
            continue
        key = line.region, number_of(line.provider), line.first.year
        paid[key] = paid.get(key, 0) + line.left
        days.setdefault(key, []).append(line.period)
    for key, cents in paid.items():
        room = sum(amount_between(worth, first, last) for first, last in together(days[key]))
        if room > 0:
            yield key, Use(1, cents, room, cents * cents, cents * room, room * room)


def together(periods: Iterable[Period]) -> Iterator[tuple[date, date]]:
    """Yield the days of periods as stretches, each day once.

    >>> [(a.day, b.day) for a, b in together([Period(date(2026, 3, 4), date(2026, 3, 9)),
    ...     Period(date(2026, 3, 1), date(2026, 3, 4)), Period(date(2026, 3, 11), date(2026, 3, 11))])]
    [(1, 9), (11, 11)]
    """
    begun: tuple[date, date] | None = None
    for one in sorted(periods, key=lambda period: period.first):
        last = one.last or one.first
        if begun is not None and one.first <= begun[1] + ONE_DAY:
            begun = begun[0], max(begun[1], last)
            continue
        if begun is not None:
            yield begun
        begun = one.first, last
    if begun is not None:
        yield begun


class Funnel:
    """The mean of all providers, and the limits around it. There are at least two clients, and an indicatiewaarde."""

    def __init__(self, uses: Mapping[str, Use]) -> None:
        self._uses = uses
        whole = Use()
        for one in uses.values():
            whole.add(one)
        if whole.clients < 2 or not whole.worth:
            raise ValueError("nothing to compare")
        self._mean = Fraction(whole.paid, whole.worth)
        square = whole.paid_squared - 2 * self._mean * whole.paid_times_worth + self._mean**2 * whole.worth_squared
        of_one = square / (whole.clients - 1)
        self._variance = of_one * whole.clients**2 / Fraction(whole.worth) ** 2

    @property
    def mean(self) -> int:
        """Return the use of all clients together, in basispunten."""
        return rounded(self._mean.numerator * WHOLE, self._mean.denominator)

    def limits(self, clients: int) -> Limits:
        """Return the limits for a provider with so many clients."""
        deviation = isqrt(int(self._variance * WHOLE**2 / clients))
        inner, outer = (rounded(deviation * normal_factor(share), MILLION) for share in (INNER, OUTER))
        mean = self.mean
        return Limits(clients, mean - outer, mean - inner, mean + inner, mean + outer)

    def compared(self) -> list[Compared]:
        """Return every provider, the highest use first."""
        found = [self._compared(provider, one) for provider, one in self._uses.items()]
        return sorted(found, key=lambda one: (-one.basispoint, one.provider))

    def _compared(self, provider: str, one: Use) -> Compared:
        use = rounded(one.paid * WHOLE, one.worth)
        at = self.limits(one.clients)
        place: Place = "within"
        if not at.far_below <= use <= at.far_above:
            place = "far"
        elif not at.below <= use <= at.above:
            place = "outside"
        return Compared(provider, one.clients, one.paid, one.worth, use, place)


def by_provider(uses: Iterable[UseOf], year: int) -> dict[str, Use]:
    """Return the use of every provider in a year, over the regions that are given."""
    found: dict[str, Use] = {}
    for one in uses:
        if one.year == year:
            found.setdefault(one.provider, Use()).add(one.use)
    return found
