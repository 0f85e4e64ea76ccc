"""What every bekostigingsmodel is: terms that know how to compute lines. Adding one is a file and a registry line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Protocol

import msgspec

from ledger.funding.facts import Person, Residents, Score
from ledger.vocabulary.percentages import of
from ledger.vocabulary.periods import Period

if TYPE_CHECKING:
    from ledger.funding.contract import Contract


class Rate(msgspec.Struct, frozen=True, omit_defaults=True):
    """A maximum from the register: cents per unit in a year, with its source. A corrected one is the next version."""

    year: int
    code: str
    unit: str
    eurocent: int
    version: int
    source: str

    @property
    def is_demo(self) -> bool:
        """Tell whether the amount was made up for the demo."""
        return self.source.startswith("demo")

    def agreed(self, basispoint: int) -> int:
        """Return the agreed price in cents: a percentage of the maximum."""
        return of(self.eurocent, basispoint)


class Rates(Protocol):
    """The register of prestaties and their maximum rates."""

    def rate(self, code: str, on: date) -> Rate:
        """Return the maximum in the year of a day. What the register does not know is an error (`NotFound`)."""


class Owed(msgspec.Struct, frozen=True):
    """What the hoofdaannemer owes an onderaannemer of a line, in cents."""

    provider: str
    eurocent: int


class Computed(msgspec.Struct, frozen=True, kw_only=True):
    """A line as a model computes it, before any ceiling: in cents, with the steps that lead there, in Dutch.

    `client` is None for what is not paid for one person. `quantity` counts `unit`: minuut, dag, stuk, module …
    `rests_on` are positions of events. `settles`: it settles earlier lines and may be below zero.
    """

    client: str | None
    region: str
    prestatie: str
    first: date
    last: date
    quantity: int
    unit: str
    eurocent: int
    steps: tuple[str, ...]
    rests_on: tuple[int, ...] = ()
    rate: Rate | None = None
    owed: tuple[Owed, ...] = ()
    settles: bool = False


@dataclass(frozen=True, slots=True)
class Work:
    """What a model is asked to compute: one component of a contract, over days of one calendar year.

    `scores` are those of the provider; those of clients are with the people.
    """

    contract: "Contract"
    period: Period
    people: Sequence[Person]
    rates: Rates
    scores: Sequence[Score] = ()
    residents: Sequence[Residents] = ()
    covers: frozenset[str] = frozenset()
    """The prestaties and activities of this component; none named: all that no other component names."""
    elsewhere: frozenset[str] = field(default_factory=frozenset)

    @property
    def first(self) -> date:
        """Return the first day."""
        return self.period.first

    @property
    def last(self) -> date:
        """Return the last day; a period to declare is never open."""
        assert self.period.last is not None
        return self.period.last

    def is_covered(self, prestatie: str | None, activity: str | None = None) -> bool:
        """Tell whether a prestatie or activity belongs to this component."""
        named = {name for name in (prestatie, activity) if name}
        return bool(named & self.covers) if self.covers else not named & self.elsewhere


class Model(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The terms of one model in a contract. Amounts in cents, percentages in basispunten, time in minutes."""

    CODE: ClassVar[str]
    NAME: ClassVar[str]
    PERSON_FOLLOWING: ClassVar[bool] = True
    """A–E follow the person; F–H give a provider a budget."""

    def check(self, contract: "Contract", rates: Rates) -> None:
        """Refuse terms that cannot be; the contract is complete but not yet concluded."""

    def computed(self, work: Work) -> Iterator[Computed]:
        """Yield the lines of the period, before any ceiling."""
        raise AssertionError(f"model {self.CODE} computes nothing")

    def activity(self, code: str) -> "Activity | None":
        """Return an activity of the catalogue of these terms."""
        return None


class Activity(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A counted activity: the prestatie it is declared as, its norm time (rekentijd) and its price in cents."""

    activity: str
    name: str
    prestatie: str
    norm_minutes: int
    price_eurocent: int
