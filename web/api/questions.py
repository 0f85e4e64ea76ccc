"""Balances, histories and totals, as JSON."""

from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import JSONResponse

from ledger.events import Client, VirtualBudget
from ledger.vocabulary.clock import today
from web.api import schema
from web.api.parameters import (
    AsOfText,
    Id,
    ModelsText,
    MonthsText,
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
from web.api.route import KeyInspecting, guarded
from web.dependencies import OpenHouse
from web.inspecting import about_named
from web.questions import balance_of, history_of, totals_of
from web.simulating import ALL, question, simulation_answer
from web.simulations import Running, simulations_of
from web.small_cells import without_small_cells
from web.standen import standen_of

router = guarded("Vragen")


@router.get("/balances/{budget}", responses=schema.answers(schema.BALANCE, 404, 409))
def read_balance(
    budget: Id, house: OpenHouse, inspecting: KeyInspecting, on: OnText = None, as_of: AsOfText = None
) -> JSONResponse:
    """Return what a budget had, what is reserved and spent, and what is left."""
    if not is_identifier(budget):
        raise VirtualBudget.not_found(budget)
    mandate = inspecting.see("lines", ("budget", budget))
    return JSONResponse(balance_of(house, mandate, budget, day(on, "on"), as_of))


@router.get("/clients/{client}/history", responses=schema.answers(schema.HISTORY, 404, 409))
def read_history(
    client: Id, house: OpenHouse, inspecting: KeyInspecting, on: OnText = None, as_of: AsOfText = None
) -> JSONResponse:
    """Return every event about a client, oldest first. Sealed texts are opened for who may read them."""
    if not is_identifier(client):
        raise Client.not_found(client)
    mandate = inspecting.see("lines", *about_named(client=client))
    return JSONResponse(history_of(house, mandate, client, as_of, day(on, "on")))


@router.get("/stands", responses=schema.answers(schema.STANDS))
def read_stands(house: OpenHouse, inspecting: KeyInspecting) -> JSONResponse:
    """Return every stand that was given a name; each can be asked for as `as_of`. Naming one is a command."""
    return JSONResponse(standen_of(house, inspecting.nothing()))


@router.get("/totals", responses=schema.answers(schema.TOTALS, 404, 409))
def read_totals(
    house: OpenHouse,
    inspecting: KeyInspecting,
    provider: ProviderText = None,
    region: RegionText = None,
    year_of_care: YearText = None,
    period: MonthsText = None,
    as_of: AsOfText = None,
) -> JSONResponse:
    """Return what providers declared, what became of it, and the contracteerruimte beside it."""
    whose, where, which = identifier(provider, "provider"), name(region, "region"), year(year_of_care, "year")
    mandate = inspecting.see_totals(where, whose)
    return JSONResponse(totals_of(house, mandate, whose, where, which, period, as_of))


@router.get("/simulations", responses=schema.answers(schema.SIMULATION, 404, 409) | schema.running(schema.SIMULATING))
def read_simulation(
    request: Request,
    house: OpenHouse,
    inspecting: KeyInspecting,
    models: ModelsText = None,
    region: RegionText = None,
    year_of_care: YearText = None,
    as_of: AsOfText = None,
) -> JSONResponse:
    """Return what the same recorded care would have been paid under other models. Nothing is recorded.

    What takes longer is worked out in the background: then the answer is 202, with where to ask again.
    """
    which = year(year_of_care, "year") or today(house.clock).year
    where = name(region, "region")
    mandate = inspecting.see_totals(where)
    asked = question(house, mandate, ALL if models is None else models, which, where, as_of)
    running = simulations_of(request.app.state, house).ask(asked)
    if running.outcome is not None:
        return JSONResponse(simulation_answer(without_small_cells(running.outcome)))
    return _still_running(request, running)


def _still_running(request: Request, running: Running) -> JSONResponse:
    """Tell how far it is; the address to ask again names the position, so that it stays the same question."""
    asked = {**request.query_params, "as_of": str(running.asked.upto)}
    again = f"{request.url.path}?{urlencode(asked)}"
    progress = {"done": running.done, "all": running.all, "as_of": {"position": running.asked.upto}, "again": again}
    return JSONResponse(progress, 202, {"location": again, "retry-after": "5"})
