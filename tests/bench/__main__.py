"""`make bench`: every measure in one run, as a table and as JSON; `--quick` and `--clients` make it smaller or larger.

Machines differ: compare the ratios to the stock path in the same run, not the seconds of two machines.
"""

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.bench import aw319, declaring, own_write, rekenmodule, replay, simulating, writing
from tests.bench.kept import FOLDER
from tests.bench.machine import machine, peak_mib
from tests.bench.table import ENGINES, as_markdown, as_text

CLIENTS = 30_000
QUICK = 300
WRITING, QUICK_WRITING = (20_000, 10_000), (2_000, 2_000)
"""Commands, and requests over HTTP."""


def main() -> None:
    """Run what was asked for, the whole region by default."""
    asked = _asked()
    if asked.readme:
        told = json.loads(asked.json.read_text(encoding="utf-8"))
        print(f"{_conditions(told)}\n\n{as_markdown(told['found'])}")
        return
    told = {"machine": machine(), "quick": asked.quick, "found": {}}
    for engine in asked.engines:
        told["found"][engine] = replay.measure(engine, asked.clients, _say, stock_times=1 if asked.quick else 3)
    if set(asked.engines) == set(ENGINES):
        _say("writing")
        told["writing"] = written = writing.measure(*(QUICK_WRITING if asked.quick else WRITING))
        for engine, measured in in_table(written).items():
            told["found"][engine] |= measured
        _say("reading your own write")
        told["own_write"] = seen = own_write.measure()
        for engine in ENGINES:
            told["found"][engine]["own_write_ms"] = seen[f"{engine}_p50_ms"]
    told["others"] = {} if asked.quick or asked.table else _others(asked)
    told["peak_mib"] = peak_mib()
    print(f"\n{_conditions(told)}\n\n{as_text(told['found'])}\n")
    for name, measured in told["others"].items():
        print(name)
        for what, value in measured.items():
            print(f"  {what:<40} {value:>16,}")
    asked.json.parent.mkdir(parents=True, exist_ok=True)
    asked.json.write_text(json.dumps(told, indent=1), encoding="utf-8")
    print(f"written: {asked.json}; filled databases are kept in {FOLDER}")


def in_table(written: Mapping[str, float]) -> dict[str, dict[str, float]]:
    """Return what was measured of writing by database, by the names of the table."""
    applied = {engine: {"apply_rate": written[f"{engine}_together_per_second"]} for engine in ENGINES}
    http = {"http_rate": written["http_requests_per_second"], "http_p99_ms": written["http_p99_ms"]}
    return applied | {"postgresql": applied["postgresql"] | http}


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--clients", type=int, help=f"clients of the region: {CLIENTS:,}, a hundred events each")
    parser.add_argument("--quick", action="store_true", help=f"about a minute, with {QUICK} clients")
    parser.add_argument("--table", action="store_true", help="only what stands in the table")
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=ENGINES, help="on which databases")
    parser.add_argument("--declared", type=int, default=2_000, help="clients of one month of declaring")
    parser.add_argument("--json", type=Path, default=Path("var/bench.json"), help="where the JSON goes")
    parser.add_argument("--readme", action="store_true", help="print the table of the last run in Markdown")
    asked = parser.parse_args()
    asked.clients = asked.clients or (QUICK if asked.quick else CLIENTS)
    return asked


def _others(asked: argparse.Namespace) -> dict[str, Any]:
    """Return the measures that have no row in the table."""
    found: dict[str, Any] = {}
    for name, measure in (
        ("aw319", aw319.measure),
        ("rekenmodule", rekenmodule.measure),
        ("declaring", lambda: declaring.measure(asked.declared)),
        ("simulating", lambda: simulating.measure(asked.clients)),
    ):
        _say(name)
        found[name] = measure()
    return found


def _conditions(told: dict[str, Any]) -> str:
    """Say in one sentence on what it was measured, and on how much."""
    on, measured = told["machine"], next(iter(told["found"].values()))
    return (
        f"{measured['events']:,} events of {measured['clients']:,} clients on {on['cores']} cores, "
        f"{on['memory_gib']} GiB, Python {on['python']}, {on['system']}; "
        + "; ".join(f"stock path on {name}: {one['stock_rate']:,.0f} events/s" for name, one in told["found"].items())
        + "."
    )


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
