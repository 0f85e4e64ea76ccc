"""A line that a provider declares by itself, in a file, and the most that was agreed for it."""

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from ledger.vocabulary.prorata import Dated, amount_between

if TYPE_CHECKING:
    from ledger.funding.contract import Component, Contract


class Bound(NamedTuple):
    """The most that was agreed: cents per unit of the line, where a unit has a price, and in all."""

    tarief: int | None
    eurocent: int


class Claimed(NamedTuple):
    """A line from elsewhere, beside one component of a contract that holds for its client.

    `units` is how many; `unit_minutes` how long one takes, where that is less than a part of a day. `timeless`:
    a unit takes the time it needs. `in_register_unit`: it is the unit of the register, or the register names none
    that a line can have. `maximum_eurocent` per `maximum_unit` is what the register knows.
    """

    contract: "Contract"
    component: "Component"
    prestatie: str
    first: date
    last: date
    units: int
    unit_minutes: int | None
    timeless: bool
    in_register_unit: bool
    maximum_eurocent: int
    maximum_unit: str
    values: tuple[Dated, ...]

    def is_covered(self, activity: str | None = None) -> bool:
        """Tell whether the line, or an activity of its prestatie, belongs to the component."""
        return self.contract.covers(self.component, self.prestatie, activity)

    def within_value(self, share: Fraction = Fraction(1)) -> Bound:
        """Return what may be spent on the client over the days of the line, or a share of that: no unit has a price."""
        return Bound(None, amount_between(self.values, self.first, self.last, share))


def up(cents: Fraction) -> int:
    """Return whole cents; a part of a cent may be rounded up."""
    return -(-cents.numerator // cents.denominator)
