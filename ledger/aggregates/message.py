"""A message that came in: once, with what became of every client in it. Nothing that came in disappears."""

from collections.abc import Iterable
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
        """A message was read to its end. `digest` tells another content under the same identification.

        An AW319 names no clients. `declaration` holds its debit lines; of its lines so many are refused, each with an
        event of its own that follows.
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
        line_count: int = 0
        refused_count: int = 0
        declaration: str | None = None

        def apply(self, aggregate: "Message") -> None:
            """Keep what became of it."""
            aggregate.received = self

    class LineRefused(Event, frozen=True, kw_only=True):
        """A line of an AW319 was not accepted: at its `record` in the file (from 1), with everything against it.

        `eurocent` is below zero for a credit. `client` is empty when the person is not known here: then, and for a
        credit that takes nothing back, this is all that is kept of the line.
        """

        TOPIC = "message.line-refused"
        sender: str
        identification: str
        record: int
        line: str
        client: str | None = None
        prestatie: str
        first: date
        last: date
        eurocent: int
        retourcodes: tuple[str, ...]
        remarks: tuple[Remark, ...]

        def apply(self, aggregate: "Message") -> None:
            """Keep it for the answer."""
            aggregate.refused[self.record] = self

    def start(self) -> None:
        """Nothing came in under this name."""
        self.received: Message.Received | None = None
        self.refused: dict[int, Message.LineRefused] = {}

    def receive(self, received: Received, refused: Iterable[LineRefused] = ()) -> None:
        """Write down what became of the message, and of each line that was not accepted."""
        self.happened(received)
        for line in refused:
            self.happened(line)
