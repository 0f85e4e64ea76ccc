"""What lies within the bounds of an access: a client, a budget, a declaration, a zorgaanbieder, a region."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from ledger.aggregates.inzage import Bounds
from ledger.application import Ledger
from ledger.events import Declaration, Sample, decode, stored_topics
from ledger.vocabulary.actor import Mandate
from ledger.vocabulary.errors import NotFound
from projections.audit_trail.queries import told_in
from projections.client_budget.queries import budget_of
from web.scope import check_budget, check_client

_DRAWN = stored_topics(Sample.Drawn)
_LINES = stored_topics(Declaration.LineSubmitted)
Subject = tuple[str, str]
"""A kind (client, budget, declaration, provider, region) and a number."""


def covers(connection: Connection, ledger: Ledger, mandate: Mandate, bounds: Bounds, about: Sequence[Subject]) -> bool:
    """Tell whether what is about these subjects may be seen: one of them lies within the bounds.

    Where clients are named, or a sample, no other client may stand beside them. What is about nobody lies within.
    """
    return covers_among(connection, ledger, mandate, bounds, people_of(ledger, bounds), about)


def covers_among(
    connection: Connection,
    ledger: Ledger,
    mandate: Mandate,
    bounds: Bounds,
    people: frozenset[str] | None,
    about: Sequence[Subject],
) -> bool:
    """Tell the same where it is known already to which people the bounds are limited (`people_of`)."""
    clients = {id for kind, id in about if kind == "client"}
    if people is not None and not clients <= people:
        return False
    narrow = mandate._replace(region=bounds.region, provider=bounds.provider)
    return not about or any(_covers_one(connection, ledger, narrow, people, one) for one in about)


def people_of(ledger: Ledger, bounds: Bounds) -> frozenset[str] | None:
    """Return the clients that an access is limited to; None when it is not limited to clients."""
    drawn = None if bounds.sample is None else clients_in_sample(ledger, bounds.sample)
    named = bounds.clients or None
    if drawn is None or named is None:
        return drawn if named is None else named
    return drawn & named


def bounds_drawn(ledger: Ledger, sample: str) -> Bounds:
    """Return the bounds that a sample was drawn within, that sample alone; of one that was not drawn, no others."""
    for record in ledger.of_topics([Sample.stream_of(sample)], _DRAWN):
        drawn = decode(record.topic, record.state)
        assert isinstance(drawn, Sample.Drawn)
        clients = frozenset[str]() if drawn.client is None else frozenset([drawn.client])
        return Bounds(drawn.region, drawn.provider, clients, sample)
    return Bounds(sample=sample)


def clients_in_sample(ledger: Ledger, sample: str) -> frozenset[str]:
    """Return the clients of the declared lines that were drawn; nobody's of a sample that was not."""
    drawn = [decode(one.topic, one.state) for one in ledger.of_topics([Sample.stream_of(sample)], _DRAWN)]
    keys = {item.key for event in drawn if isinstance(event, Sample.Drawn) for item in event.items}
    names = sorted({Declaration.stream_of(key.rpartition("/")[0]) for key in keys})
    found = set()
    for record in ledger.of_topics(names, _LINES):
        line = decode(record.topic, record.state)
        if isinstance(line, Declaration.LineSubmitted) and f"{line.declaration}/{line.line}" in keys:
            found.add(line.client)
    return frozenset(client for client in found if client is not None)


def _covers_one(
    connection: Connection, ledger: Ledger, narrow: Mandate, people: frozenset[str] | None, about: Subject
) -> bool:
    kind, id = about
    try:
        if kind == "client":
            check_client(connection, narrow, id)
            return people is None or id in people
        if kind == "budget":
            check_budget(connection, narrow, id)
            found = budget_of(connection, id)
            return people is None or (found is not None and found.client in people)
    except NotFound:
        return False
    if kind == "declaration":
        return _covers_declaration(connection, ledger, narrow, people, id)
    own, other = (narrow.provider, narrow.region) if kind == "provider" else (narrow.region, narrow.provider)
    return people is None and other is None and own in (None, id)


def _covers_declaration(
    connection: Connection, ledger: Ledger, narrow: Mandate, people: frozenset[str] | None, id: str
) -> bool:
    """Tell whether all of a declaration lies within: its provider, its regions, and its clients."""
    head = ledger.head()
    upto = 0 if head is None else head.position

    def named(kind: str) -> set[str]:
        return set(told_in(connection, [Declaration.stream_of(id)], kind, upto))

    if narrow.provider is not None and named("provider") != {narrow.provider}:
        return False
    if narrow.region is not None and named("region") != {narrow.region}:
        return False
    clients = named("client")
    return people is None or (bool(clients) and clients <= people)


def owner_of(connection: Connection, about: Iterable[Subject]) -> tuple[str | None, str | None]:
    """Return the one client and the one provider that subjects are about, where there is one."""
    clients: set[str | None] = set()
    providers: set[str | None] = set()
    for kind, id in about:
        if kind == "client":
            clients.add(id)
        elif kind == "provider":
            providers.add(id)
        elif kind == "budget" and (found := budget_of(connection, id)) is not None:
            clients.add(found.client)
            providers.add(found.provider)
    return _only(clients), _only(providers)


def _only(found: set[str | None]) -> str | None:
    return next(iter(found)) if len(found) == 1 else None
