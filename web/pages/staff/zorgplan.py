"""The keukentafelgesprek: staff and client compose a zorgplan together, see what is left, and agree it."""

from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ledger.vocabulary.clock import today
from ledger.vocabulary.errors import NotFound
from projections.provider_totals.queries import names_of_providers
from web.auth.visitor import Staff, Visitor
from web.composition import House
from web.dependencies import OpenHouse
from web.pages.attempt import Answer
from web.pages.posted import Fields, Posted, form_for
from web.pages.rendering import render, see_other
from web.pages.staff.entry_form import in_order
from web.pages.staff.parts_view import client_address, zorgplan_address
from web.pages.staff.reading import read
from web.pages.staff.zorgplan_compose import AROUND, Composed, agree, compose, work_out
from web.pages.staff.zorgplan_form import Item, read_first_day, read_lines
from web.pages.staff.zorgplan_start import start_of
from web.pages.staff.zorgplan_view import Table, zorgplan_page
from web.pages.words import opener, subject_of
from web.plan_offers import room_of
from web.view_models.shell import Form

router = APIRouter()


@router.get("/zorgplan/{budget}")
def show_zorgplan(request: Request, house: OpenHouse, visitor: Staff, budget: str) -> Response:
    """Show the plan that runs, or an empty one."""
    table = _table(house, visitor, budget, today(house.clock))
    items, values = start_of(table.room, opener(house.keyring, subject_of(table.room.client, budget)))
    lines = read_lines(items, table.room)
    checked, errors = work_out(house, visitor, table, lines, values)
    form = form_for(visitor, zorgplan_address(budget), _typed(items, values), lines.errors + errors)
    return render(request, "staff/zorgplan.html", zorgplan_page(table, items, form, checked))


@router.post("/zorgplan/{budget}")
def take_zorgplan(request: Request, house: OpenHouse, visitor: Staff, budget: str, fields: Fields) -> Response:
    """Add, change or remove a line and work it out again; or agree the plan."""
    table = _table(house, visitor, budget, read_first_day(fields, today(house.clock)))
    composed = compose(fields, table)
    checked, wrong = work_out(house, visitor, table, composed.lines, fields.values())
    answer = Answer(composed.errors + wrong, 422)
    if fields.get("step") == "record" and not answer.errors:
        answer = agree(house, visitor, table, fields, composed.lines, checked)
        if not answer.errors:
            return see_other(f"{client_address(budget)}?gedaan=zorgplan")
    page = zorgplan_page(table, composed.items, _form(visitor, budget, composed, answer, fields), checked)
    return render(request, "staff/zorgplan.html", page, answer.status if answer.errors else 200)


def _table(house: House, visitor: Visitor, budget: str, on: date) -> Table:
    found = read(house, visitor, budget)
    client = found.rows.budget["client"]
    if client is None:
        raise NotFound("client-unknown", "Een groepspot heeft geen zorgplan.", "client")
    with house.reading() as connection:
        providers = names_of_providers(connection)
    return Table(budget, found.words.client, room_of(house, visitor.mandate, client, on), providers)


def _form(visitor: Visitor, budget: str, composed: Composed, answer: Answer, fields: Posted) -> Form:
    values = {name: fields.get(name) for name in AROUND}
    values |= {"wat": composed.adding.key, "hoeveel": composed.adding.typed}
    order = [f"hoeveel_{number}" for number in range(len(composed.items))] + ["wat", "hoeveel", *AROUND]
    errors, again = in_order(answer.errors, order), answer.id_for(fields)
    return form_for(visitor, zorgplan_address(budget), _typed(composed.items, values), errors, command_id=again)


def _typed(items: tuple[Item, ...], values: dict[str, str]) -> dict[str, str]:
    return values | {f"hoeveel_{number}": item.typed for number, item in enumerate(items)}
