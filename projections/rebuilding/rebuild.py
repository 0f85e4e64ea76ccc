"""Rebuilding: the whole log folded anew, in parts and by several processes, beside what is live.

It can be stopped at any moment, also by a crash, and goes on where it was. What is live is not touched before the new
rows were compared with it; then they change places in one transaction.
"""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from tempfile import gettempdir, mkdtemp
from typing import Literal, NamedTuple

import psycopg
from sqlalchemy.exc import DBAPIError

from ledger.pieces import Stretch, stretches
from ledger.scanning import Part, scanning
from ledger.vocabulary.errors import Refused
from projections.catalogue import by_name
from projections.folding import FoldFailed, Folding
from projections.positions import claim, positions
from projections.processes import several
from projections.rebuilding import build as builds
from projections.rebuilding.build import BUILDING, Build
from projections.rebuilding.bulk import writing
from projections.rebuilding.comparing import TableDifference
from projections.rebuilding.exclusive import only_one
from projections.rebuilding.spilling import deal, dealt
from projections.rebuilding.switching import differences, follow, switch
from projections.rows import MemoryRows
from projections.running.runner import BATCH, Runner
from projections.stored_rows import StoredRows

PART = 60_000
"""Events in a part, about; its rows are in the memory of one process."""
STRETCH = 250_000
"""Events that one process reads before it tells how far it is, unless that makes too many stretches."""
MOST_STRETCHES = 16

Phase = Literal["read", "fold"]
Progress = Callable[[Phase, int, int], None]
"""Told what is being done, with how many events it is done, and how many there are."""


class Rebuilt(NamedTuple):
    """A rebuild that took the place of what was live: of how many events, and how the live rows differed from it."""

    position: int
    events: int
    differences: list[TableDifference]


class Differs(Exception):
    """The new rows differ from the live ones, so they were not switched."""

    def __init__(self, found: list[TableDifference]) -> None:
        super().__init__(found)
        self.found = found


