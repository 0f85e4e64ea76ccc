"""Percentages, exact: a whole number of hundredths of a percent (basispunten). 94,5 % is 9450.

>>> parse_percentage("94.50"), percentage(9450), of(6349, 9450)
(9450, '94,5%', 6000)
"""

import re

from ledger.vocabulary.amounts import rounded
from ledger.vocabulary.dutch import hundredths

WHOLE = 10_000
"""A hundred percent."""
_WRITTEN = re.compile(r"([0-9]{1,4})\.([0-9]{2})")


def parse_percentage(written: object) -> int:
    """Read the journal's form, with two decimals. Raises `ValueError` with a Dutch sentence."""
    found = _WRITTEN.fullmatch(written) if isinstance(written, str) else None
    if found is None:
        raise ValueError(f"{written!r} is geen goed percentage. Schrijf het precies zo: '94.50'.")
    return int(found[1]) * 100 + int(found[2])


def percentage(basispoint: int) -> str:
    """Write it the Dutch way, without zeros that say nothing: 9400 is '94%'."""
    text = hundredths(basispoint)
    return text.rstrip("0").rstrip(",") + "%"


def of(quantity: int, basispoint: int) -> int:
    """Return that part of a quantity; exactly half rounds away from zero."""
    return rounded(quantity * basispoint, WHOLE)
