"""Arithmetic on spans of days: from a day up to and including another, or without end."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

_DAY = timedelta(days=1)


class Span(NamedTuple):
    """The days from `start` up to and including `end`; without `end` for ever."""

    start: date
    end: date | None

    @property
    def last(self) -> date:
        return self.end or date.max


def common_days(one: Span, other: Span) -> int:
    """How many days two spans share.

    >>> common_days(Span(date(2026, 1, 1), date(2026, 1, 31)), Span(date(2026, 1, 31), None))
    1
    """
    return max(0, (min(one.last, other.last) - max(one.start, other.start)).days + 1)


def within(inner: Span, outer: Span) -> bool:
    """Tell whether every day of the first span is a day of the second."""
    return outer.start <= inner.start and inner.last <= outer.last


def covered(span: Span, by: Iterable[Span]) -> bool:
    """Tell whether every day of a span is a day of at least one of the others."""
    need = span.start
    for other in sorted(by):
        if other.start > need:
            return False
        if other.last >= span.last:
            return True
        need = max(need, other.last + _DAY)
    return False
