"""Stretches of days; the last day belongs to them."""

import re
from datetime import date, timedelta

import msgspec

from ledger.vocabulary.errors import Malformed, Problem, Refused

_ASKED = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2}))?")
_DAY = re.compile(r"(20[0-9]{2}|2100)-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")
_YEARS = range(2000, 2101)


class Period(msgspec.Struct, frozen=True):
    """From a first day up to and including a last day; without a last day it is open.

    >>> Period(date(2026, 1, 1), date(2026, 12, 31)).covers(date(2026, 12, 31))
    True
    """

    first: date
    last: date | None = None

    def covers(self, on: date) -> bool:
        """Tell whether the day lies within."""
        return self.first <= on and (self.last is None or on <= self.last)

    def overlaps(self, other: "Period") -> bool:
        """Tell whether the two share a day."""
        return (other.last is None or self.first <= other.last) and (self.last is None or other.first <= self.last)

    def contains(self, other: "Period") -> bool:
        """Tell whether every day of the other lies within."""
        return self.covers(other.first) and (self.last is None or (other.last is not None and other.last <= self.last))


def check_order(first: date, last: date | None, field: str = "to") -> None:
    """Refuse a period that ends before it begins."""
    if last is not None and last < first:
        raise Refused("period-reversed", "De laatste dag ligt voor de eerste dag. Draai de datums om.", field)


def period_of(text: str, field: str = "period") -> Period:
    """Read a year, a month, or a first and last day. Raises `Malformed` for what is none of these.

    A day that does not exist is `Refused`, and a last day before the first.

    >>> period_of("2026").last, period_of("2026-02").last
    (datetime.date(2026, 12, 31), datetime.date(2026, 2, 28))
    >>> period_of("2026-01-15..2026-03-31").first
    datetime.date(2026, 1, 15)
    """
    first, dots, last = text.partition("..")
    if dots:
        if _DAY.fullmatch(first) and _DAY.fullmatch(last):
            days = Period(_day(first, field), _day(last, field))
            check_order(days.first, days.last, field)
            return days
    elif (found := _ASKED.fullmatch(text)) and int(found["year"]) in _YEARS:
        year, month = int(found["year"]), found["month"]
        if month is None:
            return Period(date(year, 1, 1), date(year, 12, 31))
        if 1 <= int(month) <= 12:
            return Period(date(year, int(month), 1), _end_of_month(date(year, int(month), 1)))
    told = f"{text!r} is geen periode. Schrijf een jaar (2026), een maand (2026-03) of twee dagen"
    raise Malformed([Problem("period-unreadable", f"{told} (2026-01-01..2026-03-31).", field)])


def check_whole_months(period: Period, field: str = "period") -> None:
    """Refuse a period that begins or ends within a month."""
    assert period.last is not None
    if period.first.day != 1 or period.last != _end_of_month(period.last):
        raise Refused(
            "period-not-months",
            "Totalen zijn er per hele maand. Begin op de eerste dag van een maand en eindig op de laatste.",
            field,
        )


def _day(text: str, field: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Refused("period-day-missing", f"De datum {text} bestaat niet.", field) from error


def _end_of_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1) - timedelta(days=1)
