"""Messages that come in, in the words of these tests: every one gets a name of its own."""

from datetime import date
from itertools import count
from typing import Any

from ledger.aggregates.client import Client
from ledger.aggregates.toewijzing import Toewijzingen
from ledger.correspondence.receipt import Receipt
from ledger.correspondence.receiving import receive
from ledger.messages import iwlz
from ledger.messages.aw33 import AW33, ToegewezenZorgzwaartepakket
from ledger.messages.aw35 import AW35
from ledger.messages.aw39 import AW39
from tests.messages import samples
from web.composition import House

_NUMBERS = count(1)
D = date.fromisoformat


def name() -> str:
    """An identification that was not used before."""
    return f"T{next(_NUMBERS)}"


def assigned(*toewijzingen: ToegewezenZorgzwaartepakket, bsn: str = samples.BSN, **indicatie: Any) -> AW33:
    """An AW33 for one client: these toewijzingen on this indicatie."""
    decision = samples.indicatie(toewijzingen or (samples.toewijzing(),), **indicatie)
    return samples.aw33([samples.client_aw33(bsn=bsn, indicatie=decision)], identificatie=name(), dagtekening=TODAY)


def started(bsn: str = samples.BSN, **fields: Any) -> AW35:
    """An AW35 for one client: care began."""
    client = samples.client_aw35(bsn, [samples.geleverd(**fields)])
    return samples.aw35([client], identificatie=name(), dagtekening=TODAY)


def changed(bsn: str = samples.BSN, **fields: Any) -> AW39:
    """An AW39 for one client: care ended, or something else changed."""
    client = samples.client_aw39(bsn, [samples.mutatie(**fields)])
    return samples.aw39([client], identificatie=name(), dagtekening=TODAY)


def waiting(**fields: Any) -> AW39:
    """An AW39: the provider cannot deliver yet (18)."""
    base = {
        "mutatiecode": "18",
        "begindatum": None,
        "leveringsstatus": "7",
        "leveringsstatus_classificatie": "12",
    }
    return changed(**{**base, **fields})


def asked(mutaties: Any = (), **fields: Any) -> AW39:
    """An AW39 with a request for another toewijzing."""
    client = samples.client_aw39(mutaties=list(mutaties), aanvragen=(samples.aanvraag(**fields),))
    return samples.aw39([client], identificatie=name(), dagtekening=TODAY)


def bring(house: House, message: iwlz.Message) -> Receipt:
    """Let a message come in as the bytes of a file."""
    return receive(house.ledger, iwlz.write(message))


def accepted(house: House, *messages: iwlz.Message) -> list[Receipt]:
    """Let messages come in that are in order."""
    receipts = [bring(house, message) for message in messages]
    for receipt in receipts:
        assert receipt.accepted, receipt.as_json()
    return receipts


def rules(receipt: Receipt) -> list[tuple[str, str]]:
    """What was found: rule and element, without the path to it."""
    found = [*receipt.findings, *(one for client in receipt.clients for one in client.findings)]
    return [(one.rule, one.path.rpartition("/")[2]) for one in found]


def topics(receipt: Receipt) -> list[str]:
    """What was recorded for the first client of a message."""
    return [topic.partition("/")[0] for _, topic in receipt.clients[0].events]


def client_of(house: House, bsn: str = samples.BSN) -> Client:
    """The client with a BSN, as the log tells it."""
    subject = house.keyring.subject_with_bsn(bsn)
    assert subject is not None
    return house.ledger.transact(lambda transaction: transaction.get(Client, subject.removeprefix("client-")))


def toewijzingen_of(house: House, bsn: str = samples.BSN) -> Toewijzingen:
    """What was assigned to the client with a BSN, as the log tells it."""
    id = client_of(house, bsn).id
    return house.ledger.transact(lambda transaction: transaction.get(Toewijzingen, id))


def head(house: House) -> int:
    """The last position of the log."""
    record = house.ledger.head()
    return record.position if record else 0


TODAY = D("2026-03-04")
"""The day on which the tests' house opens."""
