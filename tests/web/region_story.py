"""What the region and its auditors look at: an envelope with corrections, agreements, declarations; all invented."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import msgspec

from ledger.vocabulary.clock import SetClock
from tests.databases import Databases
from tests.houses import START, copied_house, do
from tests.web.story import tell
from web.composition import House


@contextmanager
def regional_house(databases: Databases, clock: SetClock) -> Iterator[House]:
    """Open a house in which both stories were told; the clock stands an hour after the start of the tests' day."""

    def fill(house: House) -> None:
        tell(house)
        tell_region(house)

    clock.moment = START + timedelta(hours=1)
    with copied_house(databases, clock, "regional", fill) as house:
        yield house


def tell_region(house: House) -> None:
    """Add the money side of Rotterdam 2026 to a house in which the small story was told.

    Dutch time: 11.20 the envelope, 11.21 declared, 11.22 judged, 11.23 credited and corrected.
    """
    clock = house.clock
    assert isinstance(clock, SetClock)
    for step, commands in enumerate((_envelope(), _declared(), _judged(), _corrected())):
        clock.moment = START.replace(minute=20 + step)
        do(house, *commands)


def of_lines(house: House, *lines: str) -> list[int]:
    """Where what happened to some lines of d1 was recorded, and what was found against them. 1 and 3 are of c1."""
    told = ((one.position, msgspec.json.decode(one.state)) for one in house.ledger.records(0))
    return [position for position, one in told if one.get("declaration") == "d1" and one.get("line") in lines]


def _envelope() -> list[dict[str, Any]]:
    ruimte = {"region": "Rotterdam", "year": 2026}
    agree = {"do": "agree_with_provider", **ruimte, "ground": "Zorgovereenkomst 2026"}
    return [
        {"do": "set_contracteerruimte", **ruimte, "amount": {"EUR": "10000.00"}, "ground": "Voorlopige kaderbrief"},
        {**agree, "provider": "p1", "amount": {"EUR": "6000.00"}},
        {**agree, "provider": "p9", "amount": {"EUR": "100.00"}},
        {
            "do": "set_contracteerruimte",
            "region": "Rotterdam",
            "year": 2025,
            "amount": {"EUR": "9000.00"},
            "ground": "Definitieve kaderbrief",
        },
        {
            "do": "set_contracteerruimte",
            "region": "Utrecht",
            "year": 2026,
            "amount": {"EUR": "7777.00"},
            "ground": "Voorlopige kaderbrief",
        },
    ]


def _declared() -> list[dict[str, Any]]:
    line = {"prestatie": "H126", "quantity": "1:00", "unit": "UUR"}
    month = ["2026-02-01", "2026-02-28"]
    return [
        {
            "do": "submit_declaration",
            "declaration": "d1",
            "provider": "p1",
            "period": month,
            "lines": [
                {**line, "line": "1", "client": "c1", "on": "2026-02-03", "amount": {"EUR": "60.00"}},
                {**line, "line": "2", "client": "c2", "on": "2026-02-04", "amount": {"EUR": "75.50"}},
                {**line, "line": "3", "client": "c1", "on": "2026-02-05", "amount": {"EUR": "40.25"}},
            ],
        },
        {
            "do": "submit_declaration",
            "declaration": "d9",
            "provider": "p9",
            "period": month,
            "lines": [{**line, "line": "1", "client": "c9", "on": "2026-02-06", "amount": {"EUR": "125.00"}}],
        },
    ]


def _judged() -> list[dict[str, Any]]:
    return [
        {"do": "approve_declaration", "declaration": "d1", "lines": ["1", "2"]},
        {"do": "refuse_declaration", "declaration": "d1", "lines": ["3"], "retourcode": "0553"},
        {"do": "approve_declaration", "declaration": "d9", "lines": ["1"]},
    ]


def _corrected() -> list[dict[str, Any]]:
    return [
        {
            "do": "credit_line",
            "declaration": "d1",
            "line": "2",
            "credit": "2c",
            "amount": {"EUR": "20.50"},
            "reason": "korter dan gepland",
        },
        {
            "do": "correct_contracteerruimte",
            "region": "Rotterdam",
            "year": 2026,
            "amount": {"EUR": "-2500.00"},
            "ground": "artikel 49e Wmg",
            "motivation": "Herschikking tussen regio's",
            "source": "demo: verzonnen besluit",
        },
    ]
