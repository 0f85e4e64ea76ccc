"""Who did something, in words, without their name."""

from web.pages.shell import ROLE_NAMES

_ROLES: dict[str, str] = {str(role): word for role, word in ROLE_NAMES.items()}


def who(actor: str, role: str) -> str:
    """Return the pseudonym with the role.

    >>> who("medewerker-17", "medewerker"), who("systeem", "systeem")
    ('medewerker-17 (medewerker)', 'systeem')
    """
    word = _ROLES.get(role, role)
    return actor if actor == word else f"{actor} ({word})"
