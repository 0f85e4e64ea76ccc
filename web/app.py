"""The web application on one house: pages, API, static files, error pages, and headers on all of them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.routing import Match

from ledger.commands.door import NotRecorded
from ledger.vocabulary.errors import Forbidden, LedgerError, Malformed, NotFound, Problem
from projections.running.background import BackgroundRunner
from web.answers import error_answer
from web.api.catalogue import ROUTERS as API
from web.auth.forgery import check_forgery
from web.auth.throttle import Throttle
from web.auth.visitor import NotSignedIn, find_visitor
from web.composition import House
from web.edge import Edge
from web.errors import broken_page, error_page, expired_page, status_of, the_error
from web.headers import SecurityHeaders
from web.log import set_up_log, the_log
from web.metrics import Measured, Metrics
from web.pages.catalogue import ROUTERS as PAGES
from web.pages.login import expired_login, login_address
from web.pages.rendering import render, see_other
from web.unavailable import unavailable_page

STATIC = Path(__file__).parent / "static"
log = the_log(__name__)


def create_app(house: House) -> FastAPI:
    """Return the application; `house` stays the caller's to close."""
    set_up_log()
    app = FastAPI(
        title="PVB-grootboek",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        redirect_slashes=False,
        lifespan=_alive,
    )
    app.state.house = house
    app.state.throttle = Throttle()
    app.add_middleware(Edge, refuse=_no_such_address, broken=_broken)
    app.add_middleware(SecurityHeaders)
    app.state.metrics = Metrics(house)
    app.add_middleware(Measured, metrics=app.state.metrics)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for router in PAGES:
        app.include_router(router, dependencies=[Depends(check_forgery)], include_in_schema=False)
    for router in API:
        app.include_router(router)
    app.add_exception_handler(LedgerError, _told)
    app.add_exception_handler(NotRecorded, _told)
    app.add_exception_handler(NotSignedIn, _to_login)
    app.add_exception_handler(HTTPException, _as_ledger_error)
    app.add_exception_handler(RequestValidationError, _as_malformed)
    return app


@asynccontextmanager
async def _alive(app: FastAPI) -> AsyncIterator[None]:
    """Run a runner beside the pages for as long as they are served, unless the settings say no."""
    house: House = app.state.house
    if not house.settings.runner:
        yield
        return
    runner = BackgroundRunner(house.runner, house.settings.database_url)
    runner.start()
    try:
        yield
    finally:
        await run_in_threadpool(runner.stop)


def is_for_api(request: Request) -> bool:
    """Tell whether the answer is JSON rather than a page."""
    return str(request.scope["path"]).startswith("/api/")


def _told(request: Request, raised: Exception) -> Response:
    assert isinstance(raised, LedgerError | NotRecorded)
    error = the_error(raised)
    if is_for_api(request):
        return JSONResponse(error_answer(error), status_of(error))
    if error.code == "form-expired":
        return _expired(request, error)
    return render(request, "error.html", error_page(error), status_of(error))


def _expired(request: Request, error: LedgerError) -> Response:
    """Answer a form that was open for too long: the way back to it, which for the login form is the form itself."""
    path = str(request.scope["path"])
    if path == "/inloggen" and find_visitor(request) is None:
        return expired_login(request, request.state.wanted)
    asked = {**request.scope, "method": "GET"}
    has_page = any(route.matches(asked)[0] is Match.FULL for router in PAGES for route in router.routes)
    return render(request, "error.html", expired_page(error, quote(path) if has_page else ""), status_of(error))


def _to_login(request: Request, raised: Exception) -> Response:
    assert isinstance(raised, NotSignedIn)
    return see_other(login_address(raised.wanted))


def _as_ledger_error(request: Request, raised: Exception) -> Response:
    """Tell what the framework refuses in our own words: an unknown address, a wrong method."""
    assert isinstance(raised, HTTPException)
    if raised.status_code == 404:
        response = _no_such_address(request)
    elif raised.status_code == 405:
        response = _told(request, NotFound("method-not-allowed", "Dit adres kent deze methode niet."))
    else:
        response = _told(request, Forbidden("request-refused", "Dit verzoek kunnen we niet uitvoeren."))
    response.status_code = raised.status_code
    response.headers.update(raised.headers or {})
    return response


def _no_such_address(request: Request) -> Response:
    return _told(request, NotFound("page-not-found", "Dit adres is er niet."))


def _as_malformed(request: Request, raised: Exception) -> Response:
    assert isinstance(raised, RequestValidationError)
    return _told(request, Malformed([_problem(found) for found in raised.errors()]))


def _problem(found: dict[str, Any]) -> Problem:
    """Return in Dutch what the framework found wrong with a part of the address."""
    field, kind = ".".join(map(str, found["loc"][1:])), str(found["type"])
    if kind == "missing":
        return Problem("field-missing", f"Het veld {field} ontbreekt. Geef het mee in het adres.", field)
    expected = "kan hier niet"
    if kind.startswith("int_"):
        expected = "moet een heel getal zijn"
    elif kind.startswith("date_"):
        expected = "moet een datum zijn, zoals 2026-03-04"
    return Problem("value-invalid", f"De waarde van {field} {expected}.", field)


def _broken(request: Request, raised: Exception) -> Response:
    """Answer in words, and log where it happened."""
    if not hasattr(request.state, "visitor"):
        request.state.visitor = None  # what broke may be the very look-up of who asks
    unavailable = unavailable_page(raised)
    if unavailable is None:
        log.error("request failed", path=request.scope["path"], exc_info=raised)
    else:
        log.warning("database unavailable", path=request.scope["path"], code=unavailable.code)
    page, status = unavailable or broken_page(), 503 if unavailable else 500
    if is_for_api(request):
        body = {"error": {"code": page.code, "message": page.what if unavailable else page.title, "field": None}}
        return JSONResponse(body, status)
    return render(request, "error.html", page, status)
