"""How a virtual budget starts, and how half a year goes over into the next."""

from datetime import date, datetime, timedelta

from ledger.demo.agenda import OFFICE, PAYER, JournalLine, Moment
from ledger.demo.lives import Life
from ledger.demo.plans import agree_plan
from ledger.demo.purse import Purse
from ledger.demo.relief import plan_review
from ledger.demo.spending import plan_care
from ledger.demo.stage import Stage, office_hour, say

_RIGHT_AFTER = timedelta(microseconds=1)
_ROUND = {"PUNT": 500, "EUR": 5000, "UUR": 60}
"""Budgets are agreed in steps of five points, fifty euro, one hour."""


def begin_budget(stage: Stage, life: Life, at: datetime) -> Moment:
    """Let the payer agree the plan of who is at home, open the budget, let the care begin; plan a second budget.

    The plan is what brings the client to its providers, so the budget is opened right after it.
    """
    provider = life.providers[0]
    opening: list[JournalLine] = []
    if life.has_plan:
        stage.agenda.plan(at + _RIGHT_AFTER, lambda then: say(then, provider.office, OFFICE, *opening))
    half = date(stage.year, 6, 30)
    halves = provider.splits_the_year and life.care_from < half
    last = half if halves else stage.last
    plan_care(stage, life, life.care_from - timedelta(days=1))
    if halves:
        day = half + timedelta(days=life.chance.randint(-14, -3))
        stage.agenda.plan(office_hour(life.chance, day), lambda then: _second_half(stage, life, then))
    plan_review(stage, life)
    opening.append(open_budget(life, f"b{life.index:06}", life.care_from, last))
    if life.has_plan:
        return say(at, f"zorgkantoor-{life.region.lower()}", PAYER, agree_plan(stage, life))
    return say(at, provider.office, OFFICE, *opening)


def open_budget(life: Life, budget: str, first: date, last: date) -> JournalLine:
    """Open a budget that fits the habits of the client, give or take, for a period."""
    chance, provider = life.chance, life.providers[0]
    usual = sum(provider.cost(habit.minutes, habit.material) for habit in life.habits) // len(life.habits)
    days = (last - first).days + 1
    times = days // life.gap + days // 40
    if agreed := life.agreed_on(first):
        times = times * len(life.habits) // len(agreed)
    whole = _ROUND[provider.unit.name]
    granted = max(usual * times * chance.randint(78, 122) // 100 // whole, 1) * whole
    overdraft = granted * provider.overdraft_percent // 100
    life.purses.append(Purse(budget, provider, first, last, granted, overdraft))
    command: JournalLine = {
        "do": "open_budget",
        "budget": budget,
        "client": life.id,
        "provider": provider.id,
        "amount": provider.written(granted),
        "from": first.isoformat(),
        "to": last.isoformat(),
        "remainder": provider.remainder,
    }
    return command | {"overdraft": provider.written(overdraft)} if overdraft else command


def _second_half(stage: Stage, life: Life, at: datetime) -> Moment | None:
    if life.death_known:
        return None
    first = date(stage.year, 7, 1)
    old = life.purses[0]
    command = open_budget(life, f"{old.budget}-2", first, stage.last)
    day = first + timedelta(days=life.chance.randint(6, 20))
    stage.agenda.plan(office_hour(life.chance, day), lambda then: _carry_over(life, old, then))
    return say(at, old.provider.office, OFFICE, command)


def _carry_over(life: Life, old: Purse, at: datetime) -> Moment | None:
    left = old.room(old.last)
    if life.death_known or left <= 0:
        return None
    new = life.purses[-1]
    old.granted -= left
    new.granted += left
    moved = {"budget": old.budget, "to_budget": new.budget, "on": old.last.isoformat()}
    return say(at, old.provider.office, OFFICE, {"do": "carry_over", **moved})
