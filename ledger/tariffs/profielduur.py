"""How long a besluit with a zorgprofiel holds at most, where that is limited: dated data with its source."""

import csv
from calendar import monthrange
from datetime import date
from functools import cache
from importlib.resources import files

from ledger.vocabulary.prorata import ONE_DAY

MAXIMA = "profielduur.csv"


def may_end(zorgprofiel: str) -> bool:
    """Tell whether a profile has a longest time at all."""
    return any(one == zorgprofiel for one, _, _ in _maxima())


def last_day(zorgprofiel: str, first: date) -> date | None:
    """Return the last day of a profile that began on a day; None when it may last.

    Months are whole: from the fourth to the third. A month without that day ends on its own last day.

    >>> last_day("9bVV", date(2026, 1, 4)), last_day("9bVV", date(2026, 8, 31)), last_day("4VV", date(2026, 1, 1))
    (datetime.date(2026, 7, 3), datetime.date(2027, 2, 28), None)
    """
    months = max((found for found in _maxima() if found[0] == zorgprofiel and found[1] <= first), default=None)
    return None if months is None else _months_on(first, months[2])


def _months_on(first: date, months: int) -> date:
    years, month = divmod(first.month - 1 + months, 12)
    year, month = first.year + years, month + 1
    if first.day > monthrange(year, month)[1]:
        return date(year, month, monthrange(year, month)[1])
    return date(year, month, first.day) - ONE_DAY


@cache
def _maxima() -> tuple[tuple[str, date, int], ...]:
    """Every maximum in months, by zorgprofiel and the first day from which it holds."""
    with (files("ledger.tariffs") / MAXIMA).open(encoding="utf-8") as table:
        rows = csv.DictReader(table)
        return tuple((row["zorgprofiel"], date.fromisoformat(row["from"]), int(row["months"])) for row in rows)
