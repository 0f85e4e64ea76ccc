"""How much of a budget is free, day by day: what was granted up to a day less what was used up to it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta


class Headroom:
    """Grants and uses by day, in the budget's smallest unit."""

    def __init__(self) -> None:
        self.granted: dict[date, int] = defaultdict(int)
        self.used: dict[date, int] = defaultdict(int)

    def grant(self, on: date, quantity: int) -> None:
        """Count more (or, negative, less) from a day on."""
        self.granted[on] += quantity

    def use(self, on: date, quantity: int) -> None:
        """Count a use (or, negative, its end) on a day."""
        self.used[on] += quantity

    def available(self, until: date) -> int:
        """Return what is free up to and including a day."""
        granted = sum(quantity for on, quantity in self.granted.items() if on <= until)
        return granted - sum(quantity for on, quantity in self.used.items() if on <= until)

    def least(self, start: date, last: date, freed: Iterable[tuple[date, int]] = ()) -> tuple[int, date]:
        """Return the least that is free on any day of a stretch, and the last day for which that holds.

        `freed` are uses, by day, to be thought away.
        """
        changes = defaultdict(int, self.granted)
        for day, quantity in self.used.items():
            changes[day] -= quantity
        for day, quantity in freed:
            changes[day] += quantity
        running = least = sum(quantity for day, quantity in changes.items() if day <= start)
        until = last
        for day in sorted(day for day in changes if day > start):
            if changes[day] > 0 and running == least and until == last:
                until = day - timedelta(days=1)
            running += changes[day]
            if running <= least:
                least, until = running, last
        return least, until
