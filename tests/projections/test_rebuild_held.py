"""A rebuild is held to what it dealt out, to its lock and to its own folds."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import Connection, update

from ledger.vocabulary.errors import LedgerError
from projections.rebuilding import build, spilling, switching
from projections.rebuilding.exclusive import only_one
from projections.tables import builds
from tests.houses import do
from tests.ledger.lines import spend
from tests.projections.rebuilding import folded, stored
from tests.projections.test_rebuild_stopped import goes_on, lived, stopped
from web.composition import House

__all__ = ["lived"]


class TestWhatWasDealtOut:
    def test_has_to_be_there_whole(self, lived: House, monkeypatch: pytest.MonkeyPatch) -> None:
        """Somebody cleaned up the folder for temporary files: no part may pass for empty."""
        deal = spilling.deal

        def cleaned_up(database_url: str, folder: Path, *told: Any) -> Any:
            found = deal(database_url, folder, *told)
            for piece in folder.iterdir():
                piece.unlink()
            return found

        with monkeypatch.context() as patch:
            patch.setattr("projections.rebuilding.rebuild.deal", cleaned_up)
            error = stopped(lived)
        assert error.code == "rebuild-stopped"
        assert "gebeurtenissen teruggevonden" in error.message
        assert goes_on(lived)[0] == 0

    def test_goes_with_the_lock(self, lived: House, monkeypatch: pytest.MonkeyPatch) -> None:
        """PostgreSQL lets go of the lock when its connection is cut; then somebody else may be at work already."""

        @contextmanager
        def cut(database_url: str) -> Iterator[Callable[[], object]]:
            def gone() -> object:
                raise psycopg.OperationalError("terminating connection")

            with only_one(database_url):
                yield gone

        with monkeypatch.context() as patch:
            patch.setattr("projections.rebuilding.rebuild.only_one", cut)
            assert stopped(lived).code == "rebuild-stopped"
        assert stored(lived) == folded(lived)


class TestABuildByAnotherProgram:
    def test_is_not_followed(self, lived: House, monkeypatch: pytest.MonkeyPatch) -> None:
        """An older web server would fold into the new tables as it always did, and nothing would show it."""
        follow, differences = switching.follow, switching.differences

        def by_another(connection: Connection, new: build.Build) -> build.Build:
            marks = ",".join("0" * 16 for _ in new.projections)
            connection.execute(update(builds).where(builds.c.number == new.number).values(folds=marks))
            return follow(connection, new)

        def while_a_server_writes(connection: Connection, new: build.Build) -> Any:
            do(lived, spend("e-old", "0.01", budget="b-4"))
            lived.runner.catch_up()
            return differences(connection, new)

        lived.runner.catch_up()
        with monkeypatch.context() as patch:
            patch.setattr("projections.rebuilding.rebuild.follow", by_another)
            patch.setattr("projections.rebuilding.rebuild.differences", while_a_server_writes)
            with pytest.raises(LedgerError) as why:
                lived.rebuild()
        assert why.value.code == "rebuild-left-behind"
        assert stored(lived) == folded(lived)
