"""What a pack rests on: every event of the log that is about its scope, and the hash of the whole log up to there."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from ledger.application import Ledger
from ledger.books.bookings import counts_on
from ledger.books.scheme import scheme
from ledger.events import Agb, Client, Event, decode
from ledger.scanning import scanning
from ledger.subjects import day_of, subjects
from ledger.vocabulary.errors import NotFound
from ledger.vocabulary.periods import Period
from web.composition import House
from web.evidence.merkle import Tree, leaf_hash
from web.evidence.question import Question, Scope

AT_ONCE = 5_000
"""Rows of the log that are read at once."""

INSIDE, BEFORE, REFERENCE = "period", "before", "reference"
"""Why an event is in a pack: it is of the days asked for; of before, for the opening balances; an item rests on it."""


class Proof(NamedTuple):
    """One event of a pack, with its hash. Of what tells of others than the scope (`withheld`) only that is shown."""

    position: int
    stream: str
    topic: str
    state: bytes
    event: Event
    part: str
    leaf: bytes
    withheld: bool = False


class Gathered(NamedTuple):
    """All events about a scope, in order, and the root of the hash tree over the whole log up to the position."""

    proofs: tuple[Proof, ...]
    log_root: str


def gather(house: House, question: Question) -> Gathered:
    """Read the log once, up to the position. Raises `NotFound` when nothing in it is about the scope."""
    about = _about(house.ledger, question)
    proofs: list[Proof] = []
    tree = Tree()
    found = False
    with scanning(house.settings.database_url) as scan:
        for rows in scan.between(0, question.known.position, AT_ONCE):
            for position, stream, topic, state in rows:
                stored = bytes(state)
                leaf = leaf_hash(position, stream, topic, stored)
                tree.add(leaf)
                event = decode(topic, stored)
                if not about(event):
                    continue
                found = True
                part = part_of(event, question.period)
                if part is not None:
                    proofs.append(Proof(position, stream, topic, stored, event, part, leaf))
    if not found:
        raise NotFound(
            "scope-unknown",
            f"Over {question.scope} is tot en met gebeurtenis {question.known.position} niets vastgelegd. "
            "Controleer het nummer.",
            "scope",
        )
    own = _own_of(house.ledger, question, proofs)
    told = (one._replace(withheld=_tells_of_others(one.event, own)) for one in proofs)
    return Gathered(tuple(told), tree.root)


def referred(ledger: Ledger, gathered: Gathered, positions: Iterable[int], question: Question) -> Iterator[Proof]:
    """Yield events that items rest on and that are not in the pack yet, in order."""
    there = {one.position for one in gathered.proofs}
    own = _own_of(ledger, question, gathered.proofs)
    for record in ledger.at_positions(sorted(set(positions) - there)):
        event = decode(record.topic, record.state)
        leaf = leaf_hash(record.position, record.stream, record.topic, record.state)
        withheld = _tells_of_others(event, own)
        yield Proof(record.position, record.stream, record.topic, record.state, event, REFERENCE, leaf, withheld)


def part_of(event: Event, period: Period | None) -> str | None:
    """Return whether an event is of the period or of before; None when it is of later days only.

    What moves money is of the one day on which it counts, as in all totals; all else is of each of its days.
    """
    first, last = (counts_on(event),) * 2 if event.TOPIC in scheme() else days_of(event)
    if period is None or first is None:
        return INSIDE
    if period.last is not None and first > period.last:
        return None
    return INSIDE if last is None or last >= period.first else BEFORE


def days_of(event: Any) -> tuple[date | None, date | None]:
    """Return the first and the last day that a fact is about: the days of care, else the day that it is dated."""
    if hasattr(event, "key") and not hasattr(event, "on"):
        return event.key.first, getattr(event, "last", None)
    if hasattr(event, "first"):
        return event.first, getattr(event, "last", None)
    day = day_of(event)
    return day, day


def _about(ledger: Ledger, question: Question) -> Callable[[Event], bool]:
    scope = question.scope
    if scope.kind == "region":
        return _in_region(scope.id)
    wanted = {(scope.kind, scope.id)}
    if scope.kind == "provider":
        wanted |= {("provider", code) for code in codes_of(ledger, scope.id, question.known.position)}
    return lambda event: not wanted.isdisjoint(subjects(event))


def _in_region(region: str) -> Callable[[Event], bool]:
    """An event is about a region when it names it, or a client who was registered there."""
    clients: set[str] = set()

    def about(event: Event) -> bool:
        if isinstance(event, Client.Registered) and event.region == region:
            clients.add(event.client)
        return any(
            (kind == "region" and id == region) or (kind == "client" and id in clients) for kind, id in subjects(event)
        )

    return about


def codes_of(ledger: Ledger, provider: str, upto: int) -> set[str]:
    """Return the AGB codes under which messages name a provider, as known then."""
    found: set[str] = set()
    after = ""
    while names := ledger.stream_names(Agb.stream_of(""), after):
        after = names[-1]
        for records in ledger.streams(names, upto).values():
            for record in records:
                event = decode(record.topic, record.state)
                if isinstance(event, Agb.Assigned) and event.provider == provider:
                    found.add(event.agb)
    return found


class _Own(NamedTuple):
    """Who belongs to a scope, by kind; of a kind that is not here, anybody may be told of."""

    scope: Scope
    ids: Mapping[str, frozenset[str]]


def _own_of(ledger: Ledger, question: Question, proofs: Iterable[Proof]) -> _Own:
    """Return who belongs to a scope: itself, and those whom what was gathered about it names."""
    scope = question.scope
    ids: dict[str, frozenset[str]] = {scope.kind: frozenset([scope.id])}
    if scope.kind == "provider":
        ids["provider"] |= codes_of(ledger, scope.id, question.known.position)
    elif scope.kind == "region":
        registered = (one.event for one in proofs if isinstance(one.event, Client.Registered))
        ids["client"] = frozenset(one.client for one in registered if one.region == scope.id)
    elif scope.kind in ("declaration", "budget"):
        named = {subject for one in proofs if one.part != REFERENCE for subject in subjects(one.event)}
        ids |= {kind: frozenset(id for its, id in named if its == kind) for kind in ("client", "provider")}
    return _Own(scope, ids)


def _tells_of_others(event: Event, own: _Own) -> bool:
    """Tell whether an event is about others than the scope, such as a message about several clients.

    What names the region asked for is of that region, also when the client was registered elsewhere. Of the budgets
    that a declaration rests on, those of its own clients and provider are told.
    """
    named = subjects(event)
    if own.scope.kind == "region" and any(kind == "region" for kind, _ in named):
        return any(kind == "region" and id != own.scope.id for kind, id in named)
    return any(kind in own.ids and id not in own.ids[kind] for kind, id in named)
