"""The stock path does the work of ours: the same rows."""

import pytest

from projections.tables import projection_positions
from tests.bench.kept import house_at
from tests.bench.region import Shape, write_region
from tests.bench.stock import stock_rate
from tests.databases import Databases
from tests.ledger.tables import Rows, all_rows

CLIENTS = 3


def rows_of(databases: Databases, how: str) -> Rows:
    """All rows that one of both ways makes of the same log."""
    url = databases.fresh_database()
    with house_at(url) as house:
        write_region(url, house.keyring.master, Shape.of(CLIENTS))
        if how == "ours":
            house.runner.catch_up()
    if how == "stock":
        assert stock_rate(url) > 0
    with house_at(url) as house:
        found = all_rows(house)
        del found[projection_positions.name]  # the library keeps its own
    databases.drop(url)
    return found


@pytest.mark.slow
def test_the_stock_path_makes_the_same_rows(databases: Databases) -> None:
    """Row by row, on both databases."""
    assert rows_of(databases, "stock") == rows_of(databases, "ours")
