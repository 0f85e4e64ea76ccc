"""How large the region of a benchmark is, and what there is of everything: the same shape is the same log."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

YEAR = 2026
FIRST = date(YEAR, 1, 1)
DAYS = 379
"""How many days are recorded on: the year, and of the next January what is declared and corrected late."""
DAY = 86_400_000_000
"""A day in microseconds; within the log a moment is told in microseconds from the first day on, in UTC."""
REGION = "Rotterdam"
REGIONS = (
    REGION,
    "Amsterdam",
    "Arnhem",
    "Drenthe",
    "Friesland",
    "Groningen",
    "Haaglanden",
    "Twente",
    "Utrecht",
    "Zeeland",
)
PRICES = {"H126": 6_349, "H104": 8_012, "H300": 6_105}
"""Invented maxima per hour, in cents."""
PROVIDERS = tuple(f"p{number}" for number in range(1, 41))
CLIENTS_TO_A_PROVIDER = 75
MOST_PROVIDERS = 400


@dataclass(frozen=True)
class Shape:
    """What a region holds; counts are per client, over the year.

    `registers` are the providers with their values and the envelopes of the regions. Budgets are there when there are
    spends, and those need registers.
    """

    clients: int
    deliveries: int = 30
    spends: int = 32
    lines: int = 10
    providers: tuple[str, ...] = PROVIDERS
    regions: tuple[str, ...] = REGIONS
    registers: bool = True
    seed: int = 1

    @classmethod
    def of(cls, clients: int) -> "Shape":
        """Return a region in which everything happens: about a hundred events per client."""
        providers = min(max(clients // CLIENTS_TO_A_PROVIDER, len(REGIONS)), MOST_PROVIDERS)
        return cls(clients, providers=tuple(f"p{number}" for number in range(1, providers + 1)))

    def region_of(self, number: int) -> str:
        """Return where the client with this number lives."""
        return self.regions[number % len(self.regions)]

    def providers_near(self, number: int) -> tuple[str, ...]:
        """Return the providers in the region of the client with this number."""
        return self.providers[number % len(self.regions) :: len(self.regions)] or self.providers


def moment() -> datetime:
    """Return the moment at which the region is looked at: after all that was recorded of its year."""
    return datetime(YEAR + 1, 1, 15, 10, tzinfo=UTC)


def day(number: int) -> date:
    """Return a day of the year by its number, from 0."""
    return FIRST + timedelta(days=number)


def client_name(number: int) -> str:
    """Return the pseudonym of a client by their number, from 1."""
    return f"c{number:06}"


def rate_of(provider: str, unit: str, later: bool) -> int:
    """Return what a whole point or hour is worth at a provider, in cents: from January on, or from July on."""
    number = int(provider[1:]) % 40
    cents = (1_100 + 10 * number) if unit == "PUNT" else (5_600 + 25 * number)
    return cents * 103 // 100 if later else cents
