"""Numbers, days and amounts the way Dutch readers write them.

Pure functions over integers in the smallest unit: cents (EUR), hundredths of a point (PUNT), whole
minutes (UUR). What people type goes through `web.dutch_input`. Plain spaces only: templates keep an
amount on one line with CSS.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal

from ledger.vocabulary.clock import AMSTERDAM
from ledger.vocabulary.dutch import MINUS, MONTHS, day, euro, grouped, hours_short, hundredths, minus, points

__all__ = [
    "AMSTERDAM",
    "MINUS",
    "MONTHS",
    "amount",
    "amount_short",
    "amount_typed",
    "count",
    "day",
    "day_short",
    "day_without_year",
    "direction",
    "euro",
    "euro_whole",
    "hours",
    "hours_short",
    "listed",
    "moment",
    "moment_short",
    "month_or_year",
    "percent",
    "period",
    "points",
    "signed",
    "unit_name",
]

Unit = Literal["EUR", "PUNT", "UUR"]

MONTHS_SHORT = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


def euro_whole(cents: int) -> str:
    """Euro rounded to whole euros (half away from zero), for charts and headlines: '€ 10.000.000'."""
    whole = (abs(cents) + 50) // 100
    return f"{minus(cents) if whole else ''}€ {grouped(whole)}"


def hours(minutes: int) -> str:
    """Hours and minutes in words from whole minutes.

    >>> hours(90), hours(60), hours(1)
    ('1 uur en 30 minuten', '1 uur', '1 minuut')
    """
    whole, rest = divmod(abs(minutes), 60)
    parts = [f"{grouped(whole)} uur"] if whole else []
    if rest or not whole:
        parts.append(count(rest, "minuut", "minuten"))
    return minus(minutes) + " en ".join(parts)


def amount(value: int, unit: Unit) -> str:
    """An amount in a sentence, whichever its unit: '€ 12,50', '34,50 punten', '1 uur en 30 minuten'."""
    return {"EUR": euro, "PUNT": points, "UUR": hours}[unit](value)


def amount_short(value: int, unit: Unit) -> str:
    """An amount in a table, a card or a button: '€ 12,50', '34,50 punten', '1:30 uur'."""
    return {"EUR": euro, "PUNT": points, "UUR": hours_short}[unit](value)


def amount_typed(value: int, unit: Unit) -> str:
    """The amount as a person would type it in a field (no unit, no sign of thousands): '34,50', '1:30'."""
    if unit == "UUR":
        whole, rest = divmod(abs(value), 60)
        return f"{minus(value)}{whole}:{rest:02d}"
    return hundredths(value).replace(".", "")


def unit_name(unit: Unit) -> str:
    """What a field asks for: 'euro', 'punten', 'uren'."""
    return {"EUR": "euro", "PUNT": "punten", "UUR": "uren"}[unit]


def direction(value: int) -> str:
    """The word beside a signed amount: 'bij' above zero, 'af' below, 'geen verschil' at zero."""
    if value == 0:
        return "geen verschil"
    return "bij" if value > 0 else "af"


def signed(value: int, unit: Unit) -> str:
    """A change with its sign always shown: '+2,00 punten', '−€ 12,50'; zero has no sign."""
    text = amount_short(abs(value), unit)
    if value == 0:
        return text
    return f"{'+' if value > 0 else MINUS}{text}"


def day_short(on: date) -> str:
    """'31 dec 2026'."""
    return f"{on.day} {MONTHS_SHORT[on.month - 1]} {on.year}"


def day_without_year(on: date) -> str:
    """'31 december'."""
    return f"{on.day} {MONTHS[on.month - 1]}"


def _local(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("a moment needs a time zone: the ledger records in UTC")
    return at.astimezone(AMSTERDAM)


def moment(at: datetime) -> str:
    """A recorded time (aware, usually UTC) on the Dutch clock: '4 maart 2026 om 11.15 uur'."""
    local = _local(at)
    return f"{day(local.date())} om {local:%H.%M} uur"


def moment_short(at: datetime) -> str:
    """A recorded time for a table: '4 mrt 2026 11.15.07' (seconds, because order matters to an auditor)."""
    local = _local(at)
    return f"{day_short(local.date())} {local:%H.%M.%S}"


def period(first: date, last: date | None) -> str:
    """Days first up to and including last; None is open-ended.

    >>> period(date(2026, 1, 1), date(2026, 12, 31))
    'van 1 januari tot en met 31 december 2026'
    """
    if last is None:
        return f"vanaf {day(first)}"
    if last < first:
        raise ValueError("a period ends on or after its first day")
    if first == last:
        return f"op {day(first)}"
    start = day_without_year(first) if first.year == last.year else day(first)
    return f"van {start} tot en met {day(last)}"


def month_or_year(period: str) -> str:
    """A month or a year as it stands in an address.

    >>> month_or_year("2026-03"), month_or_year("2026")
    ('maart 2026', '2026')
    """
    year, dash, number = period.partition("-")
    return f"{MONTHS[int(number) - 1]} {year}" if dash else year


def percent(numerator: int, denominator: int) -> str:
    """Whole percentage, rounded half up, that never claims nothing or everything when that is not so.

    >>> percent(1, 3), percent(1, 1000), percent(999, 1000)
    ('33%', 'minder dan 1%', 'meer dan 99%')
    """
    if denominator <= 0 or numerator < 0:
        return "niet te berekenen"
    if 0 < numerator * 100 < denominator:
        return "minder dan 1%"
    if 99 * denominator < numerator * 100 < 100 * denominator:
        return "meer dan 99%"
    return f"{(numerator * 200 + denominator) // (denominator * 2)}%"


def count(number: int, one: str, many: str) -> str:
    """A number with its noun: '1 dag', '2 dagen', '1.200 dagen'."""
    return f"{minus(number)}{grouped(abs(number))} {one if abs(number) == 1 else many}"


def listed(words: Sequence[str]) -> str:
    """Words in one breath: ['a', 'b', 'c'] -> 'a, b en c'; nothing gives ''."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} en {words[-1]}"
