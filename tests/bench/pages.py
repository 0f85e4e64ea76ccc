"""How long the server works on a page, asked in this process by somebody who is logged in."""

import asyncio
from collections.abc import Sequence
from math import ceil
from random import Random
from typing import Any
from urllib.parse import urlsplit

from tests.bench.lives import life_of
from tests.bench.machine import milliseconds, timed
from tests.bench.shape import Shape, client_name
from web.app import create_app
from web.auth.accounts import create_account
from web.auth.sessions import start_session
from web.auth.visitor import COOKIE
from web.composition import House

PASSWORD = "vier losse woorden hier"
FAMILIES = 40
PAGES_EACH = 5


class Browser:
    """Asks pages of the application itself, without a network, in the session of a new account."""

    def __init__(self, house: House, username: str, role: Any, **scope: str) -> None:
        create_account(house.engine, username, PASSWORD, username, role, **scope)
        self._cookie = f"{COOKIE}={start_session(house.engine, username, house.clock.now())}".encode()
        self._app = create_app(house)

    def get(self, address: str) -> bytes:
        """Return the page at an address; anything but a page is an error."""
        status, body = asyncio.run(self._asked(address))
        assert status == 200, (address, status)
        return body

    async def _asked(self, address: str) -> tuple[int, bytes]:
        parts = urlsplit(address)
        status, body = 0, []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Any) -> None:
            nonlocal status
            status = message.get("status", status)
            body.append(message.get("body", b""))

        await self._app(
            {
                "type": "http",
                "asgi": {"version": "3.0"},
                "http_version": "1.1",
                "method": "GET",
                "scheme": "http",
                "path": parts.path,
                "raw_path": parts.path.encode(),
                "query_string": parts.query.encode(),
                "root_path": "",
                "headers": [(b"host", b"testserver"), (b"cookie", self._cookie)],
                "client": ("127.0.0.1", 50_000),
                "server": ("testserver", 80),
            },
            receive,
            send,
        )
        return status, b"".join(body)


def measure(house: House, shape: Shape, families: int = FAMILIES) -> dict[str, float]:
    """Return milliseconds of the transparency page: families of clients all over the region, each some pages.

    The first page of each family is not counted: it is the one on which an application starts.
    """
    chance = Random(2)
    took = []
    for number in chance.sample(range(1, shape.clients + 1), min(families, shape.clients)):
        client = client_name(number)
        browser = Browser(house, f"familie-bench-{number}", "familie", client=client)
        page = browser.get(f"/budget/b{number:06}")
        assert life_of(shape, number).provider.encode() in page
        for _ in range(PAGES_EACH):
            with timed() as seconds:
                browser.get(f"/budget/b{number:06}")
            took.append(milliseconds(seconds))
    return {"page_p50_ms": at_percent(took, 50), "page_p95_ms": at_percent(took, 95)}


def at_percent(values: Sequence[float], percent: int) -> float:
    """Return the value that so many percent of the values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, ceil(len(ordered) * percent / 100) - 1)]
