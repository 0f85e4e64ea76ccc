"""Asking the client about one declared line or one delivery: the purpose and the question, and nothing that must."""

import secrets
from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from ledger.events import Declaration, Levering
from ledger.rechtmatigheid.case import Case
from ledger.vocabulary.errors import Forbidden
from ledger.vocabulary.periods import Period
from projections.provider_totals.queries import names_as_of
from web import dutch
from web.auditing.cycle import control_of, line_in
from web.auth.visitor import Visitor, require
from web.composition import House
from web.dependencies import OpenHouse, PageInspecting
from web.inspecting import InspectedRoute, Inspecting
from web.looking_back import view_at
from web.pages.attempt import Answer, attempt
from web.pages.auditor.navraag_view import LONGEST, asking_address, may_ask
from web.pages.auditor.subjects import cycle_address
from web.pages.posted import Fields, Posted, form_for
from web.pages.rendering import render, see_other
from web.view_models.material import AskPage
from web.view_models.shell import Fact, FieldError, Form

router = APIRouter(route_class=InspectedRoute)

Asker = Annotated[Visitor, Depends(require("auditor", "accountant", "zorgkantoor"))]
"""Who does material control; who only reads is told so once they have an inzage."""
FIELDS = {"purpose": "purpose", "text": "text", "navraag": "", "levering": "", "declaration": "", "line": ""}
"""At which field of the form a field of the command stands."""


class Thing(NamedTuple):
    """What is asked about: a delivery, or a line of a declaration."""

    levering: str
    declaration: str
    line: str

    def fields(self) -> dict[str, str]:
        """Return how the form carries it."""
        told = {"levering": self.levering, "declaratie": self.declaration, "regel": self.line}
        return {name: text for name, text in told.items() if text}


@router.get("/controle/client/{client}/vraag")
def show_form(
    request: Request,
    house: OpenHouse,
    visitor: Asker,
    inspecting: PageInspecting,
    client: str,
    levering: str = "",
    declaratie: str = "",
    regel: str = "",
) -> Response:
    """Show the form; an auditor's purpose is that of the access."""
    thing = Thing(levering, declaratie, regel)
    about = _about(house, inspecting, client, thing)
    permit = inspecting.permit
    values = {"purpose": permit.inzage.asked.purpose} if permit else {}
    form = form_for(visitor, asking_address(client), values)
    return render(request, "auditor/ask.html", _page(client, thing, about, form))


@router.post("/controle/client/{client}/vraag")
def take_question(
    request: Request, house: OpenHouse, visitor: Asker, inspecting: PageInspecting, client: str, fields: Fields
) -> Response:
    """Put the question on record; what was typed stays when it cannot be."""
    thing = Thing(fields.get("levering"), fields.get("declaratie"), fields.get("regel"))
    about = _about(house, inspecting, client, thing)
    command, errors = read_question(fields, client, thing)
    answer = Answer(errors, 422) if errors else attempt(house, visitor, [command], "navraag", FIELDS)
    if not answer.errors:
        return see_other(f"{cycle_address(client)}?klaar=gevraagd#vragen")
    values = fields.values()
    form = form_for(visitor, asking_address(client), values, answer.errors, command_id=answer.id_for(fields))
    return render(request, "auditor/ask.html", _page(client, thing, about, form), answer.status)


def read_question(fields: Posted, client: str, thing: Thing) -> tuple[dict[str, Any], tuple[FieldError, ...]]:
    """Return the command that the form means, and what is wrong with it."""
    purpose, text = fields.get("purpose"), fields.get("text")
    errors = [] if purpose else [FieldError("purpose", "Schrijf op waarvoor u dit vraagt.")]
    if not text:
        errors.append(FieldError("text", "Schrijf uw vraag op."))
    elif len(text) > LONGEST:
        errors.append(FieldError("text", f"Uw vraag is te lang. Gebruik hoogstens {LONGEST} tekens."))
    about = {"levering": thing.levering, "declaration": thing.declaration, "line": thing.line}
    command = {
        "do": "ask_client",
        "command_id": fields.command_id,
        "navraag": fields.get("navraag"),
        "client": client,
        "purpose": purpose,
        "text": text,
    }
    return command | {name: value for name, value in about.items() if value}, tuple(errors)


def _about(house: House, inspecting: Inspecting, client: str, thing: Thing) -> tuple[Fact, ...]:
    """Return what is asked about, within the access of an auditor that covers this client; else raises."""
    mandate = inspecting.see("lines", ("client", client))
    if not may_ask(mandate.actor.role):
        raise Forbidden("role-may-not", f"Met de rol {mandate.actor.role} mag u de cliënt niets vragen.")
    view = view_at(house.ledger, asking_address(client), {})
    case = control_of(house, mandate, client, view, Period(view.today)).case
    names = names_as_of(house.ledger, case.upto)
    line = line_in(case, thing.declaration, thing.line)
    if thing.levering:
        return _delivery(case, thing.levering, names)
    if line is None:
        raise Declaration.not_found(thing.declaration)
    return (
        Fact("Zorg", f"regel {line.line} van declaratie {line.declaration}"),
        Fact("Dagen", dutch.period(line.first, line.last)),
        Fact("Zorgaanbieder", names.get(line.provider, line.provider)),
        Fact("Prestatie", line.prestatie),
        Fact("Bedrag", dutch.euro(line.left)),
    )


def _delivery(case: Case, number: str, names: dict[str, str]) -> tuple[Fact, ...]:
    given = next((of[number] for of in case.given.values() if number in of and of[number].minutes), None)
    if given is None:
        raise Levering.not_found(number)
    return (
        Fact("Zorg", f"levering {given.levering}"),
        Fact("Dag", dutch.day(given.on)),
        Fact("Zorgaanbieder", names.get(given.provider, given.provider)),
        Fact("Prestatie", given.activity or given.prestatie),
        Fact("Tijd", dutch.hours_short(given.minutes)),
    )


def _page(client: str, thing: Thing, about: tuple[Fact, ...], form: Form) -> AskPage:
    number = form.value("navraag") or f"n-{secrets.token_hex(4)}"
    hidden = {**form.hidden, **thing.fields(), "navraag": number}
    whole = Form(form.action, hidden, form.values, form.picked, form.errors)
    return AskPage(client, about, whole, f"{cycle_address(client)}#zorg")
