"""The measures of reading the log again, on one database: rebuild, growth, memory, rules, looking back, pages."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from statistics import median

from tests.bench import auditing, looking_back, pages, rebuilding
from tests.bench.kept import FOLDER, filled_postgres, filled_sqlite, house_at
from tests.bench.shape import Shape
from tests.bench.stock import stock_rate

SAMPLE_CLIENTS = 30
"""The stock path takes some three thousand events of the same region: more would take it hours."""
STOCK_TIMES = 3
GROWN = 10
Filled = Callable[[Shape, Path, Callable[[str], None]], AbstractContextManager[str]]
FILLED: dict[str, Filled] = {"sqlite": filled_sqlite, "postgresql": filled_postgres}
Say = Callable[[str], None]


def measure(
    engine: str, clients: int, say: Say, folder: Path = FOLDER, stock_times: int = STOCK_TIMES
) -> dict[str, float]:
    """Return what was found on one database, by the names of the table and some that stand in the JSON only."""
    filled = FILLED[engine]
    found: dict[str, float] = {"clients": clients}
    say(f"{engine}: stock path")
    rates = []
    for _ in range(stock_times):
        with filled(Shape.of(SAMPLE_CLIENTS), folder, say) as url:
            rates.append(stock_rate(url))
    found["stock_rate"] = median(rates)
    smaller = Shape.of(max(clients // GROWN, 1))
    with filled(smaller, folder, say) as url:
        say(f"{engine}: rebuild for {smaller.clients:,} clients")
        small = rebuilding.measure(url)
    with filled(Shape.of(clients), folder, say) as url:
        say(f"{engine}: rebuild for {clients:,} clients")
        large = rebuilding.measure(url)
        found |= _compared(small, large, found["stock_rate"])
        say(f"{engine}: all rules over {clients:,} clients")
        found |= auditing.measure_whole(url)
        say(f"{engine}: looking back, and pages")
        with house_at(url) as house:
            house.runner.catch_up()
            found |= pages.measure(house, Shape.of(clients))
            found |= looking_back.measure_region(house)
            found |= looking_back.measure_balance(house)
            say(f"{engine}: rules over one client, and over a declaration that comes in")
            found |= auditing.measure_client(house, Shape.of(clients))
            found |= auditing.measure_arrival(house, Shape.of(clients))
    return found


def _compared(small: rebuilding.Rebuilt, large: rebuilding.Rebuilt, stock: float) -> dict[str, float]:
    """Return the figures of the larger rebuild, and how its time grew; growth is per ten times the events."""
    found: dict[str, float] = {
        "events": large.events,
        "rebuild_s": round(large.seconds, 2),
        "rebuild_rate": large.rate,
        "rebuild_ratio": round(large.rate / stock, 1),
        "smaller_events": small.events,
        "smaller_rebuild_s": round(small.seconds, 2),
        "growth": round(GROWN * (large.seconds / small.seconds) / (large.events / small.events), 2),
    }
    for name, peak in (("rebuild_peak_mib", large.peak_mib), ("smaller_peak_mib", small.peak_mib)):
        if peak is not None:
            found[name] = peak
    return found
