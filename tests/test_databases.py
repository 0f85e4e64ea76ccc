"""The storage tests stand on these databases, so that they are real and separate is proven first."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from sqlalchemy import create_engine, make_url, text

from tests.databases import Databases, PostgresDatabases, SqliteDatabases


@contextmanager
def connected(url: str) -> Iterator[Any]:
    """A connection of the driver itself; both drivers have `execute` and `commit`."""
    connection: Any
    if url.startswith("sqlite:///"):
        connection = sqlite3.connect(url.removeprefix("sqlite:///"))
    else:
        connection = psycopg.connect(url)
    with closing(connection):
        yield connection


def make_a_table_of_one_row(url: str) -> None:
    with connected(url) as connection:
        connection.execute("CREATE TABLE budget (points integer)")
        connection.execute("INSERT INTO budget VALUES (34)")
        connection.commit()


class TestAFreshDatabase:
    """What `database_url` promises to every storage test."""

    def test_answers_with_the_version_of_the_real_thing(self, database_url: str) -> None:
        """A stand-in would not know the version."""
        with connected(database_url) as connection:
            if database_url.startswith("sqlite:///"):
                assert connection.execute("SELECT sqlite_version()").fetchone()[0].startswith("3.")
            else:
                assert connection.execute("SELECT version()").fetchone()[0].startswith("PostgreSQL ")

    def test_can_be_opened_by_sqlalchemy(self, database_url: str) -> None:
        """The read models use SQLAlchemy, which wants to be told the driver."""
        url = make_url(database_url)
        if url.get_backend_name() == "postgresql":
            url = url.set(drivername="postgresql+psycopg")
        engine = create_engine(url)
        with engine.connect() as connection:
            assert connection.execute(text("SELECT 34")).scalar_one() == 34
        engine.dispose()

    def test_is_not_shared_with_another(self, databases: Databases) -> None:
        """The same table can be made in both, so neither sees the other's."""
        first, second = databases.fresh_database(), databases.fresh_database()
        make_a_table_of_one_row(first)
        make_a_table_of_one_row(second)
        databases.drop(first)
        databases.drop(second)


class TestATemplate:
    """Migrating takes long, so it is done once and copied."""

    def test_is_prepared_once_and_copied_each_time(self, databases: Databases) -> None:
        """A change in one copy is not seen in the next."""
        prepared: list[str] = []

        def prepare(url: str) -> None:
            prepared.append(url)
            make_a_table_of_one_row(url)

        copies = [databases.fresh_database(databases.template_once("prepared once", prepare)) for _ in range(2)]
        with connected(copies[0]) as connection:
            connection.execute("UPDATE budget SET points = 0")
            connection.commit()
        with connected(copies[1]) as connection:
            assert connection.execute("SELECT points FROM budget").fetchall() == [(34,)]
        assert len(prepared) == 1
        for copy in copies:
            databases.drop(copy)

    def test_can_be_copied_while_its_maker_is_still_connected(self, postgres_databases: PostgresDatabases) -> None:
        """PostgreSQL copies a database only when nobody is in it."""
        left_open: list[psycopg.Connection[Any]] = []
        template = postgres_databases.template_once("left open", lambda url: left_open.append(psycopg.connect(url)))
        postgres_databases.drop(postgres_databases.fresh_database(template))
        left_open[0].close()

    def test_in_wal_mode_keeps_what_is_not_yet_in_the_main_file(self, sqlite_databases: SqliteDatabases) -> None:
        """A plain copy of the file would miss the rows that still stand in the write-ahead log."""
        source = sqlite_databases.fresh_database()
        with connected(source) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
            make_a_table_of_one_row(source)
            copy = sqlite_databases.fresh_database(source)
        with connected(copy) as connection:
            assert connection.execute("SELECT points FROM budget").fetchall() == [(34,)]


class TestDropping:
    """Nothing is left behind, on a server that was there before us either."""

    def test_a_postgresql_database_goes_with_a_connection_open(self, postgres_databases: PostgresDatabases) -> None:
        """A test that failed may have left its pool open."""
        url = postgres_databases.fresh_database()
        with psycopg.connect(url):
            postgres_databases.drop(url)
        with pytest.raises(psycopg.OperationalError, match="does not exist"):
            psycopg.connect(url)

    def test_everything_made_is_removed(self, postgres_databases: PostgresDatabases) -> None:
        """Also what no test dropped by itself."""
        visitor = PostgresDatabases(postgres_databases.fresh_database())
        left = visitor.fresh_database()
        visitor.drop_all()
        with pytest.raises(psycopg.OperationalError, match="does not exist"):
            psycopg.connect(left)


class TestAServerBehindAUnixSocket:
    """An organisation may name its server by the folder of its socket."""

    def test_gives_databases_by_that_address(self, postgres_databases: PostgresDatabases) -> None:
        """The parameters of the URL stay; only the name of the database changes."""
        ordinary = postgres_databases.fresh_database()
        with psycopg.connect(ordinary) as connection:
            row = connection.execute("SHOW unix_socket_directories").fetchone()
        assert row is not None
        address = urlsplit(ordinary)
        through_socket = PostgresDatabases(
            f"postgresql://{address.username}:{address.password}@/postgres?host={row[0]}&port={address.port}"
        )
        url = through_socket.fresh_database()
        make_a_table_of_one_row(url)
        with connected(url) as connection:
            assert connection.info.host == row[0]
        through_socket.drop(url)
        postgres_databases.drop(ordinary)
