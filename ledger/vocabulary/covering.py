"""How many of some days lie within periods."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from ledger.vocabulary.periods import Period
from ledger.vocabulary.prorata import ONE_DAY, common, days_of

Covered = Literal["all", "some", "none"]


def covered(periods: Iterable[Period], first: date, last: date) -> Covered:
    """Tell how many of the days from first to last lie in one of the periods.

    >>> january = Period(date(2026, 1, 1), date(2026, 1, 31))
    >>> covered([january], date(2026, 1, 31), date(2026, 2, 1))
    'some'
    """
    asked = Period(first, last)
    shared = sorted((one for period in periods if (one := common(period, asked))), key=lambda one: one.first)
    until, counted = None, 0
    for one in shared:
        assert one.last is not None
        start = one.first if until is None else max(one.first, until)
        counted += days_of(start, one.last)
        until = max(until or date.min, one.last + ONE_DAY if one.last < date.max else date.max)
    if not counted:
        return "none"
    return "all" if counted == days_of(first, last) else "some"
