"""How many days of absence may be declared, by kind, as dated data with the source of each.

`opname`: admitted elsewhere. `vakantie` and `elders` are counted together in a calendar year. `logeren`: a stay with
family or respite care of somebody with a vpt; the sources name no number of days for it, so there is none here.

`elders` is somewhere else for another reason, which is not told: detention, of which the sources speak, is criminal-law
data (AVG article 10), and the number of days does not need it.
"""

from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

import msgspec

from ledger.tariffs.reading import read_rows

AbsenceKind = Literal["opname", "vakantie", "elders", "logeren"]
Per = Literal["stretch", "year"]
"""Counted over one absence from beginning to end, also into another year; or over a calendar year."""

LIMITS = "afwezigheid.csv"
COLUMNS = ("kind", "days", "per", "together", "beyond", "from", "source", "edition")


class AbsenceLimit(msgspec.Struct, frozen=True):
    """The most days that may be declared of a kind, from a first day on.

    `kinds` are the kinds that are counted together, this one included. With `permission` the zorgkantoor may allow
    more, on its own motion or when it is asked in time.
    """

    kind: AbsenceKind
    days: int
    per: Per
    kinds: tuple[AbsenceKind, ...]
    permission: bool
    first: date
    source: str
    edition: str


def absence_limits(kind: AbsenceKind, on: date) -> tuple[AbsenceLimit, ...]:
    """Return the limits of a kind that hold on a day, the latest of each way of counting.

    None when no limit is known for that day: the nearest is never taken.

    >>> [(one.days, one.per) for one in absence_limits("vakantie", date(2026, 7, 1))]
    [(14, 'stretch'), (42, 'year')]
    >>> absence_limits("opname", date(2022, 12, 31)), absence_limits("logeren", date(2026, 7, 1))
    ((), ())
    """
    known = [one for one in every_absence_limit() if one.kind == kind and one.first <= on]
    latest: dict[Per, AbsenceLimit] = {}
    for one in sorted(known, key=lambda limit: limit.first):
        latest[one.per] = one
    return tuple(latest[per] for per in get_args(Per) if per in latest)


@cache
def every_absence_limit() -> tuple[AbsenceLimit, ...]:
    """Return the whole table, in its order."""
    rows, problems = read_rows((files("ledger.tariffs") / LIMITS).read_bytes(), COLUMNS)
    if problems:
        raise ValueError(f"{LIMITS}: {problems[0].message}")
    return tuple(_limit(row.cells) for row in rows)


def _limit(row: dict[str, str]) -> AbsenceLimit:
    facts = {
        "kind": row["kind"],
        "days": int(row["days"]),
        "per": row["per"],
        "kinds": (row["kind"], *row["together"].split()),
        "permission": row["beyond"] == "permission",
        "first": row["from"],
        "source": row["source"],
        "edition": row["edition"],
    }
    return msgspec.convert(facts, AbsenceLimit)
