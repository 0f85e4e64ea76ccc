"""Small plans for the tests, in whole cents."""

from typing import Any

from ledger.rekenmodule.ask import Ask, Line, Price, Value

SIX_HUNDRED = Value(60_000, "week")


def ask(*lines: Line, **others: Any) -> Ask:
    """Return a question for a 4VV with mpt and pgb in 2026, € 600,00 a week."""
    facts: dict[str, Any] = {
        "zorgprofiel": "4VV",
        "leveringsvorm": "mpt_pgb",
        "year": 2026,
        "ceiling": SIX_HUNDRED,
        "lines": lines,
    }
    return Ask(**{**facts, **others})


def fixed(eurocent: int, per: Any = "week", provider: str | None = "p1", description: str = "zorg") -> Line:
    """Return a line with a fixed amount."""
    return Line(description=description, provider=provider, fixed=Value(eurocent, per))


def hourly(minutes: int, eurocent: int = 6_000, provider: str | None = "p1") -> Line:
    """Return a line of hours."""
    price = Price(eurocent, "uur", "afspraak met p1")
    return Line(description="begeleiding", provider=provider, price=price, minutes_per_week=minutes)


def counted(count: int, eurocent: int = 1_200, unit: str = "stuk", minutes_each: int = 0) -> Line:
    """Return a line of something that is counted."""
    price = Price(eurocent, unit, "afspraak met p1")
    return Line(description="maaltijd", provider="p1", price=price, count_per_week=count, minutes_each=minutes_each)
