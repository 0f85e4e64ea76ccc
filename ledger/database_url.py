"""The address of a database: which ones are taken, and what the library is told about them."""

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from ledger.recorder import PostgresLog, SQLiteLog
from ledger.vocabulary.errors import Refused


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


def environment_of(database_url: str) -> dict[str, str]:
    """Return the settings by which the library opens a database. Raises `Refused` where that cannot be."""
    check_database_url(database_url)
    common = {"CREATE_TABLE": "no", "ORIGINATOR_ID_TYPE": "text"}
    if database_url.startswith("sqlite:///"):
        return common | {
            "PERSISTENCE_MODULE": "eventsourcing.sqlite",
            "SQLITE_DBNAME": database_url.removeprefix("sqlite:///"),
            "SQLITE_LOCK_TIMEOUT": "30",
            "APPLICATION_RECORDER_TOPIC": _topic(SQLiteLog),
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
        "APPLICATION_RECORDER_TOPIC": _topic(PostgresLog),
    }


def _topic(kind: type) -> str:
    return f"{kind.__module__}:{kind.__qualname__}"
