"""Figures and days inside Dutch sentences of refusals and audit lines."""

from datetime import date

from ledger.vocabulary.amounts import Amount, Unit

_MONTHS = [
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
]


def day(on: date) -> str:
    """Write a day in full.

    >>> day(date(2026, 12, 31))
    '31 december 2026'
    """
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def amount(value: Amount) -> str:
    """Write an amount the Dutch way.

    >>> amount(Amount(Unit.EUR, 123456)), amount(Amount(Unit.PUNT, 950)), amount(Amount(Unit.UUR, 90))
    ('€ 1.234,56', '9,50 punten', '1:30 uur')
    """
    sign = "-" if value.quantity < 0 else ""
    whole, rest = divmod(abs(value.quantity), value.unit.whole)
    grouped = f"{whole:,}".replace(",", ".")
    if value.unit is Unit.EUR:
        return f"€ {sign}{grouped},{rest:02}"
    if value.unit is Unit.UUR:
        return f"{sign}{grouped}:{rest:02} uur"
    return f"{sign}{grouped},{rest:02} punten"


def euro(cents: int) -> str:
    """Write cents as euros."""
    return amount(Amount(Unit.EUR, cents))
