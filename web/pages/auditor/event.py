"""One event, as it is stored."""

from dataclasses import replace

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ledger.subjects import subjects
from ledger.vocabulary.actor import Mandate
from ledger.vocabulary.errors import NotFound
from projections import as_of
from projections.audit_trail.queries import Line, line_of
from web.auth.visitor import Auditor
from web.composition import House
from web.dependencies import OpenHouse, PageInspecting
from web.explaining.asking import explanation
from web.explaining.events import figure_of
from web.filters import Filters
from web.inspecting import InspectedRoute
from web.looking_back import view_at
from web.pages.auditor.event_view import FROM_FINDING, event_page, from_finding
from web.pages.auditor.subjects import event_address, subject_of
from web.pages.explained_view import REST, explained_of, with_events
from web.pages.rendering import render
from web.view_models.shell import Explained

router = APIRouter(route_class=InspectedRoute)


@router.get("/controle/gebeurtenis/{number}")
def read_event(
    request: Request, house: OpenHouse, visitor: Auditor, inspecting: PageInspecting, number: str, van: str = ""
) -> Response:
    """Show who recorded what, when and why, with the stored JSON and a way to its neighbours."""
    position = int(number) if number.isascii() and number.isdigit() and len(number) < 19 else 0
    filters = Filters.of(request.query_params).parameters()
    view = view_at(house.ledger, event_address(position), request.query_params).keeping(van=van, **filters)
    record = house.ledger.at(position)
    if record is None or position > view.known.position:
        raise NotFound("event-unknown", f"Gebeurtenis {number} is er niet.")
    line = line_of(record)
    about = sorted(subjects(line.event))
    mandate = inspecting.see_event(line.event)
    page = event_page(line, record, about, view, subject_of(van))
    if van.startswith(FROM_FINDING):
        page = from_finding(page, view, van, filters)
    explained = _explained(house, mandate, line)
    return render(request, "auditor/event.html", replace(page, explained=explained), view.status)


def _explained(house: House, mandate: Mandate, line: Line) -> Explained | None:
    """Return why the figure that an event changed is what it is, as known then."""
    figure = figure_of(line.event)
    if not figure:
        return None
    node = explanation(house, mandate, figure, known=as_of.at_position(house.ledger, line.position))
    return explained_of(node, *with_events(None), rest=REST)
