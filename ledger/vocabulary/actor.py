"""Who did something, in what role, for whom, and how far that role reaches."""

from typing import Literal, NamedTuple

import msgspec

Role = Literal["systeem", "zorgaanbieder", "medewerker", "familie", "auditor", "accountant", "zorgkantoor", "beheerder"]
"""The roles of people and systems. `systeem` is the operator on the machine itself: the CLI and the importers.

`accountant` is an auditor from outside: sees the same under an inzage of their own, and judges nothing.

`beheerder` watches over the machine from elsewhere: how the read models are doing, and nothing of any client.
"""


class Actor(msgspec.Struct, frozen=True, omit_defaults=True):
    """A pseudonymous user, the role they acted in, and the client they acted for, if any."""

    id: str
    role: Role
    on_behalf_of: str | None = None


class Mandate(NamedTuple):
    """An actor with the one provider, client or region that they may act on; without these, all."""

    actor: Actor
    provider: str | None = None
    client: str | None = None
    region: str | None = None


SYSTEM = Mandate(Actor("systeem", "systeem"))
