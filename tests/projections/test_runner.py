"""The runner brings every event into every projection exactly once, however it is cut, stopped, or doubled."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from ledger.commands.journal import read_line
from ledger.demo.play import play
from ledger.demo.region import lives
from ledger.events import CATALOGUE
from ledger.vocabulary.actor import SYSTEM
from ledger.vocabulary.clock import SetClock
from ledger.vocabulary.source import Source
from projections import positions
from projections.catalogue import PROJECTIONS
from projections.running.runner import Runner
from projections.tables import projection_positions
from tests.databases import Databases
from tests.houses import copied_house, do
from tests.ledger.lines import FAMILY, spend
from tests.ledger.log.snapshot import read as stored_events
from tests.ledger.tables import Rows, all_rows
from tests.projections.rebuilding import LINES
from web.composition import House

CLIENTS = 6


def live_a_little(house: House) -> None:
    """A few clients of the demo and its two families, with all that happens in a year; no projection has seen it."""
    assert isinstance(house.clock, SetClock)
    play(house.door, house.clock, lives(CLIENTS, 5))


@pytest.fixture
def year(databases: Databases, clock: SetClock) -> Iterator[House]:
    """A year in which nothing was projected yet, on both databases."""
    with copied_house(databases, clock, "a small year", live_a_little) as house:
        yield house


def empty(house: House) -> None:
    """Throw away what was projected, positions too."""
    with house.engine.begin() as connection:
        for projection in PROJECTIONS:
            for table in projection.tables:
                connection.execute(delete(table))
        connection.execute(delete(projection_positions))


def rebuilt(house: House) -> Rows:
    """Fold the whole log anew; return all rows."""
    house.rebuild()
    return all_rows(house)


class TestCatchingUp:
    @settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
    @given(batch=st.integers(7, 300))
    def test_gives_the_rows_of_a_rebuild_whatever_the_size_of_a_batch(self, year: House, batch: int) -> None:
        """A batch that ends between the two sides of a transfer as well."""
        expected = rebuilt(year)
        empty(year)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("projections.running.runner.BATCH", batch)
            assert year.runner.catch_up() == len(year.ledger.records(0, limit=1_000_000))
        assert all_rows(year) == expected

    def test_after_every_single_event_gives_the_rows_of_a_rebuild(self, house: House) -> None:
        """One by one, as on a quiet day; every kind of event of a year among them."""
        for moment in list(lives(1, 5))[:80]:
            house.door.accept(
                [read_line(json.dumps(line).encode()) for line in moment.commands], SYSTEM, Source("journal", "demo")
            )
            house.runner.catch_up()
        grown = all_rows(house)
        assert rebuilt(house) == grown

    def test_twice_changes_nothing(self, year: House) -> None:
        """What was seen is not seen again."""
        year.runner.catch_up()
        once = all_rows(year)
        year.runner.catch_up()
        assert all_rows(year) == once

    def test_by_several_runners_at_once_doubles_nothing(self, year: House, monkeypatch: pytest.MonkeyPatch) -> None:
        """A web server and a command line come for the same events, from the very first one on."""
        monkeypatch.setattr("projections.running.runner.BATCH", 150)
        expected = rebuilt(year)
        empty(year)
        start = Barrier(4)

        def run(_: int) -> int:
            start.wait()
            return Runner(year.ledger, year.engine, PROJECTIONS).catch_up()

        with ThreadPoolExecutor(4) as threads:
            assert len(set(threads.map(run, range(4)))) == 1
        assert all_rows(year) == expected

    def test_while_somebody_rebuilds_ends_in_the_same_rows(self, year: House) -> None:
        """And while new events come in."""
        start = Barrier(3)

        def work(what: int) -> None:
            start.wait()
            if what == 0:
                do(year, *FAMILY_OF_A_TEST)
                for number in range(10):
                    do(year, spend(f"e{number}", "0.10", budget="b-test"))
            elif what == 1:
                year.rebuild()
            else:
                Runner(year.ledger, year.engine, PROJECTIONS).catch_up()

        with ThreadPoolExecutor(3) as threads:
            list(threads.map(work, range(3)))
        year.runner.catch_up()
        grown = all_rows(year)
        assert rebuilt(year) == grown

    def test_that_breaks_off_leaves_the_rows_and_the_position_of_before(
        self, year: House, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The rows and how far they go are written together, or not at all."""
        monkeypatch.setattr("projections.running.runner.BATCH", 100)
        expected = rebuilt(year)
        empty(year)
        calls = 0

        def break_sometimes(*arguments: object) -> None:
            nonlocal calls
            calls += 1
            if calls % 3 == 0:
                raise OSError("the disk is full")
            set_position(*arguments)  # type: ignore[arg-type]

        set_position = positions.set_position
        with monkeypatch.context() as breaking:
            breaking.setattr("projections.running.runner.set_position", break_sometimes)
            for _ in range(4):
                with pytest.raises(OSError, match="disk is full"):
                    year.runner.catch_up()
        year.runner.catch_up()
        assert all_rows(year) == expected


