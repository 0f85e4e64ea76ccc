"""What was declared before: lines of earlier files by their reference number, and what `declare` declared itself."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ledger.aggregates.bestanden import Bestanden
from ledger.aggregates.declaration import Declaration, LineState
from ledger.commands.base import Desk
from ledger.correspondence.aw319.names import name_of
from ledger.dossier.standing import declarations_of, standing_of
from ledger.funding.contract import Contract
from ledger.funding.redeclaring import Standing
from ledger.messages.aw319 import Prestatie
from ledger.vocabulary.labels import label_on, labelled
from ledger.vocabulary.periods import Period
from ledger.vocabulary.prorata import ONE_DAY


class Earlier(NamedTuple):
    """A line that a file declared."""

    declaration: Declaration
    state: LineState


class EarlierLines:
    """The lines of files that came in before, and of the one that is taken in now, of one provider."""

    def __init__(self, desk: Desk, names: Iterable[str], here: Declaration) -> None:
        self._desk = desk
        self._names = sorted(names)
        self._here = here
        self._before: dict[str, list[Earlier]] | None = None

    def line(self, reference: str, client: str) -> Earlier | None:
        """Return the line of a client with a reference number (0431): one that can still be taken back, if there is."""
        number = name_of(reference)
        here = self._here.lines.get(number)
        candidates = [*self._by_number().get(number, ()), *([Earlier(self._here, here)] if here else [])]
        found = [one for one in candidates if one.state.line.client == client]
        return max(found, key=lambda one: (one.state.status == "approved", one.state.left), default=None)

    def _by_number(self) -> dict[str, list[Earlier]]:
        """Return the lines of before; they are only read when a line of this file points to one."""
        if self._before is None:
            self._before = defaultdict(list)
            for name in self._names:
                for file in self._desk.find(Bestanden, name).taken_in:
                    declaration = self._desk.get(Declaration, file.declaration)
                    for number, state in declaration.lines.items():
                        self._before[number].append(Earlier(declaration, state))
        return self._before


class Declared:
    """What stands of the declarations that `declare` made under the contracts of one provider."""

    def __init__(self, desk: Desk, provider: str) -> None:
        self._desk = desk
        self._provider = provider
        self._standing: dict[tuple[str, str], dict[tuple[str | None, str], list[Standing]]] = {}

    def same_care(self, contract: Contract, client: str, line: Prestatie) -> Standing | None:
        """Return a line for the same client and prestatie, under this contract, with a day in common."""
        days = Period(line.begindatum, line.einddatum)
        for label in _labels(contract, days):
            for one in self._under(contract.contract, label).get((client, line.prestatiecode), ()):
                if days.overlaps(Period(one.place.first, one.place.last)):
                    return one
        return None

    def _under(self, contract: str, label: str) -> dict[tuple[str | None, str], list[Standing]]:
        if (contract, label) not in self._standing:
            found: dict[tuple[str | None, str], list[Standing]] = defaultdict(list)
            for declaration in declarations_of(self._desk.find, self._provider, contract, label):
                for one in standing_of(declaration):
                    if one.left_eurocent:
                        found[one.place.client, one.place.prestatie].append(one)
            self._standing[contract, label] = found
        return self._standing[contract, label]


def _labels(contract: Contract, days: Period) -> Iterator[str]:
    """Yield the periods of declaring in which the days lie."""
    on, last = days.first, days.last
    assert last is not None
    while on <= last:
        label = label_on(contract.rhythm, on)
        yield label
        on = labelled(label).last + ONE_DAY
