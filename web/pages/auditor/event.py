"""One event, as it is stored."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ledger.subjects import subjects
from ledger.vocabulary.errors import NotFound
from projections import as_of
from projections.audit_trail.queries import line_of
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
    record = house.ledger.at(position)
    if record is None:
        raise NotFound("event-unknown", f"Gebeurtenis {number} is er niet.")
    line, last = line_of(record), as_of.now(house.ledger).position
    page = event_page(line, record, sorted(subjects(line.event)), last, subject_of(van))
    return render(request, "auditor/event.html", page)
