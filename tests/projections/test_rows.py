"""Rows in memory and rows in the database are the same to a fold."""

import itertools
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, Integer, MetaData, String, Table, select

from projections.rows import MemoryRows, Row, Rows, at_or_new, key_of
from projections.stored_rows import StoredRows
from projections.tables import Moment
from web.composition import House

metadata = MetaData()
shelf = Table(
    "test_shelf",
    metadata,
    Column("place", String, primary_key=True),
    Column("row", Integer, primary_key=True),
    Column("what", String),
    Column("count", Integer),
    Column("at", Moment()),
)

keys = st.tuples(st.sampled_from(["a", "b"]), st.integers(1, 3))
steps = st.lists(
    st.tuples(st.sampled_from(["look", "set", "count"]), keys, st.none() | st.text("xyz", max_size=3)), max_size=25
)


def walk(rows: Rows, part: list[tuple[str, tuple[str, int], str | None]]) -> list[Row | None]:
    """Look, set and count, as folds do; return what was seen on the way."""
    seen: list[Row | None] = []
    for do, (place, row), what in part:
        if do == "look":
            found = rows.get(shelf, (place, row))
            seen.append(None if found is None else dict(found))
        else:
            new = {"place": place, "row": row, "what": None, "count": 0, "at": None}
            here = at_or_new(rows, shelf, new)
            here.update({"what": what} if do == "set" else {"count": here["count"] + 1})
    return seen


class TestRows:
    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(steps=steps, cuts=st.lists(st.integers(0, 25), max_size=4))
    def test_in_the_database_are_those_in_memory(self, house: House, steps: list[Any], cuts: list[int]) -> None:
        """However the walk is cut into batches: the same is seen on the way, and the same is there in the end."""
        metadata.drop_all(house.engine)
        metadata.create_all(house.engine)
        memory = MemoryRows()
        expected = walk(memory, steps)
        seen: list[Row | None] = []
        ends = [0, *sorted(cuts), len(steps)]
        for start, end in itertools.pairwise(ends):
            with house.engine.begin() as connection:
                stored = StoredRows(connection)
                seen += walk(stored, steps[start:end])
                stored.write()
        assert seen == expected
        with house.engine.connect() as connection:
            found = [dict(row) for row in connection.execute(select(shelf)).mappings()]
        metadata.drop_all(house.engine)
        by_key = {key_of(shelf)(row): row for row in found}
        assert by_key == {key_of(shelf)(row): row for row in memory.all(shelf)}

    def test_keep_moments_to_the_microsecond_in_utc(self, house: House) -> None:
        """Also when they were told in another zone."""
        moment = datetime(2026, 3, 4, 10, 15, 0, 123456, tzinfo=UTC)
        metadata.create_all(house.engine)
        told = moment.astimezone(timezone(timedelta(hours=5)))
        with house.engine.begin() as connection:
            stored = StoredRows(connection)
            empty = dict.fromkeys(shelf.columns.keys())
            stored.add(shelf, empty | {"place": "a", "row": 1, "at": told})
            stored.add(shelf, empty | {"place": "a", "row": 2})
            stored.write()
            rows = connection.execute(select(shelf.c.at).order_by(shelf.c.row)).scalars().all()
        metadata.drop_all(house.engine)
        assert rows == [moment, None]
        assert rows[0].tzinfo is UTC

    def test_in_memory_are_told_in_the_order_in_which_they_came(self) -> None:
        """A replay has no database to sort them."""
        memory = MemoryRows()
        for row in (3, 1, 2):
            memory.add(shelf, {"place": "a", "row": row})
        assert [row["row"] for row in memory.all(shelf)] == [3, 1, 2]
        assert memory.get(shelf, ("a", 9)) is None
