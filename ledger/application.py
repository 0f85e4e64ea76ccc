"""The ledger as an application of the eventsourcing library: streams in, decisions written whole, the log out."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from datetime import datetime
from threading import Lock
from typing import Any, TypeVar

import msgspec
from eventsourcing.application import Application
from eventsourcing.persistence import Mapper, StoredEvent
from eventsourcing.utils import get_topic
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from ledger.aggregates.base import Written
from ledger.events import decode
from ledger.persons.keyring import Keyring
from ledger.recorder import EVENTS_TABLE, Log, PostgresLog, Record, SQLiteLog
from ledger.transaction import Entry, Header, Kept, Outcome, Overtaken, Transaction
from ledger.vocabulary.clock import Clock, SystemClock
from ledger.vocabulary.errors import Conflict, Refused

__all__ = [
    "ATTEMPTS",
    "Entry",
    "Header",
    "Ledger",
    "Outcome",
    "Overtaken",
    "Record",
    "Transaction",
    "check_database_url",
]

T = TypeVar("T")

ATTEMPTS = 25
"""How often a decision is taken anew when somebody else was first."""


class LedgerMapper(Mapper[str]):
    """Stored form: one flat JSON object of recorded_at, actor, command, source and the facts."""

    def to_stored_event(self, domain_event: Any) -> StoredEvent:
        """Return all of the JSON but its opening, which the recorder adds with the time."""
        written: Written = domain_event.written
        state = domain_event.header[1:-1] + b"," + msgspec.json.encode(written.event)[1:]
        return StoredEvent(written.stream, written.version, written.event.stored_topic(), state)

    def to_domain_event(self, stored_event: StoredEvent) -> Any:
        """Return the facts."""
        return decode(stored_event.topic, stored_event.state)


class Ledger(Application[str]):
    """One log, on SQLite (`sqlite:///file`) or PostgreSQL (`postgresql://…`)."""

    name = "ledger"
    recorder: Log
    mapper: LedgerMapper

    def __init__(self, database_url: str, keyring: Keyring, clock: Clock | None = None) -> None:
        self.clock = clock or SystemClock()
        self.keyring = keyring
        self.kept = Kept()
        self._turn = Lock()
        super().__init__(env=_environment(database_url))

    def construct_mapper(self) -> Mapper[str]:
        """Return the mapper of the stored form."""
        return LedgerMapper(transcoder=self.construct_transcoder())

    def transact(self, decide: Callable[["Transaction"], T]) -> T:
        """Decide and record whole; when somebody else was first, decide again on what is true by then.

        The first decision may rest on aggregates kept in memory: a yes is verified when it is recorded, a no is
        believed only when it rests on what the log says now (`Transaction.overtaken`).
        """
        for attempt in range(ATTEMPTS):
            with self._turn if attempt else nullcontext():
                transaction = Transaction(self, fresh=attempt > 0)
                try:
                    result = decide(transaction)
                except Overtaken:
                    continue
                if transaction.committed():
                    return result
        raise Conflict("too-busy", "Iemand anders wijzigt dit op hetzelfde moment. Probeer het zo nog eens.")

    def records(self, after: int, upto: int | None = None, limit: int = 10_000) -> list[Record]:
        """Return the rows of the log after a position, in order."""
        position = self.recorder.POSITION
        sql = f"SELECT {_COLUMNS.format(position)} FROM {EVENTS_TABLE} WHERE {position} > ?"
        values: list[Any] = [after]
        if upto is not None:
            sql, values = f"{sql} AND {position} <= ?", [after, upto]
        return self._rows(f"{sql} ORDER BY {position} LIMIT ?", [*values, limit])

    def stream(self, name: str, upto: int | None = None) -> list[Record]:
        """Return the rows of one stream, up to and including a position of the log."""
        position = self.recorder.POSITION
        sql = f"SELECT {_COLUMNS.format(position)} FROM {EVENTS_TABLE} WHERE originator_id = ?"
        values: list[Any] = [name]
        if upto is not None:
            sql, values = f"{sql} AND {position} <= ?", [name, upto]
        return self._rows(f"{sql} ORDER BY originator_version", values)

    def stream_names(self, prefix: str, after: str = "", limit: int = 1_000) -> list[str]:
        """Return the names of streams that begin with a prefix, in the order of the database, after one name."""
        sql = (
            f"SELECT originator_id FROM {EVENTS_TABLE} WHERE originator_version = 1 "
            "AND originator_id >= ? AND originator_id > ? AND substr(originator_id, 1, ?) = ? "
            "ORDER BY originator_id LIMIT ?"
        )
        with self.recorder.reading() as query:
            return [name for (name,) in query(sql, [prefix, after, len(prefix), prefix, limit])]

    def streams_holding(self, prefix: str, text: str) -> list[str]:
        """Return the names of streams that begin with a prefix and hold a text in an event, in order."""
        sql = (
            f"SELECT DISTINCT originator_id FROM {EVENTS_TABLE} WHERE originator_id >= ? "
            f"AND substr(originator_id, 1, ?) = ? AND {self.recorder.HOLDS} ORDER BY originator_id"
        )
        with self.recorder.reading() as query:
            return [name for (name,) in query(sql, [prefix, len(prefix), prefix, text.encode()])]

    def streams(self, names: Sequence[str], upto: int) -> dict[str, list[Record]]:
        """Return the rows of many streams at once, each in order, up to and including a position of the log."""
        if not names:
            return {}
        position = self.recorder.POSITION
        marks = ", ".join("?" * len(names))
        sql = (
            f"SELECT {_COLUMNS.format(position)} FROM {EVENTS_TABLE} "
            f"WHERE originator_id IN ({marks}) AND {position} <= ? ORDER BY originator_id, originator_version"
        )
        found: dict[str, list[Record]] = {}
        for record in self._rows(sql, [*names, upto]):
            found.setdefault(record.stream, []).append(record)
        return found

    def head(self) -> Record | None:
        """Return the last row of the log."""
        position = self.recorder.POSITION
        rows = self._rows(
            f"SELECT {_COLUMNS.format(position)} FROM {EVENTS_TABLE} ORDER BY {position} DESC LIMIT 1", []
        )
        return rows[0] if rows else None

    def at(self, position: int) -> Record | None:
        """Return one row of the log."""
        rows = self.records(position - 1, position)
        return rows[0] if rows else None

    def position_at(self, moment: datetime) -> int:
        """Return the last position recorded at or before a moment; 0 when there is none."""
        head = self.head()
        low, high = 0, head.position if head else 0
        while low < high:
            middle = (low + high + 1) // 2
            record = self.at(middle)
            if record is not None and record.recorded_at <= moment:
                low = middle
            else:
                high = middle - 1
        return low

    def receipt(self, giver: str, command_id: str) -> tuple[str, Outcome] | None:
        """Return digest and outcome of a command that was accepted before."""
        with self.recorder.reading() as query:
            rows = query(
                "SELECT digest, first_position, event_count FROM command_receipts WHERE giver = ? AND command_id = ?",
                (giver, command_id),
            )
        if not rows:
            return None
        digest, first, count = rows[0]
        events = self.records(first - 1, first + count - 1)
        return digest, Outcome(command_id, tuple((record.position, record.topic) for record in events))

    def _rows(self, sql: str, values: Sequence[Any]) -> list[Record]:
        with self.recorder.reading() as query:
            return [Record(p, s, v, t, bytes(state)) for p, s, v, t, state in query(sql, values)]


_COLUMNS = "{}, originator_id, originator_version, topic, state"


def check_database_url(database_url: str) -> None:
    """Refuse an address that is neither an SQLite file nor a PostgreSQL server, or that asks what is not passed on."""
    if database_url.startswith("sqlite:///"):
        return
    if not database_url.startswith(("postgresql://", "postgres://")):
        raise Refused(
            "database-url-invalid",
            "PVB_DATABASE_URL begint met sqlite:/// (een bestand) of postgresql:// (een server).",
        )
    try:
        given = set(conninfo_to_dict(database_url))
    except ProgrammingError as error:
        raise Refused("database-url-invalid", f"PVB_DATABASE_URL is niet te lezen: {error}") from error
    if other := sorted(given - {"dbname", "host", "port", "user", "password"}):
        raise Refused(
            "database-url-parameter",
            f"PVB_DATABASE_URL kent {', '.join(other)} niet. Zet dat in de omgeving, bijvoorbeeld als PGSSLMODE.",
        )


def _environment(database_url: str) -> dict[str, str]:
    check_database_url(database_url)
    common = {"CREATE_TABLE": "no", "ORIGINATOR_ID_TYPE": "text"}
    if database_url.startswith("sqlite:///"):
        return common | {
            "PERSISTENCE_MODULE": "eventsourcing.sqlite",
            "SQLITE_DBNAME": database_url.removeprefix("sqlite:///"),
            "SQLITE_LOCK_TIMEOUT": "30",
            "APPLICATION_RECORDER_TOPIC": get_topic(SQLiteLog),
        }
    parts = conninfo_to_dict(database_url)
    return common | {
        "PERSISTENCE_MODULE": "eventsourcing.postgres",
        "POSTGRES_DBNAME": str(parts.get("dbname", "")),
        "POSTGRES_HOST": str(parts.get("host", "localhost")),
        "POSTGRES_PORT": str(parts.get("port", 5432)),
        "POSTGRES_USER": str(parts.get("user", "")),
        "POSTGRES_PASSWORD": str(parts.get("password", "")),
        "POSTGRES_POOL_SIZE": "1",
        "POSTGRES_MAX_OVERFLOW": "15",
        "APPLICATION_RECORDER_TOPIC": get_topic(PostgresLog),
    }
