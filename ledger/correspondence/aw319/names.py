"""Numbers of a file as names in the ledger, and the other way round."""

import re
from hashlib import sha256

REFERENCE = 20
"""Positions of field 0431."""
FACTUURNUMMER = 12
"""Positions of field 0116."""
_TOLD_APART = 12
_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9._-]")
_LONGEST_LINE = 8


def name_of(number: str) -> str:
    """Return a number of the file as a name; other characters become "-", with a digest so that no two are the same.

    >>> name_of("D1-1"), name_of("2026/01")
    ('D1-1', '2026-01-ecc22eb088f5')
    """
    clean = _NOT_IN_A_NAME.sub("-", number)
    if clean == number and number[0].isalnum():
        return number
    start = clean if clean[0].isalnum() else f"r{clean}"
    return f"{start}-{_digest(number, _TOLD_APART)}"


def declaration_of(agb: str, factuurnummer: str) -> str:
    """Return the number of the declaration that the debit lines of a file become."""
    return f"aw319-{agb}-{name_of(factuurnummer)}"


def shortened(name: str, longest: int) -> str:
    """Return a name that fits, always the same for the same name; what is cut off lives on in a digest.

    >>> shortened("2026-01", 12), shortened("k1-2026-03-2", 11)
    ('2026-01', 'k1-f9e96ce4')
    """
    if len(name) <= longest:
        return name
    return f"{name[: longest - 9]}-{_digest(name, 8)}"


def reference_of(declaration: str, line: str) -> str:
    """Return the reference number (0431) of a line: for ever the same, and another for another line.

    >>> reference_of("k1-2026-03", "12")
    'k1-2026-03/12'
    """
    if len(line) > _LONGEST_LINE:
        whole = f"{declaration}/{line}"
        return whole if len(whole) <= REFERENCE else _digest(whole, REFERENCE)
    return f"{shortened(declaration, REFERENCE - 1 - len(line))}/{line}"


def _digest(text: str, length: int) -> str:
    return sha256(text.encode()).hexdigest()[:length]
