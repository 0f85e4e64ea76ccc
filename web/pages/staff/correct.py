"""Correcting a line, and undoing it at once: the old line stays, the correction comes beside it."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from web.auth.visitor import Staff
from web.dependencies import OpenHouse
from web.pages.attempt import Answer, attempt, give
from web.pages.posted import Fields, form_for
from web.pages.reading import entry_of
from web.pages.rendering import render, see_other
from web.pages.staff.correct_view import correct_page, first_values, read_correction, undoing
from web.pages.staff.parts_view import entry_address, unit_of
from web.pages.staff.reading import read, spend_of

router = APIRouter()


@router.get("/regels/{budget}/{entry}/verbeteren")
def show_correction(request: Request, house: OpenHouse, visitor: Staff, budget: str, entry: str) -> Response:
    """Show the form."""
    found = read(house, visitor, budget)
    line = spend_of(found, entry)
    form = form_for(visitor, entry_address(budget, entry, "verbeteren"), first_values(found, line))
    return render(request, "staff/correct.html", correct_page(found, line, form))


@router.post("/regels/{budget}/{entry}/verbeteren")
def take_correction(
    request: Request, house: OpenHouse, visitor: Staff, budget: str, entry: str, fields: Fields
) -> Response:
    """Write the correction down; what was typed stays when it cannot be."""
    found = read(house, visitor, budget)
    line = spend_of(found, entry)
    typed = read_correction(fields, found, line)
    answer = Answer(typed.errors, 422)
    if not typed.errors:
        answer = attempt(house, visitor, [typed.facts], "verbeteren", typed.fields)
    if not answer.errors:
        return see_other(entry_address(budget, entry, "verbeterd"))
    action, again = entry_address(budget, entry, "verbeteren"), answer.id_for(fields)
    form = form_for(visitor, action, fields.values(), answer.errors, command_id=again)
    return render(request, "staff/correct.html", correct_page(found, line, form), answer.status)


@router.post("/regels/{budget}/{entry}/ongedaan")
def take_undo(house: OpenHouse, visitor: Staff, budget: str, entry: str, fields: Fields) -> Response:
    """Withdraw a line that was just written."""
    found = read(house, visitor, budget)
    number = entry_of(found.rows, entry)["entry"]
    give(house, visitor, [undoing(unit_of(found), budget, number, fields.command_id)], "ongedaan")
    return see_other(entry_address(budget, entry, "verbeterd"))
