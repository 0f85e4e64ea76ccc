"""Tables of dated amounts: one row per year and code, with unit and source.

The columns are `year,code,name,unit,tariff,source`. A year without a row is an error, never the nearest year.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from importlib.resources import files

from ledger.tariffs.reading import read_rows
from ledger.vocabulary.errors import NotFound

COLUMNS = ("year", "code", "name", "unit", "tariff", "source")
COMBINATION_COLUMNS = ("year", "code", "leveringsvorm", "zorgprofiel", "source")

PGB_MAXIMA = "pgb_maxima.csv"
"""The most a pgb may be per zorgprofiel and year (Rlz), housekeeping included."""

DEMO = "demo.csv"
"""Amounts for the demo only; the source of every row says so."""


@dataclass(frozen=True, slots=True)
class Tariff:
    """An amount in whole cents per `unit` (jaar, week, dag, uur), valid in one calendar year."""

    year: int
    code: str
    name: str
    unit: str
    cents: int
    source: str

    @property
    def is_demo(self) -> bool:
        """Tell whether the amount was made up for the demo."""
        return self.source.startswith("demo")


class TariffTable(Mapping[tuple[int, str], Tariff]):
    """Tariffs by year and code."""

    def __init__(self, tariffs: Iterable[Tariff]) -> None:
        self._tariffs: dict[tuple[int, str], Tariff] = {}
        for tariff in tariffs:
            key = (tariff.year, tariff.code)
            if key in self._tariffs:
                raise ValueError(f"{tariff.code} stands twice in {tariff.year}")
            self._tariffs[key] = tariff

    def __getitem__(self, key: tuple[int, str]) -> Tariff:
        return self._tariffs[key]

    def __iter__(self) -> Iterator[tuple[int, str]]:
        return iter(self._tariffs)

    def __len__(self) -> int:
        return len(self._tariffs)

    def in_year(self, year: int, code: str) -> Tariff:
        """Return the amount that holds in a year; without one it is an error, never the nearest year."""
        found = self._tariffs.get((year, code))
        if found is None:
            raise NotFound("tariff-unknown", f"Voor {code} is in {year} geen bedrag bekend. Voeg het toe.", "code")
        return found


def read(name: str) -> TariffTable:
    """Read one of the tables that come with the program."""
    rows, problems = read_rows((files("ledger.tariffs") / name).read_bytes(), COLUMNS)
    if problems:
        raise ValueError(f"{name}: {problems[0].message}")
    return TariffTable(_tariff(row.cells) for row in rows)


def _tariff(row: dict[str, str]) -> Tariff:
    cents = Decimal(row["tariff"]) * 100
    if cents != int(cents):
        raise ValueError(f"{row['code']}: {row['tariff']} is not in whole cents")
    return Tariff(int(row["year"]), row["code"], row["name"], row["unit"], int(cents), row["source"])
