"""The SQLAlchemy engine on the database that also holds the log."""

from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event

BUSY_SECONDS = 30
MOST = 40
"""Connections of one process to a server, one for each thread of a web server; opened when first needed, and kept."""


def engine_for(database_url: str) -> Engine:
    """Return an engine for `sqlite:///file` or `postgresql://…`.

    On SQLite a connection with the option `writes=True` takes the write lock at once, so that two writers wait
    for each other instead of failing halfway. With `derived=True` as well, its commits do not wait for the disk: what
    a power cut takes of them is folded again, for the position goes with the rows. The log itself always waits.
    """
    if not database_url.startswith("sqlite:"):
        url = "postgresql+psycopg://" + database_url.split("://", 1)[1]
        server = create_engine(url, pool_size=MOST, max_overflow=0, pool_pre_ping=True, hide_parameters=True)

        @event.listens_for(server, "begin")
        def do_not_wait(connection: Connection) -> None:
            if connection.get_execution_options().get("derived"):
                connection.exec_driver_sql("SET LOCAL synchronous_commit = off")

        return server
    connect = {"timeout": BUSY_SECONDS, "check_same_thread": False}
    engine = create_engine(database_url, connect_args=connect, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def leave_transactions_to_us(driver: Any, _: Any) -> None:
        driver.isolation_level = None
        driver.execute("PRAGMA journal_mode=WAL")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        if options.get("writes"):
            connection.exec_driver_sql(f"PRAGMA synchronous={'NORMAL' if options.get('derived') else 'FULL'}")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes") else "BEGIN")

    return engine
