"""What whoever asks may be told of an event: its sentence and who recorded it; and which texts may be opened."""

from collections.abc import Callable, Hashable, Sequence
from functools import partial
from typing import Any, NamedTuple, TypeVar

from ledger.events import Client, Event, Provider, VirtualBudget, sentence
from ledger.subjects import day_of, subjects
from ledger.vocabulary.actor import Actor, Mandate
from ledger.vocabulary.errors import NotFound
from projections.rows import recorded
from web.composition import House
from web.explaining.node import MOST, Node, Sprout
from web.scope import check_client, opens_sealed

T = TypeVar("T")

ERASED = "niet meer te lezen"
NOT_FOR_YOU = "Iets dat over een ander gaat, telt ook mee. Dat mag u hier niet zien."


class RateSet(NamedTuple):
    """The event that set what a point or an hour is worth from a day on; `version` counts from 1."""

    position: int
    version: int
    by: Actor
    source: str


class Witness:
    """Reads events up to the position that counts, for one who asks, and keeps what one answer may hold."""

    def __init__(self, house: House, mandate: Mandate, upto: int) -> None:
        self.house = house
        self.mandate = mandate
        self.upto = upto
        self._left = MOST
        self._events: dict[int, tuple[Event, Actor]] = {}
        self._clients: dict[str, bool] = {}
        self._kept: dict[Hashable, Any] = {}

    @property
    def is_family(self) -> bool:
        """Tell whether only one client may be known of."""
        return self.mandate.client is not None

    def takes(self, nodes: int) -> bool:
        """Tell whether so many nodes fit; if so they are counted."""
        if nodes > self._left:
            return False
        self._left -= nodes
        return True

    def fetch(self, positions: Sequence[int]) -> None:
        """Read events that are about to be told, all at once."""
        wanted = sorted({one for one in positions if 0 < one <= self.upto} - self._events.keys())
        for record in self.house.ledger.at_positions(wanted):
            at = recorded(record)
            actor = Actor(at.header.actor.id, at.header.actor.role)
            self._events[record.position] = at.event, actor

    def by(self, position: int) -> Actor | None:
        """Return who recorded an event, if it may be told."""
        found = self._told(position)
        return None if found is None else found[1]

    def fact(self, position: int) -> Event | None:
        """Return an event that may be told."""
        found = self._told(position)
        return None if found is None else found[0]

    def event(self, position: int, basis: str = "") -> Node:
        """Return the node of an event: its sentence, or that it is about somebody else."""
        found = self._told(position)
        if found is None:
            return Node(NOT_FOR_YOU, positions=(position,))
        event, actor = found
        return Node(sentence(event), positions=(position,), basis=basis, by=actor, on=day_of(event))

    def resting_on(self, positions: Sequence[int]) -> list[Sprout]:
        """Return a part for every event that something rests on."""
        return [Sprout(None, one, partial(self._resting, one)) for one in positions]

    def _resting(self, position: int, depth: int) -> Node:
        return self.event(position)

    def opened(self, subject: str, sealed: str | None) -> str:
        """Return a sealed text for who may open it; '' when there is none, or when it stays sealed."""
        if sealed is None or not opens_sealed(self.mandate):
            return ""
        text = self.house.keyring.open(subject, sealed)
        return ERASED if text is None else text

    def rate_set(self, provider: str, unit: str, first: object) -> RateSet | None:
        """Return the last event by which a provider valued a unit from a day on."""
        return self.once(("rates", provider, unit), lambda: self._read_rates(provider, unit)).get(first)

    def once(self, name: Hashable, read: Callable[[], T]) -> T:
        """Read something the first time it is asked for, and keep it for the rest of the answer."""
        if name not in self._kept:
            self._kept[name] = read()
        found: T = self._kept[name]
        return found

    def _read_rates(self, provider: str, unit: str) -> dict[object, RateSet]:
        found: dict[object, RateSet] = {}
        for record in self.house.ledger.stream(Provider.stream_of(provider), self.upto):
            at = recorded(record)
            if isinstance(at.event, Provider.ValueSet) and at.event.unit == unit:
                before = found.get(at.event.first)
                actor = Actor(at.header.actor.id, at.header.actor.role)
                version = before.version + 1 if before else 1
                found[at.event.first] = RateSet(at.position, version, actor, str(at.header.source or ""))
        return found

    def _told(self, position: int) -> tuple[Event, Actor] | None:
        if position not in self._events:
            self.fetch([position])
        found = self._events.get(position)
        return found if found is not None and self._may(found[0]) else None

    def _may(self, event: Event) -> bool:
        about = subjects(event)
        clients = {id for kind, id in about if kind == "client"}
        if self.mandate.client is not None:
            return clients <= {self.mandate.client}
        providers = {id for kind, id in about if kind == "provider"}
        if self.mandate.provider is not None and providers:
            return self.mandate.provider in providers
        return all(self._sees(client) for client in clients)

    def _sees(self, client: str) -> bool:
        if client not in self._clients:
            try:
                if self.mandate.provider is not None or self.mandate.region is not None:
                    with self.house.reading() as connection:
                        check_client(connection, self.mandate, client)
                self._clients[client] = True
            except NotFound:
                self._clients[client] = False
        return self._clients[client]


def subject_of(client: str | None, budget: str) -> str:
    """Return under whose key the texts of a budget are sealed."""
    return VirtualBudget.stream_of(budget) if client is None else Client.stream_of(client)
