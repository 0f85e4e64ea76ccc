"""Local accounts: who may come in, in what role, and for whom.

The username is the pseudonym under which somebody's entries stand in the ledger for ever ('medewerker-17'), so it is
given out once. The name of the person is kept here only, and goes when the account goes; the username stays taken.
"""

import re
from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, Engine, delete, insert, select, update

from ledger.vocabulary.actor import Actor, Mandate, Role
from ledger.vocabulary.errors import NotFound, Refused
from web.auth.passwords import hashed
from web.auth.tables import accounts, saved_questions, sessions

USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
SCOPE_OF_ROLE: dict[Role, str | None] = {
    "zorgaanbieder": "provider",
    "medewerker": "provider",
    "familie": "client",
    "auditor": None,
    "accountant": None,
    "zorgkantoor": "region",
    "beheerder": None,
}
"""The roles an account can have, each with its scope; an auditor sees by inzage, a beheerder sees no clients."""


class Account(NamedTuple):
    """An account without its password."""

    username: str
    name: str
    role: Role
    provider: str | None
    client: str | None
    region: str | None

    @property
    def mandate(self) -> Mandate:
        """Return what this account may do, as the door understands it."""
        return Mandate(Actor(self.username, self.role, self.client), self.provider, self.client, self.region)


_COLUMNS = tuple(accounts.c[field] for field in Account._fields)
IS_IN_USE = accounts.c.removed_at.is_(None)
"""The condition that leaves out who was removed."""


def create_account(
    engine: Engine,
    username: str,
    password: str,
    name: str,
    role: str,
    provider: str | None = None,
    client: str | None = None,
    region: str | None = None,
) -> Account:
    """Make an account. Raises `Refused`: name taken or not usable, role unknown, scope missing, password weak."""
    if not USERNAME.fullmatch(username):
        raise Refused(
            "username-invalid",
            "Een gebruikersnaam heeft kleine letters, cijfers, punten en streepjes, zoals medewerker-17.",
            "username",
        )
    if not 0 < len(name.strip()) <= 200:
        raise Refused("name-missing", "Vul de naam van de persoon in, hoogstens 200 tekens.", "name")
    account = Account(username, name.strip(), check_scope(role, provider, client, region), provider, client, region)
    password_hash = hashed(password)
    with engine.execution_options(writes=True).begin() as connection:
        if connection.scalar(select(accounts.c.username).where(accounts.c.username == username)) is not None:
            raise Refused(
                "username-taken", f"De gebruikersnaam {username} is al eens gebruikt. Kies een andere.", "username"
            )
        connection.execute(insert(accounts).values(**account._asdict(), password_hash=password_hash))
    return account


def set_password(engine: Engine, username: str, password: str) -> None:
    """Give an account another password; whoever is logged in with it has to log in again."""
    password_hash = hashed(password)
    with engine.execution_options(writes=True).begin() as connection:
        _get(connection, username)
        connection.execute(update(accounts).where(accounts.c.username == username).values(password_hash=password_hash))
        connection.execute(delete(sessions).where(sessions.c.username == username))


def list_accounts(engine: Engine) -> list[Account]:
    """Return all accounts by username."""
    with engine.connect() as connection:
        return [
            _read(row) for row in connection.execute(select(*_COLUMNS).where(IS_IN_USE).order_by(accounts.c.username))
        ]


def remove_account(engine: Engine, username: str, now: datetime) -> None:
    """Remove an account and end its sessions. What it wrote in the ledger stays, under its pseudonym.

    Name and password are erased; the username is kept, so that nobody else gets it.
    """
    with engine.execution_options(writes=True).begin() as connection:
        _get(connection, username)
        connection.execute(delete(sessions).where(sessions.c.username == username))
        connection.execute(delete(saved_questions).where(saved_questions.c.username == username))
        erased = update(accounts).where(accounts.c.username == username)
        connection.execute(erased.values(name="", password_hash="", removed_at=now))


def account_exists(engine: Engine, username: str) -> bool:
    """Tell whether there is an account with this username."""
    with engine.connect() as connection:
        return _account(connection, username) is not None


def account_with_hash(connection: Connection, username: str) -> tuple[Account, str] | None:
    """Return an account and its password hash."""
    query = select(*_COLUMNS, accounts.c.password_hash).where(accounts.c.username == username, IS_IN_USE)
    row = connection.execute(query).first()
    return None if row is None else (_read(row[:-1]), row[-1])


def names_of(
    connection: Connection, usernames: Collection[str], provider: str, client: str | None = None
) -> dict[str, str]:
    """Return the names behind these pseudonyms of who works for a provider, or is family of a client."""
    near = accounts.c.provider == provider
    if client is not None:
        near |= accounts.c.client == client
    among = accounts.c.username.in_(sorted(usernames))
    query = select(accounts.c.username, accounts.c.name).where(among, near, IS_IN_USE)
    return {row.username: row.name for row in connection.execute(query)}


def check_scope(role: str, provider: str | None, client: str | None, region: str | None) -> Role:
    """Return the role if it goes with exactly the scope that is given; raises `Refused`."""
    for known, needed in SCOPE_OF_ROLE.items():
        if role == known:
            for scope, given in (("provider", provider), ("client", client), ("region", region)):
                _check_one_scope(known, scope, needed == scope, given)
            return known
    raise Refused("role-unknown", f"De rol {role} bestaat niet. Kies uit {', '.join(SCOPE_OF_ROLE)}.", "role")


def _check_one_scope(role: Role, scope: str, needed: bool, given: str | None) -> None:
    if needed and not given:
        raise Refused("scope-missing", f"Bij de rol {role} hoort een {_DUTCH[scope]}.", scope)
    if given and not needed:
        raise Refused("scope-not-allowed", f"Bij de rol {role} hoort geen {_DUTCH[scope]}.", scope)


_DUTCH = {"provider": "zorgaanbieder (provider)", "client": "cliënt (client)", "region": "regio (region)"}


def _account(connection: Connection, username: str) -> Account | None:
    row = connection.execute(select(*_COLUMNS).where(accounts.c.username == username, IS_IN_USE)).first()
    return None if row is None else _read(row)


def _get(connection: Connection, username: str) -> Account:
    found = _account(connection, username)
    if found is None:
        raise NotFound("account-unknown", f"Er is geen gebruiker {username}.", "username")
    return found


def _read(row: object) -> Account:
    return Account(*row)  # type: ignore[misc]
