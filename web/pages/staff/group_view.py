"""One activity of several clients: who, how much, and the exact division before anything is saved."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ledger.vocabulary.amounts import Amount, Unit, split
from projections.client_budget.queries import Part, Standing
from web import dutch
from web.dutch_input import EXAMPLE, UnreadableAmount, parse_amount
from web.pages.posted import Posted
from web.pages.staff.days import until
from web.pages.staff.entry_form import LONGEST, day_been, entry_id
from web.pages.staff.parts_view import TODAY
from web.pages.staff.today_view import Name
from web.view_models.shell import Choice, FieldError, Form, Link
from web.view_models.staff import GroupDonePage, GroupPage, Share

UNITS: tuple[dutch.Unit, ...] = ("PUNT", "EUR", "UUR")


@dataclass(frozen=True)
class Group:
    """The clients an activity can be divided over: those with a budget in one unit that runs today."""

    unit: dutch.Unit
    units: tuple[dutch.Unit, ...]
    members: tuple[tuple[Standing, str], ...]

    def named(self, budget: str) -> tuple[Standing, str] | None:
        """Return a member by budget."""
        return next((member for member in self.members if member[0].budget == budget), None)


@dataclass(frozen=True)
class GroupTyped:
    """What was typed: the command, what is wrong, and the division that it means."""

    command: dict[str, Any]
    errors: tuple[FieldError, ...]
    quantity: int
    shares: tuple[Share, ...]


def group_of(found: Sequence[Standing], name: Name, today: date, wanted: str) -> Group:
    """Return who can take part, in the unit that was asked for or else that most budgets are in."""
    running = [
        standing
        for standing in found
        if standing.client is not None and standing.closed_on is None and standing.first <= today <= standing.last
    ]
    counted = Counter(standing.unit for standing in running)
    units = tuple(unit for unit in UNITS if unit in counted)
    most: dutch.Unit = max(units, key=lambda unit: counted[unit], default="PUNT")
    unit: dutch.Unit = next((unit for unit in units if unit == wanted), most)
    members = [(standing, name(standing)) for standing in running if standing.unit == unit]
    return Group(unit, units, tuple(sorted(members, key=lambda member: member[1].casefold())))


def group_page(group: Group, form: Form, today: date, typed: GroupTyped | None = None) -> GroupPage:
    """Return the form, or with `typed` the division to look at before it is saved."""
    unit = group.unit
    several = len(group.units) > 1
    return GroupPage(
        form=form,
        clients=tuple(_choice(standing, name, unit, today) for standing, name in group.members),
        unit=dutch.unit_name(unit),
        amount_example=EXAMPLE[unit],
        back_href=TODAY.href,
        total=dutch.amount_short(typed.quantity, unit) if typed else "",
        shares=typed.shares if typed else (),
        units=tuple(_unit_link(other, unit) for other in group.units) if several else (),
    )


def read_group(fields: Posted, group: Group, today: date) -> GroupTyped:
    """Read the form; the budgets are in a fixed order, so that looking and saving divide alike."""
    what = fields.get("what")
    budgets = sorted(set(fields.all("budgets")))
    quantity, wrong_amount = _quantity(fields.get("amount"), group.unit)
    on, _, wrong_day = day_been(fields.get("on"), "on", today)
    parts = split(quantity, len(budgets)) if quantity and budgets else []
    found = [
        ("what", _wrong_what(what)),
        ("budgets", _wrong_budgets(group, budgets, parts)),
        ("amount", wrong_amount),
        ("on", wrong_day),
    ]
    errors = tuple(FieldError(field, message) for field, message in found if message)
    command = {
        "do": "spend_together",
        "command_id": fields.command_id,
        "entry": entry_id(fields.command_id),
        "budgets": budgets,
        "on": on.isoformat() if on else None,
        "amount": Amount(Unit[group.unit], quantity).written(),
        "what": what,
    }
    shares = () if errors else tuple(_share(group, *pair) for pair in zip(budgets, parts, strict=True))
    return GroupTyped(command, errors, quantity, shares)


def done_page(
    parts: Sequence[Part], found: Sequence[Standing], name: Name, what: str, undo: Form | None
) -> GroupDonePage:
    """Return the division as it was saved, with what is left for everybody now."""
    standing_of = {standing.budget: standing for standing in found}
    unit = standing_of[parts[0].budget].unit
    shares = tuple(
        Share(
            name(standing_of[part.budget]),
            dutch.amount_short(part.quantity, unit),
            dutch.amount_short(standing_of[part.budget].available, unit),
        )
        for part in parts
    )
    total = dutch.amount_short(sum(part.quantity for part in parts), unit)
    again = Link("Nog iets samen", "/samen")
    return GroupDonePage(what[:1].upper() + what[1:], dutch.day(parts[0].on), total, shares, undo, (TODAY, again))


def _choice(standing: Standing, name: str, unit: dutch.Unit, today: date) -> Choice:
    left = dutch.amount_short(standing.available, unit)
    return Choice(standing.budget, name, f"nog {left} tot en met {until(standing.last, today)}")


def _unit_link(unit: dutch.Unit, current: dutch.Unit) -> Link:
    return Link(f"Budgetten in {dutch.unit_name(unit)}", f"/samen?eenheid={unit}", current=unit == current)


def _quantity(typed: str, unit: dutch.Unit) -> tuple[int, str]:
    try:
        return parse_amount(typed, unit), ""
    except UnreadableAmount as error:
        return 0, error.message


def _share(group: Group, budget: str, part: int) -> Share:
    member = group.named(budget)
    assert member is not None, "budgets outside the group were refused before"
    standing, name = member
    after = dutch.amount_short(standing.available - part, group.unit)
    return Share(name, dutch.amount_short(part, group.unit), after)


def _wrong_what(what: str) -> str:
    if not what:
        return "Schrijf op wat er is gedaan."
    return f"Gebruik hoogstens {LONGEST} tekens." if len(what) > LONGEST else ""


def _wrong_budgets(group: Group, budgets: Sequence[str], parts: Sequence[int]) -> str:
    """Say whose budget cannot bear its part: the ledger refuses too, but does not know names."""
    if len(budgets) < 2:
        return "Kies twee of meer cliënten."
    members = [group.named(budget) for budget in budgets]
    if None in members:
        return "Kies alleen cliënten uit deze lijst."
    if parts and min(parts) == 0:
        return "Het aantal is te klein om over zoveel cliënten te verdelen."
    short = [
        f"{name} (nog {dutch.amount_short(standing.available, group.unit)})"
        for (standing, name), part in zip((member for member in members if member), parts, strict=False)
        if part > standing.available + standing.overdraft
    ]
    return f"Dit past niet bij {dutch.listed(short)}. Verlaag het aantal, of kies andere cliënten." if short else ""
