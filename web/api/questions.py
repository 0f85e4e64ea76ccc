"""Balances, histories and totals, as JSON."""

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse

from ledger.events import Client, VirtualBudget
from web.api import schema
from web.api.parameters import (
    AsOfText,
    Id,
    OnText,
    ProviderText,
    RegionText,
    YearText,
    day,
    identifier,
    is_identifier,
    name,
    year,
)
from web.api.route import ApiRoute, Key, known_parameters, the_key
from web.dependencies import OpenHouse
from web.questions import balance_of, history_of, totals_of

router = APIRouter(
    prefix="/api/v1", route_class=ApiRoute, dependencies=[Depends(the_key), Depends(known_parameters)], tags=["Vragen"]
)


@router.get("/balances/{budget}", responses=schema.answers(schema.BALANCE, 404, 409))
def read_balance(budget: Id, house: OpenHouse, key: Key, on: OnText = None, as_of: AsOfText = None) -> JSONResponse:
    """Return what a budget had, what is reserved and spent, and what is left."""
    if not is_identifier(budget):
        raise VirtualBudget.not_found(budget)
    return JSONResponse(balance_of(house, key.mandate, budget, day(on, "on"), as_of))


@router.get("/clients/{client}/history", responses=schema.answers(schema.HISTORY, 404, 409))
def read_history(client: Id, house: OpenHouse, key: Key, as_of: AsOfText = None) -> JSONResponse:
    """Return every event about a client, oldest first. Sealed texts are opened for who may read them."""
    if not is_identifier(client):
        raise Client.not_found(client)
    return JSONResponse(history_of(house, key.mandate, client, as_of))


@router.get("/totals", responses=schema.answers(schema.TOTALS, 404))
def read_totals(
    house: OpenHouse,
    key: Key,
    provider: ProviderText = None,
    region: RegionText = None,
    year_of_care: YearText = None,
) -> JSONResponse:
    """Return what providers declared, what became of it, and the contracteerruimte beside it."""
    asked = (identifier(provider, "provider"), name(region, "region"), year(year_of_care, "year"))
    return JSONResponse(totals_of(house, key.mandate, *asked))
