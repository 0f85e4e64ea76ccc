"""The stock path beside ours: the library's own way to keep read models, doing the work of all our projections.

On PostgreSQL that is its `ProjectionRunner`. On SQLite the library has no subscriptions, so there it is the pull loop
that its documentation shows: `select_notifications`, and one transaction per event. Both write rows and tracking of an
event together; the folds are ours, and so is the SQL, sent through the library's own cursor.
"""

from collections.abc import Sequence
from contextlib import closing
from functools import cache
from threading import Event
from time import perf_counter
from typing import Any, NamedTuple

from eventsourcing.application import Application
from eventsourcing.persistence import JSONTranscoder, Mapper, Notification, StoredEvent, Tracking
from eventsourcing.postgres import PostgresTrackingRecorder
from eventsourcing.projection import Projection, ProjectionRunner
from eventsourcing.sqlite import SQLiteApplicationRecorder, SQLiteDatastore, SQLiteTrackingRecorder
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import Table

from ledger.recorder import EVENTS_TABLE, Record
from projections.catalogue import PROJECTIONS
from projections.folding import fold_all
from projections.rows import Key, Row, key_of
from projections.stored_form import StoredForm, form_of
from tests.bench.log_rows import head_of
from tests.databases import SQLITE_PREFIX

NAME = "ledger"
SECTION = 10
"""The library's own size of a page of notifications."""
PATIENCE = 600
"""Seconds; only a runner that is broken takes so long."""


class StockMapper(Mapper[str]):
    """Hands out the stored row; the folds decode it themselves."""

    def to_domain_event(self, stored_event: StoredEvent) -> Any:
        """Return the row of the log."""
        assert isinstance(stored_event, Notification)
        return _record(stored_event)


class StockLedger(Application[str]):
    """The log as a plain application of the library."""

    name = NAME

    def construct_mapper(self) -> Mapper[str]:
        """Return the mapper of the rows."""
        return StockMapper(transcoder=JSONTranscoder())


class PostgresView(PostgresTrackingRecorder):
    """The tables of the projections in PostgreSQL."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.last, self.reached = 0, Event()

    def take(self, record: Record, tracking: Tracking) -> None:
        """Fold one event into all projections, in one transaction with its tracking."""
        with self.datastore.transaction(commit=True) as cursor:
            self._insert_tracking(cursor, tracking)
            _fold(cursor, "postgresql", record)
        if record.position == self.last:
            self.reached.set()


class SQLiteView(SQLiteTrackingRecorder):
    """The tables of the projections in SQLite."""

    def take(self, record: Record, tracking: Tracking) -> None:
        """Fold one event into all projections, in one transaction with its tracking."""
        with self.datastore.transaction(commit=True) as cursor:
            self._insert_tracking(cursor, tracking)
            _fold(cursor, "sqlite", record)


class AllProjections(Projection[PostgresView]):
    """One projection of the library that does the work of all of ours, so that an event costs one transaction."""

    name = "stock"

    def process_event(self, domain_event: Any, tracking: Tracking) -> None:
        """Take one event in."""
        self.view.take(domain_event, tracking)


class _Form(NamedTuple):
    form: StoredForm
    select: str
    insert: str
    update: str


@cache
def _form(table: Table, dialect: str) -> _Form:
    """Return the form of a table with its SQL put together once."""
    form = form_of(table, dialect)
    return _Form(form, form.select, form.insert, form.update)


class CursorRows:
    """Rows of the tables, read and written through a cursor of the library."""

    def __init__(self, cursor: Any, dialect: str) -> None:
        self._cursor, self._dialect = cursor, dialect
        self._known: dict[tuple[Table, Key], Row] = {}
        self._before: dict[tuple[Table, Key], Row] = {}

    def get(self, table: Table, key: Key) -> Row | None:
        """Return the row with this key."""
        if (table, key) not in self._known:
            form = _form(table, self._dialect)
            self._cursor.execute(form.select, form.form.key(key))
            found = self._cursor.fetchone()
            if found is None:
                return None
            values: Sequence[Any] = tuple(found.values()) if isinstance(found, dict) else tuple(found)
            self._known[table, key] = form.form.read(values)
            self._before[table, key] = dict(self._known[table, key])
        return self._known[table, key]

    def add(self, table: Table, row: Row) -> Row:
        """Add a row."""
        self._known[table, key_of(table)(row)] = row
        return row

    def write(self) -> None:
        """Write what is new and what was changed."""
        for (table, key), row in self._known.items():
            form, before = _form(table, self._dialect), self._before.get((table, key))
            if before == row:
                continue
            complete = {name: row.get(name) for name in form.form.columns}
            (values,) = form.form.written([complete])
            if before is None:
                self._cursor.execute(form.insert, values)
            else:
                self._cursor.execute(form.update, values + form.form.key(key))


def stock_rate(url: str) -> int:
    """Return how many events a second the library's own way takes in, over the whole log of a database."""
    last, _ = head_of(url)
    start = perf_counter()
    if url.startswith(SQLITE_PREFIX):
        _pull(url, last)
        return int(last / (perf_counter() - start))
    return int(last / _run(url, last))


def _pull(url: str, last: int) -> None:
    with closing(SQLiteDatastore(url.removeprefix(SQLITE_PREFIX), originator_id_type="text")) as datastore:
        recorder = SQLiteApplicationRecorder(datastore, events_table_name=EVENTS_TABLE)
        view = SQLiteView(datastore)
        view.create_table()
        start = 1
        while start <= last:
            for notification in recorder.select_notifications(start, SECTION):
                view.take(_record(notification), Tracking(NAME, notification.id))
                start = notification.id + 1


def _run(url: str, last: int) -> float:
    parts = conninfo_to_dict(url)
    env = {
        "PERSISTENCE_MODULE": "eventsourcing.postgres",
        "POSTGRES_DBNAME": str(parts["dbname"]),
        "POSTGRES_HOST": str(parts["host"]),
        "POSTGRES_PORT": str(parts["port"]),
        "POSTGRES_USER": str(parts["user"]),
        "POSTGRES_PASSWORD": str(parts["password"]),
        "LEDGER_CREATE_TABLE": "no",
        "ORIGINATOR_ID_TYPE": "text",
    }
    start = perf_counter()
    with ProjectionRunner(
        application_class=StockLedger, projection_class=AllProjections, view_class=PostgresView, env=env
    ) as runner:
        runner.view.last = last
        if runner.view.max_tracking_id(NAME) != last:
            runner.view.reached.wait(PATIENCE)
        took = perf_counter() - start
        assert runner.view.max_tracking_id(NAME) == last
    return took


def _fold(cursor: Any, dialect: str, record: Record) -> None:
    rows = CursorRows(cursor, dialect)
    for projection in PROJECTIONS:
        fold_all(projection, rows, [record])
    rows.write()


def _record(stored: Notification) -> Record:
    return Record(stored.id, str(stored.originator_id), stored.originator_version, stored.topic, bytes(stored.state))
