"""Keys of other systems: shown once, kept as a digest, each with a role and its limits."""

import re
import secrets
from typing import NamedTuple

from sqlalchemy import Engine, delete, insert, select

from ledger.vocabulary.actor import Actor, Mandate, Role
from ledger.vocabulary.errors import NotFound, Refused
from web.auth.accounts import check_scope
from web.auth.sessions import digest
from web.auth.tables import api_keys

PREFIX = "pvb_"
"""So that a key that leaked into a text can be found for what it is."""
NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")


class ApiKey(NamedTuple):
    """A key without its secret."""

    name: str
    role: Role
    provider: str | None
    client: str | None
    region: str | None

    @property
    def mandate(self) -> Mandate:
        """Return what the system with this key may do; its entries stand in the ledger under `api:<name>`."""
        return Mandate(Actor(f"api:{self.name}", self.role, self.client), self.provider, self.client, self.region)


_COLUMNS = tuple(api_keys.c[field] for field in ApiKey._fields)


def create_key(
    engine: Engine,
    name: str,
    role: str,
    provider: str | None = None,
    client: str | None = None,
    region: str | None = None,
) -> str:
    """Make a key and return its secret, which cannot be shown again.

    Raises `Refused`: name taken or not usable, role unknown, scope missing.
    """
    if not NAME.fullmatch(name):
        raise Refused(
            "key-name-invalid",
            "De naam van een sleutel heeft kleine letters, cijfers, punten en streepjes, zoals ecd-de-linde.",
            "name",
        )
    key = ApiKey(name, check_scope(role, provider, client, region), provider, client, region)
    secret = PREFIX + secrets.token_urlsafe(32)
    with engine.execution_options(writes=True).begin() as connection:
        if connection.execute(select(api_keys.c.name).where(api_keys.c.name == name)).first() is not None:
            raise Refused("key-name-taken", f"Er is al een sleutel {name}. Kies een andere naam.", "name")
        connection.execute(insert(api_keys).values(**key._asdict(), key_digest=digest(secret)))
    return secret


def find_key(engine: Engine, secret: str) -> ApiKey | None:
    """Return the key with this secret."""
    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="AUTOCOMMIT")
        row = connection.execute(select(*_COLUMNS).where(api_keys.c.key_digest == digest(secret))).first()
    return None if row is None else ApiKey(*row)


def list_keys(engine: Engine) -> list[ApiKey]:
    """Return all keys by name."""
    with engine.connect() as connection:
        return [ApiKey(*row) for row in connection.execute(select(*_COLUMNS).order_by(api_keys.c.name))]


def remove_key(engine: Engine, name: str) -> None:
    """Take a key back: it opens nothing from here on. What was written with it stays."""
    with engine.execution_options(writes=True).begin() as connection:
        if not connection.execute(delete(api_keys).where(api_keys.c.name == name)).rowcount:
            raise NotFound("key-unknown", f"Er is geen sleutel {name}.", "name")