class TestRebuilding:
    def test_twice_gives_the_same_rows(self, year: House) -> None:
        """To the last column of every table; and the year fills nearly all of them."""
        first = rebuilt(year)
        assert rebuilt(year) == first
        assert sum(bool(rows) for rows in first.values()) >= len(first) - 1

    def test_tells_how_far_it_is(self, year: House) -> None:
        """Reading and folding, up to the end."""
        told: list[tuple[str, int, int]] = []
        last = year.rebuild(lambda phase, done, of: told.append((phase, done, of))).position
        assert {phase for phase, done, of in told if done == of == last} == {"read", "fold"}

    def test_of_an_empty_log_gives_no_rows(self, house: House) -> None:
        """Nothing happened yet."""
        assert house.rebuild().position == house.runner.catch_up() == 0
        assert {name for name, rows in all_rows(house).items() if rows} == {"projection_positions"}


class TestTheRowsOfAnotherDatabase:
    @pytest.mark.postgres
    def test_are_the_same(self, request: pytest.FixtureRequest, clock: SetClock) -> None:
        """SQLite and PostgreSQL hold the same figures, days and moments; only what was sealed is sealed anew."""
        found = []
        for name in ("sqlite_databases", "postgres_databases"):
            databases: Databases = request.getfixturevalue(name)
            with copied_house(databases, clock) as house:
                lines = [line | {"command_id": f"k{n}"} for n, line in enumerate([*FAMILY, *LINES])]
                do(house, *lines)
                found.append(rebuilt(house))
        sqlite, postgres = found
        for projection in PROJECTIONS:
            for table in projection.tables:
                sealed = [number for number, column in enumerate(table.columns) if column.name in SEALED]
                assert without(sqlite[table.name], sealed) == without(postgres[table.name], sealed)


class TestProjections:
    def test_care_for_every_event_somewhere(self) -> None:
        """The audit trail tells all of them; nobody folds an event that is not published."""
        folded = {topic for projection in PROJECTIONS for topic in projection.folds_by_topic}
        assert folded == set(CATALOGUE) == set(stored_events())

    def test_have_tables_of_their_own(self) -> None:
        """Throwing one away touches no other."""
        names = [table.name for projection in PROJECTIONS for table in projection.tables]
        assert len(names) == len(set(names))


def without(rows: list[tuple[Any, ...]], columns: list[int]) -> list[tuple[Any, ...]]:
    """Return rows in which some columns tell only whether there is something in them."""
    return [tuple(v is not None if n in columns else v for n, v in enumerate(row)) for row in rows]


SEALED = ("identity", "what", "reason", "text")
FAMILY_OF_A_TEST = (
    {"do": "register_client", "client": "c-test", "region": "Rotterdam"},
    {"do": "grant_indicatie", "client": "c-test", "besluitnummer": 1, "zorgprofiel": "4VV", "from": "2026-01-01"},
    {"do": "open_budget", "budget": "b-test", "client": "c-test", "provider": "p-test", "amount": {"PUNT": "10.00"}}
    | {"from": "2026-01-01", "to": "2026-12-31"},
)
