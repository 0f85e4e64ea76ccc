"""Stretches of days; the last day belongs to them."""

from datetime import date

import msgspec

from ledger.vocabulary.errors import Refused


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
