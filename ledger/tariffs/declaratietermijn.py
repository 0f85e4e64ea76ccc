"""By when care of a month is to be declared: so many working days after it, as dated data with its source.

A working day is a day that is no Saturday, no Sunday and none of the days of the Algemene termijnenwet (article 3: the
generally recognised holidays, 5 May of every year, and Good Friday, which counts as one).
"""

from datetime import date
from functools import cache
from importlib.resources import files

import msgspec

from ledger.tariffs.reading import read_rows
from ledger.vocabulary.prorata import ONE_DAY

TERMS = "declaratietermijn.csv"
COLUMNS = ("working_days", "from", "source", "edition")
_SATURDAY = 5


class Declaratietermijn(msgspec.Struct, frozen=True):
    """In how many working days after its month care is declared, for care from a first day on."""

    working_days: int
    first: date
    source: str
    edition: str


def last_day_to_declare(on: date) -> date | None:
    """Return the last day on which care of a day is declared in time; None when no term is known for that day.

    >>> last_day_to_declare(date(2026, 3, 31)), last_day_to_declare(date(2026, 4, 1))
    (datetime.date(2026, 4, 28), datetime.date(2026, 5, 28))
    >>> last_day_to_declare(date(2022, 12, 31))
    """
    known = [one for one in every_term() if one.first <= on]
    if not known:
        return None
    return _after_month(on.year, on.month, max(known, key=lambda one: one.first).working_days)


def is_working_day(on: date) -> bool:
    """Tell whether a day is a working day.

    >>> [is_working_day(date(2026, 4, day)) for day in (2, 3, 4, 7)]
    [True, False, False, True]
    """
    return on.weekday() < _SATURDAY and on not in _holidays(on.year)


@cache
def every_term() -> tuple[Declaratietermijn, ...]:
    """Return the whole table, in its order."""
    rows, problems = read_rows((files("ledger.tariffs") / TERMS).read_bytes(), COLUMNS)
    if problems:
        raise ValueError(f"{TERMS}: {problems[0].message}")
    return tuple(
        Declaratietermijn(
            int(row.cells["working_days"]),
            date.fromisoformat(row.cells["from"]),
            row.cells["source"],
            row.cells["edition"],
        )
        for row in rows
    )


@cache
def _after_month(year: int, month: int, working_days: int) -> date:
    day = date(year + month // 12, month % 12 + 1, 1)
    while True:
        working_days -= is_working_day(day)
        if not working_days:
            return day
        day += ONE_DAY


@cache
def _holidays(year: int) -> frozenset[date]:
    from holidays import country_holidays  # it takes a tenth of a second, and few programs ask for a working day

    return frozenset(country_holidays("NL", years=year, categories=("public", "optional")))
