"""The short forms to write down and to plan, with what was used last on offer."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import TypeVar

from projections.rows import Row
from web import dutch
from web.pages.reading import BudgetRead
from web.pages.staff.days import near, recent_days
from web.pages.staff.parts_view import head_of, unit_of
from web.view_models.shell import Choice, Form
from web.view_models.staff import PlanPage, SpendPage

MOST_CHOICES = 5
MOST_RESERVATIONS = 6

T = TypeVar("T", str, int)
Recent = Sequence[tuple[str, int]]
"""Sealed descriptions and quantities last spent, newest first."""


def spend_page(read: BudgetRead, recent: Recent, form: Form, today: date) -> SpendPage:
    """Return the form to write down; plans of about this day are on offer."""
    budget, unit = read.rows.budget["budget"], unit_of(read)
    chosen = _chosen(read, form.value("from_reservation"))
    plans = sorted(open_reservations(read), key=lambda plan: (plan != chosen, abs((plan["on"] - today).days)))
    return SpendPage(
        head=head_of(read),
        form=form,
        what=what_choices(read, recent, chosen),
        amounts=amount_choices(recent, unit, chosen),
        days=recent_days(today),
        reservations=tuple(_plan_choice(read, plan, unit, today) for plan in plans[:MOST_RESERVATIONS]),
        plan_href=f"/plannen/{budget}",
    )


def plan_page(read: BudgetRead, recent: Recent, form: Form) -> PlanPage:
    """Return the form to plan."""
    unit, budget = unit_of(read), read.rows.budget["budget"]
    what, amounts = what_choices(read, recent, None), amount_choices(recent, unit, None)
    return PlanPage(head_of(read), form, what, amounts, f"/opschrijven/{budget}")


def open_reservations(read: BudgetRead) -> list[Row]:
    """Return what is planned and was neither given nor released, the earliest day first."""
    found = [entry for entry in read.rows.entries if entry["kind"] == "reserved" and entry["state"] == "open"]
    return sorted(found, key=lambda entry: (entry["on"], entry["position"]))


def first_values(read: BudgetRead, plan: str, today: date) -> dict[str, str]:
    """Return what the form starts with: today, or all of what was planned."""
    chosen = _chosen(read, plan)
    if chosen is None:
        return {"on": "today", "from_reservation": ""}
    day = chosen["on"]
    on = {today: "today", today - timedelta(days=1): "yesterday"}.get(day, "other" if day < today else "today")
    return {
        "what": read.words.open(chosen["what"]),
        "amount": dutch.amount_typed(chosen["quantity"], unit_of(read)),
        "on": on,
        "on_other": day.isoformat() if on == "other" else "",
        "from_reservation": plan,
    }


def what_choices(read: BudgetRead, recent: Recent, chosen: Row | None) -> tuple[Choice, ...]:
    """Return the descriptions used most of late, the planned one before them."""
    texts = _most_used(read.words.open(sealed) for sealed, _ in recent)
    if chosen is not None:
        texts = list(dict.fromkeys([read.words.open(chosen["what"]), *texts]))
    return tuple(Choice(text, text[:1].upper() + text[1:]) for text in texts[:MOST_CHOICES] if text != "other")


def amount_choices(recent: Recent, unit: dutch.Unit, chosen: Row | None) -> tuple[Choice, ...]:
    """Return the amounts used most of late, from small to large."""
    quantities = _most_used(quantity for _, quantity in recent)
    if chosen is not None:
        quantities = list(dict.fromkeys([chosen["quantity"], *quantities]))
    shown = sorted(quantities[:MOST_CHOICES])
    return tuple(Choice(dutch.amount_typed(q, unit), dutch.amount_short(q, unit)) for q in shown)


def _most_used(values: Iterable[T]) -> list[T]:
    """Return each value once, the most frequent first; `Counter` keeps the newest first among equals."""
    return [value for value, _ in Counter(values).most_common()]


def _chosen(read: BudgetRead, number: str) -> Row | None:
    return next((plan for plan in open_reservations(read) if plan["entry"] == number), None)


def _plan_choice(read: BudgetRead, plan: Row, unit: dutch.Unit, today: date) -> Choice:
    what = read.words.open(plan["what"])
    text = f"{what[:1].upper()}{what[1:]}, {near(plan['on'], today)}"
    return Choice(plan["entry"], text, f"{dutch.amount_short(plan['quantity'], unit)} gereserveerd")
