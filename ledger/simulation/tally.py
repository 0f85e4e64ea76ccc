"""What is counted for one scenario. A tally adds up to another, so that parts of a region can be counted apart."""

from array import array
from collections import Counter
from dataclasses import dataclass, field
from datetime import date

FORECAST_DAYS = ((1, 1), (4, 1), (7, 1))
"""The days on which the year is forecast: month and day."""


@dataclass(slots=True)
class Forecast:
    """On a day: what the year was thought to come to, and what it came to, for the same clients (cents)."""

    expected: int = 0
    actual: int = 0

    def add(self, other: "Forecast") -> None:
        """Take another part in."""
        self.expected += other.expected
        self.actual += other.actual


@dataclass(slots=True)
class Tally:
    """Counts of one scenario over a year. Amounts in cents; `per_client` is what was paid for each client."""

    computed: int = 0
    paid: int = 0
    unpaid: int = 0
    above: int = 0
    on_prestatie: int = 0
    clients: int = 0
    clients_above: int = 0
    client_days: int = 0
    value: int = 0
    pgb: int = 0
    unused: int = 0
    undelivered: int = 0
    registrations: int = 0
    providers: int = 0
    most_providers: int = 0
    extra_minutes: int = 0
    extra_revenue: int = 0
    longer_minutes: int = 0
    longer_revenue: int = 0
    per_client: "array[int]" = field(default_factory=lambda: array("q"))
    per_provider: Counter[str] = field(default_factory=Counter)
    worth_per_provider: Counter[str] = field(default_factory=Counter)
    clients_per_provider: Counter[str] = field(default_factory=Counter)
    base: Counter[tuple[str, str]] = field(default_factory=Counter)
    """By region and provider: what was paid for everybody together."""
    unpaid_worth: Counter[tuple[str, str]] = field(default_factory=Counter)
    """By region and provider: what care was worth beyond what was paid for the person; the base may still pay it."""
    pgb_known: Counter[date] = field(default_factory=Counter)
    forecasts: list[Forecast] = field(default_factory=lambda: [Forecast() for _ in FORECAST_DAYS])

    def add(self, other: "Tally") -> None:
        """Take another part in."""
        for name in _SUMS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.most_providers = max(self.most_providers, other.most_providers)
        self.per_client.extend(other.per_client)
        for name in _COUNTERS:
            getattr(self, name).update(getattr(other, name))
        for mine, theirs in zip(self.forecasts, other.forecasts, strict=True):
            mine.add(theirs)


_COUNTERS = ("per_provider", "worth_per_provider", "clients_per_provider", "base", "unpaid_worth", "pgb_known")
_SUMS = tuple(name for name in Tally.__slots__ if name not in (*_COUNTERS, "most_providers", "per_client", "forecasts"))
