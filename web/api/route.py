"""What every address of the API has in common: a key is asked for, the body has a limit, unknown fields are refused."""

from collections.abc import Callable, Coroutine
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from ledger.vocabulary.errors import Malformed, Problem
from web.auth.api_keys import ApiKey, find_key
from web.dependencies import OpenHouse
from web.inspecting import InspectedRoute, Inspecting

LARGEST_BODY = 4 * 1024 * 1024
"""Bytes; a longer journal goes in parts, or through `pvb apply`."""


class NotTaken(Exception):
    """A request that did not get as far as the ledger."""

    def __init__(self, status: int, code: str, message: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.body = {"error": {"code": code, "message": message, "field": None}}
        self.headers = headers


class ApiRoute(InspectedRoute):
    """Answers what was not taken in the same form as every other error."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Wrap the handler."""
        handle = super().get_route_handler()

        async def answer(request: Request) -> Response:
            try:
                return await handle(request)
            except NotTaken as error:
                return JSONResponse(error.body, error.status, headers=error.headers)

        return answer


_bearer = HTTPBearer(auto_error=False, scheme_name="API-sleutel", description="Authorization: Bearer pvb_…")


def any_key(house: OpenHouse, given: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]) -> ApiKey:
    """Return the key that came along; without one that is known, the answer is 401."""
    key = find_key(house.engine, given.credentials) if given is not None else None
    if key is not None:
        return key
    code, start = ("key-missing", "Er is geen sleutel meegestuurd.") if given is None else ("key-unknown", "")
    message = f"{start or 'Deze sleutel is niet (meer) geldig.'} Stuur de kop Authorization: Bearer pvb_… mee."
    raise NotTaken(401, code, message, {"www-authenticate": "Bearer"})


def the_key(key: Annotated[ApiKey, Depends(any_key)]) -> ApiKey:
    """Return a key that opens the ledger; that of an operator, who watches over the machine, does not (403)."""
    if key.role == "beheerder":
        raise NotTaken(403, "role-may-not", "Met de rol beheerder mag u het grootboek niet zien.")
    return key


def operators_key(key: Annotated[ApiKey, Depends(any_key)]) -> ApiKey:
    """Return the key of an operator; any other gets 403."""
    if key.role != "beheerder":
        raise NotTaken(403, "role-may-not", f"Met de rol {key.role} mag u de meetwaarden niet zien.")
    return key


def inspecting_of(request: Request, house: OpenHouse, key: Annotated[ApiKey, Depends(the_key)]) -> Inspecting:
    """Return what is asked before an answer tells anything; what was told is written down."""
    inspecting = Inspecting(house, key.mandate, "api")
    request.state.inspecting = inspecting
    return inspecting


Key = Annotated[ApiKey, Depends(the_key)]
KeyInspecting = Annotated[Inspecting, Depends(inspecting_of)]
OperatorsKey = Annotated[ApiKey, Depends(operators_key)]


async def known_parameters(request: Request) -> None:
    """Refuse a query parameter that the address does not have, and one that is given twice."""
    declared = {field.alias for field in request.scope["route"].dependant.query_params}
    given = [name for name, _ in request.query_params.multi_items()]
    problems = [
        Problem("field-unknown", f"Het veld {name} bestaat niet bij deze vraag.", name)
        for name in dict.fromkeys(given)
        if name not in declared
    ]
    problems += [
        Problem("field-repeated", f"Het veld {name} staat er twee keer.", name)
        for name in sorted(declared)
        if given.count(name) > 1
    ]
    if problems:
        raise Malformed(problems)


def guarded(tag: str) -> APIRouter:
    """Return a router whose addresses ask for a key that opens the ledger, and take no parameter they do not have."""
    guards = [Depends(the_key), Depends(inspecting_of), Depends(known_parameters)]
    return APIRouter(prefix="/api/v1", route_class=ApiRoute, dependencies=guards, tags=[tag])


async def limited_body(request: Request) -> bytes:
    """Return the body, unless it is too long to take."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LARGEST_BODY:
            raise NotTaken(
                413, "body-too-large", f"Stuur hoogstens {LARGEST_BODY // 1024 // 1024} MB tegelijk, in delen."
            )
    return bytes(body)


Body = Annotated[bytes, Depends(limited_body)]
