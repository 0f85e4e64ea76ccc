"""Care at home (mpt): what there is, what a client agrees with each provider, and what is left to give."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from random import Random
from typing import NamedTuple

from ledger.demo.population import rows
from ledger.tariffs.table import DEMO, read

TENTHS = 10
"""The indicatiewaarde is shared out in tenths; with a provider of model D each of them is a module."""
PGB = "pgb"
UNUSED = "unused"

_SECOND = 0.4
_GAPS = {1: 7, 2: 5}
_BUSY_GAP = 4


class Care(NamedTuple):
    """A kind of care: its word in a catalogue, what staff write down, the prestatie, the usual minutes, its price."""

    activity: str
    what: str
    prestatie: str
    minutes: int
    price: int
    sectors: frozenset[str]

    def bound(self, year: int, minutes: int) -> int:
        """Return the most cents that this can cost under any contract: the time or the norm time at the maximum."""
        return max(minutes, self.minutes) * hourly(year, self.prestatie) // 60 + 1


Agreed = tuple[tuple[str, Care], ...]
"""What is agreed, as pairs of a provider's id and a kind of care."""


@lru_cache
def kinds_of_care() -> tuple[Care, ...]:
    """Return all care at home that the demo knows."""
    return tuple(
        Care(
            row["activity"],
            row["what"],
            row["prestatie"],
            int(row["minutes"]),
            int(row["price"].replace(".", "")),
            frozenset(row["sectors"].split()),
        )
        for row in rows("zorg_thuis.csv")
    )


def prestaties() -> list[str]:
    """Return the codes that care at home is declared with, each once."""
    return list(dict.fromkeys(care.prestatie for care in kinds_of_care()))


@lru_cache
def hourly(year: int, prestatie: str) -> int:
    """Return the maximum of an hour in cents, at demo amounts."""
    return read(DEMO).in_year(year, prestatie).cents


@lru_cache
def value_at_home(year: int, zorgprofiel: str) -> tuple[int, str]:
    """Return the indicatiewaarde of a profile at home: cents, per week or year."""
    tariff = read(DEMO).in_year(year, f"indicatiewaarde-{zorgprofiel}-thuis")
    return tariff.cents, {"jaar": "year", "week": "week"}[tariff.unit]


def value_of_days(year: int, zorgprofiel: str, days: int) -> int:
    """Return what the indicatiewaarde comes to over so many days, in cents, rounded down."""
    cents, per = value_at_home(year, zorgprofiel)
    return cents * days // {"year": 366, "week": 7}[per]


def agreed_with(chance: Random, year: int, who: tuple[str, str], parts: dict[str, int]) -> Agreed:
    """Choose one or two kinds of care at each provider, once a week each, within its tenths of the indicatiewaarde.

    `who` is the sector and the zorgprofiel.
    """
    sector, zorgprofiel = who
    week = value_of_days(year, zorgprofiel, 7)
    fitting = [care for care in kinds_of_care() if sector in care.sectors]
    agreed: list[tuple[str, Care]] = []
    for provider, tenths in parts.items():
        if provider in (PGB, UNUSED):
            continue
        room = week * tenths * 95 // (TENTHS * 100)
        for _ in range(1 + (chance.random() < _SECOND)):
            known = [care for _, care in agreed]
            able = [care for care in fitting if care.bound(year, 0) <= room and care not in known]
            if able:
                care = chance.choices(able, [care.minutes for care in able])[0]
                room -= care.bound(year, 0)
                agreed.append((provider, care))
    return tuple(agreed)


def gap_of(agreed: Agreed) -> int:
    """Return after how many days something is done again: the more there is agreed, the sooner."""
    return _GAPS.get(len(agreed), _BUSY_GAP)


def weekly_minutes(agreed: Agreed, care: Care) -> int:
    """Return how many minutes of one kind of care are expected in a week, in whole five minutes."""
    return max(care.minutes * 7 // (gap_of(agreed) * len(agreed)) // 5, 1) * 5


@dataclass(slots=True, eq=False)
class Delivery:
    """Care that was given, as it is known now; no minutes when it was withdrawn."""

    number: str
    provider: str
    on: date
    care: Care
    minutes: int
