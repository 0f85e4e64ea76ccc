"""A rebuild that is stopped, by whatever: a clear message, live rows untouched, and it goes on where it was."""

import errno
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import event, insert
from sqlalchemy import table as bare
from sqlalchemy.sql import column

from ledger import pieces
from ledger.events import VirtualBudget
from ledger.recorder import PostgresLog, SQLiteLog
from ledger.vocabulary.clock import SetClock
from ledger.vocabulary.errors import Conflict, LedgerError
from projections import catalogue
from projections.catalogue import PROJECTIONS
from projections.client_budget.fold import CLIENT_BUDGET
from projections.rebuilding import build, bulk, spilling
from projections.rebuilding import rebuild as rebuilding
from projections.rebuilding.exclusive import only_one
from tests.databases import Databases
from tests.houses import copied_house, do
from tests.ledger.lines import spend
from tests.projections.rebuilding import by_hand, folded, in_small_parts, left_over, live_together, rebuild_of, stored
from web.composition import House

FULL = OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def lived(databases: Databases, clock: SetClock, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[House]:
    """A house with some lives in it, whose log is cut into several parts, on both databases."""
    in_small_parts(monkeypatch)
    monkeypatch.setattr("projections.rebuilding.rebuild.gettempdir", lambda: str(tmp_path))
    with copied_house(databases, clock, "lives together", live_together) as house:
        yield house


def folders(house: House) -> list[str]:
    """Return what was dealt out and not removed."""
    beside = rebuilding._folders(house.settings.database_url)
    return [path.name for path in beside.parent.iterdir() if path.name.startswith(beside.name)]


def stopped(house: House) -> LedgerError:
    """Rebuild, and return why it stopped; no live row differs by it, and nothing that was dealt out lies about."""
    before = stored(house)
    with pytest.raises(LedgerError) as why:
        house.rebuild()
    assert stored(house) == before
    assert folders(house) == []
    return why.value


def goes_on(house: House) -> list[int]:
    """Give the same command again; return which parts were folded."""
    parts: list[int] = []
    fold_part = rebuilding._fold_part

    def noted(*told: Any) -> int:
        parts.append(told[-1][0])
        return fold_part(*told)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rebuilding, "_fold_part", noted)
        house.rebuild()
    assert stored(house) == folded(house)
    assert left_over(house) == []
    return parts


