"""What every bekostigingsmodel is: terms that know how to compute lines. Adding one is a file and a registry line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Annotated, ClassVar, Protocol

import msgspec
from msgspec import Meta

from ledger.funding.facts import Person, Residents, Score
from ledger.vocabulary.errors import Refused
from ledger.vocabulary.percentages import WHOLE, of, percentage
from ledger.vocabulary.periods import Period
from ledger.vocabulary.prorata import ONE_DAY

if TYPE_CHECKING:
    from ledger.funding.contract import Contract

Cents = Annotated[int, Meta(ge=0, description="schrijf een bedrag van nul of meer")]
Minutes = Annotated[int, Meta(ge=0, description="schrijf een tijd van nul of meer")]
Basispoint = Annotated[int, Meta(ge=0, description="schrijf een percentage van nul of meer")]


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
    whole: Period | None = None
    """The days of the contract over all its versions; None: this version is the whole. For what counts on over an
    amendment: a contract year, the first year of a newcomer, instalments."""

    @property
    def first(self) -> date:
        """Return the first day."""
        return self.period.first

    @property
    def last(self) -> date:
        """Return the last day; a period to declare is never open."""
        assert self.period.last is not None
        return self.period.last

    @property
    def term(self) -> Period:
        """Return the days of the contract over all its versions."""
        return self.whole or self.contract.period

    def contract_year(self, on: date) -> Period:
        """Return the year, counted from the first day of the contract, in which a day lies."""
        years = on.year - self.term.first.year
        if on < _anniversary(self.term.first, years):
            years -= 1
        return Period(_anniversary(self.term.first, years), _anniversary(self.term.first, years + 1) - ONE_DAY)

    def is_covered(self, prestatie: str | None, activity: str | None = None) -> bool:
        """Tell whether care belongs to this component.

        An activity says more than its prestatie: who names the activity has it, also when another names the prestatie.
        """
        if activity and (activity in self.covers or activity in self.elsewhere):
            return activity in self.covers
        return prestatie in self.covers if self.covers else prestatie not in self.elsewhere


def _anniversary(first: date, years: int) -> date:
    """Return the day so many years later; of 29 February, in other years, 1 March."""
    if (first.month, first.day) == (2, 29):
        return date(first.year + years, 2, 28) + ONE_DAY
    return first.replace(year=first.year + years)


class Model(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The terms of one model in a contract. Amounts in cents, percentages in basispunten, time in minutes."""

    CODE: ClassVar[str]
    NAME: ClassVar[str]
    PERSON_FOLLOWING: ClassVar[bool] = True
    """A–E follow the person; F–H give a provider a budget."""

    def check(self, contract: "Contract", rates: Rates) -> None:
        """Refuse terms that cannot be; the contract is complete but not yet concluded. Overriders call this one too."""
        if contract.basispoint > WHOLE:
            agreed = percentage(contract.basispoint)
            raise Refused(
                "rate-above-maximum",
                f"Het afgesproken tarief is {agreed} van het maximum. Spreek hoogstens 100% af.",
                "rate",
            )

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
    norm_minutes: Minutes
    price_eurocent: Cents
