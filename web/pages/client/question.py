"""A family asks about a line."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ledger.vocabulary.errors import NotFound
from web.auth.visitor import Family, Visitor
from web.composition import House
from web.dependencies import OpenHouse
from web.pages.attempt import Answer, attempt
from web.pages.client.question_view import address_of, done_page, question_page, read_question
from web.pages.posted import Fields, form_for
from web.pages.reading import BudgetRead, entry_of, read_budget
from web.pages.rendering import render, see_other

router = APIRouter()


@router.get("/budget/{budget}/regel/{entry}/vraag")
def show_question(request: Request, house: OpenHouse, visitor: Family, budget: str, entry: str) -> Response:
    """Show the form."""
    read = _read(house, visitor, budget)
    page = question_page(read, entry_of(read.rows, entry), form_for(visitor, address_of(budget, entry)))
    return render(request, "client/question.html", page)


@router.post("/budget/{budget}/regel/{entry}/vraag")
def take_question(
    request: Request, house: OpenHouse, visitor: Family, budget: str, entry: str, fields: Fields
) -> Response:
    """Put the question on record; what was typed stays when it cannot be."""
    read = _read(house, visitor, budget)
    line = entry_of(read.rows, entry)
    command, errors = read_question(fields, budget, entry)
    answer = Answer(errors, 422) if errors else attempt(house, visitor, [command], "vraag", {"text": "text"})
    if not answer.errors:
        return see_other(f"{address_of(budget, entry)}/verstuurd")
    form = form_for(
        visitor, address_of(budget, entry), fields.values(), answer.errors, command_id=answer.id_for(fields)
    )
    return render(request, "client/question.html", question_page(read, line, form), answer.status)


@router.get("/budget/{budget}/regel/{entry}/vraag/verstuurd")
def show_sent(request: Request, house: OpenHouse, visitor: Family, budget: str, entry: str) -> Response:
    """Confirm the question and say what happens next."""
    read = _read(house, visitor, budget)
    page = done_page(read, entry_of(read.rows, entry))
    if page is None:
        raise NotFound("question-unknown", "Over deze regel is geen vraag gesteld.")
    return render(request, "client/question_done.html", page)


def _read(house: House, visitor: Visitor, budget: str) -> BudgetRead:
    with house.reading() as connection:
        return read_budget(house, connection, visitor.mandate, budget)
