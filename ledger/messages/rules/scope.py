"""What a rule sees, and the register of rules.

A rule is a pure function from one client (or the whole message) to hits: the path of the element and a Dutch sentence.
It needs nothing but the message: no ledger, no clock, no lists from elsewhere.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from ledger.messages.binding import parts
from ledger.messages.findings import Finding, finding
from ledger.messages.model import Header, Message, Part, Persoon
from ledger.messages.standard import structure

P = TypeVar("P", bound=Part)
Hit = tuple[str, str]
ClientRule = Callable[["Scope"], Iterable[Hit]]


@dataclass(frozen=True, slots=True)
class Scope:
    """One client of a message, with every part of it and the path of that part."""

    header: Header
    client: Persoon
    path: str
    parts: tuple[tuple[str, Part], ...] = field(repr=False)

    @property
    def dagtekening(self) -> date:
        return self.header.dagtekening

    def of(self, kind: type[P]) -> Iterator[tuple[str, P]]:
        """All parts of one type (or of types below it), in the order of the file."""
        for path, part in self.parts:
            if isinstance(part, kind):
                yield path, part

    def only(self, kind: type[P]) -> P | None:
        """The one part of a type, where there is one."""
        return next((part for _, part in self.of(kind)), None)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the standard: its id, the messages it holds for, and the function that checks one client."""

    rule: str
    messages: frozenset[str]
    hits: ClientRule


def scopes(message: Message) -> Iterator[Scope]:
    """The scope of every client of a message, in its order."""
    spec = structure(message.soort).child("Clienten").child("Client")
    for number, client in enumerate(message.personen, start=1):
        path = f"Bericht/Clienten/Client[{number}]"
        yield Scope(message.header, client, path, tuple(parts(client, spec, path)))


class Catalogue(list[Rule]):
    """An ordered list of rules; `@catalogue.rule("TR016", "AW33")` puts a function in it."""

    def rule(self, rule: str, *messages: str) -> Callable[[ClientRule], ClientRule]:
        def register(hits: ClientRule) -> ClientRule:
            self.append(Rule(rule, frozenset(messages), hits))
            return hits

        return register

    def findings(self, scope: Scope, soort: str) -> Iterator[Finding]:
        """What the rules find for one client."""
        for rule in self:
            if soort in rule.messages:
                for path, sentence in rule.hits(scope):
                    yield finding(rule.rule, path, sentence)
