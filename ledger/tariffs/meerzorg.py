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


@cache
def _thresholds() -> dict[tuple[int, str], Threshold]:
    with (files("ledger.tariffs") / HOURS).open(encoding="utf-8") as table:
        return {(int(row["year"]), row["code"]): _threshold(row) for row in csv.DictReader(table)}


def _threshold(row: dict[str, str]) -> Threshold:
    minutes = Fraction(row["hours"]) * 60
    return Threshold(int(row["year"]), row["code"], ceil(minutes), ceil(minutes * AT_LEAST), row["source"])
