"""Quantities of a line: the time units of COD218 and those of the ledger, both ways."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from ledger.aggregates.declaration import PriceUnit
from ledger.messages.aw319 import TIJDSONAFHANKELIJK, tijdseenheid
from ledger.vocabulary.units import LineUnit

MOST = 9_999
"""The largest quantity that fits field 0418."""
MINUTES: Mapping[str, int] = MappingProxyType({"04": 60, "07": 5, "01": 1})
"""Minutes of the units of time that are shorter than a part of a day, the longest first."""
_PRICED: Mapping[str, PriceUnit] = MappingProxyType(
    {"04": "uur", "07": "5 minuten", "01": "minuut", "14": "dag", "16": "dagdeel"}
)
_COUNTED: Mapping[str, LineUnit] = MappingProxyType({"14": "dag", "16": "dagdeel"})
TIMELESS = frozenset({"00", TIJDSONAFHANKELIJK})
"""Units that take the time they need."""


class Counted(NamedTuple):
    """How a quantity is written in a file: so many times a unit, at a price per unit in cents."""

    aantal: int
    tijdseenheid: str
    tarief_eurocent: int


def quantity_of(aantal: int, code: str) -> tuple[int, LineUnit]:
    """Return a quantity of a file as the ledger has it.

    >>> quantity_of(18, "07"), quantity_of(3, "14"), quantity_of(2, "81")
    ((90, 'minuut'), (3, 'dag'), (2, 'stuk'))
    """
    if code in MINUTES:
        return aantal * MINUTES[code], "minuut"
    return aantal, _COUNTED.get(code, "stuk")


def price_per(code: str) -> PriceUnit:
    """Return what a price in a file is for."""
    return _PRICED.get(code, "stuk")


def as_priced(quantity: int, price_eurocent: int, per: PriceUnit) -> Counted:
    """Return a quantity and a price of the ledger as the file had them.

    >>> as_priced(90, 473, "5 minuten")
    Counted(aantal=18, tijdseenheid='07', tarief_eurocent=473)
    >>> as_priced(2, 1800, "stuk")
    Counted(aantal=2, tijdseenheid='81', tarief_eurocent=1800)
    """
    code = next((code for code, unit in _PRICED.items() if unit == per), TIJDSONAFHANKELIJK)
    return Counted(quantity // MINUTES.get(code, 1), code, price_eurocent)


def counted(quantity: int, unit: str, eurocent: int) -> Counted:
    """Return a quantity of the ledger, with what it comes to in cents, as a file writes it.

    Of hours, the longest unit of which the price is in whole cents; else that of which the price is rounded up. Then
    quantity × price is a little more than what is asked, which a file may say.

    >>> counted(120, "minuut", 11340)
    Counted(aantal=2, tijdseenheid='04', tarief_eurocent=5670)
    >>> counted(90, "minuut", 8505)
    Counted(aantal=18, tijdseenheid='07', tarief_eurocent=473)
    """
    if quantity < 1:
        return Counted(1, TIJDSONAFHANKELIJK, eurocent)
    if unit != "minuut":
        return Counted(quantity, tijdseenheid(unit) or TIJDSONAFHANKELIJK, -(-eurocent // quantity))
    fitting = [(quantity // minutes, code) for code, minutes in MINUTES.items() if not quantity % minutes]
    aantal, code = next(((n, code) for n, code in fitting if not eurocent % n), fitting[0])
    return Counted(aantal, code, -(-eurocent // aantal))
