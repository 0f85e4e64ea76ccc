"""All samples, and the plan of a new one: how large it would be, and then the draw."""

from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from ledger.aggregates.inzage import Bounds
from ledger.commands.journal import read_command
from ledger.commands.samples import AUDIT_SIDE
from ledger.vocabulary.errors import LedgerError
from web.auth.visitor import Visitor, require
from web.composition import House
from web.dependencies import OpenHouse, PageInspecting
from web.errors import status_of
from web.inspecting import InspectedRoute, Inspecting
from web.pages.attempt import attempt, told_at
from web.pages.auditor.samples_view import (
    FIELDS,
    PLANNED,
    SAMPLES,
    address_of,
    asked_draw,
    bounds_of,
    plan_form,
    preview_of,
    sample_rows,
    wanted_bounds,
)
from web.pages.posted import Fields, form_for
from web.pages.rendering import render, see_other
from web.samples import planned, samples_of
from web.view_models.samples import SamplePreview, SamplesPage
from web.view_models.shell import FieldError, Form

router = APIRouter(route_class=InspectedRoute)

Looker = Annotated[Visitor, Depends(require("auditor", "accountant", "zorgkantoor"))]
Drawer = Annotated[Visitor, Depends(require("auditor", "zorgkantoor"))]
OUTSIDE = "Uw inzage gaat hier niet over. Kies waartoe uw inzage zich beperkt, of vraag andere inzage."
_LONGEST = 200


class _Plan(NamedTuple):
    """A plan as it was typed, with the command that it means and what is wrong with it."""

    typed: dict[str, str]
    command: dict[str, Any]
    errors: tuple[FieldError, ...]
    status: int = 200


@router.get(SAMPLES)
def show_samples(request: Request, house: OpenHouse, visitor: Looker, inspecting: PageInspecting) -> Response:
    """Show the samples within the access, and how large the one that is planned would be. Nothing is recorded."""
    bounds = inspecting.bounds_seen("lines")
    if visitor.role not in AUDIT_SIDE or "plan" not in request.query_params:
        typed = _as_bounded(bounds)
        return _shown(request, house, visitor, bounds, _Plan(typed, {}, ()), None)
    typed = {name: request.query_params.get(name, "").strip()[:_LONGEST] for name in PLANNED}
    plan, preview = _planned(house, visitor, bounds, typed)
    _tell(inspecting, plan)
    return _shown(request, house, visitor, bounds, plan, preview)


@router.post(SAMPLES)
def draw_sample(
    request: Request, house: OpenHouse, visitor: Drawer, inspecting: PageInspecting, fields: Fields
) -> Response:
    """Draw the sample that was shown: from the same event, by the same seed."""
    bounds = inspecting.bounds_seen("lines")
    typed = {name: fields.get(name)[:_LONGEST] for name in (*PLANNED, "as_of")}
    plan, preview = _planned(house, visitor, bounds, typed)
    _tell(inspecting, plan)
    if not plan.errors:
        answer = attempt(house, visitor, [plan.command | {"command_id": fields.command_id}], "steekproeven", FIELDS)
        if not answer.errors:
            return see_other(f"{address_of(plan.typed['sample'])}?klaar=getrokken")
        plan = plan._replace(errors=answer.errors, status=answer.status)
    return _shown(request, house, visitor, bounds, plan, preview)


def _planned(
    house: House, visitor: Visitor, bounds: list[Bounds], typed: dict[str, str]
) -> tuple[_Plan, SamplePreview | None]:
    """Return a plan with how large it would be, or with what is wrong with it."""
    command, errors = asked_draw(typed, visitor.mandate.region)
    if not errors and not any(one.contain(wanted_bounds(command)) for one in bounds):
        errors = (FieldError("region", OUTSIDE),)
    if errors:
        return _Plan(typed, command, errors, 422), None
    try:
        found = planned(house, visitor.mandate, read_command(command))
    except LedgerError as error:
        return _Plan(typed, command, told_at(error, FIELDS), status_of(error)), None
    form = form_for(visitor, SAMPLES)
    hidden = {**form.hidden, **{name: text for name, text in typed.items() if text}, "as_of": str(found.as_of)}
    return _Plan(typed, command | {"as_of": found.as_of}, ()), preview_of(found, Form(SAMPLES, hidden))


def _tell(inspecting: Inspecting, plan: _Plan) -> None:
    inspecting.looks_at(plan.command.get("client"), plan.command.get("provider"))


def _as_bounded(bounds: list[Bounds]) -> dict[str, str]:
    """Fill in the plan what the access is limited to, so that it starts within it."""
    first = next((one for one in bounds if one.sample is None), Bounds())
    filled = {"region": first.region, "provider": first.provider, "client": "".join(sorted(first.clients)[:1])}
    return {name: text for name, text in filled.items() if text} | {"kind": "formal", "method": "mus"}


def _shown(
    request: Request,
    house: House,
    visitor: Visitor,
    bounds: list[Bounds],
    plan: _Plan,
    preview: SamplePreview | None,
) -> Response:
    found = [one for one in samples_of(house, visitor.mandate) if _is_seen(bounds, one.id, bounds_of(one.drawn))]
    form = Form(SAMPLES, {"plan": "ja"}, plan.typed, errors=plan.errors)
    is_open = bool(plan.errors) or preview is not None
    shown = plan_form(form, visitor.mandate.region is not None, is_open) if visitor.role in AUDIT_SIDE else None
    page = SamplesPage(sample_rows(found), shown, preview)
    return render(request, "auditor/samples.html", page, plan.status)


def _is_seen(bounds: list[Bounds], number: str, drawn: Bounds) -> bool:
    return any(one.sample == number or one.contain(drawn) for one in bounds)
