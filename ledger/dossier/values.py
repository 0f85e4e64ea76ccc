"""What money may follow for one client, by day: entitlement, profile, leveringsvorm, and the amounts. Pure.

Each fact is cut where it changes; stretches on which nothing changes are one. Nothing holds after death or outside
every indicatie, apart from the leveringsvorm, which is a choice of the client until another.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeVar

from ledger.aggregates.client import Client
from ledger.aggregates.zorgplan import Zorgplan
from ledger.funding.facts import Terms
from ledger.tariffs.meerzorg import has_enough, known_years
from ledger.vocabulary.leveringsvormen import has_ekt
from ledger.vocabulary.percentages import of
from ledger.vocabulary.periods import Period
from ledger.vocabulary.prorata import ONE_DAY, Dated, Per, common

T = TypeVar("T")


def entitled_of(client: Client) -> tuple[Period, ...]:
    """Return the days with a valid indicatie, until death, in order; besluiten that join are one stretch."""
    joined = _joined((period, None) for _, period in client.entitled())
    return tuple(period for period, _ in joined)


def zorgprofielen_of(client: Client) -> tuple[Terms, ...]:
    """Return the zorgprofiel by day, within the days with a valid indicatie."""
    return tuple(Terms(period, word) for period, word in _joined(_profiles(client)))


def leveringsvormen_of(client: Client) -> tuple[Terms, ...]:
    """Return the leveringsvorm by day, from the first choice until death."""
    alive = Period(date.min, client.died_on)
    chosen = sorted(client.leveringsvormen)
    stretches = _cut(Period(chosen[0]), chosen) if chosen else ()
    living = ((common(one, alive), client.leveringsvormen[one.first]) for one in stretches)
    return tuple(Terms(period, word) for period, word in _joined((p, word) for p, word in living if p is not None))


def values_of(client: Client, plans: Zorgplan) -> tuple[Dated, ...]:
    """Return what may be spent, by day: the indicatiewaarde, and EKT and meerzorg as amounts of their own.

    What holds on one day together is added up. A day without a known indicatiewaarde has no EKT, and may have meerzorg.
    Meerzorg does not count on the days of a plan with too few hours for it.
    """
    base = list(_joined(_base(client)))
    return (
        *(Dated(period, eurocent, per) for period, (eurocent, per) in base),
        *_ekt(client, base),
        *_meerzorg(client, plans),
    )


def _profiles(client: Client) -> Iterator[tuple[Period, str]]:
    for number, period in client.entitled():
        known = client.indicaties[number]
        for stretch in _cut(period, known.terms):
            yield stretch, known.terms_on(stretch.first).zorgprofiel


def _base(client: Client) -> Iterator[tuple[Period, tuple[int, Per]]]:
    """Yield the indicatiewaarde of every stretch on which besluit, decided value and leveringsvorm stay the same."""
    for number, period in client.entitled():
        turns = {*client.indicaties[number].terms, *client.leveringsvormen}
        for one in client.values_set:
            turns.add(one.period.first)
            if one.period.last is not None and one.period.last < date.max:
                turns.add(one.period.last + ONE_DAY)
        for stretch in _cut(period, turns):
            form = client.leveringsvorm_on(stretch.first)
            value = client.value_on(stretch.first, number, form)
            if value is not None:
                yield stretch, value


def _ekt(client: Client, base: Iterable[tuple[Period, tuple[int, Per]]]) -> Iterator[Dated]:
    """Yield the part that comes on top, on the days on which the client is at home and a value is known."""
    known = list(base)
    for ekt in sorted(client.ekt.values(), key=lambda one: one.period.first):
        for stretch in _cut(ekt.period, client.leveringsvormen):
            if not has_ekt(client.leveringsvorm_on(stretch.first)):
                continue
            for period, (eurocent, per) in known:
                if days := common(stretch, period):
                    yield Dated(days, of(eurocent, ekt.raise_basispoint), per)


def _meerzorg(client: Client, plans: Zorgplan) -> Iterator[Dated]:
    for one in sorted(client.meerzorg.values(), key=lambda known: known.period.first):
        for period, counts in _joined(_enough_hours(client, plans, one.period)):
            if counts:
                yield Dated(period, one.eurocent, one.per)


def _enough_hours(client: Client, plans: Zorgplan, asked: Period) -> Iterator[tuple[Period, bool]]:
    """Yield the days with a valid indicatie, and whether the plan that then holds has the hours for meerzorg."""
    planned = [
        (period, content.minutes_per_week) for plan in plans.plans.values() for period, content in plan.stretches()
    ]
    turns = {date(year + later, 1, 1) for year in known_years() for later in (0, 1)}
    for period, _ in planned:
        turns |= {period.first} if period.last is None else {period.first, period.last + ONE_DAY}
    for days, zorgprofiel in _profiles(client):
        for stretch in _cut(held, turns) if (held := common(asked, days)) else ():
            minutes = next((minutes for period, minutes in planned if period.covers(stretch.first)), 0)
            yield stretch, has_enough(stretch.first.year, zorgprofiel, minutes)


def _cut(period: Period, turns: Iterable[date]) -> Iterator[Period]:
    """Yield a period in stretches that each begin on its first day or on a day on which something turns."""
    starts = [period.first, *sorted({on for on in turns if on > period.first and period.covers(on)})]
    for first, following in zip(starts, [*starts[1:], None], strict=True):
        yield Period(first, period.last if following is None else following - ONE_DAY)


def _joined(stretches: Iterable[tuple[Period, T]]) -> Iterator[tuple[Period, T]]:
    """Yield stretches in order, as one where the next begins on the day after and says the same."""
    held: tuple[Period, T] | None = None
    for period, said in stretches:
        if held is not None and held[1] == said and held[0].last is not None and held[0].last + ONE_DAY == period.first:
            held = Period(held[0].first, period.last), said
            continue
        if held is not None:
            yield held
        held = period, said
    if held is not None:
        yield held
