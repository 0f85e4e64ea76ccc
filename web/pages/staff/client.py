"""One client's budget, and the answers to the family's questions about it."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from ledger.vocabulary.clock import today
from web.auth.visitor import Staff
from web.dependencies import OpenHouse
from web.looking_back import view_at
from web.pages.attempt import Answer, attempt
from web.pages.explained_view import explained_of_budget
from web.pages.posted import Fields, form_for
from web.pages.reading import entry_of
from web.pages.rendering import render, see_other
from web.pages.staff.answer_view import answer_page, read_answer
from web.pages.staff.client_view import client_page
from web.pages.staff.messages import message_of
from web.pages.staff.parts_view import client_address, entry_address
from web.pages.staff.reading import may_agree_zorgplan, read, read_in

router = APIRouter()


@router.get("/regels/{budget}")
def show(
    request: Request,
    house: OpenHouse,
    visitor: Staff,
    budget: str,
    gedaan: str = "",
    pagina: Annotated[int, Query(ge=1, le=10**6)] = 1,
) -> Response:
    """Show what is left, what is planned, and the lines; now, or as it was known at a moment."""
    asked = view_at(house.ledger, client_address(budget), request.query_params, with_days=True)
    found, view = read_in(house, visitor, budget, asked)
    may_agree = may_agree_zorgplan(house, visitor, found)
    page = client_page(found, lambda address: form_for(visitor, address), view, pagina, may_agree)
    explained = explained_of_budget(house, visitor.mandate, found.rows, view, client_address(budget), pagina)
    return render(request, "staff/client.html", replace(page, explained=explained), view.status, message_of(gedaan))


@router.get("/regels/{budget}/{entry}/antwoord")
def show_answer(request: Request, house: OpenHouse, visitor: Staff, budget: str, entry: str) -> Response:
    """Show the form to answer the open question about a line."""
    found = read(house, visitor, budget)
    form = form_for(visitor, entry_address(budget, entry, "antwoord"))
    page = answer_page(found, entry_of(found.rows, entry), form, today(house.clock))
    return render(request, "staff/answer.html", page)


@router.post("/regels/{budget}/{entry}/antwoord")
def take_answer(
    request: Request, house: OpenHouse, visitor: Staff, budget: str, entry: str, fields: Fields
) -> Response:
    """Put the answer on record; what was typed stays when it cannot be."""
    command, errors = read_answer(fields, budget, entry)
    answer = Answer(errors, 422)
    if not errors:
        answer = attempt(house, visitor, [command], "antwoord", {"text": "text", "entry": ""})
    if not answer.errors:
        return see_other(f"{client_address(budget)}?gedaan=antwoord#regel-{entry}")
    found = read(house, visitor, budget)
    action, again = entry_address(budget, entry, "antwoord"), answer.id_for(fields)
    form = form_for(visitor, action, fields.values(), answer.errors, command_id=again)
    page = answer_page(found, entry_of(found.rows, entry), form, today(house.clock))
    return render(request, "staff/answer.html", page, answer.status)
