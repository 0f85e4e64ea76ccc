"""What was declared of a contract over a period and what became of it; and whether it would be another amount now."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, NamedTuple

from ledger.commands.base import Desk
from ledger.commands.declare import REASONS, Prepared
from ledger.dossier.standing import declarations_of, standing_as
from ledger.events import Client, Declaration, decode
from ledger.funding.redeclaring import Standing, differences
from ledger.persons.keyring import Keyring
from web.composition import House

_RECALCULATED = frozenset(REASONS.values())


class Taken(NamedTuple):
    """What was taken back of a line, in cents. `reason` is None when it can no longer be opened."""

    credit: str
    eurocent: int
    on: date
    reason: str | None
    position: int

    @property
    def by_hand(self) -> bool:
        """Tell whether a person did it, and not a declaration that was worked out anew."""
        return self.reason is not None and self.reason not in _RECALCULATED


class Declared(NamedTuple):
    """A line that was submitted, at its position in the log, with what became of it. `number` is of its declaration."""

    number: int
    line: Declaration.LineSubmitted
    position: int
    status: Literal["submitted", "approved", "refused"] = "submitted"
    retourcode: str = ""
    taken: tuple[Taken, ...] = ()

    @property
    def left(self) -> int:
        """Return what still stands, in cents."""
        return 0 if self.status == "refused" else self.line.eurocent - sum(one.eurocent for one in self.taken)

    @property
    def by_hand(self) -> int:
        """Return what a person took back of what still stands, in cents."""
        return sum(one.eurocent for one in self.taken if one.by_hand)


def declared_lines(house: House, desk: Desk, provider: str, contract: str, label: str) -> tuple[Declared, ...]:
    """Return every line that was submitted under a contract over a period, in the order of the log."""
    *declarations, _ = declarations_of(desk.find, provider, contract, label)
    return tuple(
        line
        for number, declaration in enumerate(declarations, start=1)
        for line in _lines(house, declaration.id, number)
    )


def _lines(house: House, declaration: str, number: int) -> Iterator[Declared]:
    found: dict[str, Declared] = {}
    for record in house.ledger.stream(Declaration.stream_of(declaration)):
        event = decode(record.topic, record.state)
        if isinstance(event, Declaration.LineSubmitted):
            found[event.line] = Declared(number, event, record.position)
        elif isinstance(event, Declaration.LineApproved):
            found[event.line] = found[event.line]._replace(status="approved")
        elif isinstance(event, Declaration.LineRefused):
            found[event.line] = found[event.line]._replace(status="refused", retourcode=event.retourcode)
        elif isinstance(event, Declaration.LineCredited):
            one = found[event.line]
            found[event.line] = one._replace(taken=(*one.taken, _taken(house.keyring, event, record.position)))
    yield from found.values()


def _taken(keyring: Keyring, event: Declaration.LineCredited, position: int) -> Taken:
    subject = Client.stream_of(event.client) if event.client else Declaration.stream_of(event.declaration)
    return Taken(event.credit, event.eurocent, event.on, keyring.open(subject, event.reason), position)


def is_declared_anew(one: Declared, lines: Sequence[Declared]) -> bool:
    """Tell whether a later declaration asks payment for the same care."""
    place = standing_as(one.line, 0).place
    return any(later.number > one.number and standing_as(later.line, 0).place == place for later in lines)


def is_different(prepared: Prepared, lines: Sequence[Declared]) -> bool:
    """Tell whether the facts make another declaration than the one that was submitted.

    A line that the payer refused, or that somebody took a part back of, changes what stands, but not what happened.
    """
    return bool(differences(tuple(_untouched(lines)), prepared.derived))


def _untouched(lines: Sequence[Declared]) -> Iterator[Standing]:
    """Yield the lines as they would stand if nobody had refused one or taken one back by hand."""
    for one in lines:
        recalculated = sum(taken.eurocent for taken in one.taken if not taken.by_hand)
        is_replaced = bool(one.taken) and not one.taken[-1].by_hand
        if one.left or not (is_replaced or is_declared_anew(one, lines)):
            yield standing_as(one.line, one.line.eurocent - recalculated)
