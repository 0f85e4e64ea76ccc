"""Take in a file of declared lines: one transaction for all of it, one answer, the same however often it comes in."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from ledger.aggregates.message import Message
from ledger.application import Header, Ledger, Transaction
from ledger.commands.base import Desk
from ledger.correspondence.aw319.answer import Answer, answer_of
from ledger.correspondence.aw319.lines import Incoming, Lines
from ledger.correspondence.aw319.names import name_of
from ledger.messages import aw319
from ledger.messages.aw319 import Declaratiebestand, FileProblem
from ledger.vocabulary.actor import SYSTEM
from ledger.vocabulary.clock import today
from ledger.vocabulary.errors import Malformed, Refused, at_most_listed
from ledger.vocabulary.source import Source

KIND = "AW319"
_TEST = "T"


class Unreadable(Malformed):
    """A file with a fault in its form. Carries every problem, with its retourcode where there is one."""

    def __init__(self, problems: tuple[FileProblem, ...]) -> None:
        super().__init__([one.as_problem() for one in problems])
        self.found = problems


def is_aw319(data: bytes) -> bool:
    """Tell whether a file is in fixed positions, and no XML: whatever else is wrong with it."""
    return data[:2].isdigit()


def receive(ledger: Ledger, data: bytes) -> Answer:
    """Take in the bytes of an AW319. Raises `Unreadable` with every problem of its form; then nothing is recorded."""
    return take_in(ledger, readable(data, today(ledger.clock)), data)


def readable(data: bytes, received: date) -> Declaratiebestand:
    """Return the file in these bytes, as it may come in on a day. Raises `Unreadable` with every problem."""
    reading = aw319.read(data, received)
    if reading.file is None:
        raise Unreadable(reading.problems)
    if found := at_most_listed(_with_bsn(reading.file), lambda more: aw319.of_file("more-problems", more)):
        raise Unreadable(tuple(found))
    return reading.file


def take_in(ledger: Ledger, file: Declaratiebestand, data: bytes) -> Answer:
    """Take in a file that could be read. Raises `Refused` for other content under a number that came in before."""
    digest = ledger.keyring.master.digest("message", data)
    message, known = ledger.transact(partial(_decide, file=file, digest=digest))
    is_test = file.voorlooprecord.soort_bericht == _TEST
    return answer_of(file, message, None if is_test else message.position_of(1), known=known)


def _decide(transaction: Transaction, file: Declaratiebestand, digest: str) -> tuple[Message, bool]:
    """Write down what becomes of the file; return that, and whether it was known already."""
    voorloop = file.voorlooprecord
    agb, factuurnummer = voorloop.code_instelling, voorloop.factuurnummer
    desk = Desk(transaction, SYSTEM)
    message = desk.find(Message, f"{KIND}-{agb}-{name_of(factuurnummer)}")
    if message.received is not None:
        if message.received.digest == digest:
            return message, True
        told = f"Factuur {factuurnummer} van {agb} is al ingelezen, met een andere inhoud. Gebruik een nieuw nummer."
        raise Refused("factuurnummer-known", told, "0116 factuurnummer")
    lines = Lines(transaction, desk, voorloop)
    lines.take_in(Incoming(record, person, line) for record, person, line in file.regels())
    message.receive(
        Message.Received(
            kind=KIND,
            sender=agb,
            receiver=voorloop.uzovi_nummer or "",
            identification=factuurnummer,
            dagtekening=voorloop.dagtekening,
            digest=digest,
            clients=(),
            line_count=file.sluitrecord.aantal_prestatierecords,
            refused_count=len(lines.refused),
            declaration=lines.submitted,
        ),
        lines.refused,
    )
    if voorloop.soort_bericht != _TEST:
        header = Header(SYSTEM.actor, f"message:{message.id}", Source("message", message.id))
        transaction.conclude(header, digest)
    return message, False


def _with_bsn(file: Declaratiebestand) -> Iterator[FileProblem]:
    """Numbers of the file are kept in the log and shown; a BSN has no place there."""
    told = "Dit nummer bevat het BSN van een cliënt. Gebruik een nummer zonder BSN."
    numbers = {one.burgerservicenummer for one in file.verzekerden if not one.zonder_bsn}
    if any(bsn in file.voorlooprecord.factuurnummer for bsn in numbers):
        yield aw319.at_field(1, "0116", "number-holds-bsn", told)
    for record, verzekerde, line in file.regels():
        if not verzekerde.zonder_bsn and verzekerde.burgerservicenummer in line.referentienummer:
            yield aw319.at_field(record, "0431", "number-holds-bsn", told)
