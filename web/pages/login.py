"""Logging in and out."""

import secrets
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ledger.vocabulary.errors import Refused
from web.auth.forgery import DOOR_COOKIE, door_token
from web.auth.login import log_in
from web.auth.sessions import LASTS, end_session
from web.auth.visitor import COOKIE, find_visitor
from web.dependencies import OpenHouse
from web.pages.posted import Fields
from web.pages.rendering import render, see_other
from web.view_models.shell import FieldError, Form, LoginPage

router = APIRouter()

TOO_MANY = 429


@router.get("/inloggen")
def show_login(request: Request, naar: str = "/") -> Response:
    """Show the form; whoever is logged in already goes on."""
    if find_visitor(request) is not None:
        return see_other(own_address(naar))
    return _login_form(request, naar)


@router.post("/inloggen")
def take_login(request: Request, house: OpenHouse, fields: Fields) -> Response:
    """Start a session under a new token and go where the visitor was heading."""
    address = request.client.host if request.client else ""
    try:
        token = log_in(
            house,
            request.app.state.throttle,
            fields.get("username"),
            next(iter(fields.all("password")), ""),
            address,
            request.cookies.get(COOKIE),
        )
    except Refused as error:
        status = TOO_MANY if error.code == "too-many-tries" else 422
        errors = (FieldError("username", error.message),)
        return _login_form(request, fields.get("next"), status, fields.get("username"), errors)
    response = see_other(own_address(fields.get("next")))
    _set_cookie(request, response, COOKIE, token, int(LASTS.total_seconds()))
    response.delete_cookie(DOOR_COOKIE)
    return response


@router.post("/uitloggen")
def log_out(request: Request, house: OpenHouse) -> Response:
    """End the session here as well as in the browser."""
    token = request.cookies.get(COOKIE)
    if token:
        end_session(house.engine, token)
    response = see_other("/inloggen")
    response.delete_cookie(COOKIE)
    return response


def expired_login(request: Request, wanted: object) -> Response:
    """Show the form once more to somebody who sent it when it was no longer valid."""
    errors = (FieldError("", "De inlogpagina was verlopen. Vul uw gebruikersnaam en wachtwoord nog eens in."),)
    return _login_form(request, wanted if isinstance(wanted, str) else "/", 403, errors=errors)


def login_address(wanted: str) -> str:
    """Return the address of the login page that leads on to the one that was wanted."""
    return "/inloggen" if wanted == "/" else f"/inloggen?naar={quote(wanted)}"


def own_address(address: str) -> str:
    """Return a path on this site, or the beginning when it could lead elsewhere.

    >>> own_address("/budget/b1"), own_address("//elders.example"), own_address("https://elders.example")
    ('/budget/b1', '/', '/')
    """
    own = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if own and address.isprintable() else "/"


def _login_form(
    request: Request, wanted: str, status: int = 200, username: str = "", errors: tuple[FieldError, ...] = ()
) -> Response:
    door = request.cookies.get(DOOR_COOKIE) or secrets.token_urlsafe(32)
    hidden = {"csrf": door_token(door), "next": own_address(wanted)}
    form = Form("/inloggen", hidden, {"username": username}, errors=errors)
    response = render(request, "login.html", LoginPage(form), status)
    _set_cookie(request, response, DOOR_COOKIE, door)
    return response


def _set_cookie(request: Request, response: Response, name: str, value: str, lasts: int | None = None) -> None:
    secure = request.url.scheme == "https"
    response.set_cookie(name, value, max_age=lasts, httponly=True, samesite="strict", secure=secure)
