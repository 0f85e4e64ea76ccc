"""The declaratiebestanden of one provider that were taken in, and of which contracts and days they hold lines.

They share one stream: `declare` sees what came in as a file, and two ways of declaring at once cannot pass each other.
"""

from collections.abc import Iterator
from datetime import date

import msgspec

from ledger.aggregates.base import FROM_TO, Aggregate, Event
from ledger.vocabulary.periods import Period


class OfContract(msgspec.Struct, frozen=True, rename=FROM_TO):
    """A contract that lines of a file are under, with the first and the last day of those lines."""

    contract: str
    first: date
    last: date


class Bestanden(Aggregate):
    """Known by the provider, or by the AGB code of one who is not registered."""

    STREAM = "bestanden"
    MISSING = ("bestanden-unknown", "Van zorgaanbieder {id} is geen declaratiebestand ingelezen.")

    class TakenIn(Event, frozen=True, kw_only=True):
        """A file became a declaration. A line that no contract allows is under none of `contracts`."""

        TOPIC = "bestand.taken-in"
        provider: str
        declaration: str
        contracts: tuple[OfContract, ...] = ()

        def apply(self, aggregate: "Bestanden") -> None:
            """Its lines can be found again."""
            aggregate.taken_in.append(self)

    def start(self) -> None:
        """No file came in yet."""
        self.taken_in: list[Bestanden.TakenIn] = []

    def take_in(self, taken_in: TakenIn) -> None:
        """Write down what a file holds."""
        self.happened(taken_in)

    def declarations_of(self, contract: str, period: Period) -> Iterator[str]:
        """Yield the declarations that hold lines of a contract in or around a period."""
        for one in self.taken_in:
            if any(of.contract == contract and period.overlaps(Period(of.first, of.last)) for of in one.contracts):
                yield one.declaration
