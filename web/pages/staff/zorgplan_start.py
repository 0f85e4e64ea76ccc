"""What the page of a zorgplan begins with: the plan that runs, else nothing but the days."""

from collections.abc import Callable

from ledger.aggregates.zorgplan import PlanLine
from ledger.dossier.offers import Wanted
from ledger.rekenmodule.amounts import days_in, per_year, shown
from ledger.rekenmodule.ask import Value
from web import dutch
from web.pages.staff.zorgplan_form import PGB, UNTIL_EVALUATION, Item, key_of
from web.plan_offers import Room


def start_of(room: Room, open_text: Callable[[str | None], str]) -> tuple[tuple[Item, ...], dict[str, str]]:
    """Return the lines that may be changed, and the values of the fields around them."""
    values = {
        "remainder_to": "unused",
        "from": room.on.isoformat(),
        "evaluate_by": (room.on + UNTIL_EVALUATION).isoformat(),
    }
    if room.running is None:
        return (), values
    agreed, last = room.running.agreed, room.running.plan.period.last
    values["goals"] = "\n".join(open_text(goal.text) for goal in agreed.goals)
    values["to"] = last.isoformat() if last else ""
    fixed = [one.line for one in room.fixed]
    return tuple(_item(line, room.on.year) for line in agreed.lines if line not in fixed), values


def _item(line: PlanLine, year: int) -> Item:
    if line.provider is None:
        days = days_in(year)
        week = shown(per_year(Value(line.worth_eurocent, line.per), days), days).week
        return Item(PGB, dutch.amount_typed(week, "EUR"))
    wanted = Wanted(
        provider=line.provider, prestatie=line.prestatie, activity=line.activity, arrangement=line.arrangement
    )
    typed = dutch.amount_typed(line.minutes_per_week, "UUR") if line.minutes_per_week else ""
    return Item(key_of(wanted), typed or (str(line.count_per_week) if line.count_per_week else ""))
