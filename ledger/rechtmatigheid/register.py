"""What the payer's side had on file at a position: maximum tariffs, combinations, contracts, plafonds, providers."""

from bisect import bisect_right
from datetime import date
from typing import Generic, TypeVar

import msgspec

from ledger.vocabulary.agreeing import Act, Basis
from ledger.vocabulary.percentages import WHOLE
from ledger.vocabulary.periods import Period

V = TypeVar("V")


class Maximum(msgspec.Struct, frozen=True):
    """The maximum tariff of a prestatie in a year, in cents per unit, and the event that says so."""

    name: str
    eurocent: int
    unit: str
    version: int
    event: int


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """The most that one model of a contract pays, for what it covers (nothing named: the rest).

    `factor` is what a score makes of a price at most, in basispunten; `step` the highest amount of a staffel, in cents,
    so that no price of a unit was agreed. `pieces` are prices of a piece by prestatie, with the factor taken in and
    rounded up to whole cents.
    """

    model: str
    covers: frozenset[str] = frozenset()
    factor: int = WHOLE
    step: int | None = None
    pieces: tuple[tuple[str, int], ...] = ()


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """A contract over days on which nothing of it changes; `covered` None: everything."""

    contract: str
    provider: str
    region: str
    act: Act
    leveringsvormen: frozenset[str]
    period: Period
    parts: tuple[Part, ...]
    covered: frozenset[str] | None
    basispoint: int
    basis: Basis
    ceiling: str
    event: int

    @property
    def models(self) -> tuple[str, ...]:
        """Return the letters of its models."""
        return tuple(one.model for one in self.parts)

    def covers(self, part: Part, code: str) -> bool:
        """Tell whether a prestatie belongs to a part; one that names nothing has what the others do not name."""
        if part.covers:
            return code in part.covers
        return not any(code in other.covers for other in self.parts)


class Plafond(msgspec.Struct, frozen=True):
    """The days of stay that a provider may declare in a year, and the event that says so."""

    days: int
    event: int


class History(Generic[V]):
    """What something was, by the position from which it was known."""

    __slots__ = ("_positions", "_values")

    def __init__(self) -> None:
        self._positions: list[int] = []
        self._values: list[V] = []

    def add(self, position: int, value: V) -> None:
        """Take in what is known from a position on; positions come in order."""
        self._positions.append(position)
        self._values.append(value)

    def at(self, position: int) -> V | None:
        """Return what was known at a position."""
        place = bisect_right(self._positions, position)
        return self._values[place - 1] if place else None


class Allowed(msgspec.Struct):
    """A prestatie that goes with a leveringsvorm and a zorgprofiel (None: all), from an event until another."""

    leveringsvorm: str | None
    zorgprofiel: str | None
    event: int
    until: int | None = None

    def stands_at(self, position: int) -> bool:
        """Tell whether it was allowed as known at a position."""
        return self.event <= position and (self.until is None or position < self.until)


class Registers:
    """Everything that was ever on file, with the position from which it was known.

    `combinaties` is by year and code; `how_many` counts, per year, the combinations that stand.
    """

    def __init__(self) -> None:
        self.maxima: dict[tuple[int, str], History[Maximum | None]] = {}
        self.combinaties: dict[tuple[int, str], list[Allowed]] = {}
        self.how_many: dict[int, History[int]] = {}
        self.contracts: dict[str, History[tuple[Agreement, ...]]] = {}
        self.plafonds: dict[tuple[str, str, int], History[Plafond]] = {}
        self.providers: dict[str, int] = {}
        self.agb: dict[str, tuple[str, int]] = {}
        """Which provider an AGB code belongs to, and the event that says so."""
        self.codes: list[int] = []
        """The events that say to whom an AGB code belongs, in order."""
        self.ends: dict[bytes, int] = {}
        """By the moment of a transaction, the last event in it that says something here."""
        self.received: dict[str, date] = {}
        """When each declaration came in."""

    def number_of(self, name: str) -> str:
        """Return the number of a provider that may be named by its AGB code, as is known now."""
        known = self.agb.get(name)
        return known[0] if known is not None else name


class Register:
    """What was on file at one position."""

    __slots__ = ("_all", "upto")

    def __init__(self, registers: Registers, upto: int) -> None:
        self._all = registers
        self.upto = upto

    @property
    def known_codes(self) -> int:
        """Count the AGB codes of which the provider is known."""
        return bisect_right(self._all.codes, self.upto)

    def maximum(self, code: str, on: date) -> Maximum | None:
        """Return the maximum tariff of a prestatie on a day; None when the register does not know it."""
        history = self._all.maxima.get((on.year, code))
        return history.at(self.upto) if history else None

    def is_allowed(self, code: str, leveringsvorm: str | None, zorgprofiel: str | None, on: date) -> bool:
        """Tell whether a prestatie goes with a leveringsvorm and a zorgprofiel.

        A year without any combination has no Koppeltabel, so that nothing can be said against one. Once it has, it is
        closed: what it does not name is not allowed. Beside a pgb the mpt is the same mpt.
        """
        standing = self._all.how_many.get(on.year)
        if standing is None or not standing.at(self.upto):
            return True
        forms = {None, leveringsvorm} | ({"mpt"} if leveringsvorm == "mpt_pgb" else set())
        return any(
            one.stands_at(self.upto) and one.leveringsvorm in forms and one.zorgprofiel in (None, zorgprofiel)
            for one in self._all.combinaties.get((on.year, code), ())
        )

    def contracts(self, provider: str) -> tuple[Agreement, ...]:
        """Return the contracts under which a provider declares, each of their dated versions."""
        history = self._all.contracts.get(self.provider(provider))
        return (history.at(self.upto) or ()) if history else ()

    def plafond(self, region: str, provider: str, year: int) -> Plafond | None:
        """Return the agreed days of stay, if any."""
        history = self._all.plafonds.get((region, provider, year))
        return history.at(self.upto) if history else None

    def is_known(self, provider: str) -> bool:
        """Tell whether a provider was registered, under its own number or its AGB code."""
        return self._all.providers.get(self.provider(provider), self.upto + 1) <= self.upto

    def provider(self, name: str) -> str:
        """Return the number of a provider that may be named by its AGB code."""
        known = self._all.agb.get(name)
        return known[0] if known is not None and known[1] <= self.upto else name
