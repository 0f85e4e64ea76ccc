"""One invented client: who it is, what care there is, and how the year goes."""

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import TypeVar

from ledger.demo.care import Agreed, Delivery
from ledger.demo.persons import Person
from ledger.demo.population import Kind
from ledger.demo.providers import Provider
from ledger.demo.purse import Purse
from ledger.demo.words import Activity

T = TypeVar("T")


@dataclass(slots=True, eq=False)
class Life:
    """A client. `profiles`, `parts` and `agreed` hold what is known from which day, oldest first.

    `other` draws the lots of what was added to the lives later; `fault` is what goes wrong, in `fault_month`.
    `parts` are tenths of the indicatiewaarde per provider's id, 'pgb' and 'unused'; they and `agreed` are of an mpt.
    """

    index: int
    chance: Random
    kind: Kind
    region: str
    person: Person
    providers: list[Provider]
    indicated_from: date
    care_from: date
    dies_on: date | None
    profiles: list[tuple[date, str]]
    parts: list[tuple[date, dict[str, int]]] = field(default_factory=list)
    agreed: list[tuple[date, Agreed]] = field(default_factory=list)
    deliveries: list[Delivery] = field(default_factory=list)
    goals: tuple[str, ...] = ()
    purses: list[Purse] = field(default_factory=list)
    habits: tuple[Activity, ...] = ()
    staff: tuple[str, ...] = ()
    relative: str = ""
    gap: int = 7
    entries: int = 0
    death_known: bool = False
    fault: str = ""
    fault_month: int = 0
    other: Random = field(default_factory=Random)
    was_short: bool = False

    @property
    def id(self) -> str:
        """Return the pseudonym of the client."""
        return f"c{self.index:06}"

    @property
    def besluitnummer(self) -> int:
        """Return the number of the indicatie."""
        return 410000000 + self.index

    def is_here(self, on: date) -> bool:
        """Tell whether care is given on a day: after the start, before the day of death."""
        return self.care_from <= on and (self.dies_on is None or on < self.dies_on)

    def purse_on(self, on: date) -> Purse | None:
        """Return the budget of that day, if it is open."""
        return next((p for p in self.purses if p.first <= on <= p.last and not p.closed), None)

    def profile_on(self, on: date) -> str:
        """Return the zorgprofiel that is known for a day."""
        return _known(self.profiles, on)

    @property
    def has_modules(self) -> bool:
        """Tell whether the tenths are modules: so it is with providers of model D."""
        return bool(self.parts) and self.providers[0].model == "D"

    @property
    def has_plan(self) -> bool:
        """Tell whether there is a zorgplan: who is at home has one."""
        return bool(self.agreed) or self.kind.leveringsvorm == "vpt"

    @property
    def zorgplan(self) -> str:
        """Return the number of the zorgplan of an mpt."""
        return f"z{self.index:06}"

    def parts_on(self, on: date) -> dict[str, int]:
        """Return who has which tenths on a day."""
        return _known(self.parts, on) if self.parts else {}

    def agreed_on(self, on: date) -> Agreed:
        """Return which care was agreed with whom for a day."""
        return _known(self.agreed, on) if self.agreed else ()

    def new_entry(self, letter: str) -> str:
        """Return the next number for a line in a budget of this client."""
        self.entries += 1
        return f"{letter}{self.index:06}-{self.entries}"


def _known(dated: list[tuple[date, T]], on: date) -> T:
    return dated[max(bisect_right([start for start, _ in dated], on) - 1, 0)][1]
