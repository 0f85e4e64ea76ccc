"""Take in a message: one transaction for all of it, one receipt, the same however often it comes in."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from ledger.aggregates.message import ClientReceipt, Message
from ledger.application import Header, Ledger, Overtaken, Transaction
from ledger.commands.base import Desk
from ledger.correspondence import receipt
from ledger.correspondence.assigning import take_in_toewijzingen
from ledger.correspondence.case import Case, refusal
from ledger.correspondence.receipt import Receipt
from ledger.correspondence.reporting import take_in_changes, take_in_starts
from ledger.messages import iwlz
from ledger.messages.aw33 import Indicatie
from ledger.messages.aw35 import Levering
from ledger.messages.aw39 import Aanvraag, Mutatie
from ledger.messages.iwlz import Finding, finding
from ledger.messages.rules.scope import Scope, scopes
from ledger.vocabulary.actor import SYSTEM
from ledger.vocabulary.clock import AMSTERDAM, today
from ledger.vocabulary.dutch import day
from ledger.vocabulary.errors import LedgerError, Malformed
from ledger.vocabulary.source import Source

TakeIn = Callable[[Case], Iterator[Finding]]
TAKE_IN: dict[str, TakeIn] = {"AW33": take_in_toewijzingen, "AW35": take_in_starts, "AW39": take_in_changes}
_DAGTEKENING = "Bericht/Header/BerichtIdentificatie/Dagtekening"
_IDENTIFICATIE = "Bericht/Header/BerichtIdentificatie/Identificatie"


class Anew(Exception):
    """Clients turned out to be refused half-way: the message is to be decided again, without them."""

    def __init__(self, refused: Mapping[int, list[Finding]]) -> None:
        super().__init__(sorted(refused))
        self.refused = refused


@dataclass(frozen=True)
class Incoming:
    """A message that could be read, with what it is known by, and what is wrong with it in itself."""

    message: iwlz.Message
    digest: str
    scopes: tuple[Scope, ...]
    found: tuple[Finding, ...]

    @property
    def header(self) -> iwlz.Header:
        """Who sends what to whom."""
        return self.message.header

    @property
    def id(self) -> str:
        """What the message is known by (TR056)."""
        return f"{self.message.soort}-{self.header.afzender}-{self.header.identificatie}"

    def command_id(self, place: int | None = None) -> str:
        """Name what was written for one client, or for the message itself."""
        return f"message:{self.id}" if place is None else f"message:{self.id}:{place + 1}"


def receive(ledger: Ledger, data: bytes) -> Receipt:
    """Take in an AW33, AW35 or AW39 of iWlz 2.2; return what became of it, with the return message.

    Raises `Malformed` with every problem of the structure; then nothing is recorded.
    """
    return take_in_message(ledger, readable(data))


def readable(data: bytes) -> iwlz.Message:
    """Return the message in a file. Raises `Malformed` with every problem of the structure."""
    reading = iwlz.read(data)
    if reading.message is None:
        raise Malformed([problem.as_problem() for problem in reading.problems])
    return reading.message


def take_in_message(ledger: Ledger, message: iwlz.Message) -> Receipt:
    """Take in a message that could be read."""
    digest = ledger.keyring.master.digest("message", iwlz.write(message))
    incoming = Incoming(message, digest, tuple(scopes(message)), tuple(iwlz.check(message)))
    refused: dict[int, list[Finding]] = {}
    while True:
        try:
            received, known = ledger.transact(partial(_decide, incoming=incoming, refused=refused))
        except Anew as anew:
            refused |= anew.refused
        else:
            return _receipt(ledger, incoming, received, known)


def _decide(
    transaction: Transaction, incoming: Incoming, refused: Mapping[int, list[Finding]]
) -> tuple[Message.Received, bool]:
    """Write down what becomes of the message; return that, and whether it was known already."""
    desk = Desk(transaction, SYSTEM)
    message = desk.find(Message, incoming.id)
    if message.received is not None:
        if message.received.digest == incoming.digest:
            return message.received, True
        told = f"Bericht {incoming.header.identificatie} van deze afzender is al ontvangen, met een andere inhoud."
        return _rejected(incoming, [finding("TR056", _IDENTIFICATIE, told)]), False
    own = [*(one for one in incoming.found if one.client is None), *_in_the_future(transaction, incoming)]
    received = _rejected(incoming, own) if own else _judged(transaction, desk, incoming, refused)
    message.receive(received)
    transaction.conclude(_header(incoming), incoming.digest)
    return received, False


def _in_the_future(transaction: Transaction, incoming: Incoming) -> Iterator[Finding]:
    now, dated = today(transaction.ledger.clock), incoming.header.dagtekening
    if dated > now:
        yield finding("CS064", _DAGTEKENING, f"De dagtekening {day(dated)} ligt na vandaag, {day(now)}.")


def _judged(
    transaction: Transaction, desk: Desk, incoming: Incoming, refused: Mapping[int, list[Finding]]
) -> Message.Received:
    """Take every client in, or write down why not. Raises `Anew` when clients are refused only now."""
    by_client: dict[int, list[Finding]] = defaultdict(list)
    for one in incoming.found:
        if one.client is not None:
            by_client[one.client].append(one)
    by_client |= refused
    clients, later = [], {}
    for place, scope in enumerate(incoming.scopes):
        case = Case(scope, desk, transaction.subject_with_bsn(scope.client.bsn))
        found = by_client.get(place, [])
        if not found:
            found = later[place] = _taken_in(case, incoming.message.soort)
            transaction.conclude(_header(incoming, place), incoming.digest)
        clients.append(
            ClientReceipt(
                client=case.id,
                besluitnummer=_besluitnummer(scope),
                accepted=not found,
                retourcodes=receipt.codes_of(found),
                remarks=receipt.remarks_of(found, incoming.found),
            )
        )
    if unexpected := {place: found for place, found in later.items() if found}:
        raise Overtaken if transaction.overtaken() else Anew(unexpected)
    return _received(incoming, tuple(clients))


def _taken_in(case: Case, soort: str) -> list[Finding]:
    try:
        return list(TAKE_IN[soort](case))
    except LedgerError as error:
        return [refusal(error, case.scope.path)]


def _rejected(incoming: Incoming, found: list[Finding]) -> Message.Received:
    """Return what is told of a message that is rejected as a whole."""
    clients = receipt.refused_whole(_besluitnummer(scope) for scope in incoming.scopes)
    return _received(incoming, clients, found)


def _received(
    incoming: Incoming, clients: tuple[ClientReceipt, ...], found: list[Finding] | None = None
) -> Message.Received:
    header, own = incoming.header, found or []
    return Message.Received(
        kind=incoming.message.soort,
        sender=header.afzender,
        receiver=header.ontvanger,
        identification=header.identificatie,
        dagtekening=header.dagtekening,
        digest=incoming.digest,
        clients=clients,
        retourcodes=receipt.codes_of(own),
        remarks=receipt.remarks_of(own, incoming.found),
    )


def _header(incoming: Incoming, place: int | None = None) -> Header:
    source = Source("message", incoming.id, None if place is None else place + 1)
    return Header(SYSTEM.actor, incoming.command_id(place), source)


def _besluitnummer(scope: Scope) -> int | None:
    """The first besluit that the message names for a client."""
    for kind in (Indicatie, Levering, Mutatie, Aanvraag):
        for _, part in scope.of(kind):
            number: int = getattr(part, "besluitnummer")  # noqa: B009  all four name one
            return number
    return None


def _receipt(ledger: Ledger, incoming: Incoming, received: Message.Received, known: bool) -> Receipt:
    position, answered = _recorded(ledger, incoming, received)
    events: dict[int, tuple[tuple[int, str], ...]] = {}
    for place, one in enumerate(received.clients):
        written = ledger.receipt(SYSTEM.actor.id, incoming.command_id(place)) if one.accepted else None
        events[place] = written[1].events if written else ()
    return receipt.make(incoming.message, received, answered, events, position, known)


def _recorded(ledger: Ledger, incoming: Incoming, received: Message.Received) -> tuple[int | None, date]:
    """Where the message was recorded, and the Dutch day of that: the day of its answer for ever."""
    written = ledger.receipt(SYSTEM.actor.id, incoming.command_id())
    if written is None or written[0] != received.digest:
        return None, today(ledger.clock)
    position = written[1].events[-1][0]
    record = ledger.at(position)
    assert record is not None
    return position, record.recorded_at.astimezone(AMSTERDAM).date()
