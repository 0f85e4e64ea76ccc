"""What staff typed about one entry: what, how much, which day; read exactly, or told what is wrong at the field."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from ledger.vocabulary.amounts import Amount, Unit
from web import dutch
from web.dutch_input import UnreadableAmount, parse_amount
from web.pages.posted import Posted
from web.view_models.shell import FieldError

LONGEST = 200


class Typed(NamedTuple):
    """The facts for a command, what is wrong, and at which field of the form each field of the command stands."""

    facts: dict[str, Any]
    errors: tuple[FieldError, ...]
    fields: dict[str, str]


def entry_id(command_id: str) -> str:
    """Return the number of the line that a form writes: the same form always writes the same line.

    >>> entry_id("web-0123456789abcdef0123456789abcdef")
    'r-0123456789abcd'
    """
    return f"r-{command_id.removeprefix('web-')[:14]}"


def read_entry(fields: Posted, unit: dutch.Unit, day: tuple[date | None, str, str]) -> Typed:
    """Read what, amount and on. `day` is the day that was read, the field it stands in, and what is wrong with it."""
    what, what_field = fields.chosen("what")
    amount, amount_error, amount_field = read_amount(fields, unit)
    on, on_field, on_error = day
    found = [(what_field, _wrong_what(what)), (amount_field, amount_error), (on_field, on_error)]
    facts = {"what": what, "amount": amount, "on": on.isoformat() if on else None}
    errors = tuple(FieldError(field, message) for field, message in found if message)
    return Typed(facts, errors, {"what": what_field, "amount": amount_field, "on": on_field})


def read_amount(fields: Posted, unit: dutch.Unit, allow_zero: bool = False) -> tuple[dict[str, str] | None, str, str]:
    """Return the amount as the journal writes it, else what is wrong; and the field it stands in."""
    typed, field = fields.chosen("amount")
    if not typed and field == "amount" and not allow_zero:
        return None, f"Kies hoeveel {dutch.unit_name(unit)}.", field
    try:
        quantity = parse_amount(typed, unit, allow_zero=allow_zero)
    except UnreadableAmount as error:
        return None, error.message, field
    return Amount(Unit[unit], quantity).written(), "", field


def read_day(typed: str) -> date | None:
    """Read a day as a date field sends it."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def day_done(fields: Posted, today: date) -> tuple[date | None, str, str]:
    """Read the day of something that was done: today, yesterday, or another day that has been."""
    typed, field = fields.chosen("on")
    if field == "on":
        chosen = {"today": today, "yesterday": today - timedelta(days=1)}.get(typed)
        return chosen, field, "" if chosen else "Kies wanneer het was."
    return day_been(typed, field, today)


def day_been(typed: str, field: str, today: date) -> tuple[date | None, str, str]:
    """Read a day that has been."""
    on = read_day(typed)
    if on is None:
        return None, field, f"Vul een dag in, bijvoorbeeld {dutch.day(today)}."
    if on > today:
        return on, field, "Deze dag is nog niet geweest. Kies een eerdere dag, of plan het."
    return on, field, ""


def day_planned(fields: Posted, today: date) -> tuple[date | None, str, str]:
    """Read the day of something that is to be done."""
    on = read_day(fields.get("on"))
    if on is None:
        return None, "on", f"Vul een dag in, bijvoorbeeld {dutch.day(today)}."
    if on < today:
        return on, "on", "Deze dag is al geweest. Kies vandaag of later, of schrijf op dat het is gedaan."
    return on, "on", ""


def in_order(errors: Sequence[FieldError], names: Sequence[str]) -> tuple[FieldError, ...]:
    """Return the errors in the order in which the fields stand on the page."""
    order = {name: place for place, name in enumerate(names)}
    return tuple(sorted(errors, key=lambda error: order.get(error.field.removesuffix("_other"), -1)))


def _wrong_what(what: str) -> str:
    if not what:
        return "Kies wat er is gedaan, of schrijf het op."
    return f"Gebruik hoogstens {LONGEST} tekens." if len(what) > LONGEST else ""
