"""What was typed about a zorgplan: lines with how much of each a week, and what is agreed around them."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import count
from typing import Any, NamedTuple

from ledger.aggregates.zorgplan import PlanLine
from ledger.dossier.offers import Offer, Wanted
from ledger.vocabulary.amounts import Amount, Unit
from ledger.vocabulary.dutch import grouped
from ledger.vocabulary.units import HOUR
from web.dutch_input import UnreadableAmount, parse_amount
from web.pages.posted import Posted
from web.pages.staff.entry_form import read_day
from web.plan_offers import Room
from web.view_models.shell import FieldError

PGB = "pgb"
MOST_LINES = 40
MOST_TIMES = 1000
LONGEST_GOAL = 2000
UNTIL_EVALUATION = timedelta(days=182)
"""Care is looked back on twice a year."""
GONE = "Dit is niet meer te kiezen. Haal deze regel weg."


class Item(NamedTuple):
    """A line as it stands in the form: what it is, and how much as it was typed."""

    key: str
    typed: str = ""


class Lines(NamedTuple):
    """Lines in the words of the journal, or what is wrong with them."""

    written: tuple[dict[str, Any], ...]
    errors: tuple[FieldError, ...]


def key_of(wanted: Wanted) -> str:
    """Return how a form names something on offer.

    >>> key_of(Wanted(provider="p1", prestatie="H126"))
    'p1|prestatie|H126'
    """
    kind = next(kind for kind in ("prestatie", "activity", "arrangement") if getattr(wanted, kind) is not None)
    return f"{wanted.provider}|{kind}|{getattr(wanted, kind)}"


def by_key(offers: Sequence[Offer]) -> dict[str, Offer]:
    """Return what is on offer by its name in forms."""
    return {key_of(offer.wanted): offer for offer in offers}


def read_items(fields: Posted) -> tuple[Item, ...]:
    """Return the lines that came along, without the one that is to be removed."""
    removed = fields.get("step").removeprefix("remove-")
    found = []
    for number in range(MOST_LINES):
        key = fields.get(f"regel_{number}")
        if not key:
            break
        if str(number) != removed:
            found.append(Item(key, fields.get(f"hoeveel_{number}")))
    return tuple(found)


def read_lines(items: Sequence[Item], room: Room) -> Lines:
    """Return every line in the words of the journal, the fixed ones last; what is wrong stands at its field."""
    offers, fixed = by_key(room.offers), [one.line for one in room.fixed]
    taken = {line.line for line in fixed}
    free = (str(number) for number in count(1) if str(number) not in taken)
    written: list[dict[str, Any]] = []
    errors: list[FieldError] = []
    for number, item in enumerate(items):
        try:
            written.append({"line": next(free), **read_line(item, offers)})
        except UnreadableAmount as error:
            errors.append(FieldError(f"hoeveel_{number}", error.message))
    return Lines((*written, *map(_as_it_is, fixed)), tuple(errors))


def _as_it_is(line: PlanLine) -> dict[str, Any]:
    """Return what is agreed with another provider in the words of the journal."""
    words = ("line", "provider", "prestatie", "activity", "arrangement")
    written = {word: getattr(line, word) for word in words if getattr(line, word) is not None}
    if line.minutes_per_week:
        written["minutes_per_week"] = Amount(Unit.UUR, line.minutes_per_week).written()
    return written | ({"count_per_week": line.count_per_week} if line.count_per_week else {})


def read_line(item: Item, offers: Mapping[str, Offer]) -> dict[str, Any]:
    """Return a line in the words of the journal, without its number; raises `UnreadableAmount`."""
    if item.key == PGB:
        return {"pgb": True, "value": Amount(Unit.EUR, parse_amount(item.typed, "EUR")).written(), "per": "week"}
    offer = offers.get(item.key)
    if offer is None:
        raise UnreadableAmount(GONE)
    wanted = offer.wanted
    if wanted.arrangement is not None:
        return {"provider": wanted.provider, "arrangement": wanted.arrangement}
    named = {"activity": wanted.activity} if wanted.activity else {"prestatie": wanted.prestatie}
    return {"provider": wanted.provider, **named, **_how_much(item.typed, offer.price.unit)}


def _how_much(typed: str, unit: str) -> dict[str, Any]:
    if unit == HOUR:
        return {"minutes_per_week": Amount(Unit.UUR, parse_amount(typed, "UUR")).written()}
    if not typed:
        raise UnreadableAmount("Vul in hoe vaak per week, bijvoorbeeld 2.")
    if not typed.isdecimal() or len(typed) > 4 or not 1 <= int(typed) <= MOST_TIMES:
        raise UnreadableAmount(f"Vul een heel getal in van 1 tot en met {grouped(MOST_TIMES)}, bijvoorbeeld 2.")
    return {"count_per_week": int(typed)}


def read_first_day(fields: Posted, today: date) -> date:
    """Return the day from which the plan is to hold; what cannot be read is told when it is agreed."""
    return read_day(fields.get("from")) or today


def read_agreement(fields: Posted) -> tuple[dict[str, Any], tuple[FieldError, ...]]:
    """Return what is agreed around the lines in the words of the journal, and what is wrong with it."""
    goals = [goal.strip() for goal in fields.get("goals").splitlines() if goal.strip()]
    days = {name: read_day(fields.get(name)) for name in ("from", "to", "evaluate_by")}
    told = [
        ("goals", "" if goals else "Schrijf minstens één doel op."),
        ("goals", "" if all(len(goal) <= LONGEST_GOAL for goal in goals) else "Een doel is te lang."),
        ("from", "" if days["from"] else "Vul een dag in."),
        ("to", "Vul een dag in, of laat dit leeg." if fields.get("to") and not days["to"] else ""),
        ("evaluate_by", "" if days["evaluate_by"] else "Vul een dag in."),
    ]
    agreement: dict[str, Any] = {name: on.isoformat() for name, on in days.items() if on}
    agreement["goals"] = [{"goal": f"g{number}", "text": goal} for number, goal in enumerate(goals, start=1)]
    return agreement, tuple(FieldError(field, message) for field, message in told if message)
