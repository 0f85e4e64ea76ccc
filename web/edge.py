"""Where requests come in: what no page can be asked for is refused, and what breaks inside is told in words."""

from collections.abc import Callable

from fastapi import Request
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

NUL = "\0"
"""PostgreSQL keeps it in no text, so nothing can be known by it."""


class Edge:
    """Refuses an address with a NUL in it; answers an unexpected error, which the server would log with its message."""

    def __init__(
        self,
        app: ASGIApp,
        refuse: Callable[[Request], Response],
        broken: Callable[[Request, Exception], Response],
    ) -> None:
        self.app, self.refuse, self.broken = app, refuse, broken

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, unless it is refused."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        has_begun = False

        async def send_on(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        request = Request(scope)
        try:
            if has_nul(scope):
                answer = await run_in_threadpool(self.refuse, request)
                await answer(scope, receive, send_on)
            else:
                await self.app(scope, receive, send_on)
        except Exception as error:  # noqa: BLE001  # whatever it was, it is told in words
            answer = await run_in_threadpool(self.broken, request, error)
            if has_begun:
                raise ConnectionAbortedError from None
            await answer(scope, receive, send)


def has_nul(scope: Scope) -> bool:
    """Tell whether the address has a NUL in its path, or in the fields behind it."""
    query: bytes = scope.get("query_string", b"")
    return NUL in scope["path"] or b"%00" in query or NUL.encode() in query
