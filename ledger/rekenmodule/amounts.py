"""The arithmetic of the rekenmodule, exact until something is shown.

How week and year relate: a year is its 365 or 366 days, a week is 7 of them, a month is a twelfth of the year. A line
with a price is first rounded to whole cents a week; after that nothing is rounded but what is shown: the total
first, then the lines by largest remainder.
"""

from calendar import isleap
from collections.abc import Sequence
from fractions import Fraction

from ledger.rekenmodule.answer import Eurocent
from ledger.rekenmodule.ask import Line, Value
from ledger.vocabulary.amounts import rounded
from ledger.vocabulary.units import HOUR

FIVE = 5


def days_in(year: int) -> int:
    """Count the days of a year.

    >>> days_in(2026), days_in(2028)
    (365, 366)
    """
    return 366 if isleap(year) else 365


def to_five(minutes: int) -> int:
    """Round part of an hour to the nearest 5 minutes.

    >>> to_five(2), to_five(3), to_five(87)
    (0, 5, 85)
    """
    return (minutes + FIVE // 2) // FIVE * FIVE


def minutes_of(line: Line) -> int:
    """Return the minutes a week of a line that count: to the nearest 5, or the norm time of what is counted."""
    return to_five(line.minutes_per_week) if line.minutes_per_week else line.count_per_week * line.minutes_each


def worth_of(line: Line) -> Value:
    """Return what a line costs: its fixed amount, or its price times what is asked, in whole cents a week."""
    if line.fixed is not None:
        return line.fixed
    assert line.price is not None
    if line.price.unit == HOUR:
        return Value(rounded(line.price.eurocent * minutes_of(line), 60), "week")
    return Value(line.price.eurocent * line.count_per_week, "week")


def per_year(value: Value, days: int) -> Fraction:
    """Return what an amount comes to in a year of so many days, exact.

    >>> per_year(Value(60000, "week"), 365)
    Fraction(21900000, 7)
    """
    times = {"day": Fraction(days), "week": Fraction(days, 7), "month": Fraction(12), "year": Fraction(1)}
    return value.eurocent * times[value.per]


def shown(exact: Fraction, days: int) -> Eurocent:
    """Return what an exact amount per year is per week and per year, each in whole cents."""
    week = exact * 7 / days
    return Eurocent(rounded(week.numerator, week.denominator), rounded(exact.numerator, exact.denominator))


def apportioned(exacts: Sequence[Fraction], keys: Sequence[str], days: int) -> list[Eurocent]:
    """Show parts so that they add up to what is shown of the whole; which part gets a last cent follows the keys."""
    weeks = _parts([exact * 7 / days for exact in exacts], keys)
    return [Eurocent(week, year) for week, year in zip(weeks, _parts(exacts, keys), strict=True)]


def _parts(exacts: Sequence[Fraction], keys: Sequence[str]) -> list[int]:
    whole = sum(exacts, Fraction(0))
    parts = [exact.numerator // exact.denominator for exact in exacts]
    by_remainder = sorted(range(len(parts)), key=lambda i: (parts[i] - exacts[i], keys[i]))
    for i in by_remainder[: rounded(whole.numerator, whole.denominator) - sum(parts)]:
        parts[i] += 1
    return parts
