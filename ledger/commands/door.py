"""The door: commands go in, and all of them are recorded, or none with the reason why."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeVar
from uuid import uuid4

import msgspec

from ledger.application import Header, Ledger, Outcome, Overtaken, Transaction
from ledger.commands.base import Command, Desk
from ledger.commands.plausible import possible_bsns
from ledger.vocabulary.actor import Mandate
from ledger.vocabulary.errors import Forbidden, LedgerError, Refused
from ledger.vocabulary.source import Source

T = TypeVar("T")


class Request(NamedTuple):
    """A command as it was read: its line (from 1), and its content without the command id, for telling two apart."""

    line: int
    command: Command
    content: bytes


Given = tuple[Request, Mandate, Source]
"""A request, with who gives it and from where."""


class NotRecorded(Exception):
    """One command of a set could not be; so none of the set was."""

    def __init__(self, request: Request, command_id: str, error: LedgerError) -> None:
        super().__init__(str(error))
        self.request = request
        self.command_id = command_id
        self.error = error


class Door:
    """Takes commands for one ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def accept(self, requests: Sequence[Request], mandate: Mandate, source: Source) -> list[Outcome]:
        """Record all commands of one giver together; return what each wrote, in order.

        A command id seen before with the same content gets its first answer again.
        Raises `NotRecorded` with the first command that cannot be.
        """
        return self.accept_from([(request, mandate, source) for request in requests])

    def accept_from(self, given: Sequence[Given]) -> list[Outcome]:
        """Record commands of several givers together; each with its mandate and source."""
        ids = [request.command.command_id or uuid4().hex for request, _, _ in given]
        asked = _asked(given)
        earlier: dict[tuple[str, str], Outcome] = {}
        new: list[Transaction] = []

        def decide(transaction: Transaction) -> None:
            earlier.clear()
            new[:] = [transaction]
            transaction.look_up(asked)
            for (request, mandate, source), command_id in zip(given, ids, strict=True):
                try:
                    known = self.decide_in(transaction, request, command_id, mandate, source)
                except LedgerError as error:
                    if transaction.overtaken():
                        raise Overtaken from error
                    raise NotRecorded(request, command_id, error) from error
                if known is not None:
                    earlier[mandate.actor.id, command_id] = known

        self.ledger.transact(decide)
        outcomes = earlier | new[0].outcomes
        return [outcomes[mandate.actor.id, id] for (_, mandate, _), id in zip(given, ids, strict=True)]

    def accept_each(self, requests: Sequence[Request], mandate: Mandate, source: Source) -> list[Outcome | NotRecorded]:
        """Record every command of one giver that can be, in order; return what each wrote or why it could not.

        They are decided and recorded together, each seeing what those before it wrote. A command that cannot be leaves
        no trace, and its no is as true as the yes of the others: at the moment at which all of them are recorded.
        """
        ids = [request.command.command_id or uuid4().hex for request in requests]
        asked = _asked((request, mandate, source) for request in requests)
        told: list[Outcome | NotRecorded | None] = []
        new: list[Transaction] = []

        def decide(transaction: Transaction) -> None:
            told.clear()
            new[:] = [transaction]
            transaction.look_up(asked)
            for request, command_id in zip(requests, ids, strict=True):
                try:
                    with transaction.undone_when_refused():
                        told.append(self.decide_in(transaction, request, command_id, mandate, source))
                except LedgerError as error:
                    told.append(NotRecorded(request, command_id, error))

        self.ledger.transact(decide)
        outcomes = new[0].outcomes
        return [one or outcomes[mandate.actor.id, id] for one, id in zip(told, ids, strict=True)]

    def ask(self, question: Callable[[Desk], T], mandate: Mandate) -> T:
        """Answer a question at a desk of its own: whatever is decided there is forgotten with the answer."""
        return question(Desk(Transaction(self.ledger, fresh=True), mandate))

    def decide_in(
        self, transaction: Transaction, request: Request, command_id: str, mandate: Mandate, source: Source
    ) -> Outcome | None:
        """Decide one command in a transaction; return its first answer when it was accepted before."""
        _check_role(request.command, mandate)
        digest = self.ledger.keyring.master.digest("command", request.content)
        known = transaction.answer(mandate.actor.id, command_id) if request.command.command_id else None
        if known is not None:
            first_digest, outcome = known
            if first_digest != digest:
                raise Refused(
                    "command-id-used",
                    f"Opdracht {command_id} is al eerder gegeven, met een andere inhoud. Gebruik een nieuw nummer.",
                    "command_id",
                )
            return outcome
        _check_no_bsn(request, transaction)
        request.command.decide(Desk(transaction, mandate))
        where = msgspec.structs.replace(source, line=request.line) if request.line else source
        transaction.conclude(Header(mandate.actor, command_id, where), digest)
        return None


def _asked(given: Iterable[Given]) -> list[tuple[str, str]]:
    """Return giver and id of the commands that may have been given before."""
    named = ((mandate.actor.id, request.command.command_id) for request, mandate, _ in given)
    return [(giver, command_id) for giver, command_id in named if command_id]


def _check_no_bsn(request: Request, transaction: Transaction) -> None:
    """Refuse the BSN of somebody who is known here as a number of ours: those stand readable in the log."""
    for path, bsn in possible_bsns(request.command, request.content):
        if transaction.subject_with_bsn(bsn) is not None:
            raise Refused("number-is-bsn", "Gebruik geen BSN als nummer of tekst. Kies een eigen nummer.", path)


def _check_role(command: Command, mandate: Mandate) -> None:
    role = mandate.actor.role
    if role != "systeem" and role not in command.BY:
        raise Forbidden("role-may-not", f"Met de rol {role} mag u dit niet doen.", "do")
