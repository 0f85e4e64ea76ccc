"""Sessions: a random token in a cookie, of which only the digest is kept here, with its end and its form token."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from typing import NamedTuple

from sqlalchemy import Engine, delete, insert, select

from web.auth.accounts import IS_IN_USE, Account
from web.auth.tables import accounts, sessions

LASTS = timedelta(hours=8)


class Session(NamedTuple):
    """Somebody who is logged in, with the token that the forms of this session carry."""

    account: Account
    csrf: str


def digest(token: str) -> str:
    """Return what is kept of a token."""
    return sha256(token.encode()).hexdigest()


def start_session(engine: Engine, username: str, now: datetime, replaces: str | None = None) -> str:
    """Start a session and return its token; the one it replaces ends, and so does everything that has expired."""
    token = secrets.token_urlsafe(32)
    with engine.execution_options(writes=True).begin() as connection:
        ended = sessions.c.expires_at <= now
        if replaces is not None:
            ended |= sessions.c.token_digest == digest(replaces)
        connection.execute(delete(sessions).where(ended))
        connection.execute(
            insert(sessions).values(
                token_digest=digest(token),
                username=username,
                csrf=secrets.token_urlsafe(24),
                expires_at=now + LASTS,
            )
        )
    return token


def find_session(engine: Engine, token: str, now: datetime) -> Session | None:
    """Return the session of a token that has not expired, of an account that still exists."""
    query = (
        select(*(accounts.c[field] for field in Account._fields), sessions.c.csrf)
        .join(accounts, accounts.c.username == sessions.c.username)
        .where(sessions.c.token_digest == digest(token), sessions.c.expires_at > now, IS_IN_USE)
    )
    with engine.connect() as connection:
        row = connection.execute(query).first()
    return None if row is None else Session(Account(*row[:-1]), row[-1])


def end_session(engine: Engine, token: str) -> None:
    """End a session; its token is worth nothing from here on."""
    with engine.execution_options(writes=True).begin() as connection:
        connection.execute(delete(sessions).where(sessions.c.token_digest == digest(token)))
