"""What was declared before under a contract over a period: the lines that still stand."""

from collections.abc import Callable, Iterator, Sequence

from ledger.aggregates.declaration import Declaration, LineState
from ledger.funding.deriving import Line
from ledger.funding.model import Owed
from ledger.funding.redeclaring import Place, Standing, differences

BY_PEOPLE = frozenset({"asked", "message", "recovered"})
"""Why people took something back; any other reason is of a declaration that was worked out anew."""

Find = Callable[[type[Declaration], str], Declaration]
"""Returns a declaration as it stands, empty when nothing was recorded of it: `desk.find`, or a reader of the log."""


def declarations_of(find: Find, provider: str, contract: str, label: str) -> Iterator[Declaration]:
    """Yield the declarations of a contract over a period: `p1-k1-2026-03`, then `-2` … and last one yet to be made.

    A number that was used for something else is passed over.
    """
    number = 1
    while True:
        found = find(Declaration, f"{provider}-{contract}-{label}" + (f"-{number}" if number > 1 else ""))
        if not found.version:
            yield found
            return
        if (found.provider, found.contract, found.label) == (provider, contract, label):
            yield found
        number += 1


def standing_of(declaration: Declaration) -> Iterator[Standing]:
    """Yield the lines that were not refused, and of which something is left or was taken back by hand."""
    for state in declaration.lines.values():
        by_hand = state.line.eurocent - _recalculated(state) - state.left
        if state.status != "refused" and (state.left or by_hand):
            yield standing_as(state.line, state.left, by_hand, waiting=state.status == "submitted")


def is_different(declarations: Sequence[Declaration], derived: Sequence[Line]) -> bool:
    """Tell whether the facts make another declaration than those that were submitted.

    A line that the payer refused, or that somebody took a part back of, changes what stands, but not what happened.
    """
    return bool(differences(tuple(_untouched(declarations)), derived))


def _untouched(declarations: Sequence[Declaration]) -> Iterator[Standing]:
    """Yield the lines as they would stand if nobody had refused one or taken one back by hand."""
    latest = {_place_of(state.line): number for number, one in enumerate(declarations) for state in one.lines.values()}
    for number, declaration in enumerate(declarations):
        for state in declaration.lines.values():
            still_stands = state.status != "refused" and state.left
            is_replaced = bool(state.taken) and state.taken[-1].credit.why not in BY_PEOPLE
            if still_stands or not (is_replaced or latest[_place_of(state.line)] > number):
                yield standing_as(state.line, state.line.eurocent - _recalculated(state))


def _recalculated(state: LineState) -> int:
    """Return what was taken back of a line because it was worked out anew, in cents."""
    return sum(one.credit.eurocent for one in state.taken if one.credit.why not in BY_PEOPLE)


def standing_as(line: Declaration.LineSubmitted, left: int, by_hand: int = 0, *, waiting: bool = False) -> Standing:
    """Return a line as it stands with so many cents left of it, after so many were taken back by hand."""
    return Standing(
        declaration=line.declaration,
        line=line.line,
        place=_place_of(line),
        quantity=line.quantity,
        left_eurocent=left,
        by_hand_eurocent=by_hand,
        owed=tuple(Owed(one.provider, one.eurocent) for one in line.owed),
        settles=line.settles,
        waiting=waiting,
    )


def _place_of(line: Declaration.LineSubmitted) -> Place:
    model = line.derivation.model if line.derivation else None
    return Place(line.client, line.region, line.prestatie, line.first, line.last, line.unit, model)
