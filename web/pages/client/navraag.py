"""The family reads questions of the zorgkantoor or the auditor, and answers, or rather not."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ledger.events import Client, Navraag
from web.auth.visitor import Family, Visitor
from web.composition import House
from web.dependencies import OpenHouse, Reading
from web.navragen import Question, questions_to
from web.pages.attempt import Answer, attempt
from web.pages.client.navraag_view import (
    QUESTIONS,
    answer_page,
    question_address,
    question_page,
    read_answer,
)
from web.pages.posted import Fields, form_for
from web.pages.reading import name_of_provider
from web.pages.rendering import render, see_other
from web.pages.words import opener
from web.view_models.material import QuestionsPage, QuestionToClient
from web.view_models.shell import Form, Message

router = APIRouter()

DONE = {
    "antwoord": Message("ok", "Uw antwoord is verstuurd. Dank u wel."),
    "geen-antwoord": Message("ok", "Vastgelegd: er komt geen antwoord. Dat is goed, en het heeft geen gevolgen."),
}


@router.get(QUESTIONS)
def read_questions(request: Request, house: OpenHouse, visitor: Family, klaar: str = "") -> Response:
    """Show every question to this client."""
    with house.reading() as connection:
        shown = shown_to(house, connection, visitor)
    return render(request, "client/questions.html", QuestionsPage(shown, "/budget"), message=DONE.get(klaar))


@router.get(f"{QUESTIONS}/{{number}}")
def show_form(request: Request, house: OpenHouse, visitor: Family, number: str) -> Response:
    """Show the form of one question; of one that has ended, how it stands."""
    one, shown = _one(house, visitor, number)
    if one.ended is not None:
        return see_other(QUESTIONS)
    return render(request, "client/answer.html", answer_page(one, shown, form_for(visitor, question_address(number))))


@router.post(f"{QUESTIONS}/{{number}}")
def take_answer(request: Request, house: OpenHouse, visitor: Family, number: str, fields: Fields) -> Response:
    """Put the answer on record, or that there will be none; what was typed stays when it cannot be."""
    one, shown = _one(house, visitor, number)
    command, errors = read_answer(fields, number)
    told = {"answer": "answer", "text": "text", "navraag": ""}
    answer = Answer(errors, 422) if errors else attempt(house, visitor, [command], "navraag", told)
    if not answer.errors:
        klaar = "geen-antwoord" if command["do"] == "decline_navraag" else "antwoord"
        return see_other(f"{QUESTIONS}?klaar={klaar}")
    here = question_address(number)
    form = form_for(visitor, here, fields.values(), answer.errors, command_id=answer.id_for(fields))
    return render(request, "client/answer.html", answer_page(one, shown, form), answer.status)


def shown_to(
    house: House, connection: Reading, visitor: Visitor, upto: int | None = None
) -> tuple[QuestionToClient, ...]:
    """Return the questions to the visitor's client, as known now or then; those of now that are open have buttons."""
    found = questions_to(connection, house.ledger, visitor.mandate.client or "", upto)
    return tuple(_shown(house, connection, visitor, one, upto) for one in found)


def _shown(house: House, connection: Reading, visitor: Visitor, one: Question, upto: int | None) -> QuestionToClient:
    name = name_of_provider(house, connection, one.asked.provider, upto)
    opened = opener(house.keyring, Client.stream_of(one.asked.client))
    form: Form | None = None
    if one.ended is None and upto is None:
        form = form_for(visitor, question_address(one.asked.navraag))
        form = Form(form.action, {**form.hidden, "doing": "decline"})
    return question_page(one, name, opened, form)


def _one(house: House, visitor: Visitor, number: str) -> tuple[Question, QuestionToClient]:
    """Return one question to the visitor's client; raises `NotFound` for any other."""
    with house.reading() as connection:
        found = questions_to(connection, house.ledger, visitor.mandate.client or "")
        one = next((each for each in found if each.asked.navraag == number), None)
        if one is None:
            raise Navraag.not_found(number)
        return one, _shown(house, connection, visitor, one, None)
