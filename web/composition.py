"""Puts the rooms together: one ledger, its keys, its projections, its door, on the database of the settings."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import OperationalError

from ledger.application import Ledger, check_database_url
from ledger.commands.door import Door
from ledger.persons.keyring import Keyring
from ledger.persons.master_key import MasterKey
from ledger.vocabulary.clock import Clock, SystemClock
from ledger.vocabulary.errors import Refused
from projections.catalogue import PROJECTIONS
from projections.engine import engine_for
from projections.runner import Runner
from web.settings import Settings

Say = Callable[[str], None]


@dataclass(frozen=True)
class House:
    """All that pages, API and CLI work with."""

    settings: Settings
    ledger: Ledger
    engine: Engine
    keyring: Keyring
    runner: Runner
    door: Door
    clock: Clock

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Bring the projections up to date, then yield a connection: what was accepted is seen.

        All that is read through it is of one moment, whatever others record meanwhile.
        """
        self.runner.catch_up()
        with self.engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection

    def close(self) -> None:
        """Let go of the database."""
        self.ledger.close()
        self.engine.dispose()


def open_house(environment: Mapping[str, str], say: Say = lambda sentence: None, clock: Clock | None = None) -> House:
    """Open the ledger of the settings; on a new database, make its tables and, where none is set, its key."""
    settings = Settings.read(environment)
    check_database_url(settings.database_url)
    if settings.database_url.startswith("sqlite:///"):
        path = Path(settings.database_url.removeprefix("sqlite:///"))
        if not path.parent.is_dir():
            raise Refused("folder-missing", f"De map {path.parent} bestaat niet. Maak die eerst aan.")
        if not path.exists():
            say(f"Nieuw grootboek gemaakt: {path}")
    engine = engine_for(settings.database_url)
    try:
        migrate(engine)
    except OperationalError as error:
        raise Refused("database-unreachable", f"De database is niet te bereiken: {error.orig}") from error
    master = MasterKey.find(environment, settings.default_key_file)
    if master.made_at:
        say(f"Nieuwe sleutel gemaakt: {master.made_at}. Bewaar die goed: zonder sleutel zijn namen niet leesbaar.")
    keyring = Keyring(engine, master)
    keyring.check_master_key()
    clock = clock or SystemClock()
    ledger = Ledger(settings.database_url, keyring, clock)
    return House(settings, ledger, engine, keyring, Runner(ledger, engine, PROJECTIONS), Door(ledger), clock)


def migrate(engine: Engine) -> None:
    """Bring the tables to the newest version; of several processes one does it and the others wait."""
    config = Config()
    spec = find_spec("migrations")
    assert spec is not None
    assert spec.submodule_search_locations
    config.set_main_option("script_location", spec.submodule_search_locations[0])
    newest = ScriptDirectory.from_config(config).get_current_head()
    with engine.connect() as connection:
        known = inspect(connection).has_table("alembic_version")
        if known and MigrationContext.configure(connection).get_current_revision() == newest:
            return
    with engine.execution_options(writes=True).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(7300001)"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
