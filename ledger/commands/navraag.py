"""Commands about a question to a client: ask it, answer it, or say that there will be no answer."""

from datetime import date
from typing import NamedTuple

from ledger.aggregates.levering import Levering
from ledger.aggregates.navraag import Answer, Navraag
from ledger.commands.base import PAYER_SIDE, Command, Desk
from ledger.commands.declaration import DeclarationNumber, within_region
from ledger.vocabulary.actor import Role
from ledger.vocabulary.errors import NotFound, Refused
from ledger.vocabulary.identifiers import Identifier, Name, Text

ASKING: frozenset[Role] = PAYER_SIDE | {"auditor"}
ANSWERING: frozenset[Role] = frozenset({"familie"})


class Care(NamedTuple):
    """What is asked about: who declared or gave it, and on which days."""

    provider: str
    first: date
    last: date


class AskClient(Command, frozen=True, kw_only=True, tag="ask_client"):
    """Ask a client whether care was given as it is written: about one declared line, or one delivery.

    Answering is free. Nothing waits for an answer, and nothing follows from not giving one.
    """

    BY = ASKING
    EXAMPLE = {
        "navraag": "n1",
        "client": "c1",
        "levering": "l1",
        "purpose": "materiële controle 2026",
        "text": "Is er op 4 maart een half uur hulp geweest?",
    }
    navraag: Identifier
    client: Identifier
    declaration: DeclarationNumber | None = None
    line: Identifier | None = None
    levering: Identifier | None = None
    purpose: Name
    text: Text

    def decide(self, desk: Desk) -> None:
        """Look up what is asked about, and ask; the question is sealed for the client."""
        client = desk.client(self.client)
        care = self._care(desk)
        desk.find(Navraag, self.navraag).ask(
            Navraag.Asked(
                navraag=self.navraag,
                client=self.client,
                provider=care.provider,
                region=client.region,
                declaration=self.declaration,
                line=self.line,
                levering=self.levering,
                first=care.first,
                last=care.last,
                purpose=self.purpose,
                text=desk.seal_for_client(self.client, self.text),
                asked_by=desk.mandate.actor.id,
            )
        )

    def _care(self, desk: Desk) -> Care:
        """Return the one thing that is asked about; a line of another client is not known here."""
        of_line = self.declaration is not None and self.line is not None
        some_of_line = self.declaration is not None or self.line is not None
        if some_of_line == (self.levering is not None) or some_of_line != of_line:
            raise Refused(
                "navraag-unclear",
                "Vraag naar één ding: noem een declaratie met haar regel, of een levering.",
                "levering",
            )
        if self.levering is not None:
            given = desk.get(Levering, self.client, "client").levering(self.levering)
            return Care(given.provider, given.on, given.on)
        assert self.declaration is not None
        assert self.line is not None
        told = within_region(desk, self.declaration, (self.line,)).line(self.line).line
        if told.client != self.client:
            raise NotFound("line-unknown", f"Regel {self.line} gaat niet over deze cliënt.", "line")
        return Care(told.provider, told.first, told.last)


class AnswerNavraag(Command, frozen=True, kw_only=True, tag="answer_navraag"):
    """Answer a question about care: `yes`, `partly`, `no` or `unsure`, with words if wanted. Nobody has to."""

    BY = ANSWERING
    EXAMPLE = {"navraag": "n1", "answer": "partly", "text": "Er is iemand geweest, maar korter."}
    navraag: Identifier
    answer: Answer
    text: Text | None = None

    def decide(self, desk: Desk) -> None:
        """Tell the question; the words are sealed for the client."""
        navraag = _of_client(desk, self.navraag)
        text = self.text and desk.seal_for_client(navraag.asked.client, self.text)
        navraag.answer(self.answer, text, desk.mandate.actor.id)


class DeclineNavraag(Command, frozen=True, kw_only=True, tag="decline_navraag"):
    """Say that there will be no answer. No reason is asked, and nothing follows from it."""

    BY = ANSWERING
    EXAMPLE = {"navraag": "n1"}
    navraag: Identifier

    def decide(self, desk: Desk) -> None:
        """Tell the question."""
        _of_client(desk, self.navraag).decline(desk.mandate.actor.id)


def _of_client(desk: Desk, number: str) -> Navraag:
    """Return a question within the mandate: family answers for its own client only."""
    navraag = desk.get(Navraag, number)
    if desk.mandate.client not in (None, navraag.asked.client):
        raise Navraag.not_found(number)
    return navraag
