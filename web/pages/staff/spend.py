"""Writing down what was done, from a plan or not."""

from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ledger.vocabulary.clock import today
from web.auth.visitor import Staff
from web.dependencies import OpenHouse
from web.pages.attempt import Answer, attempt
from web.pages.posted import Fields, Posted, form_for
from web.pages.reading import BudgetRead
from web.pages.rendering import render, see_other
from web.pages.staff.entry_form import Typed, day_done, entry_id, in_order, read_entry
from web.pages.staff.parts_view import entry_address, unit_of
from web.pages.staff.reading import read_with_recent
from web.pages.staff.spend_view import first_values, spend_page

router = APIRouter()

ORDER = ("from_reservation", "what", "amount", "on")


@router.get("/opschrijven/{budget}")
def show_spend(request: Request, house: OpenHouse, visitor: Staff, budget: str, plan: str = "") -> Response:
    """Show the form, filled from a plan where one is named."""
    read, recent = read_with_recent(house, visitor, budget)
    day = today(house.clock)
    form = form_for(visitor, f"/opschrijven/{budget}", first_values(read, plan, day))
    return render(request, "staff/spend.html", spend_page(read, recent, form, day))


@router.post("/opschrijven/{budget}")
def take_spend(request: Request, house: OpenHouse, visitor: Staff, budget: str, fields: Fields) -> Response:
    """Write it down; what was typed stays when it cannot be."""
    read, recent = read_with_recent(house, visitor, budget)
    day = today(house.clock)
    typed = read_spend(fields, read, day)
    answer = Answer(typed.errors, 422)
    if not typed.errors:
        answer = attempt(house, visitor, [typed.facts], "opschrijven", typed.fields)
    if not answer.errors:
        return see_other(entry_address(budget, typed.facts["entry"], "opgeschreven"))
    errors = in_order(answer.errors, ORDER)
    form = form_for(visitor, f"/opschrijven/{budget}", fields.values(), errors, command_id=answer.id_for(fields))
    return render(request, "staff/spend.html", spend_page(read, recent, form, day), answer.status)


def read_spend(fields: Posted, read: BudgetRead, day: date) -> Typed:
    """Return the command that the form asks for, or what is wrong with it."""
    typed = read_entry(fields, unit_of(read), day_done(fields, day))
    command = {
        "do": "spend",
        "command_id": fields.command_id,
        "budget": read.rows.budget["budget"],
        "entry": entry_id(fields.command_id),
        **typed.facts,
    }
    if plan := fields.get("from_reservation"):
        command["from_reservation"] = plan
    places = {**typed.fields, "from_reservation": "from_reservation", "entry": ""}
    return Typed(command, typed.errors, places)
