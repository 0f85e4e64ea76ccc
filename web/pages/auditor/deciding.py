"""The second person: what waits, and yes or no to one request to see personal detail."""

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from ledger.events import Inzage
from ledger.vocabulary.clock import today
from web.auth.visitor import Visitor, require
from web.composition import House
from web.dependencies import OpenHouse
from web.inzagen import waiting
from web.pages.attempt import Answer, attempt
from web.pages.auditor.inzage_view import DECIDE, facts_of, inzage_row
from web.pages.posted import Fields, Posted, form_for
from web.pages.rendering import render, see_other
from web.view_models.inzage import DecidePage, InzageRow, WaitingPage
from web.view_models.shell import Choice, FieldError, Form, Message

router = APIRouter()

SecondPerson = Annotated[Visitor, Depends(require("auditor", "zorgkantoor"))]
CHOICES = (Choice("yes", "Toestaan", "De aanvrager ziet persoonlijke gegevens."), Choice("no", "Weigeren"))
DONE = {"yes": Message("ok", "De inzage is toegestaan."), "no": Message("ok", "De inzage is geweigerd.")}


@router.get(DECIDE)
def show_waiting(request: Request, house: OpenHouse, visitor: SecondPerson, klaar: str = "") -> Response:
    """Show what waits for somebody else than who asked."""
    on = today(house.clock)
    rows = (inzage_row(one, on) for one in _waiting(house, visitor))
    page = WaitingPage(tuple(_with_address(row) for row in rows))
    return render(request, "auditor/waiting.html", page, message=DONE.get(klaar))


@router.get(f"{DECIDE}/{{number}}")
def show_decision(request: Request, house: OpenHouse, visitor: SecondPerson, number: str) -> Response:
    """Show what is asked, and the form."""
    one = _one(house, visitor, number)
    return render(request, "auditor/decide.html", _page(one, form_for(visitor, f"{DECIDE}/{number}")))


@router.post(f"{DECIDE}/{{number}}")
def take_decision(request: Request, house: OpenHouse, visitor: SecondPerson, number: str, fields: Fields) -> Response:
    """Put the decision on record."""
    one = _one(house, visitor, number)
    command, errors = _read(number, fields)
    told = {"reason": "reason", "inzage": "decision"}
    answer = Answer(errors, 422) if errors else attempt(house, visitor, [command], "inzage", told)
    if not answer.errors:
        return see_other(f"{DECIDE}?klaar={fields.get('decision')}")
    here = f"{DECIDE}/{number}"
    form = form_for(visitor, here, fields.values(), answer.errors, command_id=answer.id_for(fields))
    return render(request, "auditor/decide.html", _page(one, form), answer.status)


def _waiting(house: House, visitor: Visitor) -> list[Inzage]:
    return waiting(house.ledger, visitor.username, visitor.mandate.region, today(house.clock))


def _one(house: House, visitor: Visitor, number: str) -> Inzage:
    found = next((one for one in _waiting(house, visitor) if one.id == number), None)
    if found is None:
        raise Inzage.not_found(number)
    return found


def _read(number: str, fields: Posted) -> tuple[dict[str, Any], tuple[FieldError, ...]]:
    command = {"inzage": number, "command_id": fields.command_id}
    if fields.get("decision") == "yes":
        return {"do": "grant_inzage", **command}, ()
    if fields.get("decision") != "no":
        return {}, (FieldError("decision", "Kies of u de inzage toestaat of weigert."),)
    if not fields.get("reason"):
        return {}, (FieldError("reason", "Schrijf op waarom u weigert."),)
    return {"do": "refuse_inzage", "reason": fields.get("reason"), **command}, ()


def _page(one: Inzage, form: Form) -> DecidePage:
    return DecidePage(one.id, facts_of(one), form, CHOICES, DECIDE)


def _with_address(row: InzageRow) -> InzageRow:
    """Lead to the decision in place of the access."""
    return replace(row, href=f"{DECIDE}/{row.number}")
