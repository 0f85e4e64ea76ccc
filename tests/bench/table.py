"""The table that `make bench` prints: what is measured, what it is to be at least, what is aimed at, what was found."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

ENGINES = ("sqlite", "postgresql")
Found = Mapping[str, Mapping[str, float]]
"""By database, what was found by the name of its measure."""
_HEADINGS = ("measure", "at least", "aim", "SQLite", "PostgreSQL", "ratio to stock")
_MISSED = "(!)"
_LEGEND = f"{_MISSED} is not what it is to be at least; – was not measured."


class Goal(NamedTuple):
    """A measure with its bounds, for each database where they differ; `above`: more is better. `unit` comes behind."""

    name: str
    measure: str
    least: tuple[float, float]
    aim: tuple[float, float]
    above: bool
    unit: str = ""
    ratio: str = ""
    """The name of the measure that holds the same as a ratio to the stock path."""

    def met(self, engine: str, found: float) -> bool:
        """Tell whether what was found is at least what it is to be."""
        least = self.least[ENGINES.index(engine)]
        return found >= least if self.above else found <= least


def _same(least: float, aim: float) -> tuple[tuple[float, float], tuple[float, float]]:
    return (least, least), (aim, aim)


GOALS = (
    Goal(
        "rebuild_rate",
        "rebuild of all projections, log to ready tables, events/s",
        *_same(200_000, 500_000),
        True,
        ratio="rebuild_ratio",
    ),
    Goal("rebuild_ratio", "the same as a ratio to the stock path", *_same(100, 300), True, " ×"),
    Goal("growth", "growth: 10 × the events takes so many times the time", *_same(10.5, 10), False, " ×"),
    Goal("rebuild_peak_mib", "peak memory of the rebuild, all its processes", *_same(1_024, 512), False, " MiB"),
    Goal("smaller_peak_mib", "the same, for a tenth of the events", *_same(1_024, 512), False, " MiB"),
    Goal("apply_rate", "`pvb apply` of spends, commands/s", (8_000, 4_000), (15_000, 8_000), True, ratio="apply_ratio"),
    Goal("http_rate", "64 HTTP clients, one spend per request, durable, requests/s", *_same(1_000, 2_000), True),
    Goal("http_p99_ms", "the same, p99", *_same(100, 50), False, " ms"),
    Goal("own_write_ms", "reading your own write, p50", *_same(20, 5), False, " ms"),
    Goal("balance_p50_ms", "balance of one client as of a past day, ten years, p50", *_same(20, 5), False, " ms"),
    Goal("balance_p99_ms", "the same, p99", *_same(20, 5), False, " ms"),
    Goal("region_totals_s", "region totals as of a past day", *_same(15, 5), False, " s"),
    Goal("page_p50_ms", "transparency page, server time, p50", *_same(40, 15), False, " ms"),
    Goal("page_p95_ms", "the same, p95", *_same(40, 15), False, " ms"),
    Goal("audit_s", "all rules over the year of everybody, then and now", *_same(120, 60), False, " s"),
    Goal("audit_peak_mib", "the same, peak memory of all its processes", *_same(1_024, 512), False, " MiB"),
    Goal("audit_client_p50_ms", "all rules over the year of one client, p50", *_same(50, 20), False, " ms"),
    Goal("audit_client_p95_ms", "the same, p95", *_same(50, 20), False, " ms"),
    Goal("arrival_s", "a declaration of 10,000 lines comes in, rules included", *_same(5, 2.5), False, " s"),
)


def cells(found: Found, goals: Iterable[Goal] = GOALS) -> list[tuple[str, ...]]:
    """Return the rows of the table, without the headings."""
    rows = []
    for goal in goals:
        measured = [_found(goal, engine, found.get(engine, {})) for engine in ENGINES]
        ratios = [found.get(engine, {}).get(goal.ratio) for engine in ENGINES]
        ratio = " / ".join("–" if one is None else f"{_number(one)} ×" for one in ratios) if any(ratios) else ""
        rows.append((goal.measure, _bound(goal, goal.least), _bound(goal, goal.aim), *measured, ratio))
    return rows


def as_text(found: Found) -> str:
    """Return the table in columns of equal width."""
    rows = [_HEADINGS, *cells(found)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join([*lines, _LEGEND])


def as_markdown(found: Found) -> str:
    """Return the table for the README."""
    rows = [_HEADINGS, ("---",) * len(_HEADINGS), *cells(found)]
    return "\n".join([*(f"| {' | '.join(row)} |" for row in rows), "", _LEGEND])


def _bound(goal: Goal, bounds: tuple[float, float]) -> str:
    sign = "≥" if goal.above else "≤"
    return f"{sign} {' / '.join(f'{_number(one)}{goal.unit}' for one in dict.fromkeys(bounds))}"


def _found(goal: Goal, engine: str, found: Mapping[str, float]) -> str:
    value = found.get(goal.name)
    if value is None:
        return "–"
    return f"{_number(value)}{goal.unit}{'' if goal.met(engine, value) else f' {_MISSED}'}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:,.3g}"
