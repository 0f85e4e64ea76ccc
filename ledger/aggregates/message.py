"""A message that came in: once, with what became of every client in it. Nothing that came in disappears."""

import msgspec

from ledger.aggregates.base import Aggregate, Event


class ClientReceipt(msgspec.Struct, frozen=True, omit_defaults=True):
    """What became of one client of a message. `client` is empty when the person is not known here."""

    client: str | None
    besluitnummer: int | None
    accepted: bool
    retourcodes: tuple[str, ...] = ()


class Message(Aggregate):
    """Known by kind, sender and identification (rule TR056)."""

    STREAM = "message"
    MISSING = ("message-unknown", "Bericht {id} is niet bekend.")

    class Received(Event, frozen=True, kw_only=True):
        """A message was read to its end. `digest` tells another content under the same identification."""

        TOPIC = "message.received"
        kind: str
        sender: str
        identification: str
        digest: str
        clients: tuple[ClientReceipt, ...]
        retourcodes: tuple[str, ...] = ()

        def apply(self, aggregate: "Message") -> None:
            """Keep what became of it."""
            aggregate.received = self

    received: Received

    def receive(self, received: Received) -> None:
        """Write down what became of the message."""
        self.happened(received)
