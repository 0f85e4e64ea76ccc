"""How much of a budget is free, day by day: what was granted up to a day less what was used up to it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date, timedelta


class Headroom:
    """What each day on which anything changed did to what is free, in the budget's smallest unit; days in order."""

    def __init__(self) -> None:
        self._days: list[date] = []
        self._changes: list[int] = []

    def grant(self, on: date, quantity: int) -> None:
        """Count more (or, negative, less) from a day on."""
        place = bisect_left(self._days, on)
        if place < len(self._days) and self._days[place] == on:
            self._changes[place] += quantity
        else:
            self._days.insert(place, on)
            self._changes.insert(place, quantity)

    def use(self, on: date, quantity: int) -> None:
        """Count a use (or, negative, its end) on a day."""
        self.grant(on, -quantity)

    def available(self, until: date) -> int:
        """Return what is free up to and including a day."""
        return sum(self._changes[: bisect_right(self._days, until)])

    def least(self, start: date, last: date, freed: Iterable[tuple[date, int]] = ()) -> tuple[int, date]:
        """Return the least that is free on any day of a stretch, and the last day for which that holds.

        `freed` are uses, by day, to be thought away.
        """
        place = bisect_right(self._days, start)
        later = dict(zip(self._days[place:], self._changes[place:], strict=True))
        running = sum(self._changes[:place])
        for day, quantity in freed:
            if day <= start:
                running += quantity
            else:
                later[day] = later.get(day, 0) + quantity
        least, until = running, last
        for day in sorted(later):
            if later[day] > 0 and running == least and until == last:
                until = day - timedelta(days=1)
            running += later[day]
            if running <= least:
                least, until = running, last
        return least, until
