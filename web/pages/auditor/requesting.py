"""Asking for access: the form of one step, with a purpose, a legal ground, bounds and a last day."""

import re
import secrets
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ledger.aggregates.inzage import STEPS, WORDS, Step
from ledger.events import Inzage
from ledger.vocabulary.clock import today
from ledger.vocabulary.errors import NotFound
from web.auth.visitor import Auditor, Visitor
from web.composition import House
from web.dependencies import OpenHouse
from web.inzagen import own
from web.pages.attempt import attempt
from web.pages.auditor.inzage_view import INZAGE, REQUEST, SHOWS, bounds_told
from web.pages.posted import Fields, Posted, form_for
from web.pages.rendering import render, see_other
from web.view_models.inzage import RequestPage
from web.view_models.shell import Choice, Form

router = APIRouter()

FIELDS = {
    name: name for name in ("previous", "purpose", "ground", "region", "provider", "clients", "sample", "until")
} | {"client": "clients", "inzage": ""}
"""At which field of the form a field of the command stands."""


@router.get(REQUEST)
def show_request(
    request: Request, house: OpenHouse, visitor: Auditor, stap: str = "", steekproef: str = ""
) -> Response:
    """Show the form of a step, filled in as the step before it was, with the sample that one comes from."""
    step = _step(stap)
    before = _open_before(house, visitor, step)
    values = _as_before(before[0]) if before else {}
    values |= {"sample": steekproef[:64]} if steekproef else {}
    return _form(request, house, visitor, step, form_for(visitor, REQUEST, values))


@router.post(REQUEST)
def take_request(request: Request, house: OpenHouse, visitor: Auditor, fields: Fields) -> Response:
    """Put the request on record; what was typed stays when it cannot be."""
    step = _step(fields.get("stap"))
    answer = attempt(house, visitor, [read_request(fields, step)], "inzage", FIELDS)
    if not answer.errors:
        return see_other(f"{INZAGE}?klaar={'wacht' if step == 'detail' else 'gevraagd'}")
    form = form_for(visitor, REQUEST, fields.values(), answer.errors, command_id=answer.id_for(fields))
    return _form(request, house, visitor, step, form, answer.status)


def read_request(fields: Posted, step: Step) -> dict[str, Any]:
    """Return the command that the form means; what was left empty is left out."""
    typed = {name: fields.get(name) for name in ("previous", "region", "provider", "sample")}
    return {
        "do": "request_inzage",
        "command_id": fields.command_id,
        "inzage": fields.get("inzage"),
        "step": step,
        "purpose": fields.get("purpose"),
        "ground": fields.get("ground"),
        "until": fields.get("until"),
        "clients": [one for one in re.split(r"[\s,;]+", fields.get("clients")) if one],
    } | {name: text for name, text in typed.items() if text}


def _step(text: str) -> Step:
    for step in STEPS:
        if text == step:
            return step
    raise NotFound("step-unknown", "Die stap is er niet.")


def _open_before(house: House, visitor: Visitor, step: Step) -> list[Inzage]:
    """Return the accesses to go on from, the last first."""
    place, on = STEPS.index(step), today(house.clock)
    mine = own(house.ledger, visitor.username) if place else []
    return [one for one in mine if one.asked.step == STEPS[place - 1] and one.is_open(on)]


def _as_before(one: Inzage) -> dict[str, str]:
    asked = one.asked
    filled = {"region": asked.region, "provider": asked.provider, "sample": asked.sample}
    told = {"previous": one.id, "purpose": asked.purpose, "ground": asked.ground, "until": asked.until.isoformat()}
    clients = {"clients": " ".join(asked.only_clients)}
    return {name: text for name, text in {**filled, **told, **clients}.items() if text}


def _form(request: Request, house: House, visitor: Visitor, step: Step, form: Form, status: int = 200) -> Response:
    number = form.value("inzage") or f"i-{secrets.token_hex(4)}"
    hidden = {**form.hidden, "stap": step, "inzage": number}
    before = _open_before(house, visitor, step)
    place = STEPS.index(step)
    page = RequestPage(
        step=f"Stap {place + 1}: {WORDS[step]}",
        shows=SHOWS[step],
        form=Form(form.action, hidden, form.values, form.picked, form.errors),
        previous=tuple(Choice(one.id, f"{one.id}: {bounds_told(one)}") for one in before),
        takes_previous=place > 0,
        takes_sample=place > 1,
        second=step == "detail",
        back_href=INZAGE,
    )
    return render(request, "auditor/request.html", page, status)
