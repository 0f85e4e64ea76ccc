"""The named stands, for who may name them: as JSON, and as choices on a page."""

from ledger.commands.standen import NameStand
from ledger.vocabulary.actor import Mandate
from ledger.vocabulary.errors import Forbidden
from projections.as_of import NamedStand, standen
from web.answers import Answer, as_of_answer, moment
from web.composition import House


def standen_of(house: House, mandate: Mandate) -> Answer:
    """Return every named stand, by position: its name, what it is for, who gave it when, and what it means."""
    role = mandate.actor.role
    if role != "systeem" and role not in NameStand.BY:
        raise Forbidden("role-may-not", f"Met de rol {role} mag u de standen met een naam niet zien.")
    return {"stands": [_answer(one) for one in standen(house.ledger)]}


def _answer(one: NamedStand) -> Answer:
    return {
        "name": one.name,
        "as_of": as_of_answer(one.known),
        "purpose": one.purpose,
        "named_at": moment(one.named_at),
        "named_by": one.named_by.id,
    }
