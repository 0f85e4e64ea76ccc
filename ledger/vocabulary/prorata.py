"""Amounts per day, week, month or year, over the days in which they hold.

Rounding is cumulative from 1 January: what months get adds up to exactly what the year gets, and a whole week of a
weekly amount is always that amount.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import Literal

import msgspec

from ledger.vocabulary.amounts import rounded
from ledger.vocabulary.periods import Period

Per = Literal["day", "week", "month", "year"]
PER: dict[Per, str] = {"day": "dag", "week": "week", "month": "maand", "year": "jaar"}
"""The words in Dutch."""
ONE_DAY = timedelta(days=1)


class Dated(msgspec.Struct, frozen=True):
    """An amount in cents per day, week, month or year, over a stretch of days."""

    period: Period
    eurocent: int
    per: Per


def common(one: Period, other: Period) -> Period | None:
    """Return the days that two periods share, if any."""
    if not one.overlaps(other):
        return None
    lasts = [last for last in (one.last, other.last) if last is not None]
    return Period(max(one.first, other.first), min(lasts, default=None))


def unchanging(periods: Iterable[Period], first: date, last: date) -> Iterator[tuple[date, date]]:
    """Yield the stretches between two days in which none of the periods begins or ends.

    >>> since = Period(date(2026, 3, 5))
    >>> [(first.day, last.day) for first, last in unchanging([since], date(2026, 3, 1), date(2026, 3, 9))]
    [(1, 4), (5, 9)]
    """
    known = tuple(periods)
    starts = {one.first for one in known} | {one.last + ONE_DAY for one in known if one.last is not None}
    cuts = [first, *sorted(day for day in starts if first < day <= last)]
    yield from zip(cuts, [*(day - ONE_DAY for day in cuts[1:]), last], strict=True)


def days_of(first: date, last: date) -> int:
    """Count the days, both ends included; none when the last lies before the first."""
    return max((last - first).days + 1, 0)


DIVISIBLE = lcm(7, 28, 29, 30, 31, 365, 366)
"""A number that every week, month and year divides: so many parts of a cent make every day's part a whole number."""


def exact(eurocent: int, per: Per, first: date, last: date) -> Fraction:
    """Return what an amount comes to from a first up to and including a last day, before rounding.

    >>> exact(70000, "week", date(2026, 1, 1), date(2026, 1, 8))
    Fraction(80000, 1)
    """
    return Fraction(_parts(eurocent, per, first, last), DIVISIBLE)


@lru_cache(maxsize=65_536)
def _parts(eurocent: int, per: Per, first: date, last: date) -> int:
    """Return what an amount comes to, in whole parts of a cent."""
    if last < first:
        return 0
    if per in ("day", "week"):
        return eurocent * days_of(first, last) * (DIVISIBLE if per == "day" else DIVISIBLE // 7)
    total = 0
    while first <= last:
        end = _end_of(first, per)
        total += days_of(first, min(end, last)) * (DIVISIBLE // days_of(_start_of(first, per), end))
        first = end + ONE_DAY
    return eurocent * total


def amount_between(amounts: Iterable[Dated], first: date, last: date, share: Fraction = Fraction(1)) -> int:
    """Return whole cents for the days from first to last (one calendar year), or for a share of it.

    What holds on one day together is added up. Consecutive periods add up to the amount of the whole.

    >>> yearly = [Dated(Period(date(2026, 1, 1)), 100, "year")]
    >>> [amount_between(yearly, date(2026, m, 1), date(2026, m + 1, 1) - ONE_DAY) for m in (1, 2, 3)]
    [8, 8, 9]
    """
    known = tuple(amounts)
    start = date(first.year, 1, 1)
    return _cents(known, start, last, share) - _cents(known, start, first - ONE_DAY, share)


def count_between(per_week: int, since: date, first: date, last: date) -> int:
    """Return how many whole times fall between two days, at so many a week since a day.

    Consecutive periods add up; a whole week always holds exactly that many.
    """
    before = max((first - since).days, 0)
    upto = max((last - since).days + 1, 0)
    return per_week * upto // 7 - per_week * before // 7


def _cents(amounts: tuple[Dated, ...], start: date, last: date, share: Fraction) -> int:
    total = 0
    for one in amounts:
        until = last if one.period.last is None else min(last, one.period.last)
        total += _parts(one.eurocent, one.per, max(one.period.first, start), until)
    return rounded(total * share.numerator, DIVISIBLE * share.denominator)


def _start_of(day: date, per: Per) -> date:
    return day.replace(day=1) if per == "month" else date(day.year, 1, 1)


def _end_of(day: date, per: Per) -> date:
    if per == "year" or day.month == 12:
        return date(day.year, 12, 31)
    return date(day.year, day.month + 1, 1) - ONE_DAY
