"""Birth date and sex, opened from the sealed identity: what amounts by age and sex need, and nothing else of it."""

from datetime import date
from typing import cast

import msgspec

from ledger.aggregates.client import Client
from ledger.funding.facts import Sex
from ledger.persons.keyring import Keyring


def born_and_sex(keyring: Keyring, client: Client) -> tuple[date | None, Sex | None]:
    """Return the two where they are known and the seal opens; of an erased person nothing is known."""
    identity = keyring.open(Client.stream_of(client.id), client.identity)
    if identity is None:
        return None, None
    known = msgspec.json.decode(identity)
    born = known.get("birth_date")
    return date.fromisoformat(born) if born else None, cast(Sex | None, known.get("sex"))
