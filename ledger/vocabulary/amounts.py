"""Exact amounts of euro, points and hours.

An amount is a whole number of the smallest unit: cents, hundredths of a point, minutes. No float touches it.

>>> Amount.parse({"EUR": "450.00"})
Amount(Unit.EUR, 45000)
>>> Amount.parse({"UUR": "1:30"}).written()
{'UUR': '1:30'}
"""

import re
from collections.abc import Sequence
from enum import Enum
from typing import NoReturn, Self

from ledger.vocabulary.errors import Refused

LARGEST = 10**13
"""A hundred billion euro: more than all of Dutch care. Sums of a million of these fit a 64-bit integer."""


class Unit(Enum):
    """What is counted. The value is the smallest unit, as it is named in stored events."""

    EUR = "eurocent"
    PUNT = "punt/100"
    UUR = "minuut"

    @property
    def whole(self) -> int:
        """How many of the smallest unit make one euro, point or hour."""
        return 60 if self is Unit.UUR else 100


_DECIMAL = re.compile(r"(-?)([0-9]{1,13})\.([0-9]{2})")
_HOURS = re.compile(r"(-?)([0-9]{1,13}):([0-5][0-9])")


class Amount:
    """A whole number of the smallest unit. Immutable.

    Not a dataclass, on purpose: msgspec would read those by itself, and the journal's form is our own.
    """

    __slots__ = ("quantity", "unit")

    unit: Unit
    quantity: int

    def __init__(self, unit: Unit, quantity: int) -> None:
        object.__setattr__(self, "unit", unit)
        object.__setattr__(self, "quantity", quantity)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"an Amount does not change ({name})")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Amount) and (self.unit, self.quantity) == (other.unit, other.quantity)

    def __hash__(self) -> int:
        return hash((self.unit, self.quantity))

    def __repr__(self) -> str:
        return f"Amount({self.unit}, {self.quantity})"

    @classmethod
    def parse(cls, written: object) -> Self:
        """Read the journal's form: one key EUR, PUNT or UUR, with '450.00', '34.50' or '1:30'.

        Raises `ValueError` with a Dutch sentence that says what is wrong.
        """
        if not isinstance(written, dict) or len(written) != 1:
            raise ValueError('Schrijf een bedrag als {"EUR": "450.00"}, {"PUNT": "34.50"} of {"UUR": "1:30"}.')
        (name, text), *_ = written.items()
        if name not in Unit.__members__:
            raise ValueError(f"De eenheid {_quoted(name)} bestaat niet. Kies EUR, PUNT of UUR.")
        unit = Unit[name]
        return cls(unit, _smallest(unit, text))

    def written(self) -> dict[str, str]:
        """Return the journal's form."""
        return {self.unit.name: str(self)}

    def __str__(self) -> str:
        sign = "-" if self.quantity < 0 else ""
        whole, rest = divmod(abs(self.quantity), self.unit.whole)
        return f"{sign}{whole}{':' if self.unit is Unit.UUR else '.'}{rest:02}"


def _smallest(unit: Unit, text: object) -> int:
    pattern, example = (_HOURS, "1:30") if unit is Unit.UUR else (_DECIMAL, "34.50")
    found = pattern.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        raise ValueError(f"{_quoted(text)} is geen goed bedrag. Schrijf het precies zo: {example!r}.")
    sign, whole, rest = found.groups()
    quantity = int(whole) * unit.whole + int(rest)
    if quantity > LARGEST:
        raise ValueError(f"Het bedrag {text} is te groot.")
    return -quantity if sign else quantity


def _quoted(written: object) -> str:
    quoted = repr(written)
    return quoted if len(quoted) <= 60 else quoted[:57] + "…"


def split(quantity: int, parts: int) -> list[int]:
    """Split exactly into equal parts by largest remainder: the parts add up to the whole.

    >>> split(100, 3)
    [34, 33, 33]
    """
    each, rest = divmod(quantity, parts)
    return [each + 1] * rest + [each] * (parts - rest)


def in_proportion(whole: int, weights: Sequence[int]) -> list[int]:
    """Split a whole in proportion to weights (zero or more, together above zero), by largest remainder.

    The parts always add up to the whole; of equal remainders the first gets one more.

    >>> in_proportion(100, [1, 1, 1])
    [34, 33, 33]
    >>> in_proportion(1000, [5, 3, 2])
    [500, 300, 200]
    """
    if whole < 0:
        return [-part for part in in_proportion(-whole, weights)]
    total = sum(weights)
    parts = [whole * weight // total for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(whole * weights[i] % total), i))
    for i in by_remainder[: whole - sum(parts)]:
        parts[i] += 1
    return parts


def rounded(numerator: int, denominator: int) -> int:
    """Divide by a number above zero; exactly half rounds away from zero.

    >>> rounded(5, 2), rounded(-5, 2), rounded(4, 3)
    (3, -3, 1)
    """
    quotient = (2 * abs(numerator) + denominator) // (2 * denominator)
    return -quotient if numerator < 0 else quotient


def value_in_cents(amount: Amount, cents_per_whole: int) -> int:
    """Return the euro value of an amount at a rate per whole point or hour; half a cent rounds away from zero.

    >>> value_in_cents(Amount(Unit.PUNT, 33), 1250)
    413
    """
    return rounded(amount.quantity * cents_per_whole, amount.unit.whole)


def check_same_unit(amount: Amount, unit: Unit, field: str = "amount") -> None:
    """Refuse an amount in another unit than the budget's."""
    if amount.unit is not unit:
        raise Refused(
            "unit-differs",
            f"Dit budget is in {unit.name}, het bedrag in {amount.unit.name}. Gebruik {unit.name}.",
            field,
        )
