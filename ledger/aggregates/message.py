"""A message that came in: once, with what became of every client in it. Nothing that came in disappears."""

from datetime import date

import msgspec

from ledger.aggregates.base import FROM_TO, Aggregate, Event


class Remark(msgspec.Struct, frozen=True, omit_defaults=True):
    """What was wrong at one element. `rule` is the rule of the standard, or the code of our own refusal.

    `sentence` is kept only where it cannot be told again from the message; it holds nothing personal.
    """

    rule: str
    path: str
    retourcode: str
    sentence: str | None = None


class ClientReceipt(msgspec.Struct, frozen=True, omit_defaults=True):
    """What became of one client of a message. `client` is empty when the person is not known here."""

    client: str | None
    besluitnummer: int | None
    accepted: bool
    retourcodes: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()


class RefusedLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, rename=FROM_TO):
    """A line of a declaration file that was not accepted, at its record (from 1).

    `eurocent` is below zero for a credit. `client` is empty when the person is not known here: then, and for a credit
    that takes nothing back, this is all that is kept of the line.
    """

    record: int
    line: str
    client: str | None = None
    prestatie: str
    first: date
    last: date
    eurocent: int
    retourcodes: tuple[str, ...]
    remarks: tuple[Remark, ...]


class Message(Aggregate):
    """Known by kind, sender and identification (rule TR056)."""

    STREAM = "message"
    MISSING = ("message-unknown", "Bericht {id} is niet bekend.")

    class Received(Event, frozen=True, kw_only=True):
        """A message was read to its end. `digest` tells another content under the same identification.

        An AW319 names no clients. Of its `lines` the `refused` are told; `declaration` holds its debit lines.
        """

        TOPIC = "message.received"
        kind: str
        sender: str
        receiver: str
        identification: str
        dagtekening: date
        digest: str
        clients: tuple[ClientReceipt, ...]
        retourcodes: tuple[str, ...] = ()
        remarks: tuple[Remark, ...] = ()
        lines: int = 0
        refused: tuple[RefusedLine, ...] = ()
        declaration: str | None = None

        def apply(self, aggregate: "Message") -> None:
            """Keep what became of it."""
            aggregate.received = self

    def start(self) -> None:
        """Nothing came in under this name."""
        self.received: Message.Received | None = None

    def receive(self, received: Received) -> None:
        """Write down what became of the message."""
        self.happened(received)
