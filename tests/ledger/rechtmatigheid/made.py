"""Facts made by hand for the pure rules: one client, one provider, March 2026; `changes` say what is different."""

from datetime import date
from typing import Any

from ledger.rechtmatigheid.case import Case, Rights
from ledger.rechtmatigheid.facts import Chosen, Entitled, Given, Line, Month
from ledger.rechtmatigheid.register import Register, Registers
from ledger.vocabulary.periods import Period

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
TODAY = date(2026, 7, 1)
LATEST = 1_000
"""The position up to which everything is known."""


def a_line(**changes: Any) -> Line:
    """A line of € 56,70 for an hour of H126 on 4 March 2026 that was approved."""
    facts: dict[str, Any] = {
        "declaration": "d1",
        "line": "1",
        "client": "c1",
        "provider": "p1",
        "region": "Rotterdam",
        "prestatie": "H126",
        "first": date(2026, 3, 4),
        "last": date(2026, 3, 4),
        "quantity": 60,
        "unit": "minuut",
        "eurocent": 5670,
        "left": 5670,
        "status": "approved",
        "received": date(2026, 4, 2),
        "recorded": date(2026, 4, 2),
        "events": (90,),
    }
    return Line(**facts | changes)


def a_delivery(**changes: Any) -> Given:
    """An hour of H126 on 4 March 2026, written down that day."""
    facts: dict[str, Any] = {
        "levering": "l1",
        "client": "c1",
        "provider": "p1",
        "on": date(2026, 3, 4),
        "starts_at": None,
        "prestatie": "H126",
        "activity": None,
        "minutes": 60,
        "group_size": None,
        "given_by": "m1",
        "recorded": date(2026, 3, 4),
        "events": (80,),
    }
    return Given(**facts | changes)


def rights(**changes: Any) -> Rights:
    """A client with an indicatie for 4VV at home in the whole of 2026."""
    facts: dict[str, Any] = {
        "region": "Rotterdam",
        "registered": date(2026, 1, 1),
        "born": date(1940, 5, 6),
        "died_on": None,
        "bsn": "valid",
        "entitled": (Entitled(YEAR, 1, "4VV", (2,)),),
        "forms": (Chosen(YEAR, "mpt", 3),),
        "events": (1,),
    }
    return Rights(**facts | changes)


def a_case(*things: Line | Given, **changes: Any) -> Case:
    """The case of this client, with lines and deliveries in the months in which they have a day."""
    lines: dict[tuple[int, int], dict[str, Line]] = {}
    given: dict[tuple[int, int], dict[str, Given]] = {}
    for one in things:
        if isinstance(one, Given):
            given.setdefault((one.on.year, one.on.month), {})[one.levering] = one
            continue
        for month in range(one.first.year * 12 + one.first.month, one.last.year * 12 + one.last.month + 1):
            lines.setdefault(((month - 1) // 12, (month - 1) % 12 + 1), {})[one.key] = one
    facts: dict[str, Any] = {
        "client": "c1",
        "upto": LATEST,
        "today": TODAY,
        "rights": rights(),
        "register": Register(Registers(), LATEST),
        "lines": lines,
        "given": given,
    }
    return Case(**facts | changes)


def a_month(*lines: Line, **changes: Any) -> Month:
    """March 2026 of this client, with these lines."""
    facts: dict[str, Any] = {
        "client": "c1",
        "first": date(2026, 3, 1),
        "last": date(2026, 3, 31),
        "lines": lines,
        "pgb": (),
    }
    return Month(**facts | changes)
