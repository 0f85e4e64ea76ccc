"""Forms count only when they come from our own pages: a token per session, and no other origin."""

import secrets
from hashlib import sha256
from urllib.parse import urlsplit

from fastapi import Request
from starlette.concurrency import run_in_threadpool

from ledger.vocabulary.errors import Forbidden
from web.auth.visitor import find_visitor

DOOR_COOKIE = "pvb_deur"
"""Before there is a session: a random token; the login form carries its digest."""


async def check_forgery(request: Request) -> None:
    """Refuse a POST from elsewhere. A dependency of every page router, put there by `create_app`.

    Where an expired form was heading for (its field next) is kept in the state of the request.
    """
    if request.method != "POST":
        return
    if is_from_elsewhere(request):
        raise Forbidden("origin-differs", "Dit formulier kwam van een andere website. Er is niets opgeslagen.")
    sent = await request.form()
    given = sent.get("csrf")
    expected = await run_in_threadpool(expected_token, request)
    if not (expected and isinstance(given, str) and secrets.compare_digest(given.encode(), expected.encode())):
        request.state.wanted = sent.get("next")
        raise Forbidden("form-expired", "Dit formulier is niet meer geldig. Er is niets opgeslagen.")


def is_from_elsewhere(request: Request) -> bool:
    """Tell whether the browser says that another site sent this.

    Our pages send no referrer, so browsers give their forms the origin `null`; `Sec-Fetch-Site` tells the two apart.
    """
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = request.headers.get("origin", "null")
    try:
        return origin != "null" and urlsplit(origin).netloc != request.headers.get("host", "")
    except ValueError:
        return True  # no browser of ours writes an origin that is no address


def expected_token(request: Request) -> str:
    """Return the token that a form sent now must carry; empty when there can be none."""
    visitor = find_visitor(request)
    if visitor is not None:
        return visitor.csrf
    door = request.cookies.get(DOOR_COOKIE)
    return door_token(door) if door else ""


def door_token(cookie: str) -> str:
    """Return the login form's token that belongs to a door cookie."""
    return sha256(f"formulier {cookie}".encode()).hexdigest()
