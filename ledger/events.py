"""The published catalogue: every event with its topic, schema version and the Dutch sentence that tells it.

Projections read the log by this catalogue; they know no aggregate. A sentence never holds sealed text. An old version
of an event has a topic of its own here and is read as the event of today, so that no reader knows there was another.
"""

from collections.abc import Iterable
from typing import NamedTuple, Protocol

import msgspec

from ledger.aggregates.afwezigheid import Afwezigheid
from ledger.aggregates.agb import Agb
from ledger.aggregates.allocation import Allocation
from ledger.aggregates.base import Aggregate, Event, OldEvent, Stored, events_of, old_events_of
from ledger.aggregates.bestanden import Bestanden
from ledger.aggregates.bevolking import Bevolking
from ledger.aggregates.budget import VirtualBudget
from ledger.aggregates.client import Client
from ledger.aggregates.contracteerruimte import Contracteerruimte
from ledger.aggregates.contracts import Contracts
from ledger.aggregates.declaration import Declaration
from ledger.aggregates.finding import Finding
from ledger.aggregates.inschrijving import Inschrijving
from ledger.aggregates.inzage import Inzage
from ledger.aggregates.levering import Levering
from ledger.aggregates.message import Message
from ledger.aggregates.navraag import Navraag
from ledger.aggregates.pgb import Pgb
from ledger.aggregates.provider import EuroValue, Provider
from ledger.aggregates.samples import Sample
from ledger.aggregates.scores import Scores
from ledger.aggregates.standen import Stand
from ledger.aggregates.tarieven import Tarieven
from ledger.aggregates.toewijzing import Toewijzingen
from ledger.aggregates.zorgplan import Zorgplan
from ledger.sentences import SENTENCES
from ledger.vocabulary.errors import Refused

__all__ = [
    "AGGREGATES",
    "CATALOGUE",
    "Afwezigheid",
    "Agb",
    "Aggregate",
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
    "Finding",
    "Inschrijving",
    "Inzage",
    "Levering",
    "Message",
    "Navraag",
    "Pgb",
    "Provider",
    "Sample",
    "Scores",
    "Stand",
    "Tarieven",
    "Toewijzingen",
    "VirtualBudget",
    "Zorgplan",
    "decode",
    "kind_of",
    "kinds_of",
    "sentence",
    "stored_topics",
    "today",
]

AGGREGATES: tuple[type[Aggregate], ...] = (
    Client,
    Allocation,
    Toewijzingen,
    Zorgplan,
    Levering,
    Afwezigheid,
    Inschrijving,
    VirtualBudget,
    Provider,
    Agb,
    Declaration,
    Pgb,
    Finding,
    Contracteerruimte,
    Contracts,
    Tarieven,
    Scores,
    Bevolking,
    Bestanden,
    Message,
    Stand,
    Sample,
    Inzage,
    Navraag,
)


class Decoder(Protocol):
    """Reads the facts of an event straight from the stored bytes."""

    def decode(self, state: bytes, /) -> Event:
        """Return the event in its form of today."""


class Upcaster:
    """The decoder of an old form: reads what was stored then, and tells it as it would be told today."""

    def __init__(self, old: type[OldEvent]) -> None:
        self._decoder = msgspec.json.Decoder(old)

    def decode(self, state: bytes, /) -> Event:
        """Return the event in its form of today."""
        return today(self._decoder.decode(state))


def today(stored: Stored) -> Event:
    """Return the event in its form of today, by way of the forms between."""
    while isinstance(stored, OldEvent):
        stored = stored.upcast()
    assert isinstance(stored, Event)
    return stored


class EventKind(NamedTuple):
    """What a topic in the log means: the event of today, how its bytes are read, and its family of facts.

    `stored` is the form under this topic: the event itself, or an old form of it.
    """

    event: type[Event]
    decoder: Decoder
    aggregate: type[Aggregate]
    stored: type[Stored]


def kinds_of(aggregates: Iterable[type[Aggregate]]) -> dict[str, EventKind]:
    """Return every topic that may stand in the log, old forms after the events of their family.

    An event without a form for each of its earlier versions is an error, and so is an old form of nothing: a log that
    exists could not be read, and nobody would know until somebody tried.
    """
    kinds: dict[str, EventKind] = {}
    for aggregate in aggregates:
        current = {event.TOPIC: event for event in events_of(aggregate)}
        for event in events_of(aggregate):
            _add(kinds, EventKind(event, msgspec.json.Decoder(event), aggregate, event))
        for old in old_events_of(aggregate):
            if old.TOPIC not in current or not 0 < old.SCHEMA < current[old.TOPIC].SCHEMA:
                raise TypeError(f"{old.__qualname__} is {old.stored_topic()}: that is no earlier version of an event")
            _add(kinds, EventKind(current[old.TOPIC], Upcaster(old), aggregate, old))
    lost = [topic for kind in kinds.values() for topic in stored_topics(kind.event) if topic not in kinds]
    if lost:
        raise TypeError(f"{lost[0]} can no longer be read: nest an OldEvent with that SCHEMA beside the event")
    return kinds


def _add(kinds: dict[str, EventKind], kind: EventKind) -> None:
    topic = kind.stored.stored_topic()
    if topic in kinds:
        raise TypeError(f"{topic} has two forms: {kinds[topic].stored.__qualname__} and {kind.stored.__qualname__}")
    kinds[topic] = kind


def stored_topics(event: type[Event]) -> tuple[str, ...]:
    """Return every topic under which an event may stand in the log, the oldest version first."""
    return tuple(f"{event.TOPIC}/{version}" for version in range(1, event.SCHEMA + 1))


CATALOGUE = kinds_of(AGGREGATES)
"""Every topic with its schema version, as it stands in the log, and what it means."""


def kind_of(topic: str) -> EventKind:
    """Return what a topic means; an unknown topic, or a version of later, is an error and never skipped."""
    kind = CATALOGUE.get(topic)
    if kind is None:
        name = topic.rpartition("/")[0]
        if here := next((one.event for one in CATALOGUE.values() if name == one.event.TOPIC), None):
            raise Refused(
                "topic-unknown",
                f"Gebeurtenis {topic} komt uit een nieuwere versie van dit programma: hier is {here.stored_topic()} "
                "de laatste. Werk dit programma bij.",
            )
        raise Refused("topic-unknown", f"De soort gebeurtenis {topic} is niet bekend in deze versie.")
    return kind


def decode(topic: str, state: bytes) -> Event:
    """Return the facts of a stored event."""
    return kind_of(topic).decoder.decode(state)


def sentence(event: Event) -> str:
    """Tell an event in one Dutch sentence."""
    return SENTENCES[type(event)](event)
