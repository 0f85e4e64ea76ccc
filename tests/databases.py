"""Fresh databases for the storage tests, on SQLite and on a real PostgreSQL, by the same two calls.

`database_url` is all that most tests need. A test that wants its tables beforehand asks `databases` for a
template, which is prepared once per session (once per worker under pytest-xdist), and for copies of it:

    template = databases.template_once("migrated", migrate)     # migrate(url) is called the first time only
    url = databases.fresh_database(template)
"""

import os
import sqlite3
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg import sql

from tests.postgres_server import running_server

SERVER_SETTING = "PVB_TEST_POSTGRES_URL"
"""Environment variable: the URL of a server on which databases may be created; else we start our own."""

SQLITE_PREFIX = "sqlite:///"


class Databases(Protocol):
    """One kind of storage, as a maker of fresh databases."""

    def fresh_database(self, template: str | None = None) -> str:
        """Create a database and return its URL, in the form of PVB_DATABASE_URL.

        It is empty, or a copy of the database at the URL `template`, to which nobody may be connected.
        """

    def template_once(self, name: str, prepare: Callable[[str], None]) -> str:
        """Return the URL of the template `name`; the first time, create it and let `prepare(url)` fill it."""

    def drop(self, url: str) -> None:
        """Remove a database that `fresh_database` made, also when connections to it are still open."""


class SqliteDatabases:
    """Files in one folder, such as `sqlite:////tmp/x/pvb-1.sqlite`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._templates: dict[str, str] = {}

    def fresh_database(self, template: str | None = None) -> str:
        """See `Databases`; the file does not exist yet when there is no template."""
        url = f"{SQLITE_PREFIX}{self._folder / f'pvb-{uuid.uuid4().hex}.sqlite'}"
        if template is not None:
            with (
                closing(sqlite3.connect(_sqlite_file(template))) as source,
                closing(sqlite3.connect(_sqlite_file(url))) as target,
            ):
                source.backup(target)
        return url

    def template_once(self, name: str, prepare: Callable[[str], None]) -> str:
        """See `Databases`."""
        if name not in self._templates:
            url = self.fresh_database()
            prepare(url)
            self._templates[name] = url
        return self._templates[name]

    def drop(self, url: str) -> None:
        """See `Databases`."""
        for suffix in ("", "-wal", "-shm", "-journal"):
            Path(f"{_sqlite_file(url)}{suffix}").unlink(missing_ok=True)


class PostgresDatabases:
    """Databases on one server, such as `postgresql://postgres:secret@127.0.0.1:40123/pvb_test_1`.

    `server_url` names any database on that server, as a user that may create databases. A server behind a
    unix socket is named as libpq does: `postgresql://user:password@/postgres?host=/run/postgresql`.
    """

    def __init__(self, server_url: str) -> None:
        self._server_url = server_url
        self._templates: dict[str, str] = {}
        self._made: set[str] = set()

    def fresh_database(self, template: str | None = None) -> str:
        """See `Databases`."""
        url = self._url_of(f"pvb_test_{uuid.uuid4().hex}")
        source = _database_name(template) if template else "template0"
        self._execute("CREATE DATABASE {} TEMPLATE {} ENCODING 'UTF8'", _database_name(url), source)
        self._made.add(url)
        return url

    def template_once(self, name: str, prepare: Callable[[str], None]) -> str:
        """See `Databases`; a connection that `prepare` left open is closed here, and no other is let in."""
        if name not in self._templates:
            url = self.fresh_database()
            prepare(url)
            self._execute("ALTER DATABASE {} ALLOW_CONNECTIONS false", _database_name(url))
            with psycopg.connect(self._server_url, autocommit=True) as connection:
                connection.execute(
                    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s",
                    [_database_name(url)],
                )
            self._templates[name] = url
        return self._templates[name]

    def drop(self, url: str) -> None:
        """See `Databases`."""
        self._execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", _database_name(url))
        self._made.discard(url)

    def drop_all(self) -> None:
        """Leave nothing behind, templates included, on a server that was there before us."""
        for url in list(self._made):
            self.drop(url)

    def _url_of(self, database: str) -> str:
        address, question_mark, parameters = self._server_url.partition("?")
        scheme, _, rest = address.partition("://")
        return f"{scheme}://{rest.partition('/')[0]}/{database}{question_mark}{parameters}"

    def _execute(self, statement: str, *names: str) -> None:
        with psycopg.connect(self._server_url, autocommit=True) as connection:
            quoted = sql.SQL(statement).format(*map(sql.Identifier, names))
            connection.execute(quoted)


def _sqlite_file(url: str) -> Path:
    return Path(url.removeprefix(SQLITE_PREFIX))


def _database_name(url: str) -> str:
    return urlsplit(url).path.removeprefix("/")


@pytest.fixture(scope="session")
def sqlite_databases(tmp_path_factory: pytest.TempPathFactory) -> SqliteDatabases:
    """SQLite, for a test that concerns SQLite alone."""
    return SqliteDatabases(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres_databases() -> Iterator[PostgresDatabases]:
    """PostgreSQL, for a test that concerns it alone; its server starts when the first test asks for it."""
    if url := os.environ.get(SERVER_SETTING):
        databases = PostgresDatabases(url)
        yield databases
        databases.drop_all()
    else:
        with running_server() as url:
            yield PostgresDatabases(url)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def databases(request: pytest.FixtureRequest) -> Databases:
    """Both kinds of storage in turn: every test that uses this runs twice."""
    fixtures = {"sqlite": "sqlite_databases", "postgresql": "postgres_databases"}
    found: Databases = request.getfixturevalue(fixtures[request.param])
    return found


@pytest.fixture
def database_url(databases: Databases) -> Iterator[str]:
    """The URL of an empty database of the test's own, on both kinds of storage; dropped afterwards."""
    url = databases.fresh_database()
    yield url
    databases.drop(url)
