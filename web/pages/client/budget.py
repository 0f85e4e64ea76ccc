"""The family's budgets: a choice where there are several, and the page of one."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from ledger.vocabulary.clock import today
from projections.client_budget.queries import budgets_of_client, provider_name
from web.auth.visitor import Family, Visitor
from web.composition import House
from web.dependencies import OpenHouse, Reading
from web.pages.client.budget_view import Looking, budget_link, budget_page
from web.pages.reading import read_budget
from web.pages.rendering import render, see_other
from web.view_models.client import BudgetPage
from web.view_models.shell import HomePage, Link

router = APIRouter()


@router.get("/budget")
def choose(request: Request, house: OpenHouse, visitor: Family) -> Response:
    """Show which budgets there are; a single one is shown at once."""
    with house.reading() as connection:
        links = links_of(connection, visitor)
    if len(links) == 1:
        return see_other(links[0].href)
    return render(request, "home.html", HomePage(f"Welkom, {visitor.name}", links))


@router.get("/budget/{budget}")
def show(
    request: Request,
    house: OpenHouse,
    visitor: Family,
    budget: str,
    op: date | None = None,
    gebeurtenis: Annotated[int | None, Query(ge=1, le=2**62)] = None,
    pagina: Annotated[int, Query(ge=1, le=10**6)] = 1,
) -> Response:
    """Show one budget: as it is, on a day (`op`), or as it was known at an event (`gebeurtenis`)."""
    page = read_page(house, visitor, budget, op, gebeurtenis, pagina)
    return render(request, "client/budget.html", page)


def read_page(house: House, visitor: Visitor, budget: str, on: date | None, upto: int | None, page: int) -> BudgetPage:
    """Return the page of a budget that concerns this visitor; raises `NotFound`."""
    with house.reading() as connection:
        read = read_budget(house, connection, visitor.mandate, budget, upto)
        links = links_of(connection, visitor)
    last = house.ledger.head() if upto is None else house.ledger.at(upto)
    last = last or house.ledger.head()
    assert last is not None, "a budget was read, so something was recorded"
    looking = Looking(today(house.clock), last.position, last.recorded_at, on, upto)
    return budget_page(read, links, looking, page)


def links_of(connection: Reading, visitor: Visitor) -> tuple[Link, ...]:
    """Return the budgets of the visitor's client, the latest first."""
    found = budgets_of_client(connection, visitor.mandate.client or "")
    return tuple(budget_link(budget, provider_name(connection, budget.provider)) for budget in found)
