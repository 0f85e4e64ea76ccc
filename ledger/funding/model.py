"""What every bekostigingsmodel is: terms that know how to compute lines. Adding one is a file and a registry line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Protocol, Self

import msgspec
from msgspec import Meta

from ledger.funding.claimed import Bound, Claimed
from ledger.funding.criteria import Failure
from ledger.funding.facts import Person, Residents, Score
from ledger.vocabulary.errors import Refused
from ledger.vocabulary.percentages import WHOLE, of
from ledger.vocabulary.periods import Period
from ledger.vocabulary.prorata import ONE_DAY
from ledger.vocabulary.units import LineUnit, TariefUnit

if TYPE_CHECKING:
    from ledger.funding.contract import Component, Contract

Cents = Annotated[int, Meta(ge=0, description="schrijf een bedrag van nul of meer")]
Minutes = Annotated[int, Meta(ge=0, description="schrijf een tijd van nul of meer")]
Basispoint = Annotated[int, Meta(ge=0, description="schrijf een percentage van nul of meer")]


class Rate(msgspec.Struct, frozen=True, omit_defaults=True):
    """A maximum from the register: cents per unit in a year, with its source. A corrected one is the next version."""

    year: int
    code: str
    unit: TariefUnit
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
    unit: LineUnit
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
    component: "Component"
    period: Period
    people: Sequence[Person]
    rates: Rates
    scores: Sequence[Score] = ()
    residents: Sequence[Residents] = ()
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
        """Tell whether care belongs to this component."""
        return self.contract.covers(self.component, prestatie, activity)


def _anniversary(first: date, years: int) -> date:
    """Return the day so many years later; of 29 February, in other years, 1 March."""
    if (first.month, first.day) == (2, 29):
        return date(first.year + years, 2, 28) + ONE_DAY
    return first.replace(year=first.year + years)


class Activity(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A counted activity: the prestatie it is declared as, its norm time (rekentijd) and its price in cents."""

    activity: str
    name: str
    prestatie: str
    norm_minutes: Minutes
    price_eurocent: Cents


class Share(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An arrangement by its word, and its share of the indicatiewaarde."""

    word: str
    share_basispoint: Basispoint


class Model(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The terms of one model in a contract. Amounts in cents, percentages in basispunten, time in minutes.

    A contract keeps its terms whole, with every default written out, under the version of the terms. So a default may
    change; what a field means may not, without a next version and a step in `upcast`.
    """

    CODE: ClassVar[str]
    NAME: ClassVar[str]
    VERSION: ClassVar[int] = 1
    """Of the terms as they are stored."""
    PERSON_FOLLOWING: ClassVar[bool] = True
    """A–E follow the person; F–H give a provider a budget."""
    BY_THE_HOUR: ClassVar[bool] = False
    """It pays hours as they were delivered, or a result: never for care that was not given."""
    ONE_DECLARES: ClassVar[bool] = False
    """Only a hoofdaannemer declares, for all who give care to a client; it pays the others their part."""
    FAILS: ClassVar[tuple[Failure, ...]] = ()
    """Why it does not fit the mpt, by legal criterion."""

    @classmethod
    def upcast(cls, version: int, parameters: dict[str, Any]) -> dict[str, Any]:
        """Return terms of an earlier version as they are written now. There is one version yet."""
        return parameters

    @classmethod
    def read(cls, version: int, parameters: dict[str, Any]) -> Self:
        """Return stored terms. A version that is newer than this program is refused, never half understood."""
        if version > cls.VERSION:
            told = (
                f"Deze afspraken zijn versie {version} van model {cls.CODE}. Dit programma kent versie {cls.VERSION}."
            )
            raise Refused("terms-version-unknown", f"{told} Werk het programma bij.", "components")
        return msgspec.convert(cls.upcast(version, parameters), cls)

    def stored(self) -> dict[str, Any]:
        """Return the terms whole, as a contract keeps them."""
        written: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(self))
        return written

    COUNTS_ENROLLED: ClassVar[bool] = False
    """Its lines are for nobody in particular, and count everybody who is enrolled."""

    def check(self, contract: "Contract", rates: Rates) -> None:
        """Refuse terms that cannot be; the contract is complete but not yet concluded."""

    def check_amended(self, others: Sequence["Model"]) -> None:
        """Refuse an amendment that brings these terms or takes them away; `others` are the models on its other side."""

    def claims(self) -> tuple[str, ...]:
        """Return what it pays for besides what it covers; two contracts that claim it would pay it twice."""
        return ()

    def computed(self, work: Work) -> Iterator[Computed]:
        """Yield the lines of the period, before any ceiling."""
        raise AssertionError(f"model {self.CODE} computes nothing")

    def settles(self) -> bool:
        """Tell whether lines are settled once a score is known."""
        return False

    def catalogue(self) -> tuple[Activity, ...]:
        """Return the activities that a plan or a delivery may name."""
        return ()

    def arrangements(self) -> tuple[Share, ...]:
        """Return the arrangements that a plan may name."""
        return ()

    def offers_prestaties(self) -> bool:
        """Tell whether a plan may name the prestaties of the register that it covers, at the agreed rate."""
        return False

    def bounds(self, claimed: Claimed, factor: int = WHOLE) -> Iterator[Bound]:
        """Yield the most that was agreed for a line from elsewhere; nothing where the line cannot be of these terms.

        Unless a model knows better, what follows the person stays within what may be spent on the client. `factor` is
        what a score makes of a price at most.
        """
        if self.PERSON_FOLLOWING and claimed.is_covered():
            yield claimed.within_value()

    def activity(self, code: str) -> Activity | None:
        """Return an activity of the catalogue."""
        return next((one for one in self.catalogue() if one.activity == code), None)
