"""What a period to declare is called: a month, or an ISO week within one calendar year."""

import re
from datetime import date, timedelta
from typing import Literal, NamedTuple

from ledger.vocabulary.errors import Refused
from ledger.vocabulary.periods import Period
from ledger.vocabulary.prorata import ONE_DAY

Rhythm = Literal["week", "month"]

_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_WEEK = re.compile(r"([0-9]{4})-W([0-9]{2})")
_YEARS = range(2000, 2101)


class Labelled(NamedTuple):
    """A label with its days, both ends included, always within one calendar year."""

    label: str
    rhythm: Rhythm
    first: date
    last: date

    @property
    def period(self) -> Period:
        """Return the days."""
        return Period(self.first, self.last)


def labelled(label: str) -> Labelled:
    """Return the days of a label; what is no label is refused.

    A week that lies in two years is cut in two. The days that ISO 8601 counts to the other year are week 00 of this
    one, or the week after its last.

    >>> [(day.isoformat()) for day in labelled("2026-03")[2:]]
    ['2026-03-01', '2026-03-31']
    >>> [(day.isoformat()) for day in labelled("2026-W01")[2:]]
    ['2026-01-01', '2026-01-04']
    >>> [(day.isoformat()) for day in labelled("2025-W53")[2:]]
    ['2025-12-29', '2025-12-31']
    """
    if found := _MONTH.fullmatch(label):
        year, month = int(found[1]), int(found[2])
        if year in _YEARS and 1 <= month <= 12:
            return Labelled(label, "month", date(year, month, 1), _first_of_next(year, month) - ONE_DAY)
    elif found := _WEEK.fullmatch(label):
        year, week = int(found[1]), int(found[2])
        if year in _YEARS:
            monday = date.fromisocalendar(year, 1, 1) + timedelta(weeks=week - 1)
            first, last = max(monday, date(year, 1, 1)), min(monday + timedelta(days=6), date(year, 12, 31))
            if first <= last:
                return Labelled(label, "week", first, last)
    raise Refused(
        "period-label-invalid",
        f"{label!r} is geen periode. Schrijf een maand als 2026-03, of een week als 2026-W10.",
        "period",
    )


def label_on(rhythm: Rhythm, on: date) -> str:
    """Return the label of the month or the week in which a day lies.

    >>> label_on("month", date(2026, 3, 4)), label_on("week", date(2026, 3, 4)), label_on("week", date(2027, 1, 1))
    ('2026-03', '2026-W10', '2027-W00')
    """
    if rhythm == "month":
        return f"{on.year}-{on.month:02}"
    return f"{on.year}-W{(on - date.fromisocalendar(on.year, 1, 1)).days // 7 + 1:02}"


def _first_of_next(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1)
