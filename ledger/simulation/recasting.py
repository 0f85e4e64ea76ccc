"""The same person as another model would have composed the package: the care stays, its form changes."""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

import msgspec

from ledger.funding.facts import Enrolled, Person, Placed, Planned
from ledger.simulation.scenarios import CLASSES, MODULES, Scenario
from ledger.vocabulary.percentages import WHOLE
from ledger.vocabulary.periods import Period
from ledger.vocabulary.prorata import ONE_DAY, Dated, exact, unchanging


class Stretch(NamedTuple):
    """Days on which neither plan nor value changes: cents per provider (most first), for a pgb, and the value."""

    period: Period
    worth: Mapping[str, Fraction]
    pgb: Fraction
    value: Fraction


def worth_by_provider(person: Person, first: date, last: date) -> dict[str, Fraction]:
    """Return what the zorgplan costs per provider between two days, in cents, the most expensive first."""
    worth: dict[str, Fraction] = {}
    for line in person.planned:
        if line.provider is not None and line.period.overlaps(Period(first, last)):
            cents = _between(line.worth, line.period, first, last)
            worth[line.provider] = worth.get(line.provider, Fraction(0)) + cents
    return dict(sorted(worth.items(), key=lambda item: (-item[1], item[0])))


def providers_of(person: Person, period: Period) -> list[str]:
    """Return who gives or is to give care in a period, the one with the most planned care first."""
    assert period.last is not None
    found = list(worth_by_provider(person, period.first, period.last))
    given = {one.provider for one in person.delivered if period.covers(one.on)}
    placed = {one.provider for one in person.placed if one.provider is not None and one.period.overlaps(period)}
    return found + sorted((given | placed).difference(found))


def stretches_of(person: Person, year: Period) -> Iterator[Stretch]:
    """Yield the parts of a year in which a plan and a value hold, cut where one of them changes."""
    assert year.last is not None
    holding = [*(line.period for line in person.planned), *(value.period for value in person.values)]
    for first, last in unchanging(holding, year.first, year.last):
        period = Period(first, last)
        worth = worth_by_provider(person, first, last)
        value = sum((_between(one, one.period, first, last) for one in person.values), Fraction(0))
        if worth and value > 0:
            own = (line for line in person.planned if line.provider is None)
            pgb = sum((_between(line.worth, line.period, first, last) for line in own), Fraction(0))
            yield Stretch(period, worth, pgb, value)


def _between(amount: Dated, period: Period, first: date, last: date) -> Fraction:
    until = last if period.last is None else min(last, period.last)
    return exact(amount.eurocent, amount.per, max(first, period.first), until)


def recast(person: Person, scenario: Scenario, year: Period) -> Person:
    """Return the person as the personal model of a scenario would see them over a year."""
    person = _without_contracts(person)
    letters = scenario.personal
    if "C" in letters:
        return _with_arrangement(person, year)
    if "D" in letters:
        return _with_modules(person, year, scenario.personal_basispoint)
    return _with_activities(person) if "B" in letters else person


def _without_contracts(person: Person) -> Person:
    """Every provider has one contract here: what was planned and given is under that one, by the hour."""
    planned = tuple(msgspec.structs.replace(line, contract=None) for line in person.planned)
    delivered = tuple(one._replace(activity=None) for one in person.delivered)
    return msgspec.structs.replace(person, planned=planned, delivered=delivered)


def _with_activities(person: Person) -> Person:
    delivered = tuple(one._replace(activity=one.prestatie) for one in person.delivered)
    return msgspec.structs.replace(person, delivered=delivered)


def _with_arrangement(person: Person, year: Period) -> Person:
    """One hoofdaannemer; the smallest class that the plan fits in. Somebody without a plan or value has none."""
    arranged = [_arrangement(one) for one in stretches_of(person, year)]
    own = (line for line in person.planned if line.provider is None)
    return msgspec.structs.replace(person, planned=(*arranged, *own), placed=())


def _arrangement(stretch: Stretch) -> Planned:
    part = sum(stretch.worth.values()) / stretch.value
    word = next((word for word, share in CLASSES if part * WHOLE <= share), CLASSES[-1][0])
    lead = next(iter(stretch.worth))
    return Planned(stretch.period, lead, None, None, word, 0, 0, Dated(stretch.period, 0, "week"), 0)


def _with_modules(person: Person, year: Period, basispoint: int) -> Person:
    """As many whole modules per provider, and for a pgb, as its part of the plan asks; real modules stay.

    Beside a base only a part of the plan is left for modules: their size is national and never lower.
    """
    if basispoint == WHOLE and any(one.period.overlaps(year) for one in person.placed):
        return msgspec.structs.replace(person, planned=())
    placed = tuple(one for stretch in stretches_of(person, year) for one in _modules(stretch, basispoint))
    return msgspec.structs.replace(person, planned=(), placed=placed)


def _modules(stretch: Stretch, basispoint: int) -> Iterator[Placed]:
    left = MODULES
    wanted: list[tuple[str | None, Fraction]] = [
        (provider, cents * basispoint / WHOLE) for provider, cents in stretch.worth.items()
    ]
    for provider, cents in [*wanted, (None, stretch.pgb)]:
        modules = min(-(-cents * MODULES // stretch.value), left)
        if modules:
            yield Placed(stretch.period, provider, provider is None, modules, MODULES, 0)
            left -= modules


def enrolled(person: Person, year: Period, contract: str) -> tuple[Enrolled, ...]:
    """Return with whom somebody would be enrolled: the provider of most planned care, over the days of the plan."""
    found: list[Enrolled] = []
    for stretch in stretches_of(person, year):
        provider, since = next(iter(stretch.worth)), stretch.period.first
        before = found[-1] if found else None
        if before and before.provider == provider and before.period.last == since - ONE_DAY:
            since = before.period.first
            found.pop()
        found.append(Enrolled(Period(since, stretch.period.last), provider, contract, 0))
    return tuple(found)
