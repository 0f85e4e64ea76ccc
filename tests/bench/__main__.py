"""`make bench`: every measure in one run, as a table and as JSON; `--clients` makes it smaller or larger.

Machines differ: compare the ratios to the stock path in the same run, not the seconds of two machines.
"""

import argparse
import json
from pathlib import Path

from tests.bench import aw319, declaring, rekenmodule, simulating, stock
from tests.bench.machine import machine, peak_mib


def main() -> None:
    """Run what was asked for, the whole region by default."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=30_000, help="clients of the simulated region")
    parser.add_argument("--declared", type=int, default=2_000, help="clients of one month of declaring")
    parser.add_argument("--json", type=Path, default=Path("var/bench.json"), help="where the JSON goes")
    asked = parser.parse_args()
    found: dict[str, object] = {"machine": machine()}
    for name, measure in (
        ("aw319", aw319.measure),
        ("rekenmodule", rekenmodule.measure),
        ("declaring", lambda: declaring.measure(asked.declared)),
        ("simulating", lambda: simulating.measure(asked.clients)),
        ("stock", stock.measure),
    ):
        found[name] = measured = measure()
        print(f"\n{name}")
        for what, value in measured.items():
            print(f"  {what:<40} {value:>16,}")
    found["peak_mib"] = peak_mib()
    print(f"\npeak memory {found['peak_mib']} MiB on {found['machine']}")
    asked.json.parent.mkdir(parents=True, exist_ok=True)
    asked.json.write_text(json.dumps(found, indent=1), encoding="utf-8")
    print(f"written: {asked.json}")


if __name__ == "__main__":
    main()
