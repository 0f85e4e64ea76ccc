"""How long it takes to declare a month for the clients of one provider: preview with every step, and submit."""

from ledger.commands.journal import read_command
from ledger.vocabulary.actor import SYSTEM
from ledger.vocabulary.source import Source
from tests.bench.machine import new_house, timed
from tests.bench.region import REGION, YEAR, fill
from web.declaring import preview

DELIVERIES = 96
CONTRACT = {
    "do": "conclude_contract",
    "contract": "k1",
    "provider": "p1",
    "payer": "zorgkantoor",
    "act": "Wlz",
    "region": REGION,
    "leveringsvormen": ["mpt"],
    "from": f"{YEAR}-01-01",
    "to": f"{YEAR}-12-31",
    "components": [{"model": "A"}],
    "rate": "94.50",
}


def measure(clients: int) -> dict[str, float | int]:
    """Return seconds for March: bringing the overviews up to date is not counted, the rest end to end."""
    with new_house() as house:
        events = fill(house, clients, DELIVERIES, providers=("p1",))
        house.door.accept([read_command(CONTRACT)], SYSTEM, Source("journal", "bench"))
        with timed() as caught_up:
            house.runner.catch_up()
        with timed() as previewed:
            found = preview(house, SYSTEM, "k1", "p1", f"{YEAR}-03")
        declare = {
            "do": "declare",
            "contract": "k1",
            "provider": "p1",
            "period": f"{YEAR}-03",
            "clients": list(found.command.clients),
        }
        with timed() as submitted:
            house.door.accept([read_command(declare)], SYSTEM, Source("journal", "bench"))
    return {
        "clients": clients,
        "events": events,
        "lines": len(found.prepared.derived),
        "catch_up_s": round(caught_up[0], 1),
        "preview_s": round(previewed[0], 1),
        "submit_s": round(submitted[0], 1),
        "end_to_end_s": round(previewed[0] + submitted[0], 1),
    }
