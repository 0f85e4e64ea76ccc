"""The family's budgets: a choice where there are several, and the page of one."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from projections.client_budget.fold import CLIENT_BUDGET
from projections.client_budget.queries import budgets_of_client
from projections.positions import positions
from web.auth.visitor import Family, Visitor
from web.composition import House
from web.dependencies import OpenHouse, Reading
from web.looking_back import View, view_at
from web.pages.client.budget_view import budget_address, budget_link, budget_page
from web.pages.client.navraag import shown_to
from web.pages.client.navraag_view import QUESTIONS
from web.pages.explained_view import explained_of_budget
from web.pages.reading import name_of_provider, read_budget
from web.pages.rendering import render, see_other
from web.view_models.client import BudgetPage
from web.view_models.shell import HomePage, Link

router = APIRouter()


@router.get("/budget")
def choose(request: Request, house: OpenHouse, visitor: Family) -> Response:
    """Show which budgets there are; a single one is shown at once."""
    with house.reading() as connection:
        links = links_of(house, connection, visitor)
        asked = shown_to(house, connection, visitor)
    if len(links) == 1:
        return see_other(links[0].href)
    if asked:
        links = (
            *links,
            Link("Vragen van het zorgkantoor of de controleur", QUESTIONS, note="U hoeft niet te antwoorden"),
        )
    return render(request, "home.html", HomePage(f"Welkom, {visitor.name}", links))


@router.get("/budget/{budget}")
def show(
    request: Request,
    house: OpenHouse,
    visitor: Family,
    budget: str,
    pagina: Annotated[int, Query(ge=1, le=10**6)] = 1,
) -> Response:
    """Show one budget: as it is, up to a day, or as it was known at a moment."""
    view = view_at(house.ledger, budget_address(budget), request.query_params, with_days=True)
    page = read_page(house, visitor, budget, view, pagina)
    return render(request, "client/budget.html", page, view.status)


def read_page(house: House, visitor: Visitor, budget: str, view: View, page: int) -> BudgetPage:
    """Return the page of a budget that concerns this visitor; raises `NotFound`."""
    with house.reading() as connection:
        view = view.reached(house.ledger, positions(connection).get(CLIENT_BUDGET.name, 0))
        read = read_budget(house, connection, visitor.mandate, budget, view.upto)
        links = links_of(house, connection, visitor, view)
        asked = shown_to(house, connection, visitor, view.upto)
    explained = explained_of_budget(house, visitor.mandate, read.rows, view, budget_address(budget), page)
    open_ones = tuple(one for one in asked if not one.is_ended)
    shown = replace(budget_page(read, links, view, page), explained=explained, questions=open_ones)
    return replace(shown, questions_href="" if view.looks_back or not asked else QUESTIONS)


def links_of(house: House, connection: Reading, visitor: Visitor, view: View | None = None) -> tuple[Link, ...]:
    """Return the budgets of the visitor's client, the latest first; in a view of what was known then."""
    upto = None if view is None else view.upto
    return tuple(
        budget_link(one, name_of_provider(house, connection, one.provider, upto), view)
        for one in budgets_of_client(connection, visitor.mandate.client or "", upto)
    )
