"""What the rekenmodule is asked: a ceiling and the lines of a zorgplan, in numbers only."""

import msgspec

from ledger.vocabulary.leveringsvormen import Leveringsvorm, RemainderTo
from ledger.vocabulary.prorata import Per


class Value(msgspec.Struct, frozen=True):
    """Cents per day, week, month or year."""

    eurocent: int
    per: Per


class Price(msgspec.Struct, frozen=True):
    """Cents per unit (uur, stuk, dagdeel, etmaal …), with the words that say where it comes from."""

    eurocent: int
    unit: str
    source: str


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a plan: with a provider, or as pgb (no provider).

    It has a price with minutes (for an hour) or a count (for any other unit) per week, or else a fixed amount.
    `minutes_each` is the norm time of one, where something is counted: it only counts hours, never money.
    """

    description: str
    provider: str | None = None
    price: Price | None = None
    minutes_per_week: int = 0
    count_per_week: int = 0
    minutes_each: int = 0
    fixed: Value | None = None

    @property
    def is_pgb(self) -> bool:
        """Tell whether the client buys this care."""
        return self.provider is None


class Ask(msgspec.Struct, frozen=True, kw_only=True):
    """May this plan be, for this profile, leveringsvorm and year?

    `ceiling` is the indicatiewaarde; EKT raises it by `ekt_basispoint` (2500 is 25 %), meerzorg by an amount.
    """

    zorgprofiel: str
    leveringsvorm: Leveringsvorm
    year: int
    ceiling: Value
    lines: tuple[Line, ...] = ()
    ekt_basispoint: int = 0
    meerzorg: Value | None = None
    remainder_to: RemainderTo = "unused"
