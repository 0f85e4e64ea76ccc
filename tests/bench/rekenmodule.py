"""How long the rekenmodule takes for a plan of ten lines."""

from statistics import median
from time import perf_counter

from ledger.rekenmodule.ask import Ask, Line, Price, Value
from ledger.rekenmodule.calculation import calculate

TIMES = 200


def measure() -> dict[str, float]:
    """Return milliseconds: the median and the slowest of many."""
    lines = tuple(
        Line(
            description=f"regel {number}",
            provider=f"p{number % 3}",
            price=Price(6_000 + number, "uur", "bench"),
            minutes_per_week=55 + 7 * number,
        )
        for number in range(10)
    )
    ask = Ask(
        zorgprofiel="7VV",
        leveringsvorm="mpt_pgb",
        year=2026,
        ceiling=Value(7_863_100, "year"),
        lines=lines,
        ekt_basispoint=2_500,
        meerzorg=Value(50_000, "week"),
        remainder_to="pgb",
    )
    took = sorted(_milliseconds(ask) for _ in range(TIMES))
    return {"median_ms": round(median(took), 3), "slowest_ms": round(took[-1], 3)}


def _milliseconds(ask: Ask) -> float:
    start = perf_counter()
    calculate(ask)
    return 1_000 * (perf_counter() - start)
