"""A database that is read-only, full or away: a page says so, nothing is half recorded, and it goes on afterwards."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from fastapi import FastAPI
from psycopg.sql import SQL, Identifier
from sqlalchemy import text, update
from structlog.testing import capture_logs

from ledger.vocabulary.clock import SetClock
from projections.tables import projection_positions
from tests.databases import PostgresDatabases, SqliteDatabases
from tests.houses import copied_house, opened
from tests.ledger.tables import all_rows
from tests.web.client import TestClient, heading, hidden, main_text
from tests.web.conftest import LogIn
from tests.web.keys import system
from tests.web.story import tell
from web.app import create_app
from web.auth.api_keys import create_key
from web.auth.sessions import start_session
from web.auth.visitor import COOKIE
from web.composition import House
from web.unavailable import unavailable_page

SPEND = "/opschrijven/b1"
WALK = {"what": "wandelen met begeleiding", "amount": "2,00", "on": "today", "from_reservation": ""}
LONG = {**WALK, "what": "other", "what_other": "wandelen " * 20}


@contextmanager
def every_connection(monkeypatch: pytest.MonkeyPatch, *says: str) -> Iterator[None]:
    """Let whoever connects to an SQLite file say something first."""
    connect = sqlite3.connect

    def connected(*arguments: Any, **options: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*arguments, **options)
        for pragma in says:
            connection.execute(pragma)
        return connection

    with monkeypatch.context() as patch:
        patch.setattr("sqlite3.connect", connected)
        patch.setattr("sqlite3.dbapi2.connect", connected)
        yield


@contextmanager
def read_only(house: House, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let everybody who comes from now on only read."""
    if house.settings.sqlite_file is not None:
        with every_connection(monkeypatch, "PRAGMA query_only=ON"):
            yield
        return
    name = house.engine.url.database
    assert name is not None
    change = SQL("ALTER DATABASE {} SET default_transaction_read_only = {}")
    with psycopg.connect(house.settings.database_url, autocommit=True) as server:
        server.execute(change.format(Identifier(name), SQL("on")))
        yield
        server.execute("SET default_transaction_read_only = off")
        server.execute(change.format(Identifier(name), SQL("off")))


@contextmanager
def elsewhere_as(house: House, clock: SetClock, somebody: TestClient) -> Iterator[TestClient]:
    """The same person at another process on the same ledger."""
    with opened(house.settings.database_url, clock) as elsewhere:
        yield TestClient(create_app(elsewhere), follow_redirects=False, cookies=somebody.cookies)


@pytest.fixture
def fatma(as_user: LogIn) -> TestClient:
    return as_user("medewerker-17")


