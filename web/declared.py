"""What was declared of a contract over a period and what became of it."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, NamedTuple

from ledger.commands.base import Desk
from ledger.dossier.standing import BY_PEOPLE, declarations_of, standing_as
from ledger.events import Client, Declaration
from ledger.persons.keyring import Keyring


class Taken(NamedTuple):
    """What was taken back of a line, in cents, by its event; `reason` is what a person wrote, '' for nothing."""

    eurocent: int
    on: date
    why: str
    reason: str
    position: int

    @property
    def by_hand(self) -> bool:
        """Tell whether somebody decided it."""
        return self.why in BY_PEOPLE


class Declared(NamedTuple):
    """A line that was submitted, at its position in the log, with what became of it. `number` is of its declaration."""

    number: int
    line: Declaration.LineSubmitted
    position: int
    status: Literal["submitted", "approved", "refused"]
    retourcodes: tuple[str, ...]
    taken: tuple[Taken, ...]

    @property
    def left(self) -> int:
        """Return what still stands, in cents."""
        return 0 if self.status == "refused" else self.line.eurocent - sum(one.eurocent for one in self.taken)

    @property
    def by_hand(self) -> int:
        """Return what somebody took back of it, in cents."""
        return sum(one.eurocent for one in self.taken if one.by_hand)


def declared_lines(keyring: Keyring, desk: Desk, provider: str, contract: str, label: str) -> tuple[Declared, ...]:
    """Return every line that was submitted under a contract over a period, in the order of the log."""
    *declarations, _ = declarations_of(desk.find, provider, contract, label)
    return tuple(line for number, one in enumerate(declarations, start=1) for line in _lines(keyring, one, number))


def _lines(keyring: Keyring, declaration: Declaration, number: int) -> Iterator[Declared]:
    for state in declaration.lines.values():
        taken = tuple(_taken(keyring, one.credit, declaration.position_of(one.version)) for one in state.taken)
        position = declaration.position_of(state.version)
        yield Declared(number, state.line, position, state.status, state.retourcodes, taken)


def _taken(keyring: Keyring, event: Declaration.LineCredited, position: int) -> Taken:
    subject = Client.stream_of(event.client) if event.client else Declaration.stream_of(event.declaration)
    reason = "" if event.reason is None else keyring.open(subject, event.reason) or ""
    return Taken(event.eurocent, event.on, event.why, reason, position)


def is_declared_anew(one: Declared, lines: Sequence[Declared]) -> bool:
    """Tell whether a later declaration asks payment for the same care."""
    place = standing_as(one.line, 0).place
    return any(later.number > one.number and standing_as(later.line, 0).place == place for later in lines)
