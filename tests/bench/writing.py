"""How fast commands are recorded, durably: a journal of spends by `pvb apply`, and one spend per request over HTTP."""

import asyncio
import base64
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from ledger.vocabulary.actor import SYSTEM
from ledger.vocabulary.clock import SetClock
from ledger.vocabulary.source import Source
from tests.bench.machine import timed
from tests.bench.region import moment
from tests.postgres_server import running_server
from web.auth.api_keys import create_key
from web.composition import House, open_house
from web.recording import apply_journal

KEY = base64.b64encode(b"sleutel van de metingen, geen ge").decode()
BUDGETS = 400
PEOPLE = 64
WORKERS = 2


def measure(commands: int = 20_000, requests: int = 10_000) -> dict[str, float | int]:
    """Return commands a second on both databases, and requests a second with the time that one takes."""
    found: dict[str, float | int] = {"commands": commands}
    with TemporaryDirectory() as folder:
        found |= _applied(f"sqlite:///{Path(folder) / 'bench.sqlite'}", "sqlite", commands)
    with running_server(durable=True) as url:
        found |= _applied(url, "postgresql", commands)
        found |= _asked(url, requests)
    return found


def _applied(url: str, name: str, commands: int) -> dict[str, int]:
    """Return commands a second, all or none and line by line; each command is loaded, guarded and saved."""
    with _region(url) as house:
        found = {}
        for keep_going, how in ((False, "together"), (True, "keep_going")):
            lines = [_spend(number, f"{how}-") for number in range(commands)]
            with timed() as seconds:
                answers = apply_journal(house, lines, SYSTEM, Source("journal", "bench"), keep_going)
            assert all(answer["ok"] for answer in answers)
            found[f"{name}_{how}_per_second"] = int(commands / seconds[0])
    return found


@contextmanager
def _region(url: str) -> Iterator[House]:
    house = open_house({"PVB_DATABASE_URL": url, "PVB_MASTER_KEY": KEY}, clock=SetClock(moment()))
    try:
        if house.ledger.head() is None:
            answers = apply_journal(house, _budgets(), SYSTEM, Source("journal", "bench"))
            assert all(answer["ok"] for answer in answers)
        yield house
    finally:
        house.close()


def _budgets() -> Iterator[bytes]:
    """Yield the lines of clients with a budget of a year each, at one provider."""
    year = {"from": "2026-01-01", "to": "2026-12-31"}
    value = {"do": "set_value", "provider": "p1", "unit": "PUNT", "value": {"EUR": "60.00"}, "from": "2026-01-01"}
    yield json.dumps(value).encode()
    for number in range(BUDGETS):
        whose = {"client": f"c{number}"}
        granted = {"do": "grant_indicatie", "besluitnummer": 1, "zorgprofiel": "4VV"}
        opened = {"do": "open_budget", "budget": f"b{number}", "provider": "p1", "amount": {"PUNT": "90000.00"}}
        yield json.dumps({"do": "register_client", "region": "Rotterdam"} | whose).encode()
        yield json.dumps(granted | whose | year).encode()
        yield json.dumps(opened | whose | year).encode()


def _spend(number: int, prefix: str) -> bytes:
    line = {
        "do": "spend",
        "command_id": f"{prefix}{number}",
        "budget": f"b{number % BUDGETS}",
        "entry": f"{prefix}{number}",
        "on": f"2026-{number % 12 + 1:02}-{number % 28 + 1:02}",
        "amount": {"PUNT": "0.25"},
        "what": "wandelen",
        "by": "medewerker-17",
    }
    return json.dumps(line).encode()


def _asked(url: str, requests: int) -> dict[str, float | int]:
    """Return what so many people get who each wait for their answer before they ask again."""
    with _region(url) as house:
        key = create_key(house.engine, "bench", "zorgaanbieder", provider="p1")
        create = [_request(_spend(number, "http-"), key) for number in range(requests)]
    with ExitStack() as stack:
        ports = [stack.enter_context(_served(url)) for _ in range(WORKERS)]
        asyncio.run(_ask(create[:500], ports))
        start = perf_counter()
        seconds = sorted(asyncio.run(_ask(create[500:], ports)))
        passed = perf_counter() - start
    return {
        "http_people": PEOPLE,
        "http_workers": WORKERS,
        "http_requests_per_second": int(len(seconds) / passed),
        "http_p50_ms": round(seconds[len(seconds) // 2] * 1000, 1),
        "http_p99_ms": round(seconds[len(seconds) * 99 // 100] * 1000, 1),
    }


@contextmanager
def _served(url: str) -> Iterator[int]:
    """Start the web application in a process of its own; yield its port once it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    environment = os.environ | {"PVB_DATABASE_URL": url, "PVB_MASTER_KEY": KEY}
    command = [sys.executable, "-m", "web.cli.main", "serve", "--port", str(port)]
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as process:
        try:
            _until_open(port)
            yield port
        finally:
            process.terminate()


def _until_open(port: int) -> None:
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return


def _request(body: bytes, key: str) -> bytes:
    head = (
        "POST /api/v1/commands HTTP/1.1\r\nhost: bench\r\ncontent-type: application/json\r\n"
        f"authorization: Bearer {key}\r\ncontent-length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def _ask(requests: list[bytes], ports: list[int]) -> list[float]:
    """Let people ask, each over a connection of its own; return how long every answer took."""
    waiting = iter(requests)
    seconds: list[float] = []

    async def person(port: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for request in waiting:
            start = perf_counter()
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
            body = await reader.readexactly(length)
            assert head.startswith(b"HTTP/1.1 200"), body
            seconds.append(perf_counter() - start)
        writer.close()

    await asyncio.gather(*(person(ports[number % len(ports)]) for number in range(PEOPLE)))
    return seconds
