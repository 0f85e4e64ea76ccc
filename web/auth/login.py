"""Logging in: a password becomes a session."""

from ledger.vocabulary.errors import Refused
from web.auth.accounts import account_with_hash
from web.auth.passwords import matches
from web.auth.sessions import start_session
from web.auth.throttle import Throttle
from web.composition import House


def log_in(
    house: House, throttle: Throttle, username: str, password: str, address: str, replaces: str | None = None
) -> str:
    """Return the token of a new session; raises `Refused`, in the same words whether or not the user exists."""
    now = house.clock.now()
    name = username.lower()
    if not throttle.admits(name, address, now):
        raise Refused(
            "too-many-tries",
            "Er is te vaak een verkeerd wachtwoord ingevuld. Wacht een kwartier en probeer het dan opnieuw.",
            "username",
        )
    with house.engine.connect() as connection:
        found = account_with_hash(connection, name)
    if not matches(password, found and found[1]) or found is None:
        raise Refused(
            "login-wrong", "De gebruikersnaam of het wachtwoord klopt niet. Probeer het nog eens.", "username"
        )
    throttle.succeeded(name, address, now)
    return start_session(house.engine, found[0].username, now, replaces)
