"""What became of a message, for the one who sent it in: a receipt, and the bytes of the return message."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from ledger.aggregates.message import ClientReceipt, Message, Remark
from ledger.messages import iwlz
from ledger.messages.iwlz import Finding
from ledger.messages.standard import INCOMING

NOT_JUDGED = "0233"
"""Retourcode: this message class was not looked at, because the message as a whole was rejected."""


@dataclass(frozen=True, slots=True)
class ClientOutcome:
    """What became of one client. `events` are the positions and topics of what was recorded."""

    client: str | None
    besluitnummer: int | None
    accepted: bool
    retourcodes: tuple[str, ...]
    findings: tuple[Finding, ...]
    events: tuple[tuple[int, str], ...]

    def as_json(self) -> dict[str, Any]:
        """Return it as it stands in the receipt."""
        return {
            "client": self.client,
            "besluitnummer": self.besluitnummer,
            "accepted": self.accepted,
            "events": [{"position": position, "topic": topic} for position, topic in self.events],
            "retourcodes": list(self.retourcodes),
            "findings": [_told(one) for one in self.findings],
        }


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a message. `position` is where it was recorded; None: it was not (TR056).

    `known` tells that the same message had come in before; the receipt is the one of that first time.
    """

    kind: str
    sender: str
    receiver: str
    identification: str
    dagtekening: date
    position: int | None
    retourcodes: tuple[str, ...]
    findings: tuple[Finding, ...]
    clients: tuple[ClientOutcome, ...]
    return_kind: str
    return_identification: str
    return_message: bytes = field(repr=False)
    known: bool = field(default=False, compare=False)

    @property
    def accepted(self) -> bool:
        """Tell whether all of the message was taken in."""
        return not self.retourcodes and all(one.accepted for one in self.clients)

    @property
    def return_name(self) -> str:
        """The name of a file for the return message."""
        return f"{self.return_kind}-{self.return_identification}.xml"

    def as_json(self) -> dict[str, Any]:
        """Return the receipt as one JSON object; the same for a message that comes in again."""
        return {
            "message": {
                "kind": self.kind,
                "sender": self.sender,
                "receiver": self.receiver,
                "identification": self.identification,
                "dagtekening": self.dagtekening.isoformat(),
                "position": self.position,
                "retourcodes": list(self.retourcodes),
                "findings": [_told(one) for one in self.findings],
                "return": {"kind": self.return_kind, "identification": self.return_identification},
            },
            "clients": [one.as_json() for one in self.clients],
        }


def make(
    message: iwlz.Message,
    received: Message.Received,
    today: date,
    events: Mapping[int, tuple[tuple[int, str], ...]],
    position: int | None,
    known: bool,
) -> Receipt:
    """Return the receipt of what was written down about a message; `events` are those of the clients, by place."""
    sentences = {(one.rule, one.path): one.sentence for one in iwlz.check(message)}
    own = tuple(findings_of(received.remarks, sentences))
    clients = tuple(
        ClientOutcome(
            one.client,
            one.besluitnummer,
            one.accepted,
            one.retourcodes,
            tuple(findings_of(one.remarks, sentences)),
            events.get(place, ()),
        )
        for place, one in enumerate(received.clients)
    )
    found = [*own, *(finding for one in clients for finding in one.findings)]
    name = return_identification(received, again=position is None)
    return Receipt(
        kind=received.kind,
        sender=received.sender,
        receiver=received.receiver,
        identification=received.identification,
        dagtekening=received.dagtekening,
        position=position,
        retourcodes=received.retourcodes,
        findings=own,
        clients=clients,
        return_kind=INCOMING[received.kind],
        return_identification=name,
        return_message=iwlz.write_return(message, found, dagtekening=today, identificatie=name),
        known=known,
    )


def return_identification(received: Message.Received, again: bool) -> str:
    """Name the answer to a message: 12 characters that follow from kind, sender and identification.

    Other content under a name that was used before (`again`) gets an answer with a name of its own.
    """
    names = [received.kind, received.sender, received.identification, *([received.digest] if again else [])]
    return "R" + sha256("|".join(names).encode()).hexdigest()[:11].upper()


def remarks_of(findings: Iterable[Finding], retold: Iterable[Finding]) -> tuple[Remark, ...]:
    """Write findings down; the sentence of those that the message itself tells again is left out.

    Those are about the person, so they are not kept in the log.
    """
    again = {(one.rule, one.path) for one in retold}
    return tuple(
        Remark(one.rule, one.path, one.retourcode, None if (one.rule, one.path) in again else one.sentence)
        for one in findings
    )


def findings_of(remarks: Iterable[Remark], sentences: Mapping[tuple[str, str], str]) -> Iterable[Finding]:
    """Read findings back."""
    for one in remarks:
        yield Finding(one.rule, one.retourcode, one.path, one.sentence or sentences.get((one.rule, one.path), ""))


def codes_of(findings: Iterable[Finding]) -> tuple[str, ...]:
    """Return the retourcodes of findings, each once, in order."""
    return tuple(sorted({one.retourcode for one in findings}))


def refused_whole(besluitnummers: Iterable[int | None]) -> tuple[ClientReceipt, ...]:
    """Return what becomes of the clients of a message that is rejected as a whole: nobody looked at them."""
    return tuple(ClientReceipt(None, number, False, (NOT_JUDGED,)) for number in besluitnummers)


def _told(finding: Finding) -> dict[str, str]:
    return {
        "rule": finding.rule,
        "retourcode": finding.retourcode,
        "path": finding.path,
        "sentence": finding.sentence,
    }
