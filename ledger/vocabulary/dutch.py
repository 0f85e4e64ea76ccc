"""Figures and days the way Dutch readers write them: in refusals, audit lines and pages alike.

Plain spaces only; a minus is always the first character, attached to what follows.
"""

from datetime import date

from ledger.vocabulary.amounts import Amount, Unit

MINUS = "\N{MINUS SIGN}"
MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)


def day(on: date) -> str:
    """Write a day in full.

    >>> day(date(2026, 12, 31))
    '31 december 2026'
    """
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def amount(value: Amount) -> str:
    """Write an amount the Dutch way.

    >>> amount(Amount(Unit.EUR, 123456)), amount(Amount(Unit.PUNT, 950)), amount(Amount(Unit.UUR, 90))
    ('€ 1.234,56', '9,50 punten', '1:30 uur')
    """
    return {Unit.EUR: euro, Unit.PUNT: points, Unit.UUR: hours_short}[value.unit](value.quantity)


def euro(cents: int) -> str:
    """Write cents as euros.

    >>> euro(123456), euro(-5)
    ('€ 1.234,56', '−€ 0,05')
    """
    return f"{minus(cents)}€ {hundredths(abs(cents))}"


def points(quantity: int) -> str:
    """Write hundredths of a point; exactly one is singular.

    >>> points(3450), points(100)
    ('34,50 punten', '1,00 punt')
    """
    return f"{hundredths(quantity)} {'punt' if abs(quantity) == 100 else 'punten'}"


def hours_short(minutes: int) -> str:
    """Write minutes for a table cell or a short sentence: 90 is '1:30 uur'."""
    whole, rest = divmod(abs(minutes), 60)
    return f"{minus(minutes)}{grouped(whole)}:{rest:02d} uur"


def hundredths(value: int) -> str:
    """Write hundredths with a comma and two decimals: -123456 is '−1.234,56'."""
    whole, rest = divmod(abs(value), 100)
    return f"{minus(value)}{grouped(whole)},{rest:02d}"


def grouped(number: int) -> str:
    """Write a whole number from zero with a dot between thousands."""
    return f"{number:,}".replace(",", ".")


def minus(value: int) -> str:
    """Return the real minus sign for what is below zero."""
    return MINUS if value < 0 else ""
