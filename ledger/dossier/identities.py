"""Birth date, sex and BSN, opened from the sealed identity: what amounts by age and sex need, and what control asks."""

from datetime import date
from typing import NamedTuple, cast

import msgspec

from ledger.aggregates.client import Client
from ledger.funding.facts import Sex
from ledger.persons.keyring import Keyring


class Known(NamedTuple):
    """What the sealed identity says; nothing of what is not known or does not open."""

    born: date | None = None
    sex: Sex | None = None
    bsn: str | None = None


def known_of(keyring: Keyring, client: Client) -> Known:
    """Return what is known of a person; of an erased person nothing is."""
    identity = keyring.open(Client.stream_of(client.id), client.identity)
    if identity is None:
        return Known()
    told = msgspec.json.decode(identity)
    born = told.get("birth_date")
    return Known(date.fromisoformat(born) if born else None, cast(Sex | None, told.get("sex")), told.get("bsn"))


def born_and_sex(keyring: Keyring, client: Client) -> tuple[date | None, Sex | None]:
    """Return the two where they are known and the seal opens."""
    known = known_of(keyring, client)
    return known.born, known.sex
