"""Names, birth dates and test numbers of people who do not exist."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from random import Random

from ledger.demo.population import rows

KEPT_FREE = 91
"""The first test numbers stay free for examples and tests that bring their own clients."""

_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2)

_BETWEEN = (
    "",
    "",
    "",
    "",
    "van ",
    "van de ",
    "van der ",
    "van den ",
    "de ",
    "ter ",
    "ten ",
    "in 't ",
    "op de ",
)


@lru_cache
def parts_of_names(kind: str) -> tuple[str, ...]:
    """Return the words names are made of: first names 'ouder' and 'jonger', last names 'begin' and 'eind'."""
    return tuple(row["deel"] for row in rows("namen.csv") if row["soort"] == kind)


@dataclass(frozen=True, slots=True)
class Person:
    """An invented person; beyond the nine thousand test numbers there is no BSN."""

    name: str
    birth_date: date
    bsn: str | None


def bsns_for_tests() -> list[str]:
    """Return the BSNs 999900006 up to 999999990 that pass the 11-test and are not kept free."""
    numbers = []
    for first_eight in range(99990000, 100000000):
        check = sum(w * int(digit) for w, digit in zip(_WEIGHTS, str(first_eight), strict=True)) % 11
        if check < 10:
            numbers.append(f"{first_eight}{check}")
    return [number for number in numbers if "999900006" <= number <= "999999990"][KEPT_FREE:]


def invent(chance: Random, sector: str, bsn: str | None, born_before: date) -> Person:
    """Make up somebody of an age that fits the sector: vv mostly 75 to 98, ghz 18 to 75."""
    if sector == "vv":
        age = chance.triangular(75, 98, 86) if chance.random() < 0.94 else chance.uniform(58, 75)
    else:
        age = chance.uniform(18, 75)
    first = chance.choice(parts_of_names("ouder" if age > 60 else "jonger"))
    birth_date = born_before - timedelta(days=int(age * 365.25))
    return Person(f"{first} {_last_name(chance)}", birth_date, bsn)


def _last_name(chance: Random) -> str:
    begin, end = parts_of_names("begin"), parts_of_names("eind")
    return f"{chance.choice(_BETWEEN)}{chance.choice(begin)}{chance.choice(end)}"
