"""Findings that the database leaves out, cuts off and adds up: the same as looking through every one of them."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import insert

from ledger.vocabulary.clock import SetClock
from ledger.vocabulary.periods import Period
from projections.findings.queries import Found, Part, Wanted, findings_in, total_in
from projections.findings.sums import By
from projections.findings.tables import findings
from tests.databases import Databases
from tests.web.region_story import regional_house
from web.composition import House
from web.filters import STATES
from web.portfolio import portfolio_in, portfolio_of

RULES = ("declared-late", "no-indicatie", "no-contract", "doubled")
PROVIDERS, REGIONS = ("p1", "p2", "p9", None), ("Rotterdam", "Utrecht", None)
WAYS: tuple[By, ...] = ("rule", "provider", "month", "state")
START = 10_000
"""Positions after everything that the story of the region recorded."""


def row(random: Random, place: int) -> dict[str, Any]:
    """A finding about anybody, anywhere in two years."""
    first = date(2025, 1, 1) + timedelta(days=random.randrange(700))
    facts: dict[str, Any] = {
        "number": f"{place:016x}",
        "rule": random.choice(RULES),
        "about": "line",
        "item": f"d1/{place}",
    }
    facts |= {"client": random.choice([None, *(f"c{one}" for one in range(25))]), "told": "Zo is het."}
    facts |= {"provider": random.choice(PROVIDERS), "region": random.choice(REGIONS), "declaration": "d1"}
    facts |= {"line": str(place), "first": first, "last": first, "year": first.year, "month": first.month}
    facts |= {"eurocent": random.randrange(100_000), "recovered": random.randrange(100), "judgement": "both"}
    facts |= {"state": random.choice(list(STATES)), "opened_position": START + place, "last_position": START + place}
    return facts


def filters(random: Random) -> Wanted:
    """Some of the filters, each of them or not."""
    since = date(2025, 1, 1) + timedelta(days=random.randrange(700))
    some: dict[str, Any] = {
        "region": random.choice(REGIONS),
        "provider": random.choice(PROVIDERS),
        "rules": frozenset(random.sample(RULES, random.randrange(4))),
        "state": random.choice(list(STATES)),
        "period": Period(since, random.choice([None, since + timedelta(days=200)])),
        "clients": frozenset(f"c{one}" for one in random.sample(range(30), random.randrange(20))),
    }
    return Wanted(**{name: value for name, value in some.items() if random.random() < 0.35})


@pytest.fixture
def many(databases: Databases, clock: SetClock) -> Iterator[House]:
    """Four hundred findings on record."""
    with regional_house(databases, clock) as house:
        random = Random(20260201)
        with house.engine.begin() as connection:
            connection.execute(insert(findings), [row(random, place) for place in range(400)])
        yield house


class TestWhatIsAskedFor:
    def test_is_the_same_as_looking_through_all(self, many: House, monkeypatch: pytest.MonkeyPatch) -> None:
        """Lists, pages of lists, sums and portfolios, for filters drawn by chance."""
        random = Random(7)
        asked = [Wanted(), *(filters(random) for _ in range(60))]
        parts = [Part(), Part(limit=50), Part(limit=50, offset=50), Part(START + 200, 7), Part(START)]
        quick = [answers(many, one, parts) for one in asked]
        for module in ("projections.findings.queries", "web.portfolio"):
            monkeypatch.setattr(f"{module}.is_as_now", lambda connection, wanted, upto: False)
        assert quick == [answers(many, one, parts) for one in asked]
        assert len({lists[0] for lists, _, _ in quick}) > 30

    def test_is_looked_through_when_more_was_recorded_since(self, many: House) -> None:
        """As of the position of the hundredth finding there are a hundred: the last of them too."""
        with many.reading() as connection:
            for upto, count in ((START + 99, 100), (START + 98, 99)):
                total = total_in(connection, many.ledger, Wanted(), upto)
                then = findings_in(connection, many.ledger, Wanted(), upto)
                assert sum(one.opened_position >= START for one in then) == count
                assert total == (len(then), sum(one.eurocent for one in then), sum(one.recovered for one in then))
                found = portfolio_in(connection, many.ledger, Wanted(), upto, "rule")
                assert found == portfolio_of(then, "rule")


def answers(house: House, wanted: Wanted, parts: list[Part]) -> tuple[list[tuple[Found, ...]], Any, Any]:
    """Everything that is asked about findings."""
    with house.reading() as connection:
        lists = [tuple(findings_in(connection, house.ledger, wanted, None, part)) for part in parts]
        portfolios = [portfolio_in(connection, house.ledger, wanted, None, by) for by in WAYS]
        return lists, total_in(connection, house.ledger, wanted), portfolios