def failing(real: Callable[..., Any], call: int, error: Exception) -> Callable[..., Any]:
    """Return a function that does what it did, until it fails."""
    calls = 0

    def failing_once(*told: Any, **more: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == call:
            raise error
        return real(*told, **more)

    return failing_once


class TestAFullDisk:
    def test_leaves_the_parts_that_are_done(self, lived: House, monkeypatch: pytest.MonkeyPatch) -> None:
        """They are not folded again; and the message says what to do."""
        with monkeypatch.context() as patch:
            for one in (bulk._SQLiteBulk, bulk._PostgresBulk):
                patch.setattr(one, "write", failing(one.write, 3, FULL))
            error = stopped(lived)
        assert error.code == "rebuild-stopped"
        assert "No space left on device. De overzichten zijn niet veranderd." in error.message
        assert "geef dezelfde opdracht nog eens" in error.message
        parts = goes_on(lived)
        assert parts[0] == 2
        assert goes_on(lived) == [0, 1, *parts]

    def test_where_the_log_is_dealt_out_leaves_nothing(self, lived: House, monkeypatch: pytest.MonkeyPatch) -> None:
        """The pieces are removed, or the disk would stay full."""
        with monkeypatch.context() as patch:
            patch.setattr(spilling, "write_piece", failing(pieces.write_piece, 1, FULL))
            assert stopped(lived).code == "rebuild-stopped"
        assert goes_on(lived)[0] == 0

    def test_of_the_database_is_told_too(
        self, sqlite_databases: Databases, clock: SetClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A file that may not grow any more."""
        connect: Callable[..., sqlite3.Connection] = sqlite3.connect

        def small(*told: Any, **more: Any) -> sqlite3.Connection:
            file = connect(*told, **more)
            (pages,) = file.execute("PRAGMA page_count").fetchone()
            file.execute(f"PRAGMA max_page_count={pages}")
            return file

        with copied_house(sqlite_databases, clock, "lives together", live_together) as house:
            filler = [spend(f"f{number}", "0.01", budget="b-4", what="x" * 200) for number in range(60)]
            do(house, *filler)
            house.runner.catch_up()
            with monkeypatch.context() as patch:
                patch.setattr("projections.rebuilding.bulk.sqlite3.connect", small)
                error = stopped(house)
            assert error.code == "rebuild-stopped"
            assert "full" in error.message
            goes_on(house)

    def test_after_the_switch_is_told_as_that(self, lived: House, monkeypatch: pytest.MonkeyPatch) -> None:
        """The new rows are in use then; what was replaced is thrown away the next time."""
        with monkeypatch.context() as patch:
            patch.setattr(build, "drop_replaced", failing(build.drop_replaced, 2, FULL))
            error = stopped(lived)
        assert "De nieuwe overzichten zijn al in gebruik." in error.message
        assert left_over(lived)
        goes_on(lived)


class TestADatabaseThatMayOnlyBeRead:
    def test_is_told(self, lived: House) -> None:
        """Nothing is begun."""
        read_only(lived, True)
        error = stopped(lived)
        assert error.code == "rebuild-stopped"
        assert "read" in error.message
        read_only(lived, False)
        goes_on(lived)


class TestAFoldThatRaises:
    def test_is_told_with_the_event_and_the_projection(self, lived: House, monkeypatch: pytest.MonkeyPatch) -> None:
        """With a mended fold a rebuild starts anew."""

        def raising(rows: object, at: object, told: VirtualBudget.Spent) -> None:
            if told.entry == "b-3-e1":
                raise ZeroDivisionError("three of none")

        with monkeypatch.context() as patch:
            broken = replace(CLIENT_BUDGET, folds=dict(CLIENT_BUDGET.folds) | {VirtualBudget.Spent: raising}, version=2)
            patch.setattr(catalogue, "PROJECTIONS", (broken, *PROJECTIONS[1:]))
            before = stored(lived)
            with pytest.raises(LedgerError) as why:
                rebuild_of(lived, *catalogue.PROJECTIONS).run()
            assert stored(lived) == before
        (where,) = (r.position for r in lived.ledger.records(0) if b'"b-3-e1"' in r.state)
        assert why.value.code == "fold-failed"
        assert f"client_budget kan gebeurtenis {where} (budget.spent/1) niet verwerken" in why.value.message
        assert "three of none" in why.value.message
        assert goes_on(lived)[0] == 0

    @pytest.mark.slow
    def test_on_what_cannot_be_read_is_told_too_by_another_process(self, lived: House) -> None:
        """As when a byte of the log was changed; the live rows of other streams go on."""
        record(lived, "budget-b-bad", "budget.spent/1", b'{"recorded_at":"2026-03-04T10:15:00Z"}')
        lived.runner.catch_up()
        before = stored(lived)
        with pytest.raises(LedgerError) as why:
            lived.rebuild(workers=2)
        assert why.value.code == "fold-failed"
        assert f"gebeurtenis {lived.runner.catch_up()} (budget.spent/1)" in why.value.message
        assert stored(lived) == before

    @pytest.mark.slow
    def test_on_an_event_of_a_newer_program_tells_to_update(self, lived: House) -> None:
        """Also from another process."""
        record(lived, "budget-b-new", "budget.spent/99", b'{"recorded_at":"2026-03-04T10:15:00Z"}')
        with pytest.raises(LedgerError) as why:
            lived.rebuild(workers=2)
        assert why.value.code == "topic-unknown"
        assert "Werk dit programma bij" in why.value.message


class TestTwoAtOnce:
    def test_are_not_possible(self, lived: House) -> None:
        """Whoever comes second is told so; giving up what another makes is no more possible."""
        with only_one(lived.settings.database_url):
            assert stopped(lived).code == "rebuild-busy"
            with pytest.raises(Conflict):
                rebuild_of(lived, CLIENT_BUDGET).give_up()
        goes_on(lived)


class TestWhatAKilledRebuildLeft:
    def test_is_removed_by_the_next(self, lived: House) -> None:
        """Folders, and tables that were replaced."""
        beside = rebuilding._folders(lived.settings.database_url)
        left = beside.with_name(f"{beside.name}left")
        left.mkdir()
        (left / "0-0000").write_bytes(b"what the log holds")
        by_hand(lived, "CREATE TABLE client_budget__replaced7 (budget VARCHAR)")
        goes_on(lived)
        assert folders(lived) == []

    def test_is_removed_when_it_is_given_up(self, lived: House, monkeypatch: pytest.MonkeyPatch) -> None:
        """And another rebuild starts from the beginning."""
        with monkeypatch.context() as patch:
            for one in (bulk._SQLiteBulk, bulk._PostgresBulk):
                patch.setattr(one, "write", failing(one.write, 3, FULL))
            stopped(lived)
        assert left_over(lived)
        rebuild_of(lived, *PROJECTIONS).give_up()
        assert left_over(lived) == []
        assert goes_on(lived)[0] == 0


def read_only(house: House, on: bool) -> None:
    """Let the database take nothing any more, or again."""
    if house.engine.dialect.name == "postgresql":
        name = house.engine.url.database
        with psycopg.connect(house.settings.database_url, autocommit=True) as server:
            server.execute("SET default_transaction_read_only = off")
            server.execute(f'ALTER DATABASE "{name}" SET default_transaction_read_only = {"on" if on else "off"}')
        house.engine.dispose()
        return

    def tell(driver: Any, _: Any) -> None:
        driver.execute(f"PRAGMA query_only={int(on)}")

    event.listen(house.engine, "connect", tell)
    house.engine.dispose()


def record(house: House, stream: str, topic: str, state: bytes) -> None:
    """Put an event in the log that no door would have let in."""
    head = house.ledger.head()
    assert head is not None
    number = SQLiteLog.POSITION if house.engine.dialect.name == "sqlite" else PostgresLog.POSITION
    values = {number: head.position + 1, "originator_id": stream, "originator_version": 1, "topic": topic}
    log = bare("ledger_events", *(column(name) for name in (*values, "state")))
    with house.runner.writing.begin() as connection:
        connection.execute(insert(log).values(values | {"state": state}))
