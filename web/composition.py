"""Puts the rooms together: one ledger, its keys, its projections, its door, on the database of the settings."""

import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, select, text
from sqlalchemy.exc import DatabaseError, OperationalError

from ledger.application import Ledger, check_database_url
from ledger.commands.door import Door
from ledger.persons.keyring import Keyring
from ledger.persons.master_key import MasterKey, key_file
from ledger.persons.tables import master_key_check
from ledger.vocabulary.clock import Clock, SystemClock
from ledger.vocabulary.errors import NotFound, Refused
from projections.catalogue import PROJECTIONS
from projections.engine import engine_for
from projections.rebuilding.rebuild import Progress, Rebuild, Rebuilt
from projections.running.condition import Conditions, conditions
from projections.running.runner import Runner
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

        All that is read through it is of one moment, whatever others record meanwhile; on PostgreSQL a switch to
        rebuilt tables comes before that moment or waits for the end.
        """
        self.runner.catch_up()
        with self.engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
                connection.execute(text("LOCK TABLE projection_positions IN ACCESS SHARE MODE"))
            yield connection

    def conditions(self) -> Conditions:
        """Return how far the read models are and what they set aside, without bringing them up to date."""
        with self.engine.connect() as connection:
            return conditions(connection, self.ledger, self.runner.projections, self.clock.now())

    def rebuild(
        self, progress: Progress = lambda phase, done, of: None, workers: int = 1, accept: bool = False
    ) -> Rebuilt:
        """Build all read models anew beside the live ones, compare, and switch; see `Rebuild.run`."""
        return Rebuild(self.runner, self.settings.database_url, workers).run(progress, accept)

    def close(self) -> None:
        """Let go of the database."""
        self.ledger.close()
        self.engine.dispose()


def open_house(
    environment: Mapping[str, str],
    say: Say = lambda sentence: None,
    clock: Clock | None = None,
    make: bool = True,
) -> House:
    """Open the ledger of the settings; with `make`, a new database gets its tables and, where none is set, its key.

    Raises `NotFound` where there is no ledger and none may be made, `Refused` for what cannot be opened.
    """
    settings = Settings.read(environment)
    check_database_url(settings.database_url)
    MasterKey.existing(environment, settings.default_key_file)  # one that is invalid is refused before all else
    if settings.sqlite_file is not None:
        _check_place(settings.sqlite_file, say, make)
    engine = engine_for(settings.database_url)
    try:
        with _told_in_dutch(settings):
            if not make and not _has_tables(engine):
                raise _no_ledger(f"in {engine.url.render_as_string()}")
            migrate(engine)
        keyring = Keyring(engine, _master_key(engine, environment, settings.default_key_file, say))
        keyring.check_master_key()
        clock = clock or SystemClock()
        ledger = Ledger(settings.database_url, keyring, clock)
    except BaseException:
        engine.dispose()
        raise
    return House(settings, ledger, engine, keyring, Runner(ledger, engine, PROJECTIONS), Door(ledger), clock)


def _check_place(path: Path, say: Say, make: bool) -> None:
    """Tell what is wrong with the place of an SQLite file before it is opened."""
    here = path.absolute()
    if path.is_dir():
        raise Refused("database-is-folder", f"{here} is een map. Noem in PVB_DATABASE_URL een bestand.")
    if not path.parent.is_dir():
        raise Refused("folder-missing", f"De map {here.parent} bestaat niet. Maak die eerst aan.")
    if path.exists():
        return
    if not make:
        raise _no_ledger(str(here))
    if _made_for_its_owner_only(path):
        say(f"Nieuw grootboek gemaakt: {path}")


def _no_ledger(place: str) -> NotFound:
    return NotFound(
        "ledger-missing",
        f"Hier is geen grootboek: {place}. Wijs het aan met PVB_DATABASE_URL, of begin er een met pvb apply.",
    )


@contextmanager
def _told_in_dutch(settings: Settings) -> Iterator[None]:
    """Turn what the database says at the first meeting into one Dutch sentence."""
    try:
        yield
    except OperationalError as error:
        raise Refused("database-unreachable", f"De database is niet te bereiken: {error.orig}") from error
    except (DatabaseError, sqlite3.DatabaseError) as error:
        place = settings.sqlite_file.absolute() if settings.sqlite_file else "De database"
        raise Refused("database-invalid", f"{place} is geen database van dit grootboek. Noem een ander.") from error


def _has_tables(engine: Engine) -> bool:
    with engine.connect() as connection:
        return inspect(connection).has_table("alembic_version")


def _master_key(engine: Engine, environment: Mapping[str, str], default: Path, say: Say) -> MasterKey:
    """Find the key of the ledger; make one only for a ledger that never had one."""
    with engine.connect() as connection:
        had_one = connection.scalar(select(master_key_check.c.fingerprint)) is not None
    if not had_one:
        made = MasterKey.find(environment, default)
        if made.made_at:
            say(f"Nieuwe sleutel gemaakt: {made.made_at}. Bewaar die goed: zonder sleutel zijn namen niet leesbaar.")
        return made
    found = MasterKey.existing(environment, default)
    if found is None:
        raise Refused(
            "master-key-missing",
            f"Sleutel niet gevonden op {key_file(environment, default).absolute()}; zet de reservekopie terug of wijs "
            "hem aan met PVB_KEY_FILE.",
        )
    return found


def _made_for_its_owner_only(path: Path) -> bool:
    """Make the file of a new ledger, which nobody else on the machine may read; False when it was there."""
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        return False
    except OSError as error:
        raise Refused("database-unreachable", f"De database is niet te bereiken: {error.strerror}") from error
    return True


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
