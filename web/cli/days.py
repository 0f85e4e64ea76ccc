"""A day as somebody types it at a terminal."""

import re
from datetime import date

from ledger.vocabulary.errors import Malformed, Problem

_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})")
_DUTCH = re.compile(r"(?P<day>[0-9]{1,2})-(?P<month>[0-9]{1,2})-(?P<year>[0-9]{4})")


def day_of(text: str) -> date:
    """Read 2026-03-31 or 31-03-2026. Raises `Malformed` for what is neither, and for a day that does not exist."""
    found = _ISO.fullmatch(text) or _DUTCH.fullmatch(text)
    if found is None:
        raise Malformed([Problem("day-unreadable", f"{text!r} is geen datum. Schrijf 2026-03-31 of 31-03-2026.", "on")])
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError as error:
        raise Malformed([Problem("day-missing", f"De datum {text} bestaat niet.", "on")]) from error
