"""What was declared before under a contract over a period: the lines that still stand."""

from collections.abc import Callable, Iterator

from ledger.aggregates.declaration import Declaration
from ledger.funding.model import Owed
from ledger.funding.redeclaring import Place, Standing

Find = Callable[[type[Declaration], str], Declaration]
"""Returns a declaration as it stands, empty when nothing was recorded of it: `desk.find`, or a reader of the log."""


def declarations_of(find: Find, provider: str, contract: str, label: str) -> Iterator[Declaration]:
    """Yield the declarations of a contract over a period: `k1-2026-03`, `k1-2026-03-2` … and last one yet to be made.

    A number that was used for something else is passed over.
    """
    number = 1
    while True:
        found = find(Declaration, f"{contract}-{label}" + (f"-{number}" if number > 1 else ""))
        if not found.version:
            yield found
            return
        if (found.provider, found.contract, found.label) == (provider, contract, label):
            yield found
        number += 1


def standing_of(declaration: Declaration) -> Iterator[Standing]:
    """Yield the lines that were not refused and of which something is left."""
    for state in declaration.lines.values():
        if state.status != "refused" and state.left:
            yield standing_as(state.line, state.left, waiting=state.status == "submitted")


def standing_as(line: Declaration.LineSubmitted, left: int, *, waiting: bool = False) -> Standing:
    """Return a line as it stands with so many cents left of it."""
    return Standing(
        declaration=line.declaration,
        line=line.line,
        place=Place(
            line.client,
            line.region,
            line.prestatie,
            line.first,
            line.last,
            line.unit,
            line.derivation.model if line.derivation else None,
        ),
        quantity=line.quantity,
        left_eurocent=left,
        owed=tuple(Owed(one.provider, one.eurocent) for one in line.owed),
        settles=line.settles,
        waiting=waiting,
    )
