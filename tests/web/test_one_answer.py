"""A position says one thing, whatever is set aside: from the tables, from the log, ever after; or it tells what misses."""

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from fastapi import FastAPI
from sqlalchemy import text

from ledger.events import Declaration
from ledger.recorder import EVENTS_TABLE
from ledger.vocabulary.actor import SYSTEM
from ledger.vocabulary.clock import SetClock
from ledger.vocabulary.errors import Refused
from projections.audit_trail.queries import Asked, count, timeline
from projections.client_budget.fold import CLIENT_BUDGET
from projections.provider_totals.fold import PROVIDER_TOTALS
from projections.rows import Recorded, Rows
from tests.databases import Databases
from tests.houses import do
from tests.projections.parked import Fails, failing_runner
from tests.web.client import main_text
from tests.web.conftest import LogIn
from tests.web.keys import system
from tests.web.region_story import regional_house
from tests.web.test_operator import MISSES
from web.answers import Answer
from web.app import create_app
from web.composition import House
from web.declarations import declarations_of
from web.differences.answers import compared_answer
from web.differences.comparing import about_of, compared
from web.explaining.asking import explanation_of
from web.questions import balance_of, history_of, totals_of

LINE = {"line": "1", "client": "c1", "prestatie": "H126", "on": "2026-03-02", "quantity": 3, "amount": {"EUR": "225.00"}}
"""What the stream that is set aside says."""


@pytest.fixture
def region(databases: Databases, clock: SetClock) -> Iterator[House]:
    """A region with declarations of two providers, and one more of p1 that no projection has folded."""
    with regional_house(databases, clock) as house:
        house.runner.catch_up()
        yield house


def declare(house: House, id: str) -> int:
    """Declare a line at p1; return the last position."""
    period = ["2026-03-01", "2026-03-31"]
    do(house, {"do": "submit_declaration", "declaration": id, "provider": "p1", "period": period, "lines": [LINE]})
    return last_of(house)


def last_of(house: House) -> int:
    head = house.ledger.head()
    assert head is not None
    return head.position


def move_on(house: House) -> None:
    do(house, {"do": "register_provider", "provider": "p8", "name": "Later"})


def parks(*projections: str, stream: str = "declaration-late") -> Fails:
    return lambda name, at: name in projections and at.stream == stream


def answers(house: House, as_of: str | None) -> dict[str, Answer]:
    """Everything that is told about p1 and c1."""
    found = compared(house, SYSTEM, about_of(None, "p1", None), "1", as_of)
    return {
        "totals": totals_of(house, SYSTEM, "p1", as_of=as_of),
        "region": totals_of(house, SYSTEM, region="Rotterdam", as_of=as_of),
        "declarations": declarations_of(house, SYSTEM, "p1", as_of=as_of),
        "history": history_of(house, SYSTEM, "c1", as_of),
        "diff": compared_answer(house.ledger, found),
        "explained": explanation_of(house, SYSTEM, "provider:p1.declared@2026-03", as_of=as_of, depth=4),
    }


class TestWhatIsParked:
    def test_counts_all_the_same(self, region: House) -> None:
        """Now, at the position where the tables stand, and of that position once there is more: one answer."""
        declare(region, "early")
        region.runner.catch_up()
        last = declare(region, "late")
        expected = {**answers(region, str(last))}
        region.runner.catch_up()
        with_all = answers(region, None)
        assert with_all == expected

    @pytest.mark.parametrize("projections", [("provider_totals",), ("audit_trail",), ("provider_totals", "audit_trail")])
    def test_is_told_as_if_it_were_not(self, region: House, projections: tuple[str, ...]) -> None:
        last = declare(region, "late")
        failing_runner(region, parks(*projections)).catch_up()
        assert {one.stream for one in region.conditions().parked} == {"declaration-late"}
        now, at = answers(region, None), answers(region, str(last))
        move_on(region)
        after = answers(region, str(last))
        assert now == at == after
        assert "misses_since" not in str(after)
        assert now["declarations"]["declared"] == now["totals"]["totals"][0]["declared"]
        assert "late" in str(now["history"])
        for one in region.conditions().parked:
            release(region, one.stream)
        assert answers(region, str(last)) == after

    def test_halfway_is_told_as_if_it_were_not(self, region: House) -> None:
        """The tables hold what came before: that is not counted twice."""
        declare(region, "late")
        region.runner.catch_up()
        do(region, {"do": "approve_declaration", "declaration": "late", "lines": ["1"]})
        last = last_of(region)
        failing_runner(region, parks("provider_totals", "audit_trail")).catch_up()
        now = answers(region, None)
        assert len(region.conditions().parked) == 2
        move_on(region)
        assert answers(region, str(last)) == now

    def test_is_counted_in_a_trail(self, region: House) -> None:
        """The number above a timeline is that of its lines, and whom it does not concern sees none of it."""
        declare(region, "late")
        region.runner.catch_up()
        do(region, {"do": "approve_declaration", "declaration": "late", "lines": ["1"]})
        failing_runner(region, parks("audit_trail")).catch_up()
        with region.reading() as connection:
            for kind, id in (("client", "c1"), ("declaration", "late"), ("client", "c2"), ("provider", "p9")):
                for upto in (None, last_of(region), last_of(region) - 1):
                    asked = Asked(kind, id, upto)
                    lines = timeline(connection, region.ledger, asked)
                    assert count(connection, region.ledger, asked) == len(lines)
                    assert any(one.stream == "declaration-late" for one in lines) == (id in ("c1", "late"))
