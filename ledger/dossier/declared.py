"""A declared line with what became of it, and where in the log it was submitted, judged and taken back."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from ledger.aggregates.declaration import Declaration, LineState
from ledger.dossier.standing import BY_PEOPLE, Find, declarations_of, standing_as

Status = Literal["submitted", "approved", "refused"]
State = Literal["submitted", "approved", "refused", "credited"]


class Taken(NamedTuple):
    """What was taken back of a line, at the position of its event."""

    credit: Declaration.LineCredited
    position: int

    @property
    def by_hand(self) -> bool:
        """Tell whether somebody decided it."""
        return self.credit.why in BY_PEOPLE


class Declared(NamedTuple):
    """A line from the position that submitted it, with where it was judged (0: it waits), and all amounts in cents."""

    line: Declaration.LineSubmitted
    status: Status
    retourcodes: tuple[str, ...]
    position: int
    judged: int
    taken: tuple[Taken, ...]

    @property
    def state(self) -> State:
        """Return the status, or that an approved line was taken back until nothing was left of it."""
        return "credited" if self.taken and not self.left else self.status

    @property
    def credited(self) -> int:
        """Return what was taken back."""
        return sum(one.credit.eurocent for one in self.taken)

    @property
    def left(self) -> int:
        """Return what still stands: nothing of what was refused."""
        return 0 if self.status == "refused" else self.line.eurocent - self.credited

    @property
    def paid(self) -> int:
        """Return what was approved and not taken back."""
        return self.left if self.status == "approved" else 0

    @property
    def by_hand(self) -> int:
        """Return what somebody took back of it."""
        return sum(one.credit.eurocent for one in self.taken if one.by_hand)


def lines_of(declaration: Declaration) -> Iterator[Declared]:
    """Yield every line of a declaration, in the order of the log."""
    for state in declaration.lines.values():
        yield _declared(declaration, state)


def declared_lines(find: Find, provider: str, contract: str, label: str) -> tuple[Declared, ...]:
    """Return every line that was submitted under a contract over a period, in the order of the log."""
    *declarations, _ = declarations_of(find, provider, contract, label)
    return tuple(line for one in declarations for line in lines_of(one))


def is_declared_anew(one: Declared, lines: Sequence[Declared]) -> bool:
    """Tell whether a later declaration asks payment for the same care."""
    place = standing_as(one.line, 0).place
    return any(
        later.position > one.position
        and later.line.declaration != one.line.declaration
        and standing_as(later.line, 0).place == place
        for later in lines
    )


def _declared(declaration: Declaration, state: LineState) -> Declared:
    at = declaration.position_of
    taken = tuple(Taken(one.credit, at(one.version)) for one in state.taken)
    judged = at(state.judged) if state.judged else 0
    return Declared(state.line, state.status, state.retourcodes, at(state.version), judged, taken)
