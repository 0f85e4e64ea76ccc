"""What was declared by a declaratiebestand, beside what follows from the contract that it is under.

A provider may send files and use `declare` for one contract and period: what came in as a file stands as well, so that
the same care is not paid twice.
"""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from ledger.aggregates.bestanden import Bestanden
from ledger.aggregates.declaration import Declaration
from ledger.dossier.standing import Find, standing_of
from ledger.funding.deriving import Line
from ledger.funding.redeclaring import Standing, place_of
from ledger.vocabulary.dutch import day
from ledger.vocabulary.errors import Refused
from ledger.vocabulary.labels import Labelled
from ledger.vocabulary.periods import Period


def standing_by_file(
    find: Find, bestanden: Bestanden, contract: str, label: Labelled, derived: Sequence[Line]
) -> Iterator[Standing]:
    """Yield the lines under a contract that came in as a file, for care that the contract comes to lines for as well.

    Any other is left alone: what the log knows no care of is not taken back. A line that reaches over the edge of the
    period cannot be compared with it: then nothing can be declared there. A file knows no model and not every unit;
    a line has those of the derived line that is the same, so that what is right stays as it is.
    """
    places = {(*place_of(line)[:5], line.computed.quantity): place_of(line) for line in derived}
    care = {(line.computed.client, line.computed.prestatie) for line in derived}
    for one in _lines(find, bestanden, contract, label.period):
        if (one.place.client, one.place.prestatie) in care:
            if not label.period.contains(Period(one.place.first, one.place.last)):
                raise _reaches_over(one, label)
            yield replace(one, place=places.get((*one.place[:5], one.quantity), one.place))


def _lines(find: Find, bestanden: Bestanden, contract: str, period: Period) -> Iterator[Standing]:
    """Yield what was not refused and not wholly taken back, with a day in the period."""
    for name in bestanden.declarations_of(contract, period):
        declaration = find(Declaration, name)
        for one in standing_of(declaration):
            is_here = period.overlaps(Period(one.place.first, one.place.last))
            if is_here and declaration.lines[one.line].line.contract == contract:
                yield one


def _reaches_over(one: Standing, label: Labelled) -> Refused:
    return Refused(
        "declared-by-file",
        f"Regel {one.line} van declaratie {one.declaration} kwam binnen als bestand en loopt van "
        f"{day(one.place.first)} tot en met {day(one.place.last)}. Dat is meer dan {label.label}. Neem die regel eerst "
        "terug met een bestand.",
        "period",
    )
