"""One event, as it is stored."""

from dataclasses import replace

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ledger.subjects import subjects
from ledger.vocabulary.errors import NotFound
from projections import as_of
from projections.audit_trail.queries import Line, line_of
from web.auth.visitor import Auditor, Visitor
from web.composition import House
from web.dependencies import OpenHouse
from web.explaining.asking import explanation
from web.explaining.events import figure_of
from web.looking_back import view_at
from web.pages.auditor.event_view import event_page
from web.pages.auditor.subjects import event_address, subject_of
from web.pages.explained_view import REST, explained_of, with_events
from web.pages.rendering import render
from web.view_models.shell import Explained

router = APIRouter()


@router.get("/controle/gebeurtenis/{number}")
def read_event(request: Request, house: OpenHouse, visitor: Auditor, number: str, van: str = "") -> Response:
    """Show who recorded what, when and why, with the stored JSON and a way to its neighbours."""
    position = int(number) if number.isascii() and number.isdigit() and len(number) < 19 else 0
    view = view_at(house.ledger, event_address(position), request.query_params).keeping(van=van)
    record = house.ledger.at(position)
    if record is None or position > view.known.position:
        raise NotFound("event-unknown", f"Gebeurtenis {number} is er niet.")
    line = line_of(record)
    page = event_page(line, record, sorted(subjects(line.event)), view, subject_of(van))
    explained = _explained(house, visitor, line)
    return render(request, "auditor/event.html", replace(page, explained=explained), view.status)


def _explained(house: House, visitor: Visitor, line: Line) -> Explained | None:
    """Return why the figure that an event changed is what it is, as known then."""
    figure = figure_of(line.event)
    if not figure:
        return None
    node = explanation(house, visitor.mandate, figure, known=as_of.at_position(house.ledger, line.position))
    return explained_of(node, *with_events(None), rest=REST)
