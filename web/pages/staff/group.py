"""One activity of several clients, divided exactly."""

from collections.abc import Sequence
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ledger.vocabulary.clock import today
from ledger.vocabulary.errors import NotFound
from projections.client_budget.queries import Part, Standing, parts_of, standings
from web.auth.visitor import Staff, Visitor
from web.composition import House
from web.dependencies import OpenHouse
from web.pages.attempt import Answer, attempt, give
from web.pages.posted import Fields, Posted, form_for
from web.pages.rendering import render, see_other
from web.pages.staff.correct_view import undoing
from web.pages.staff.group_view import Group, done_page, group_of, group_page, read_group
from web.pages.staff.today_view import namer
from web.pages.words import opener, subject_of
from web.view_models.shell import Form
from web.view_models.staff import GroupDonePage

router = APIRouter()

FIELDS = {name: name for name in ("what", "budgets", "amount", "on")} | {"entry": ""}


@router.get("/samen")
def show_group(request: Request, house: OpenHouse, visitor: Staff, eenheid: str = "") -> Response:
    """Show the form."""
    day = today(house.clock)
    group = _group(house, visitor, day, eenheid)
    form = form_for(visitor, f"/samen?eenheid={group.unit}", {"on": day.isoformat()})
    return render(request, "staff/group.html", group_page(group, form, day))


@router.post("/samen")
def take_group(request: Request, house: OpenHouse, visitor: Staff, fields: Fields, eenheid: str = "") -> Response:
    """First show the division; save it when that is asked; or go back to change it."""
    day = today(house.clock)
    group = _group(house, visitor, day, eenheid)
    if fields.get("step") == "change":
        return render(request, "staff/group.html", group_page(group, _form(visitor, group, fields, Answer()), day))
    typed = read_group(fields, group, day)
    answer = Answer(typed.errors, 422)
    if not typed.errors and fields.get("step") == "save":
        answer = attempt(house, visitor, [typed.command], "samen", FIELDS)
        if not answer.errors:
            return see_other(group_address(typed.command["budgets"][0], typed.command["entry"]))
    form = _form(visitor, group, fields, answer)
    page = group_page(group, form, day, None if answer.errors else typed)
    return render(request, "staff/group.html", page, answer.status if answer.errors else 200)


@router.get("/samen/{budget}/{entry}")
def show_done(request: Request, house: OpenHouse, visitor: Staff, budget: str, entry: str) -> Response:
    """Confirm the division; it can be undone for everybody at once."""
    parts, found = _parts(house, visitor, budget, entry)
    is_there = any(part.quantity for part in parts)
    undo = form_for(visitor, f"{group_address(budget, entry)}/ongedaan") if is_there else None
    return render(request, "staff/group_done.html", _done(house, parts, found, undo))


@router.post("/samen/{budget}/{entry}/ongedaan")
def take_undo(house: OpenHouse, visitor: Staff, budget: str, entry: str, fields: Fields) -> Response:
    """Withdraw the activity for everybody, or for nobody."""
    parts, found = _parts(house, visitor, budget, entry)
    units = {standing.budget: standing.unit for standing in found}
    commands = [
        undoing(units[part.budget], part.budget, entry, f"{fields.command_id}-{number}")
        for number, part in enumerate(parts)
    ]
    give(house, visitor, commands, "ongedaan")
    return see_other("/vandaag?gedaan=samen-ongedaan")


def group_address(budget: str, entry: str) -> str:
    """Return the address of an activity, by the line of one who took part: a number may be in use more than once."""
    return f"/samen/{budget}/{entry}"


def _group(house: House, visitor: Visitor, day: date, unit: str) -> Group:
    with house.reading() as connection:
        found = standings(connection, visitor.mandate.provider or "")
    return group_of(found, namer(house.keyring), day, unit)


def _parts(house: House, visitor: Visitor, budget: str, entry: str) -> tuple[list[Part], list[Standing]]:
    provider = visitor.mandate.provider or ""
    with house.reading() as connection:
        parts = parts_of(connection, provider, budget, entry)
        found = standings(connection, provider)
    if not parts:
        raise NotFound("entry-unknown", f"Regel {entry} is geen groepsactiviteit.")
    return parts, found


def _done(house: House, parts: Sequence[Part], found: Sequence[Standing], undo: Form | None) -> GroupDonePage:
    client = next(standing.client for standing in found if standing.budget == parts[0].budget)
    what = opener(house.keyring, subject_of(client, parts[0].budget))(parts[0].what)
    return done_page(parts, found, namer(house.keyring), what, undo)


def _form(visitor: Visitor, group: Group, fields: Posted, answer: Answer) -> Form:
    picked = {"budgets": frozenset(fields.all("budgets"))}
    action, again = f"/samen?eenheid={group.unit}", answer.id_for(fields)
    return form_for(visitor, action, fields.values(), answer.errors, picked, again)
