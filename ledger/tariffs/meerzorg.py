"""From how many hours a week meerzorg can be: a quarter more than the zorgprofiel counts, as data with its source.

The source writes the profile the other way round (VV7); here it is written as CIZ does (7VV).
"""

import csv
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files
from math import ceil

HOURS = "meerzorg_hours.csv"
AT_LEAST = Fraction(125, 100)
"""Meerzorg asks at least 25 % more hours than the profile."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """The hours of a profile and the least that meerzorg asks, in whole minutes a week: part of a minute counts up."""

    year: int
    zorgprofiel: str
    profile_minutes: int
    threshold_minutes: int
    source: str


def threshold(year: int, zorgprofiel: str) -> Threshold | None:
    """Return the threshold of a profile in a year; the source names only profiles for which there is one.

    >>> threshold(2026, "7VV").threshold_minutes, threshold(2026, "4VV")
    (1669, None)
    """
    return _thresholds().get((year, zorgprofiel))


def has_enough(year: int, zorgprofiel: str, minutes_per_week: int) -> bool:
    """Tell whether a plan has the hours that meerzorg asks.

    It has when they are not known, and when no line of it is in hours (0 minutes): then nothing can be tested.

    >>> has_enough(2026, "7VV", 1669), has_enough(2026, "7VV", 1668), has_enough(2026, "7VV", 0)
    (True, False, True)
    """
    least = threshold(year, zorgprofiel)
    return least is None or not minutes_per_week or minutes_per_week >= least.threshold_minutes


def known_years() -> frozenset[int]:
    """Return the years of which hours are known."""
    return frozenset(year for year, _ in _thresholds())


@cache
def _thresholds() -> dict[tuple[int, str], Threshold]:
    with (files("ledger.tariffs") / HOURS).open(encoding="utf-8") as table:
        return {(int(row["year"]), row["code"]): _threshold(row) for row in csv.DictReader(table)}


def _threshold(row: dict[str, str]) -> Threshold:
    minutes = Fraction(row["hours"]) * 60
    return Threshold(int(row["year"]), row["code"], ceil(minutes), ceil(minutes * AT_LEAST), row["source"])
