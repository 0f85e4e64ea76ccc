"""What the tests of rebuilding share: a house with some lives in it, and its rows, stored and folded in memory."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from sqlalchemy import inspect, select, text

from ledger.commands.catalogue import COMMANDS
from projections.catalogue import PROJECTIONS
from projections.projection import Projection
from projections.rebuilding.rebuild import Rebuild
from projections.replaying import replay
from projections.running.runner import Runner
from tests.houses import do
from tests.ledger.lines import FAMILY, budget, client, correct, indicatie, reserve, spend
from web.composition import House

Found = Mapping[str, Counter[tuple[Any, ...]]]
LIVES = 6


def live_together(house: House) -> None:
    """A family, and some clients who all spend a little; every projection has seen it."""
    do(house, *FAMILY, *LINES)
    for number in range(LIVES):
        who, pot = f"c-{number}", f"b-{number}"
        do(house, client(who), indicatie(1, client=who), budget(pot, "9.00") | {"client": who})
        do(house, *(spend(f"{pot}-e{place}", "0.10", budget=pot) for place in range(3)))
    house.runner.catch_up()


def in_small_parts(patch: pytest.MonkeyPatch, part: int = 8) -> None:
    """Let a rebuild cut the log into parts of so many events, about, by fewer samples than a large one."""
    patch.setattr("projections.rebuilding.rebuild.PART", part)
    patch.setattr("ledger.scanning.SAMPLES_PER_PART", 2)


def stored(house: House, projections: Sequence[Projection] = PROJECTIONS) -> Found:
    """Return the rows of every table."""
    tables = [table for projection in projections for table in projection.tables]
    with house.engine.connect() as connection:
        return {table.name: Counter(tuple(row) for row in connection.execute(select(table))) for table in tables}


def folded(house: House, projections: Sequence[Projection] = PROJECTIONS) -> Found:
    """Fold the whole log in memory, by itself; return the rows that every table should hold."""
    head = house.ledger.head()
    rows = replay(house.settings.database_url, projections, head.position if head else 0).rows
    tables = [table for projection in projections for table in projection.tables]
    return {
        table.name: Counter(tuple(row[c.name] for c in table.columns) for row in rows.all(table)) for table in tables
    }


def rebuild_of(house: House, *projections: Projection, workers: int = 1) -> Rebuild:
    """Return a rebuild of only some projections."""
    return Rebuild(Runner(house.ledger, house.engine, projections), house.settings.database_url, workers)


def left_over(house: House) -> list[str]:
    """Return the tables that belong to no projection: of builds, and those that were replaced."""
    return sorted(name for name in inspect(house.engine).get_table_names() if "__" in name)


def by_hand(house: House, statement: str) -> None:
    """Change the database behind everybody's back."""
    with house.runner.writing.begin() as connection:
        connection.execute(text(statement))


LINES = (
    {"do": "set_value", "provider": "p1", "unit": "PUNT", "value": {"EUR": "12.50"}, "from": "2026-01-01"},
    reserve("r1", "2.00"),
    spend("e1", "1.00", from_reservation="r1"),
    correct("e1", "0.50"),
    {"do": "question_entry", "budget": "b1", "entry": "e1", "text": "Klopt dit?"},
    {"do": "submit_declaration"} | COMMANDS["submit_declaration"].EXAMPLE,
    {"do": "set_contracteerruimte"} | COMMANDS["set_contracteerruimte"].EXAMPLE,
)
