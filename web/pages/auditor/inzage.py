"""The four steps of access: where somebody stands, and one access with everything that was seen under it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from ledger.events import Inzage
from ledger.vocabulary.clock import today
from web.auth.visitor import Auditor, Visitor, require
from web.composition import House
from web.dependencies import OpenHouse
from web.inspecting import GATED
from web.inzagen import inzage_of, own, seen_with, waiting
from web.pages.attempt import attempt
from web.pages.auditor.inzage_view import INZAGE, ONE, inzage_page, one_page
from web.pages.auditor.timeline_view import page_of
from web.pages.posted import Fields, form_for
from web.pages.rendering import render, see_other
from web.pages.words import SEALED, opener
from web.view_models.shell import Message

router = APIRouter()

AuditorOrPayer = Annotated[Visitor, Depends(require("auditor", "accountant", "zorgkantoor"))]
DONE = {
    "gevraagd": Message("ok", "De inzage is vastgelegd. Ze geldt vanaf nu."),
    "wacht": Message("info", "De aanvraag is vastgelegd. Een tweede persoon beslist."),
    "beeindigd": Message("ok", "De inzage is beëindigd."),
}


@router.get(INZAGE)
def show_inzage(request: Request, house: OpenHouse, visitor: Auditor, klaar: str = "") -> Response:
    """Show the four steps with where one stands, and what one asked for."""
    on, name = today(house.clock), visitor.username
    others = waiting(house.ledger, name, None, on) if visitor.role == "auditor" else []
    page = inzage_page(own(house.ledger, name), len(others), on)
    return render(request, "auditor/inzage.html", page, message=DONE.get(klaar))


@router.get(f"{ONE}/{{number}}")
def show_one(
    request: Request, house: OpenHouse, visitor: AuditorOrPayer, number: str, pagina: str = "1", klaar: str = ""
) -> Response:
    """Show what was asked, and who saw what under it."""
    return _shown(request, house, visitor, number, pagina, klaar)


@router.post(f"{ONE}/{{number}}")
def end_one(request: Request, house: OpenHouse, visitor: AuditorOrPayer, number: str, fields: Fields) -> Response:
    """End it."""
    the_inzage(house, visitor, number)
    command = {"do": "end_inzage", "inzage": number, "command_id": fields.command_id}
    answer = attempt(house, visitor, [command], "inzage", {"inzage": ""})
    if answer.errors:
        return _shown(request, house, visitor, number, "1", "", answer.errors[0].message, answer.status)
    return see_other(f"{ONE}/{number}?klaar=beeindigd")


def the_inzage(house: House, visitor: Visitor, number: str) -> Inzage:
    """Return an access that this visitor may know of; else it is not found.

    One's own; for a second person that of others, for a payer in its own region.
    """
    found = inzage_of(house.ledger, number)
    if found is not None:
        is_own = found.asked.asked_by == visitor.username
        is_second = visitor.role != "accountant" and visitor.mandate.region in (None, found.asked.region)
        if is_own or is_second:
            return found
    raise Inzage.not_found(number)


def _why(house: House, visitor: Visitor, one: Inzage) -> str:
    """Return why an access was refused, for who asked and who decided; for others that it is sealed."""
    if one.refused is None:
        return ""
    if visitor.username not in (one.asked.asked_by, one.refused.refused_by):
        return SEALED
    return opener(house.keyring, Inzage.stream_of(one.id))(one.refused.reason)


def _shown(
    request: Request,
    house: House,
    visitor: Visitor,
    number: str,
    pagina: str,
    klaar: str,
    wrong: str = "",
    status: int = 200,
) -> Response:
    one = the_inzage(house, visitor, number)
    seen = seen_with(house.ledger, number)
    is_own = one.asked.asked_by == visitor.username and visitor.role in GATED
    end = form_for(visitor, f"{ONE}/{number}")
    page = one_page(one, seen, page_of(len(seen), pagina), today(house.clock), is_own, end, _why(house, visitor, one))
    message = Message("error", wrong) if wrong else DONE.get(klaar)
    return render(request, "auditor/one_inzage.html", page, status, message)
