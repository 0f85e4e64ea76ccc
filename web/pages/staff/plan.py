"""Planning care: the amount is held until it is given, or released."""

from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ledger.vocabulary.clock import today
from web.auth.visitor import Staff
from web.dependencies import OpenHouse
from web.pages.attempt import Answer, attempt, give
from web.pages.posted import Fields, Posted, form_for
from web.pages.reading import BudgetRead
from web.pages.rendering import render, see_other
from web.pages.staff.entry_form import Typed, day_planned, entry_id, in_order, read_entry
from web.pages.staff.parts_view import client_address, entry_address, unit_of
from web.pages.staff.reading import read_with_recent
from web.pages.staff.spend_view import plan_page

router = APIRouter()

ORDER = ("what", "amount", "on")


@router.get("/plannen/{budget}")
def show_plan(request: Request, house: OpenHouse, visitor: Staff, budget: str) -> Response:
    """Show the form."""
    read, recent = read_with_recent(house, visitor, budget)
    form = form_for(visitor, f"/plannen/{budget}", {"on": today(house.clock).isoformat()})
    return render(request, "staff/plan.html", plan_page(read, recent, form))


@router.post("/plannen/{budget}")
def take_plan(request: Request, house: OpenHouse, visitor: Staff, budget: str, fields: Fields) -> Response:
    """Reserve the amount; what was typed stays when it cannot be."""
    read, recent = read_with_recent(house, visitor, budget)
    typed = read_plan(fields, read, today(house.clock))
    answer = Answer(typed.errors, 422)
    if not typed.errors:
        answer = attempt(house, visitor, [typed.facts], "plannen", typed.fields)
    if not answer.errors:
        return see_other(entry_address(budget, typed.facts["entry"], "gereserveerd"))
    errors = in_order(answer.errors, ORDER)
    form = form_for(visitor, f"/plannen/{budget}", fields.values(), errors, command_id=answer.id_for(fields))
    return render(request, "staff/plan.html", plan_page(read, recent, form), answer.status)


@router.post("/regels/{budget}/{entry}/vrijgeven")
def take_release(house: OpenHouse, visitor: Staff, budget: str, entry: str, fields: Fields) -> Response:
    """Free what was planned and does not happen."""
    command = {"do": "release", "command_id": fields.command_id, "budget": budget, "entry": entry}
    give(house, visitor, [command], "vrijgeven")
    return see_other(f"{client_address(budget)}?gedaan=vrij")


def read_plan(fields: Posted, read: BudgetRead, day: date) -> Typed:
    """Return the command that the form asks for, or what is wrong with it."""
    typed = read_entry(fields, unit_of(read), day_planned(fields, day))
    command = {
        "do": "reserve",
        "command_id": fields.command_id,
        "budget": read.rows.budget["budget"],
        "entry": entry_id(fields.command_id),
        **typed.facts,
    }
    return Typed(command, typed.errors, {**typed.fields, "entry": ""})
