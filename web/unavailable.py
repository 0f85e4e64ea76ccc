"""When it lies with the database: it is away, takes nothing new, or is full. The page says which, and what is certain.

Nothing is lost: what was accepted is in the log, and a form carries an id by which it counts once however often it is
sent.
"""

import sqlite3
from collections.abc import Iterator

import psycopg

from web.view_models.shell import ErrorPage, Link

OLDER = frozenset({"projection-newer", "topic-unknown"})
"""This program is older than what is in the ledger."""
CODES = frozenset({"database-away", "database-read-only", "database-full", "event-not-taken"}) | OLDER
"""Not the fault of who asks, and over when the operator has done something: status 503."""
_DRIVERS = (sqlite3.OperationalError, psycopg.OperationalError, psycopg.InternalError, psycopg.InterfaceError)
_AGAIN = "Probeer het over een paar minuten nog eens. Hetzelfde formulier twee keer sturen mag: het telt één keer."
_HOME = (Link("Naar het begin", "/"),)


def unavailable_page(error: BaseException) -> ErrorPage | None:
    """Return the page for an error that comes from the database; None for any other."""
    found = next((one for one in _chain(error) if isinstance(one, _DRIVERS)), None)
    if found is None or getattr(found, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR:
        return None  # a question that SQLite does not understand is a mistake of ours, and no trouble of the database
    said = str(found).lower()
    if isinstance(found, psycopg.errors.DiskFull) or "disk is full" in said:
        return ErrorPage(
            "Er kan nu niets bij",
            "De schijf met het grootboek is vol. Uw laatste wijziging is niet opgeslagen. Wat er al stond, is er nog.",
            ("Laat het de beheerder weten.", _AGAIN),
            "database-full",
            _HOME,
        )
    if isinstance(found, psycopg.errors.ReadOnlySqlTransaction) or "readonly" in said:
        return ErrorPage(
            "Er kan nu niets worden gewijzigd",
            "Het grootboek kan nu alleen worden gelezen. Uw laatste wijziging is niet opgeslagen. Wat er al stond, is "
            "er nog.",
            ("Laat het de beheerder weten.", _AGAIN),
            "database-read-only",
            _HOME,
        )
    return ErrorPage(
        "Het grootboek is even niet te bereiken",
        "Het ligt niet aan u. Wat is opgeslagen, is er nog. Van uw allerlaatste wijziging weten we het niet zeker.",
        ("Wacht een paar minuten en kijk of uw wijziging er staat.", _AGAIN),
        "database-away",
        _HOME,
    )


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__
