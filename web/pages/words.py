"""From what is sealed or pseudonymous to what people read."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass

from ledger.events import Client, VirtualBudget
from ledger.persons.keyring import Keyring

ERASED = "niet meer te lezen"
_NUMBERED = re.compile(r"([a-z]+)-([0-9]+)")


@dataclass(frozen=True)
class Words:
    """How to read one budget: `open` unseals its texts, `who` names a pseudonym; `client` may be a group pot."""

    open: Callable[[str | None], str]
    who: Callable[[str], str]
    client: str
    provider: str


def subject_of(client: str | None, budget: str) -> str:
    """Return under whose key the texts of a budget are sealed."""
    return VirtualBudget.stream_of(budget) if client is None else Client.stream_of(client)


SEALED = "De tekst is verzegeld."
"""Told to who may see that somebody wrote a text, and not the text."""


def opener(keyring: Keyring, subject: str) -> Callable[[str | None], str]:
    """Return what unseals the texts of a subject; nothing gives '', and what was erased says so."""

    def open_text(sealed: str | None) -> str:
        if sealed is None:
            return ""
        text = keyring.open(subject, sealed)
        return ERASED if text is None else text

    return open_text


def client_name(keyring: Keyring, client: str, identity: str | None) -> str:
    """Return the name of a client, or the client's number when there is none (any more)."""
    opened = keyring.open(Client.stream_of(client), identity)
    name = json.loads(opened).get("name") if opened else None
    return name or f"cliënt {client}"


def group_name(name: str | None) -> str:
    """Return how a group pot is called.

    >>> group_name("woning Zuid"), group_name("groepspot van De Linde")
    ('Groepspot woning Zuid', 'Groepspot van De Linde')
    """
    text = name or ""
    bare = text[len("groepspot") :] if text.casefold().startswith("groepspot") else text
    return f"Groepspot {bare.strip()}".strip()


def who(pseudonym: str, names: dict[str, str]) -> str:
    """Return the name of whoever has an account, else the pseudonym in words.

    >>> who("medewerker-17", {}), who("medewerker-17", {"medewerker-17": "Fatma Yilmaz"})
    ('medewerker 17', 'Fatma Yilmaz')
    """
    if pseudonym in names:
        return names[pseudonym]
    numbered = _NUMBERED.fullmatch(pseudonym)
    return f"{numbered.group(1)} {numbered.group(2)}" if numbered else pseudonym
