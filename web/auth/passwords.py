"""Passwords: argon2id hashes, and a check that takes as long for a user who does not exist."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from ledger.vocabulary.errors import Refused

SHORTEST = 12
LONGEST = 200
"""Enough for any sentence, and no way to keep the machine busy with a book."""

_hasher = PasswordHasher()


def hashed(password: str) -> str:
    """Return the argon2id hash of a password that is long enough; raises `Refused`."""
    if len(password) < SHORTEST:
        raise Refused(
            "password-weak",
            f"Een wachtwoord heeft minstens {SHORTEST} tekens. Neem bijvoorbeeld vier losse woorden.",
            "password",
        )
    if len(password) > LONGEST:
        raise Refused("password-too-long", f"Een wachtwoord heeft hoogstens {LONGEST} tekens.", "password")
    return _hasher.hash(password)


def matches(password: str, known: str | None) -> bool:
    """Tell whether a password belongs to a hash; without a hash the answer is no, after the same work."""
    try:
        _hasher.verify(known or _nobodys_hash(), password[: LONGEST + 1])
    except (VerificationError, InvalidHashError):
        return False
    return known is not None


def is_outdated(known: str) -> bool:
    """Tell whether a hash was made with weaker settings than those of today."""
    return _hasher.check_needs_rehash(known)


@cache
def _nobodys_hash() -> str:
    return _hasher.hash("the password of nobody at all")
