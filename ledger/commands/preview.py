"""What commands would do: decided in a transaction that is thrown away, with the declaring that would follow.

What was declared before over a period and comes out otherwise by these commands is declared anew in that same
transaction, as `declare` does. So everything that would be written is known, at the position that it would get.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple
from uuid import uuid4

from ledger.aggregates.contracts import Contracts
from ledger.aggregates.declaration import Declaration
from ledger.appending import Stale
from ledger.application import ATTEMPTS, Header, Ledger, Outcome, Overtaken, Record, Transaction
from ledger.commands.base import Desk
from ledger.commands.counted import counts_together
from ledger.commands.declare import Declare, derived_for, prepare
from ledger.commands.door import Door, NotRecorded, Request
from ledger.dossier.contracts import contracts_of
from ledger.events import (
    Afwezigheid,
    Agb,
    Aggregate,
    Client,
    Contracteerruimte,
    Event,
    Finding,
    Inzage,
    Navraag,
    Pgb,
    Provider,
    Sample,
    Stand,
    VirtualBudget,
    decode,
)
from ledger.funding.deriving import Line
from ledger.funding.redeclaring import place_of
from ledger.subjects import subjects
from ledger.vocabulary.actor import SYSTEM, Mandate
from ledger.vocabulary.errors import Conflict, LedgerError
from ledger.vocabulary.labels import labelled
from ledger.vocabulary.source import Source

MOST_PERIODS = 1_000
"""Periods declared before that are worked out anew for the clients of a few commands."""
MOST_FOR_EVERYBODY = 60
"""The same where each is worked out for everybody in it: about 5 seconds."""
_ONE_CLIENT = frozenset({"client", "zorgplan", "allocation", "levering", "inschrijving", "toewijzing", "scores"})
_OF_NO_DECLARING: tuple[type[Aggregate], ...] = (
    *(Agb, VirtualBudget, Contracteerruimte, Provider, Stand, Declaration),
    *(Afwezigheid, Pgb, Finding, Sample, Inzage, Navraag),
)
_NOT_DECLARED_BY = tuple(kind.stream_of("") for kind in _OF_NO_DECLARING)
"""Streams from which nothing is worked out to declare."""

Earlier = Callable[[Sequence[Record]], Iterable[str]]
"""Returns the streams of declarations that may come out otherwise by what these rows of the log say."""


class Asked(NamedTuple):
    """Commands of one giver. With `keep_going` each that can be is decided; without it all of them or none.

    Where everybody counts, as many periods are worked out as `most_for_everybody` says.
    """

    requests: Sequence[Request]
    mandate: Mandate
    source: Source
    keep_going: bool = False
    most_for_everybody: int = MOST_FOR_EVERYBODY


class Followed(NamedTuple):
    """A period that was declared before and comes out otherwise: what `declare` would write, or why it would not.

    `already` is by how much it would change without these commands too, in cents: it was not declared anew yet.
    """

    declare: Declare
    records: tuple[Record, ...]
    refusal: LedgerError | None = None
    already: int = 0


class Preview(NamedTuple):
    """What commands would do: per command its outcome, or why not (None: another could not be); what they would write.

    `followed` are the periods to declare anew. Of the `periods` declared before that may be touched, `checked` were
    worked out.
    """

    answers: tuple[Outcome | NotRecorded | None, ...]
    records: tuple[Record, ...] = ()
    followed: tuple[Followed, ...] = ()
    checked: int = 0
    periods: int = 0

    @property
    def all_records(self) -> tuple[Record, ...]:
        """Return everything that would be written, in order."""
        return self.records + tuple(record for one in self.followed for record in one.records)


class _Declared(NamedTuple):
    provider: str
    contract: str
    label: str


def preview(door: Door, asked: Asked, earlier: Earlier) -> Preview:
    """Return what commands would do. Nothing is recorded."""
    for _ in range(ATTEMPTS):
        try:
            return _preview(door, asked, earlier)
        except (Stale, Overtaken):
            continue
    raise Conflict("too-busy", "Iemand anders wijzigt dit op hetzelfde moment. Probeer het zo nog eens.")


def _preview(door: Door, asked: Asked, earlier: Earlier) -> Preview:
    first = Transaction(door.ledger, fresh=True)
    answers = _decided(door, first, asked)
    if not asked.keep_going and not all(isinstance(one, Outcome) for one in answers):
        return Preview(answers)
    records = _foretold(first)
    touching = [record for record in records if not record.stream.startswith(_NOT_DECLARED_BY)]
    periods = _periods(door.ledger, earlier(touching)) if touching else []
    again = Transaction(door.ledger, fresh=True)
    desk = Desk(again, SYSTEM)
    periods = [one for one in periods if _is_within(asked.mandate, desk, one)]
    told = _Touched(desk, [decode(record.topic, record.state) for record in touching], touching)
    checked = periods[: asked.most_for_everybody if told.everybody else MOST_PERIODS]
    before = {one: told.comes_to(one) for one in checked}
    answers = _decided(door, again, asked)
    followed = [_followed(again, desk, one, told.clients) for one in checked if told.comes_to(one) != before[one]]
    written = _foretold(again)
    if [_made(one) for one in written[: len(records)]] != [_made(one) for one in records]:
        raise Stale("log")  # somebody recorded something meanwhile, and it is decided otherwise now
    place, done, alone = len(records), [], Desk(Transaction(door.ledger, fresh=True), SYSTEM)
    for one, events in followed:
        done.append(one._replace(records=tuple(written[place : place + events]), already=_already(alone, one.declare)))
        place += events
    return Preview(_placed(answers, written), tuple(written[: len(records)]), tuple(done), len(checked), len(periods))


def _is_within(mandate: Mandate, desk: Desk, one: _Declared) -> bool:
    """Tell whether a period is of the provider and the region of a mandate."""
    if mandate.provider not in (None, one.provider):
        return False
    contracts = contracts_of(desk.get(Contracts, one.provider, "provider"), one.contract)
    return mandate.region is None or any(contract.region == mandate.region for contract in contracts)


def _made(record: Record) -> tuple[str, int, str]:
    return record.stream, record.version, record.topic


def _decided(door: Door, transaction: Transaction, asked: Asked) -> tuple[Outcome | NotRecorded | None, ...]:
    """Decide every command; of one that writes something new only how much is known: its topics, at no position."""
    answers: list[Outcome | NotRecorded | None] = []
    for request in asked.requests:
        command_id = request.command.command_id or uuid4().hex
        before = len(transaction.decided)
        try:
            with transaction.undone_when_refused():
                known = door.decide_in(transaction, request, command_id, asked.mandate, asked.source)
        except LedgerError as error:
            refused = NotRecorded(request, command_id, error)
            if not asked.keep_going:
                return tuple(refused if one is request else None for one in asked.requests)
            answers.append(refused)
            continue
        new = transaction.decided[before:]
        answers.append(known or Outcome(command_id, tuple((0, one.stored_topic()) for one in new)))
    return tuple(answers)


def _placed(
    answers: Sequence[Outcome | NotRecorded | None], records: Sequence[Record]
) -> tuple[Outcome | NotRecorded | None, ...]:
    """Give each event of an outcome the position that it would get."""
    positions = iter([record.position for record in records])
    return tuple(
        one._replace(events=tuple((at or next(positions), topic) for at, topic in one.events))
        if isinstance(one, Outcome)
        else one
        for one in answers
    )


class _Touched:
    """What new events are about, and what a period comes to for those they are about."""

    def __init__(self, desk: Desk, events: Sequence[Event], records: Sequence[Record]) -> None:
        about = [one for event in events for one in subjects(event)]
        self._desk = desk
        self.clients = tuple(dict.fromkeys(id for kind, id in about if kind == "client"))
        self.everybody = any(record.stream.partition("-")[0] not in _ONE_CLIENT for record in records) or any(
            all(kind != "client" for kind, _ in subjects(event)) for event in events
        )

    def comes_to(self, one: _Declared) -> Any:
        """Return what tells whether a period comes out the same: its lines, or why there are none."""
        try:
            return [_figures(line) for line in self._lines(one)]
        except LedgerError as error:
            return error.code

    def _lines(self, one: _Declared) -> Sequence[Line]:
        label = labelled(one.label)
        contracts = contracts_of(self._desk.get(Contracts, one.provider, "provider"), one.contract)
        if self.everybody or counts_together(contracts, label.period):
            return prepare(_declare(one, self.clients), self._desk).derived
        clients = [self._desk.get(Client, id) for id in self.clients]
        return derived_for(self._desk, one.provider, contracts, label, clients)


def _figures(line: Line) -> tuple[object, ...]:
    of = line.computed
    return place_of(line), of.quantity, line.paid_eurocent, line.unpaid_eurocent, of.owed, of.settles


def _followed(transaction: Transaction, desk: Desk, one: _Declared, clients: tuple[str, ...]) -> tuple[Followed, int]:
    """Declare a period anew; return what is known of it, and how many events it takes."""
    command, before = _declare(one, clients), len(transaction.decided)
    try:
        with transaction.undone_when_refused():
            command.decide(desk)
    except LedgerError as error:
        return Followed(command, (), error), 0
    transaction.conclude(Header(SYSTEM.actor, uuid4().hex), "")
    return Followed(command, ()), len(transaction.decided) - before


def _already(desk: Desk, command: Declare) -> int:
    """Return by how much a period changes by what is known now, in cents."""
    try:
        return prepare(command, desk).changes.eurocent
    except LedgerError:
        return 0


def _declare(one: _Declared, clients: tuple[str, ...]) -> Declare:
    return Declare(contract=one.contract, provider=one.provider, period=one.label, clients=clients)


def _periods(ledger: Ledger, streams: Iterable[str]) -> list[_Declared]:
    """Return the periods of contracts that declarations are of, each once."""
    found: set[_Declared] = set()
    for record in ledger.openings(sorted(set(streams))):
        event = decode(record.topic, record.state)
        if isinstance(event, Declaration.Submitted) and event.contract is not None and event.label is not None:
            found.add(_Declared(event.provider, event.contract, event.label))
    return sorted(found)


def _foretold(transaction: Transaction) -> list[Record]:
    return [Record(*row) for row in transaction.foretell()]
