"""A message that came in: once, with what became of every client in it. Nothing that came in disappears."""

from datetime import date

import msgspec

from ledger.aggregates.base import Aggregate, Event


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


class Message(Aggregate):
    """Known by kind, sender and identification (rule TR056)."""

    STREAM = "message"
    MISSING = ("message-unknown", "Bericht {id} is niet bekend.")

    class Received(Event, frozen=True, kw_only=True):
        """A message was read to its end. `digest` tells another content under the same identification."""

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

        def apply(self, aggregate: "Message") -> None:
            """Keep what became of it."""
            aggregate.received = self

    def start(self) -> None:
        """Nothing came in under this name."""
        self.received: Message.Received | None = None

    def receive(self, received: Received) -> None:
        """Write down what became of the message."""
        self.happened(received)
