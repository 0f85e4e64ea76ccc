"""One event, as it is stored."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ledger.vocabulary.errors import NotFound
from projections import as_of
from projections.audit_trail.queries import line_at, subjects_at
from web.auth.visitor import Auditor
from web.dependencies import OpenHouse
from web.pages.auditor.event_view import event_page
from web.pages.auditor.subjects import subject_of
from web.pages.rendering import render

router = APIRouter()


@router.get("/controle/gebeurtenis/{number}")
def read_event(request: Request, house: OpenHouse, visitor: Auditor, number: str, van: str = "") -> Response:
    """Show who recorded what, when and why, with the stored JSON and a way to its neighbours."""
    position = int(number) if number.isascii() and number.isdigit() and len(number) < 19 else 0
    with house.reading() as connection:
        line = line_at(connection, position)
        record = house.ledger.at(position)
        if line is None or record is None:
            raise NotFound("event-unknown", f"Gebeurtenis {number} is er niet.")
        about = subjects_at(connection, position)
    last = as_of.now(house.ledger).position
    return render(request, "auditor/event.html", event_page(line, record, about, last, subject_of(van)))
