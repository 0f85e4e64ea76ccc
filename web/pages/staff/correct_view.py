"""Correcting a line with a reason, and undoing it at once."""

from typing import Any

from ledger.vocabulary.amounts import Amount, Unit
from projections.rows import Row
from web import dutch
from web.pages.facts_view import line_facts
from web.pages.posted import Posted
from web.pages.reading import BudgetRead
from web.pages.staff.entry_form import LONGEST, Typed, read_amount
from web.pages.staff.parts_view import head_of, unit_of
from web.view_models.shell import Choice, FieldError, Form
from web.view_models.staff import CorrectPage

REASONS = tuple(
    Choice(text, text[:1].upper() + text[1:])
    for text in (
        "het duurde korter",
        "het duurde langer",
        "verkeerd aantal gekozen",
        "dubbel opgeschreven",
        "het ging niet door",
    )
)
UNDONE = "meteen ongedaan gemaakt"


def correct_page(read: BudgetRead, entry: Row, form: Form) -> CorrectPage:
    """Return the form, with the line as it stands now."""
    return CorrectPage(head_of(read), line_facts(entry, read.rows, read.words), form, REASONS)


def first_values(read: BudgetRead, entry: Row) -> dict[str, str]:
    """Return what the form starts with: the amount as it stands now."""
    return {"amount": dutch.amount_typed(entry["quantity"], unit_of(read))}


def read_correction(fields: Posted, read: BudgetRead, entry: Row) -> Typed:
    """Return the command that the form asks for, or what is wrong with it."""
    amount, wrong_amount, _ = read_amount(fields, unit_of(read), allow_zero=True)
    reason, reason_field = fields.chosen("reason")
    found = [("amount", wrong_amount), (reason_field, _wrong_reason(reason))]
    command = {
        "do": "correct_spend",
        "command_id": fields.command_id,
        "budget": entry["budget"],
        "entry": entry["entry"],
        "amount": amount,
        "reason": reason,
    }
    errors = tuple(FieldError(field, message) for field, message in found if message)
    return Typed(command, errors, {"amount": "amount", "reason": reason_field, "entry": ""})


def undoing(unit: dutch.Unit, budget: str, entry: str, command_id: str) -> dict[str, Any]:
    """Return the command that withdraws a line."""
    return {
        "do": "correct_spend",
        "command_id": command_id,
        "budget": budget,
        "entry": entry,
        "amount": Amount(Unit[unit], 0).written(),
        "reason": UNDONE,
    }


def _wrong_reason(reason: str) -> str:
    if not reason:
        return "Kies een reden, of schrijf die op."
    return f"Gebruik hoogstens {LONGEST} tekens." if len(reason) > LONGEST else ""
