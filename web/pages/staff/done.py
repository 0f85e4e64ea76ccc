"""What was just written, as it stands in the ledger, with the new balance and the way back."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ledger.vocabulary.clock import today
from ledger.vocabulary.errors import NotFound
from web.auth.visitor import Staff
from web.dependencies import OpenHouse
from web.pages.posted import form_for
from web.pages.reading import entry_of
from web.pages.rendering import render
from web.pages.staff.parts_view import done_page, entry_address
from web.pages.staff.reading import read, spend_of

router = APIRouter()


@router.get("/regels/{budget}/{entry}/opgeschreven")
def show_spent(request: Request, house: OpenHouse, visitor: Staff, budget: str, entry: str) -> Response:
    """Confirm a spend; it can be undone until it was."""
    found = read(house, visitor, budget)
    line = spend_of(found, entry)
    undo = form_for(visitor, entry_address(budget, entry, "ongedaan")) if line["quantity"] else None
    return render(request, "staff/spend_done.html", done_page(found, line, today(house.clock), undo))


@router.get("/regels/{budget}/{entry}/gereserveerd")
def show_planned(request: Request, house: OpenHouse, visitor: Staff, budget: str, entry: str) -> Response:
    """Confirm a plan; it can be released while it is open."""
    found = read(house, visitor, budget)
    line = entry_of(found.rows, entry)
    if line["kind"] != "reserved":
        raise NotFound("entry-unknown", f"Regel {entry} is geen reservering.")
    undo = form_for(visitor, entry_address(budget, entry, "vrijgeven")) if line["state"] == "open" else None
    return render(request, "staff/plan_done.html", done_page(found, line, today(house.clock), undo))


@router.get("/regels/{budget}/{entry}/verbeterd")
def show_corrected(request: Request, house: OpenHouse, visitor: Staff, budget: str, entry: str) -> Response:
    """Confirm a correction; it is undone by another correction."""
    found = read(house, visitor, budget)
    line = spend_of(found, entry)
    return render(request, "staff/correct_done.html", done_page(found, line, today(house.clock), None))
