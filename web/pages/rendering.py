"""From a template and its page to a response."""

from collections.abc import Collection
from functools import cache
from pathlib import Path

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from web import dutch
from web.auth.visitor import Visitor, find_visitor
from web.composition import House
from web.missing import missing_since
from web.pages.shell import shell_for
from web.view_models.shell import AsOf, Message

TEMPLATES = Path(__file__).parent.parent / "templates"


@cache
def environment() -> Environment:
    """Return Jinja: everything is escaped, and a name that does not exist is an error."""
    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)


def render(
    request: Request,
    template: str,
    page: object,
    status: int = 200,
    message: Message | None = None,
    then_on: Collection[str] = (),
) -> HTMLResponse:
    """Return a page in its frame. `page` is the class that the template names at its top.

    `then_on` names the projections of which a page that looks back still reads the tables; else it is a replay, that
    misses nothing of what they set aside.
    """
    visitor = find_visitor(request)
    on = then_on if _looks_back(page) else None
    notice = _notice(request.app.state.house, visitor, on) if visitor is not None and status < 500 else ""
    shell = shell_for(visitor, request.url.path, message, notice)
    html = environment().get_template(template).render(shell=shell, page=page)
    return HTMLResponse(html, status)


def see_other(address: str) -> Response:
    """Send the browser on after a form was accepted, so that reloading sends nothing again."""
    return RedirectResponse(address, 303)


def _looks_back(page: object) -> bool:
    """Tell whether a page shows what was known earlier: that is made by a replay."""
    known = getattr(page, "as_of", None)
    return isinstance(known, AsOf) and known.looks_back


def _notice(house: House, visitor: Visitor, on: Collection[str] | None) -> str:
    """Say that figures on the page may miss changes, and not why: that is for the operator."""
    since = None if visitor.role == "beheerder" else missing_since(house, visitor.mandate, on)
    if since is None:
        return ""
    return f"Dit overzicht mist wijzigingen vanaf {dutch.moment(since)}. De beheerder weet het."
