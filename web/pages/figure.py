"""Where one figure comes from: what a comparison and a preview lead to."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from projections.belief.figures import Figure as Believed
from web.auth.visitor import Visitor, require
from web.dependencies import OpenHouse, PageInspecting
from web.explaining.addresses import BudgetFigure, Figure, LineFigure, address_of, read_figure
from web.explaining.asking import explanation
from web.inspecting import InspectedRoute, about_figure
from web.looking_back import view_at
from web.pages.explained_view import explained_of, with_events
from web.pages.rendering import render
from web.view_models.differences import FigurePage

ADDRESS = "/uitleg"
AuditorOrPayer = Annotated[Visitor, Depends(require("auditor", "accountant", "zorgkantoor"))]

router = APIRouter(route_class=InspectedRoute)


def figure_href(figure: Believed, position: int, on: str = "") -> str:
    """Return where a figure is explained as known at a position, of a budget up to a day; '' where it is not."""
    address = address_of(figure)
    if address is None:
        return ""
    until = {"on": on} if on and figure.budget is not None else {}
    return f"{ADDRESS}?{urlencode({'cijfer': address, 'position': str(position), **until})}"


@router.get(ADDRESS)
def explain_figure(
    request: Request, house: OpenHouse, visitor: AuditorOrPayer, inspecting: PageInspecting, cijfer: str = ""
) -> Response:
    """Show what a figure is made of; an auditor goes on to the events."""
    figure = read_figure(cijfer)
    mandate, of = inspecting.see("lines", *about_figure(figure)), _of(figure)
    view = view_at(house.ledger, ADDRESS, request.query_params, with_days=bool(of)).keeping(cijfer=cijfer)
    node = explanation(house, mandate, cijfer, view.on, view.known)
    to_event, note = with_events(None)
    href = to_event if inspecting.is_gated else lambda node: ""
    page = FigurePage(explained_of(node, href, note), view.shown, view.form, of)
    return render(request, "figure.html", page, view.status)


def _of(figure: Figure) -> str:
    """Name the budget or the line; totals name themselves, and know no last day."""
    match figure:
        case BudgetFigure():
            return f"Budget {figure.budget}"
        case LineFigure():
            return f"Regel {figure.line} van {figure.of}"
    return ""
