"""How long a simulation takes: a year of a region under all eight models, with one process and with two."""

import sys
from multiprocessing import active_children

from ledger.simulation.run import Asked
from tests.bench.machine import new_house, peak_mib, timed
from tests.bench.region import YEAR, fill
from web.composition import House
from web.simulating import ALL, scenarios_of, simulation_of

CLIENTS = 2_000
DELIVERIES = 96
"""With registration, indicatie and plan, a client has a hundred events."""
PROCESSES = (1, 2)


def measure(clients: int = CLIENTS) -> dict[str, int | float]:
    """Return seconds and clients a second per number of processes, and the most memory of any one process in MiB."""
    with new_house() as house:
        found: dict[str, int | float] = {"clients": clients, "events": fill(house, clients, DELIVERIES)}
        for processes in PROCESSES:
            with timed() as took:
                _simulated(house, processes)
            found[f"seconds_with_{processes}"] = round(took[0], 1)
            found[f"clients_per_second_with_{processes}"] = round(clients / took[0])
        assert not active_children()
        found["peak_mib"] = peak_mib()
    return found


def _simulated(house: House, processes: int) -> None:
    head = house.ledger.head()
    assert head is not None
    simulation_of(house, Asked(scenarios_of(ALL), YEAR, None, head.position), processes=processes)


if __name__ == "__main__":
    for name, value in measure(int(sys.argv[1]) if len(sys.argv) > 1 else CLIENTS).items():
        print(f"{name}: {value}")
