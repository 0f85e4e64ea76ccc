"""The published catalogue: every event with its topic, schema version and the Dutch sentence that tells it.

Projections read the log by this catalogue; they know no aggregate. A sentence never holds sealed text.
"""

from typing import NamedTuple

import msgspec

from ledger.aggregates.agb import Agb
from ledger.aggregates.allocation import Allocation
from ledger.aggregates.base import Aggregate, Event, events_of
from ledger.aggregates.bestanden import Bestanden
from ledger.aggregates.bevolking import Bevolking
from ledger.aggregates.budget import VirtualBudget
from ledger.aggregates.client import Client
from ledger.aggregates.contracteerruimte import Contracteerruimte
from ledger.aggregates.contracts import Contracts
from ledger.aggregates.declaration import Declaration
from ledger.aggregates.inschrijving import Inschrijving
from ledger.aggregates.levering import Levering
from ledger.aggregates.message import Message
from ledger.aggregates.provider import EuroValue, Provider
from ledger.aggregates.scores import Scores
from ledger.aggregates.tarieven import Tarieven
from ledger.aggregates.toewijzing import Toewijzingen
from ledger.aggregates.zorgplan import Zorgplan
from ledger.sentences import SENTENCES
from ledger.vocabulary.errors import Refused

__all__ = [
    "AGGREGATES",
    "CATALOGUE",
    "Agb",
    "Allocation",
    "Bestanden",
    "Bevolking",
    "Client",
    "Contracteerruimte",
    "Contracts",
    "Declaration",
    "EuroValue",
    "Event",
    "EventKind",
    "Inschrijving",
    "Levering",
    "Message",
    "Provider",
    "Scores",
    "Tarieven",
    "Toewijzingen",
    "VirtualBudget",
    "Zorgplan",
    "decode",
    "kind_of",
    "sentence",
]

AGGREGATES: tuple[type[Aggregate], ...] = (
    Client,
    Allocation,
    Toewijzingen,
    Zorgplan,
    Levering,
    Inschrijving,
    VirtualBudget,
    Provider,
    Agb,
    Declaration,
    Contracteerruimte,
    Contracts,
    Tarieven,
    Scores,
    Bevolking,
    Bestanden,
    Message,
)


class EventKind(NamedTuple):
    """An event with its decoder and the family of facts it belongs to."""

    event: type[Event]
    decoder: msgspec.json.Decoder[Event]
    aggregate: type[Aggregate]


def _kinds() -> dict[str, EventKind]:
    kinds: dict[str, EventKind] = {}
    for aggregate in AGGREGATES:
        for event in events_of(aggregate):
            kinds[event.stored_topic()] = EventKind(event, msgspec.json.Decoder(event), aggregate)
    return kinds


CATALOGUE = _kinds()
"""Every topic with its schema version, as it stands in the log, and what it means."""


def kind_of(topic: str) -> EventKind:
    """Return what a topic means; an unknown topic is an error, never skipped."""
    if topic not in CATALOGUE:
        raise Refused("topic-unknown", f"De soort gebeurtenis {topic} is niet bekend in deze versie.")
    return CATALOGUE[topic]


def decode(topic: str, state: bytes) -> Event:
    """Return the facts of a stored event."""
    return kind_of(topic).decoder.decode(state)


def sentence(event: Event) -> str:
    """Tell an event in one Dutch sentence."""
    return SENTENCES[type(event)](event)
