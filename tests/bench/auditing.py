"""How long the rules take: over everybody's year, over one client, and over a large declaration that comes in."""

import json
import os
import subprocess
import sys
from random import Random
from time import perf_counter
from typing import Any

from ledger.commands.journal import read_command
from ledger.replaying import Kept
from ledger.vocabulary.actor import SYSTEM
from ledger.vocabulary.clock import SetClock
from ledger.vocabulary.source import Source
from tests.bench.machine import milliseconds, timed
from tests.bench.memory import Watch
from tests.bench.pages import at_percent
from tests.bench.shape import PRICES, YEAR, Shape, client_name, moment
from tests.houses import KEY
from web.auditing.asking import audit_of, question
from web.composition import House, open_house

PROCESSES = 2
CLIENTS_ASKED = 200
DECLARED_FOR = 1_000
LINES_EACH = 10
_CODE = next(iter(PRICES))
_SOURCE = Source("journal", "bench")


def measure_whole(url: str) -> dict[str, float]:
    """Judge a filled database that nobody else uses, in a process of its own; its start is not counted."""
    started = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.auditing"],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PVB_DATABASE_URL": url, "PVB_MASTER_KEY": KEY},
    )
    watch = Watch(started.pid)
    told, _ = started.communicate()
    peak = watch.stop()
    if started.returncode:
        raise subprocess.CalledProcessError(started.returncode, "audit")
    found: dict[str, float] = json.loads(told.splitlines()[-1])
    return found | ({} if peak is None else {"audit_peak_mib": peak})


def measure_client(house: House, shape: Shape, times: int = CLIENTS_ASKED) -> dict[str, float]:
    """Return milliseconds of the audit of one client, from the question to the findings."""
    chance, took = Random(1), []
    for _ in range(times):
        client = client_name(chance.randint(1, shape.clients))
        with timed() as seconds:
            audit = audit_of(house, question(house, SYSTEM, client=client))
        assert not audit.broken, audit.broken[0]
        took.append(milliseconds(seconds))
    return {"audit_client_p50_ms": at_percent(took, 50), "audit_client_p95_ms": at_percent(took, 95)}


def measure_arrival(house: House, shape: Shape) -> dict[str, float]:
    """Return seconds of a declaration by a provider with a contract, for many of its clients, through the door.

    Each client has its own plan with this provider, so that all is in order: there is nothing to write down as found.
    """
    region, provider = shape.regions[0], shape.providers[0]
    there = [number for number in range(1, shape.clients + 1) if shape.region_of(number) == region][:DECLARED_FOR]
    clients = [client_name(number) for number in there]
    house.door.accept([read_command(_contract(provider, region))], SYSTEM, _SOURCE)
    for client in clients:
        house.door.accept([read_command(_planned(provider, client))], SYSTEM, _SOURCE)
    arriving = read_command(_declaration(provider, clients))
    house.ledger.kept = Kept()
    with timed() as seconds:
        (outcome,) = house.door.accept([arriving], SYSTEM, _SOURCE)
    lines = len(clients) * LINES_EACH
    assert len(outcome.events) > lines
    return {"arrival_s": round(seconds[0], 3), "arrival_lines": lines, "arrival_events": len(outcome.events)}


def _contract(provider: str, region: str) -> dict[str, Any]:
    return {
        "do": "conclude_contract",
        "contract": "bench",
        "provider": provider,
        "payer": "zorgkantoor",
        "act": "Wlz",
        "region": region,
        "leveringsvormen": ["mpt"],
        "from": f"{YEAR}-01-01",
        "to": f"{YEAR}-12-31",
        "components": [{"model": "A"}],
        "rate": "100.00",
    }


def _planned(provider: str, client: str) -> dict[str, Any]:
    """Return what the plan of the region becomes in December: two hours a week with the one who declares."""
    line = {"line": "1", "provider": provider, "prestatie": _CODE, "minutes_per_week": {"UUR": "2:00"}}
    revised = {"do": "revise_zorgplan", "client": client, "zorgplan": "z1", "from": f"{YEAR}-12-01", "lines": [line]}
    return revised | {"goals": [{"goal": "g1", "text": "Ik wil thuis blijven wonen."}], "remainder_to": "unused"}


def _declaration(provider: str, clients: list[str]) -> dict[str, Any]:
    """Return lines of an hour, each client on ten days of December."""
    amount = f"{PRICES[_CODE] // 100}.{PRICES[_CODE] % 100:02}"
    lines = [
        {
            "line": f"{place}-{day}",
            "client": client,
            "prestatie": _CODE,
            "on": f"{YEAR}-12-{day:02}",
            "quantity": "1:00",
            "unit": "UUR",
            "amount": {"EUR": amount},
        }
        for place, client in enumerate(clients, start=1)
        for day in range(1, LINES_EACH + 1)
    ]
    about = {"do": "submit_declaration", "declaration": "bench-arrival", "provider": provider}
    return about | {"period": [f"{YEAR}-12-01", f"{YEAR}-12-31"], "lines": lines}


def main() -> None:
    """Judge what the settings name, and tell how long it took."""
    house = open_house(os.environ, clock=SetClock(moment()), make=False)
    try:
        asked = question(house, SYSTEM)
        start = perf_counter()
        audit = audit_of(house, asked, processes=PROCESSES)
        seconds = perf_counter() - start
        assert not audit.broken, audit.broken[0]
        print(json.dumps({"audit_s": round(seconds, 2), "audit_findings": len(audit.findings)}))
    finally:
        house.close()


if __name__ == "__main__":
    main()
