"""From what a form sent to a plan that is worked out, or agreed."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from ledger.vocabulary.errors import LedgerError, Malformed
from web.auth.visitor import Visitor
from web.composition import House
from web.dutch_input import UnreadableAmount
from web.pages.attempt import Answer, attempt
from web.pages.posted import Posted
from web.pages.staff.zorgplan_form import (
    Item,
    Lines,
    by_key,
    read_agreement,
    read_items,
    read_line,
    read_lines,
)
from web.pages.staff.zorgplan_view import Table, headline, namer
from web.planning import Checked, check_plan, read_plan
from web.view_models.shell import FieldError

AROUND = ("remainder_to", "goals", "from", "to", "evaluate_by")
"""The fields around the lines; they are called as in the command."""
PLACES = {name: name for name in AROUND} | dict.fromkeys(("lines", "client", "on", "code", "zorgplan"), "")
NOT_ADDED = "Hier staat nog iets dat niet in het plan zit. Zet het in het plan, of maak dit leeg."


class Composed(NamedTuple):
    """The lines so far, what is left in the fields to add one, and what is wrong."""

    items: tuple[Item, ...]
    adding: Item
    lines: Lines
    errors: tuple[FieldError, ...]


def compose(fields: Posted, table: Table) -> Composed:
    """Read the lines; what was filled in to add is added, unless the plan is to be agreed."""
    items, adding, step = read_items(fields), Item(fields.get("wat"), fields.get("hoeveel")), fields.get("step")
    errors: tuple[FieldError, ...] = ()
    if step == "record":
        errors = (FieldError("wat", NOT_ADDED),) if any(adding) else ()
    elif step == "add" or any(adding):
        error = _wrong(adding, table)
        if error is None:
            items, adding = (*items, adding), Item("")
        else:
            errors = (error,)
    lines = read_lines(items, table.room)
    return Composed(items, adding, lines, lines.errors + errors)


def _wrong(adding: Item, table: Table) -> FieldError | None:
    if not adding.key:
        return FieldError("wat", "Kies wat er in het plan komt.")
    try:
        read_line(adding, by_key(table.room.offers))
    except UnreadableAmount as error:
        return FieldError("hoeveel", error.message)
    return None


def work_out(
    house: House, visitor: Visitor, table: Table, lines: Lines, values: Mapping[str, str]
) -> tuple[Checked | None, tuple[FieldError, ...]]:
    """Return the outcome of the plan, when there can be one; else what is wrong with which line."""
    if lines.errors or table.room.known is None:
        return None, ()
    plan = {"client": table.room.client, "from": table.room.on.isoformat(), "lines": list(lines.written)}
    try:
        return check_plan(house, visitor.mandate, read_plan(plan | _remainder_to(values)), namer(table)), ()
    except Malformed as error:
        return None, tuple(FieldError(_place(one.field), one.message) for one in error.problems)
    except LedgerError as error:
        return None, (FieldError("", error.message),)


def agree(
    house: House, visitor: Visitor, table: Table, fields: Posted, lines: Lines, checked: Checked | None
) -> Answer:
    """Agree the plan, or the one that runs anew, in the name of whoever is logged in."""
    agreement, errors = read_agreement(fields)
    if not lines.written:
        errors = (FieldError("wat", "Zet eerst iets in het plan."), *errors)
    if checked is not None and not checked.calculation.fits:
        errors = (FieldError("", " ".join(headline(checked.calculation))), *errors)
    if errors:
        return Answer(errors, 422)
    running, number = table.room.running, f"z-{fields.command_id.removeprefix('web-')[:14]}"
    is_new = running is None or running.zorgplan == number  # sent twice, the same form asks for the same
    command = {
        "do": "agree_zorgplan" if is_new else "revise_zorgplan",
        "command_id": fields.command_id,
        "client": table.room.client,
        "zorgplan": number if running is None else running.zorgplan,
        "lines": list(lines.written),
        **agreement,
        **_remainder_to({"remainder_to": fields.get("remainder_to")}),
    }
    return attempt(house, visitor, [command], "zorgplan", PLACES)


def _remainder_to(values: Mapping[str, str]) -> dict[str, Any]:
    return {"remainder_to": "pgb" if values.get("remainder_to") == "pgb" else "unused"}


def _place(field: str | None) -> str:
    """Return the field of the form in which a field of the command stands."""
    name = field or ""
    if name.startswith("lines["):
        return f"hoeveel_{name.removeprefix('lines[').partition(']')[0]}"
    return name if name in AROUND else ""
