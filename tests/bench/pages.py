"""How long the server works on a page, asked in this process by somebody who is logged in."""

import asyncio
from collections.abc import Sequence
from math import ceil
from random import Random
from typing import Any, Self
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


class Site:
    """The application of a house, asked for pages without a network, in the sessions of new accounts."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._app = create_app(house)
        self._loop = asyncio.Runner()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._loop.close()

    def log_in(self, username: str, role: Any, **scope: str) -> bytes:
        """Make an account and return the cookie of its session."""
        create_account(self._house.engine, username, PASSWORD, username, role, **scope)
        return f"{COOKIE}={start_session(self._house.engine, username, self._house.clock.now())}".encode()

    def get(self, address: str, cookie: bytes) -> bytes:
        """Return the page at an address; anything but a page is an error."""
        status, body = self._loop.run(self._asked(address, cookie))
        assert status == 200, (address, status)
        return body

    async def _asked(self, address: str, cookie: bytes) -> tuple[int, bytes]:
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
                "headers": [(b"host", b"testserver"), (b"cookie", cookie)],
                "client": ("127.0.0.1", 50_000),
                "server": ("testserver", 80),
            },
            receive,
            send,
        )
        return status, b"".join(body)


def measure(house: House, shape: Shape, families: int = FAMILIES) -> dict[str, float]:
    """Return milliseconds of the transparency page: families of clients all over the region, each some pages.

    The very first page is not counted: the application starts on it.
    """
    took: list[float] = []
    with Site(house) as site:
        for number in Random(2).sample(range(1, shape.clients + 1), min(families, shape.clients)):
            address = f"/budget/b{number:06}"
            cookie = site.log_in(f"familie-bench-{number}", "familie", client=client_name(number))
            if not took:
                assert life_of(shape, number).provider.encode() in site.get(address, cookie)
            for _ in range(PAGES_EACH):
                with timed() as seconds:
                    site.get(address, cookie)
                took.append(milliseconds(seconds))
    return {"page_p50_ms": at_percent(took, 50), "page_p95_ms": at_percent(took, 95)}


def at_percent(values: Sequence[float], percent: int) -> float:
    """Return the value that so many percent of the values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, ceil(len(ordered) * percent / 100) - 1)]
