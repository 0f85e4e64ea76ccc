"""One sample: seen within an access to it, its lines judged one by one, evaluated, and drawn again to compare."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ledger.aggregates.samples import Sample
from ledger.auditing.population import key_of
from ledger.commands.samples import AUDIT_SIDE
from ledger.vocabulary.errors import Forbidden
from web.answers import in_euro
from web.auth.visitor import Visitor
from web.composition import House
from web.dependencies import OpenHouse, PageInspecting
from web.drawn import DrawnLine, drawn_lines
from web.dutch_input import UnreadableAmount, parse_amount
from web.inspecting import InspectedRoute, Inspecting
from web.pages.attempt import Answer, attempt
from web.pages.auditor.sample_view import item_address, judge_page, sample_page, verified_told
from web.pages.auditor.samples import Drawer, Looker
from web.pages.auditor.samples_view import SAMPLES, address_of, bounds_of
from web.pages.auditor.timeline_view import page_of
from web.pages.posted import Fields, Posted, form_for
from web.pages.rendering import render, see_other
from web.samples import redrawn_answer, sample_at
from web.view_models.shell import FieldError, Message

router = APIRouter(route_class=InspectedRoute)

ONE = f"{SAMPLES}/{{number}}"
ITEM = f"{ONE}/regel/{{declaration}}/{{line}}"
DONE = {
    "getrokken": Message("ok", "De steekproef is getrokken en vastgelegd."),
    "beoordeeld": Message("ok", "Het oordeel over de regel is vastgelegd."),
    "geevalueerd": Message("ok", "De evaluatie is vastgelegd."),
}
FIELDS = {name: name for name in ("audited", "uncertain", "ground", "reason")} | {"item": "audited", "sample": ""}
"""At which field of the form a field of the command stands."""


@router.get(ONE)
def show_sample(
    request: Request,
    house: OpenHouse,
    visitor: Looker,
    inspecting: PageInspecting,
    number: str,
    pagina: str = "1",
    controle: str = "",
    klaar: str = "",
) -> Response:
    """Show how a sample was drawn and, within an access to it, its lines. Drawn again when that is asked."""
    sample, lines = _read(house, visitor, inspecting, number)
    verified = verified_told(redrawn_answer(house, sample)) if controle else None
    return _shown(request, visitor, sample, lines, pagina, verified, DONE.get(klaar))


@router.post(ONE)
def evaluate_sample(
    request: Request, house: OpenHouse, visitor: Drawer, inspecting: PageInspecting, number: str, fields: Fields
) -> Response:
    """Say what the sample says of the whole."""
    sample, lines = _read(house, visitor, inspecting, number)
    _check_lines(inspecting, number, lines)
    command = {"do": "evaluate_sample", "sample": number, "command_id": fields.command_id}
    answer = attempt(house, visitor, [command], "steekproef", FIELDS)
    if not answer.errors:
        return see_other(f"{address_of(number)}?klaar=geevalueerd")
    wrong = Message("error", answer.errors[0].message)
    return _shown(request, visitor, sample, lines, "1", None, wrong, answer.status)


@router.get(ITEM)
def show_item(
    request: Request,
    house: OpenHouse,
    visitor: Looker,
    inspecting: PageInspecting,
    number: str,
    declaration: str,
    line: str,
) -> Response:
    """Show one drawn line, and the form to judge it."""
    sample, one = _read_item(house, visitor, inspecting, number, key_of(declaration, line))
    form = form_for(visitor, item_address(number, one.item.key)) if visitor.role in AUDIT_SIDE else None
    return render(request, "auditor/judge.html", judge_page(sample, one, form))


@router.post(ITEM)
def judge_item(
    request: Request,
    house: OpenHouse,
    visitor: Drawer,
    inspecting: PageInspecting,
    number: str,
    declaration: str,
    line: str,
    fields: Fields,
) -> Response:
    """Put on record how much of a drawn line is right."""
    sample, one = _read_item(house, visitor, inspecting, number, key_of(declaration, line))
    command, errors = _command(number, one, fields)
    answer = Answer(errors, 422) if errors else attempt(house, visitor, [command], "steekproef", FIELDS)
    if not answer.errors:
        return see_other(f"{address_of(number)}?klaar=beoordeeld")
    here = item_address(number, one.item.key)
    form = form_for(visitor, here, fields.values(), answer.errors, command_id=answer.id_for(fields))
    return render(request, "auditor/judge.html", judge_page(sample, one, form), answer.status)


def _read(house: House, visitor: Visitor, inspecting: Inspecting, number: str) -> tuple[Sample, list[DrawnLine] | None]:
    """Return a sample with the lines that may be seen; None without an access to them.

    How it was drawn is seen with an access to lines that holds all it was drawn from.
    """
    inspecting.bounds_seen("lines")  # who may see no lines at all is not told which samples there are
    sample = sample_at(house, visitor.mandate, number)
    try:
        return sample, drawn_lines(house.ledger, sample, inspecting.see_sample(number))
    except Forbidden:
        inspecting.see_within("lines", bounds_of(sample.drawn))
        return sample, None


def _read_item(
    house: House, visitor: Visitor, inspecting: Inspecting, number: str, key: str
) -> tuple[Sample, DrawnLine]:
    inspecting.bounds_seen("lines")
    sample = sample_at(house, visitor.mandate, number)
    bounds = inspecting.see_sample(number)
    sample.item(key)
    found = next((one for one in drawn_lines(house.ledger, sample, bounds) if one.item.key == key), None)
    if found is None:
        raise Forbidden("inzage-outside", f"Regel {key} valt buiten uw inzage. Vraag inzage die dit wel omvat.")
    inspecting.looks_at(found.line.client, found.line.provider)
    return sample, found


def _check_lines(inspecting: Inspecting, number: str, lines: list[DrawnLine] | None) -> None:
    if lines is None:
        inspecting.see_sample(number)


def _shown(
    request: Request,
    visitor: Visitor,
    sample: Sample,
    lines: list[DrawnLine] | None,
    pagina: str,
    verified: Message | None,
    message: Message | None,
    status: int = 200,
) -> Response:
    may_judge = visitor.role in AUDIT_SIDE
    evaluate = form_for(visitor, address_of(sample.id)) if may_judge else None
    page = sample_page(sample, lines, page_of(len(lines or ()), pagina), evaluate, may_judge, verified)
    return render(request, "auditor/sample.html", page, status, message)


def _command(number: str, one: DrawnLine, fields: Posted) -> tuple[dict[str, Any], tuple[FieldError, ...]]:
    """Return the judgement that the form means, or what cannot be read in it."""
    command: dict[str, Any] = {
        "do": "judge_item",
        "command_id": fields.command_id,
        "sample": number,
        "item": one.item.key,
    }
    errors = []
    for name in ("audited", "uncertain"):
        if name == "uncertain" and not fields.get(name):
            continue
        try:
            command[name] = {"EUR": in_euro(parse_amount(fields.get(name), "EUR", allow_zero=True))}
        except UnreadableAmount as error:
            errors.append(FieldError(name, error.message))
    command |= {name: fields.get(name) for name in ("ground", "reason") if fields.get(name)}
    return command, tuple(errors)