class TestReadOnly:
    def test_pages_are_shown_and_nothing_is_taken(
        self, told: House, clock: SetClock, fatma: TestClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Sent again afterwards, the same form counts once."""
        told.runner.catch_up()
        before, form = all_rows(told), {**hidden(fatma.get(SPEND)), **WALK}
        with read_only(told, monkeypatch), elsewhere_as(told, clock, fatma) as reading:
            assert reading.get("/vandaag").status_code == 200
            answer = reading.post(SPEND, data=form)
            assert (answer.status_code, heading(answer)) == (503, "Er kan nu niets worden gewijzigd")
            assert "Uw laatste wijziging is niet opgeslagen." in main_text(answer)
        assert all_rows(told) == before
        for _ in range(2):
            assert fatma.post(SPEND, data=form).status_code == 303
        told.runner.catch_up()
        with told.reading() as connection:
            ids = list(connection.execute(text("SELECT entry FROM client_budget_entry WHERE budget = 'b1'")))
        assert len(ids) == len(set(ids)) == sum(row[0] == "b1" for row in before["client_budget_entry"]) + 1

    def test_what_was_not_folded_yet_waits(
        self, told: House, clock: SetClock, monkeypatch: pytest.MonkeyPatch, as_user: LogIn
    ) -> None:
        """Old figures as if they were new are worse than none; the API says the same."""
        secret = create_key(told.engine, "auditor", "auditor")
        with read_only(told, monkeypatch), elsewhere_as(told, clock, as_user("medewerker-17")) as reading:
            assert reading.get("/vandaag").status_code == 503
            answer = reading.get("/api/v1/totals", headers={"Authorization": f"Bearer {secret}"})
        assert (answer.status_code, answer.json()["error"]["code"]) == (503, "database-read-only")
        assert told.runner.catch_up() == told.conditions().head


class TestFull:
    def test_says_so_and_records_nothing(
        self, sqlite_databases: SqliteDatabases, clock: SetClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """No page more than there are, on a file of SQLite."""
        with copied_house(sqlite_databases, clock, "told", tell) as house:
            house.runner.catch_up()
            token = start_session(house.engine, "medewerker-17", house.clock.now())
            with house.engine.connect() as connection:
                pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
                head = house.conditions().head
            no_more = every_connection(monkeypatch, f"PRAGMA max_page_count={pages}")
            with no_more, opened(house.settings.database_url, clock) as full:
                fatma = TestClient(create_app(full), follow_redirects=False, cookies={COOKIE: token})
                answers = (fatma.post(SPEND, data={**hidden(fatma.get(SPEND)), **LONG}) for _ in range(60))
                refused = next(answer for answer in answers if answer.status_code == 503)
            assert heading(refused) == "Er kan nu niets bij"
            house.runner.catch_up()
            grown = all_rows(house)
            house.rebuild()
            assert all_rows(house) == grown
            assert house.conditions().head >= head


class TestAway:
    @pytest.mark.postgres
    def test_says_so_and_the_process_lives(self, postgres_databases: PostgresDatabases, clock: SetClock) -> None:
        """Gone from one moment to the next; what it said itself is for nobody's eyes."""
        with copied_house(postgres_databases, clock, "told", tell) as house:
            house.runner.catch_up()
            token = start_session(house.engine, "familie-1", house.clock.now())
            family = TestClient(create_app(house), follow_redirects=False, cookies={COOKIE: token})
            postgres_databases.drop(house.settings.database_url)
            with capture_logs() as lines:
                answer = family.get("/budget/b1")
                assert (answer.status_code, heading(answer)) == (503, "Het grootboek is even niet te bereiken")
                assert "does not exist" not in answer.text
                assert family.get("/readyz").status_code == 503
                assert family.get("/healthz").status_code == 200
        told = {(line["event"], line["code"]) for line in lines if "code" in line}
        assert told == {("database unavailable", "database-away")}

    @pytest.mark.parametrize(
        ("error", "code"),
        [
            (psycopg.errors.DiskFull("could not extend file"), "database-full"),
            (psycopg.errors.ReadOnlySqlTransaction("no"), "database-read-only"),
            (psycopg.errors.AdminShutdown("bye"), "database-away"),
            (sqlite3.OperationalError("database is locked"), "database-away"),
            (sqlite3.OperationalError("attempt to write a readonly database"), "database-read-only"),
            (sqlite3.OperationalError("database or disk is full"), "database-full"),
        ],
    )
    def test_is_told_from_full_and_read_only(self, error: Exception, code: str) -> None:
        outer = RuntimeError("somewhere")
        outer.__cause__ = error
        page = unavailable_page(outer)
        assert page is not None
        assert page.code == code

    def test_is_not_a_mistake_of_the_program(self) -> None:
        assert unavailable_page(KeyError("x")) is None


class TestNewer:
    def test_read_models_of_a_newer_program_are_not_shown(self, app: FastAPI, told: House, as_user: LogIn) -> None:
        """Nor is this machine ready to serve; nothing is folded."""
        told.runner.catch_up()
        with told.engine.begin() as connection:
            connection.execute(update(projection_positions).values(version=99))
        page = as_user("medewerker-17").get("/vandaag")
        assert (page.status_code, heading(page)) == (503, "Deze pagina kan nu niet worden getoond")
        answer = system(app, told, "auditor").get("/api/v1/totals")
        assert (answer.status_code, answer.json()["error"]["code"]) == (503, "projection-newer")
        assert as_user("medewerker-17").get("/readyz").json()["newer"] is True
        operator = as_user("beheer-1").get("/beheer")
        assert "te nieuw" in main_text(operator)
