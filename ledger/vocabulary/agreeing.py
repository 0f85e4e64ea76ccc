"""The words of a contract: by which law, who is in it, what is declared, and where payment stops."""

from collections.abc import Iterable
from typing import Literal

import msgspec

from ledger.vocabulary.errors import Refused
from ledger.vocabulary.labels import Rhythm as Rhythm
from ledger.vocabulary.percentages import WHOLE, percentage

Act = Literal["Wlz", "Wmo"]
PartyRole = Literal["hoofdaannemer", "onderaannemer", "coalitiepartner"]
Basis = Literal["delivered", "plan"]
"""What is declared where the model leaves it open: what was delivered, or what was agreed in the plan."""
Ceiling = Literal["client", "provider", "none"]
"""Per client at the indicatiewaarde; per provider at the sum of its clients' values; or none, and then only flagged."""
Settlement = Literal["none", "score"]
"""Whether lines are settled afterwards: never, or once a score over their period is known."""


class Party(msgspec.Struct, frozen=True, omit_defaults=True):
    """A provider in the contract; of an onderaannemer, its share in what the hoofdaannemer is paid."""

    provider: str
    role: PartyRole
    share_basispoint: int = 0


def check_shares(parties: Iterable[Party]) -> None:
    """Refuse a share of somebody who is no onderaannemer, and onderaannemers who together get more than there is."""
    shared = 0
    for one in parties:
        if one.share_basispoint and one.role != "onderaannemer":
            told = f"{one.provider} is {one.role}. Alleen een onderaannemer heeft een aandeel."
            raise Refused("share-not-onderaannemer", told, "parties")
        shared += one.share_basispoint
    if shared > WHOLE:
        told = f"De onderaannemers krijgen samen {percentage(shared)}. Samen mag het 100% zijn, niet meer."
        raise Refused("share-above-whole", told, "parties")
