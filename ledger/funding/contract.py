"""A contract as the models see it: who, for whom, over which days, by which composition of models."""

from collections.abc import Iterator
from typing import Literal

import msgspec

from ledger.funding.facts import Person
from ledger.funding.model import Model
from ledger.vocabulary.periods import Period
from ledger.vocabulary.prorata import common

Act = Literal["Wlz", "Wmo"]
Role = Literal["hoofdaannemer", "onderaannemer", "coalitiepartner"]
Basis = Literal["delivered", "plan"]
"""What is declared where the model leaves it open: what was delivered, or what was agreed in the plan."""
Ceiling = Literal["client", "provider", "none"]
"""Per client at the indicatiewaarde; per provider at the sum of its clients' values; or none, and then only flagged."""
Rhythm = Literal["week", "month"]
Settlement = Literal["none", "score", "half_year", "year"]


class Party(msgspec.Struct, frozen=True, omit_defaults=True):
    """A provider in the contract; of an onderaannemer, its share in what the hoofdaannemer is paid."""

    provider: str
    role: Role
    share_basispoint: int = 0


class Component(msgspec.Struct, frozen=True):
    """One model of a composition, and the prestaties or activities it covers (none named: the rest)."""

    model: Model
    covers: frozenset[str] = frozenset()


class Contract(msgspec.Struct, frozen=True, kw_only=True):
    """What was agreed, over days on which nothing of it changes.

    `provider` is the one that declares; `basispoint` the agreed part of the maximum rate (94,5 % is 9450).
    """

    contract: str
    provider: str
    payer: str
    act: Act
    region: str
    leveringsvormen: frozenset[str]
    period: Period
    parties: tuple[Party, ...]
    components: tuple[Component, ...]
    basispoint: int
    basis: Basis
    ceiling: Ceiling
    rhythm: Rhythm = "month"
    settlement: Settlement = "none"

    def named_elsewhere(self, component: Component) -> frozenset[str]:
        """Return what the other components name as theirs."""
        others = (other.covers for other in self.components if other is not component)
        return frozenset().union(*others)

    def days_of(self, person: Person, period: Period) -> Iterator[Period]:
        """Yield the stretches of a period in which this contract holds for a person.

        The contract runs and the person lives in its region; for the Wlz there is a valid indicatie, and the
        leveringsvorm is one that the contract is for.
        """
        if person.region != self.region or (within := common(self.period, period)) is None:
            return
        if self.act == "Wmo":
            yield within
            return
        for form in person.leveringsvormen:
            if form.word not in self.leveringsvormen or (formed := common(form.period, within)) is None:
                continue
            for entitled in person.entitled:
                if found := common(entitled, formed):
                    yield found
