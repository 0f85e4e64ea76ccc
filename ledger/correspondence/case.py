"""One client of a message on the desk: what the message says, what the ledger knows, what was given to it."""

from collections.abc import Iterable, Iterator
from typing import cast

from ledger.aggregates.agb import Agb
from ledger.aggregates.client import Client
from ledger.aggregates.toewijzing import Toewijzingen
from ledger.aggregates.toewijzing_guards import Breach
from ledger.commands.base import Command, Desk
from ledger.messages import iwlz
from ledger.messages.iwlz import Finding, finding
from ledger.messages.model import Header
from ledger.messages.rules.scope import Scope
from ledger.messages.standard import TECHNICAL
from ledger.vocabulary.errors import LedgerError
from ledger.vocabulary.leveringsvormen import Leveringsvorm

_STREAM = Client.stream_of("")


class Case:
    """`id` is the pseudonym of the client, None as long as the person is not known here."""

    def __init__(self, scope: Scope, desk: Desk, subject: str | None) -> None:
        self.scope = scope
        self.desk = desk
        self.id = subject.removeprefix(_STREAM) if subject else None

    @property
    def header(self) -> Header:
        """The header of the message."""
        return self.scope.header

    @property
    def client(self) -> Client | None:
        """The client as the ledger knows them by now."""
        return self.desk.get(Client, self.id) if self.id else None

    @property
    def toewijzingen(self) -> Toewijzingen:
        """What was assigned to the client by now; nothing for who is not known."""
        return self.desk.find(Toewijzingen, self.id) if self.id else Toewijzingen("")

    def provider(self, code: str) -> str:
        """Return the registered provider that an AGB code belongs to; the code itself where nobody has it.

        What was assigned to this client under the code, before it was registered, stays known by the code.
        """
        if any(key.provider == code for key in self.toewijzingen.known):
            return code
        return self.desk.find(Agb, code).provider or code

    def give(self, command: Command) -> None:
        """Carry out a command, on the transaction of the message."""
        command.decide(self.desk)

    def try_to_give(self, command: Command, path: str) -> Iterator[Finding]:
        """Carry out a command; yield the refusal, if any, as a finding about an element."""
        try:
            self.give(command)
        except LedgerError as error:
            yield refusal(error, path)


def refusal(error: LedgerError, path: str) -> Finding:
    """Return an answer of the ledger that no rule of the standard has a retourcode for."""
    return Finding(error.code, TECHNICAL, path, error.message)


def findings_of(breaches: Iterable[Breach], path: str, elements: dict[str, str]) -> Iterator[Finding]:
    """Yield breaches as findings; `elements` names the element of each field of the command."""
    for breach in breaches:
        yield finding(breach.rule, f"{path}/{elements[breach.field]}", breach.sentence)


def leveringsvorm_of(code: str) -> Leveringsvorm:
    """Return the word for a code of which the rules of the message saw to it that there is one (CS127, CS132)."""
    word = iwlz.leveringsvorm(code)
    assert word is not None, f"code {code} passed the rules of the message"
    return cast(Leveringsvorm, word)