class Rebuild:
    """Builds the projections of a runner anew, for the database at an address."""

    def __init__(self, runner: Runner, database_url: str, workers: int = 1) -> None:
        self._runner = runner
        self._url = database_url
        self._workers = workers

    def run(self, progress: Progress = lambda phase, done, of: None, accept: bool = False) -> Rebuilt:
        """Build, compare and switch. With `accept`, also when rows differ.

        Raises `Differs` when they do, `Refused` when it stops halfway, `Conflict` when another rebuild is busy.
        """
        with _told("De overzichten zijn niet veranderd."), only_one(self._url) as hold:
            build = self._begun()
            found: list[TableDifference] = []
            if build.state == BUILDING:
                self._fill(build, progress)
                hold()
                build = self._first_rows(build)
            if build.projections:
                found = self._same(build, accept)
                hold()
                switch(self._runner.writing, build)
        with _told("De nieuwe overzichten zijn al in gebruik."):
            with self._runner.writing.begin() as connection:
                builds.drop_replaced(connection)
            return Rebuilt(self._runner.catch_up(), build.upto, found)

    def give_up(self) -> None:
        """Throw away what an unfinished rebuild made."""
        with _told("De overzichten zijn niet veranderd."), only_one(self._url):
            with self._runner.writing.begin() as connection:
                builds.give_up(connection)
            _remove_folders(self._url)

    def _begun(self) -> Build:
        _remove_folders(self._url)
        with self._runner.writing.begin() as connection:
            builds.drop_replaced(connection)
            found = builds.unfinished(connection, self._runner.projections)
        if found is not None:
            return found
        head = self._runner.ledger.head()
        upto = head.position if head else 0
        with scanning(self._url) as scan:
            parts = _in_order(scan.parts(upto, PART))
        with self._runner.writing.begin() as connection:
            builds.give_up(connection)
            return builds.begin(connection, self._runner.projections, upto, parts)

    def _fill(self, build: Build, progress: Progress) -> None:
        with self._runner.engine.connect() as connection:
            todo, done = builds.left_to_do(connection, build), builds.done_events(connection, build)
            parts = builds.all_parts(connection, build)
        if todo:
            with _folder(self._url) as folder, several(self._workers) as each:
                held: Counter[int] = Counter()
                progress("read", 0, build.upto)
                for some in each(partial(deal, self._url, folder, parts, frozenset(todo)), self._stretches(build)):
                    held.update(some)
                    progress("read", held.total(), build.upto)
                progress("fold", done, build.upto)
                folding = partial(_fold_part, self._url, folder, build.number, _names(build))
                for events in each(folding, [(part, held[part]) for part in todo]):
                    done += events
                    progress("fold", done, build.upto)
        with self._runner.writing.begin() as connection:
            builds.add_indexes(connection, build)

    def _stretches(self, build: Build) -> list[Stretch]:
        """Cut the log so that all processes have something to read and progress can be told; not too fine."""
        return stretches(build.upto, max(1, self._workers, min(MOST_STRETCHES, build.upto // STRETCH)))

    def _first_rows(self, build: Build) -> Build:
        """Switch at once what has no live rows yet, for there is nothing to compare; return what is left."""
        with self._runner.engine.connect() as connection:
            reached = positions(connection)
        new = tuple(one for one in build.projections if not reached.get(one.name))
        rest = build._replace(projections=tuple(one for one in build.projections if one not in new))
        if new:
            switch(self._runner.writing, build._replace(projections=new), build.upto)
        return rest

    def _following(self, build: Build) -> Build:
        """Bring the new rows to where the live ones are, and let them move on together from there."""
        folding = Folding(build.projections)
        while True:
            self._runner.catch_up()
            with self._runner.writing.begin() as connection:
                places = {place.position for place in claim(connection, build.projections).values()}
                records = self._runner.ledger.records(build.upto, min(places), BATCH)
                if records:
                    rows = StoredRows(connection, build.names)
                    folding.fold(rows, ((one.position, one.stream, one.topic, one.state) for one in records))
                    rows.write()
                    build = builds.move_on(connection, build, records[-1].position)
                if places == {build.upto}:
                    return follow(connection, build)

    def _same(self, build: Build, accept: bool) -> list[TableDifference]:
        """Compare what was built with what is live; raise `Differs` when they are not the same and have to be."""
        if build.state == BUILDING:
            build = self._following(build)
        found = self._compared(build)
        if found and not accept:
            raise Differs(found)
        return found

    def _compared(self, build: Build) -> list[TableDifference]:
        with self._runner.engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            return differences(connection, build)


def _fold_part(
    database_url: str, folder: Path, number: int, projections: Sequence[str], expected: tuple[int, int]
) -> int:
    """Fold one part, of which so many events were dealt out, into the tables of a build; return how many it held."""
    part, count = expected
    build = Build(number, tuple(by_name(name) for name in projections), 0, BUILDING)
    rows = MemoryRows()
    events = Folding(build.projections).fold(rows, dealt(folder, part, count))
    with writing(database_url) as bulk:
        bulk.write(rows, build.names, number, part, events)
    return events


def _names(build: Build) -> tuple[str, ...]:
    return tuple(projection.name for projection in build.projections)


def _in_order(parts: Sequence[Part]) -> list[Part]:
    """Return parts with the same edges in the order in which this program sorts names; a database may have its own."""
    edges = sorted(part.first for part in parts)
    return [Part(first, before) for first, before in zip(edges, [*edges[1:], ""], strict=True)]


@contextmanager
def _folder(database_url: str) -> Iterator[Path]:
    """Make the folder for what is dealt out."""
    beside = _folders(database_url)
    folder = Path(mkdtemp(prefix=beside.name, dir=beside.parent))
    try:
        yield folder
    finally:
        rmtree(folder, ignore_errors=True)


def _remove_folders(database_url: str) -> None:
    """Remove what rebuilds that were killed had dealt out."""
    beside = _folders(database_url)
    for folder in beside.parent.iterdir():
        if folder.name.startswith(beside.name):
            rmtree(folder)


def _folders(database_url: str) -> Path:
    """Return how the folders of a database begin: beside an SQLite file, else where temporary files belong."""
    if database_url.startswith("sqlite:///"):
        return Path(f"{database_url.removeprefix('sqlite:///')}.rebuild-")
    return Path(gettempdir()) / f"pvb-rebuild-{sha256(database_url.encode()).hexdigest()[:12]}-"


@contextmanager
def _told(rows: str) -> Iterator[None]:
    """Tell what stopped a rebuild, and how the rows stand."""
    try:
        yield
    except FoldFailed as failed:
        raise Refused(
            "fold-failed",
            f"Het overzicht {failed.projection} kan gebeurtenis {failed.position} ({failed.topic}) niet verwerken: "
            f"{failed.why}. {rows} Werk het programma bij en geef dan dezelfde opdracht nog eens. Tot die tijd "
            "gaat het lezen door zonder die stroom; met pvb projections ziet u wat apart staat.",
        ) from failed
    except (DBAPIError, sqlite3.Error, psycopg.Error, OSError) as error:
        why = error.orig if isinstance(error, DBAPIError) else error
        raise Refused(
            "rebuild-stopped",
            f"Het opbouwen is gestopt: {why}. {rows} Los dit op en geef dezelfde opdracht nog eens: het gaat "
            "verder waar het was.",
        ) from error
