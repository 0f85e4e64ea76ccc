"""Model A, inspanning: delivered hours at the agreed rate, or with a staffel an amount per step of minutes.

What counts is what was delivered, never the plan. Care counts that the contract's own provider gave, on days on which
the contract holds for the client.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction

from msgspec.structs import replace

from ledger.funding.claimed import Bound, Claimed, up
from ledger.funding.contract import Contract
from ledger.funding.facts import Delivered, Person
from ledger.funding.model import Computed, Model, Rate, Rates, Work
from ledger.funding.staffel import Step, check_ascending, reached, worth
from ledger.vocabulary.amounts import rounded
from ledger.vocabulary.dutch import day, euro, grouped, hours_short
from ledger.vocabulary.percentages import WHOLE, of, percentage
from ledger.vocabulary.periods import Period
from ledger.vocabulary.prorata import ONE_DAY
from ledger.vocabulary.units import HOUR

NEAREST = 5
"""The minutes of a line are rounded to a multiple of this (the iWlz declares care in units of five minutes)."""


class Inspanning(Model, frozen=True, kw_only=True):
    """Hours × rate, or a staffel over the minutes of a client in a contract year, per prestatie."""

    CODE = "A"
    NAME = "inspanning"
    BY_THE_HOUR = True

    staffel: tuple[Step, ...] = ()

    def check(self, contract: Contract, rates: Rates) -> None:
        """Refuse a staffel that does not go up."""
        check_ascending(self.staffel)

    def computed(self, work: Work) -> Iterator[Computed]:
        """Yield a line per client and prestatie; nothing where nothing is to be paid."""
        return _by_staffel(self.staffel, work) if self.staffel else _by_rate(work)

    def offers_prestaties(self) -> bool:
        """Care is planned and given as the prestaties of the register."""
        return True

    def bounds(self, claimed: Claimed, factor: int = WHOLE) -> Iterator[Bound]:
        """Yield the highest step of the staffel, or the agreed rate for the unit of the line."""
        if not claimed.is_covered():
            return
        if self.staffel:
            yield Bound(None, of(max(one.amount_eurocent for one in self.staffel), factor))
            return
        each = Fraction(of(claimed.maximum_eurocent, claimed.contract.basispoint) * factor, WHOLE)
        if claimed.maximum_unit == HOUR:
            if claimed.unit_minutes is None:
                return
            each = each * claimed.unit_minutes / 60
        elif claimed.unit_minutes is not None or not claimed.in_register_unit:
            return
        yield Bound(up(each), up(each * claimed.units))


def _by_rate(work: Work) -> Iterator[Computed]:
    prices: dict[str, _Price] = {}
    for person in work.people:
        days = work.contract.days_of(person, work.period)
        for prestatie, given in sorted(_by_prestatie(_given(person, work, days)).items()):
            if prestatie not in prices:
                prices[prestatie] = _Price(work.rates.rate(prestatie, work.first), work.contract.basispoint)
            quantity, eurocent, steps = prices[prestatie].of(given)
            if eurocent:
                yield Computed(
                    client=person.client,
                    region=person.region,
                    prestatie=prestatie,
                    first=days[0].first,
                    last=days[-1].last or work.last,
                    quantity=quantity,
                    unit=prices[prestatie].counts,
                    eurocent=eurocent,
                    steps=steps,
                    rests_on=_positions(given),
                    rate=prices[prestatie].rate,
                )


class _Price:
    """The agreed price of a prestatie, worked out once for all clients."""

    def __init__(self, rate: Rate, basispoint: int) -> None:
        self.rate = rate
        self.counts = "minuut" if rate.unit == HOUR else rate.unit
        self._cents = rate.agreed(basispoint)
        self._price = f"{euro(self._cents)} per {rate.unit}"
        self._step = (
            f"{percentage(basispoint)} van het maximum {euro(rate.eurocent)} "
            f"({rate.code}, {rate.year}, versie {rate.version}) = {self._price}."
        )

    def of(self, given: Sequence[Delivered]) -> tuple[int, int, tuple[str, ...]]:
        """Return the quantity, the amount in cents, and the steps that lead there."""
        if self.counts != "minuut":
            count = len(given)
            eurocent = count * self._cents
            return count, eurocent, (self._step, f"{grouped(count)} × {self._price} = {euro(eurocent)}.")
        minutes = sum(one.minutes for one in given)
        declared = rounded(minutes, NEAREST) * NEAREST
        eurocent = rounded(declared * self._cents, 60)
        product = f"{hours_short(declared)} × {self._price} = {euro(eurocent)}."
        if declared == minutes:
            return declared, eurocent, (self._step, product)
        rounding = f"Geleverd: {hours_short(minutes)}. Afgerond op {NEAREST} minuten: {hours_short(declared)}."
        return declared, eurocent, (self._step, rounding, product)


def _by_staffel(staffel: tuple[Step, ...], work: Work) -> Iterator[Computed]:
    """Pay the step reached on the last day less the step that the days before had reached.

    So the periods of a contract year add up to the step of the whole. The minutes count on over an amendment; a new
    staffel pays for the steps that are reached from its first day.
    """
    whole = replace(work.contract, period=work.term)
    for since, part in _contract_years(work):
        for person in work.people:
            days = whole.days_of(person, Period(since, part.last))
            for prestatie, given in sorted(_by_prestatie(_given(person, work, days)).items()):
                inside = [one.minutes for one in given if one.on >= part.first]
                minutes = sum(one.minutes for one in given)
                before = minutes - sum(inside)
                if eurocent := worth(staffel, minutes) - worth(staffel, before):
                    yield Computed(
                        client=person.client,
                        region=person.region,
                        prestatie=prestatie,
                        first=max(part.first, days[0].first),
                        last=days[-1].last or work.last,
                        quantity=sum(inside),
                        unit="minuut",
                        eurocent=eurocent,
                        steps=_staffel_steps(staffel, since, before, minutes),
                        rests_on=_positions(given),
                    )


def _contract_years(work: Work) -> Iterator[tuple[date, Period]]:
    """Yield the parts of the period, each with the first day of its contract year."""
    first = work.first
    while first <= work.last:
        year = work.contract_year(first)
        last = min(work.last, year.last or work.last)
        yield year.first, Period(first, last)
        first = last + ONE_DAY


def _staffel_steps(staffel: Sequence[Step], since: date, before: int, minutes: int) -> tuple[str, ...]:
    """Tell which step was reached and how far past it the client is: just past a step, a payer wants to look."""
    now, earlier = reached(staffel, minutes), worth(staffel, before)
    assert now is not None
    steps = (
        f"{grouped(minutes)} minuten vanaf {day(since)}. Vóór deze periode: {grouped(before)} minuten.",
        f"Trap vanaf {grouped(now.from_minutes)} minuten: {euro(now.amount_eurocent)}. "
        f"Dit is {grouped(minutes - now.from_minutes)} minuten over de trap.",
    )
    if not earlier:
        return steps
    return (*steps, f"Al gegeven: {euro(earlier)}. Nu erbij: {euro(now.amount_eurocent - earlier)}.")


def _given(person: Person, work: Work, days: Iterable[Period]) -> Iterator[Delivered]:
    """Yield what was given by the hour: an activity is paid as an activity, unless it is named here."""
    for stretch in days:
        for one in person.delivered_by(work.contract.provider, stretch):
            by_the_hour = one.activity is None or one.activity in work.component.covers
            if by_the_hour and work.is_covered(one.prestatie, one.activity):
                yield one


def _by_prestatie(given: Iterable[Delivered]) -> dict[str, list[Delivered]]:
    found: dict[str, list[Delivered]] = {}
    for one in given:
        found.setdefault(one.prestatie, []).append(one)
    return found


def _positions(given: Iterable[Delivered]) -> tuple[int, ...]:
    return tuple(sorted(one.position for one in given))
