"""What is planned, given and written down for one client, day after day."""

from datetime import date, datetime, timedelta
from random import Random

from ledger.demo.aftermath import follow_up
from ledger.demo.agenda import STAFF, JournalLine, Moment, at_time
from ledger.demo.care import gap_of
from ledger.demo.delivering import deliver, is_late, weeks_later
from ledger.demo.lives import Life
from ledger.demo.purse import Entry, Purse
from ledger.demo.relief import help_out
from ledger.demo.stage import Stage, say
from ledger.demo.words import RELEASED, Activity

_PLANNED_AHEAD = 0.1
_SAME_DAY = 0.7


def written_down(chance: Random, on: date) -> datetime:
    """Return when care of a day is written down: mostly that day, otherwise up to four days later."""
    if chance.random() < _SAME_DAY:
        return at_time(on, chance.uniform(9, 22))
    return at_time(on + timedelta(days=chance.randint(1, 4)), chance.uniform(7, 22))


def plan_care(stage: Stage, life: Life, after: date) -> None:
    """Plan the next time that something is done, some days after a day."""
    chance = life.chance
    on = after + timedelta(days=_days_between(life, after))
    if on > stage.last or (life.dies_on is not None and on >= life.dies_on):
        return
    if life.agreed:
        late = is_late(life)
        then = weeks_later(life, on) if late else written_down(chance, on)
        if late:
            plan_care(stage, life, on)
        stage.agenda.plan(then, lambda at: _deliver(stage, life, on, at, plan_next=not late))
    elif chance.random() < _PLANNED_AHEAD:
        ahead = at_time(on - timedelta(days=chance.randint(3, 12)), chance.uniform(8, 18))
        stage.agenda.plan(ahead, lambda at: _reserve(stage, life, on, at))
    else:
        stage.agenda.plan(written_down(chance, on), lambda at: _spend(stage, life, on, at))


def _days_between(life: Life, after: date) -> int:
    """Draw after how many days something is done again: what was agreed as care keeps its rhythm."""
    if not (agreed := life.agreed_on(after)):
        return life.chance.randint(1, 2 * life.gap - 1)
    gap = gap_of(agreed)
    return life.chance.randint(gap - 1, gap + 1)


def _amount(life: Life, purse: Purse, activity: Activity) -> int:
    """Return what it costs this time: as usual, or half as long again, or rather short."""
    usual = purse.provider.cost(activity.minutes, activity.material)
    percent = life.chance.choice((100, 100, 100, 100, 75, 125, 150))
    return max(usual * percent // 100 // purse.provider.step, 1) * purse.provider.step


def _line(do: str, life: Life, purse: Purse, entry: str, on: date, quantity: int, what: str) -> JournalLine:
    return {
        "do": do,
        "budget": purse.budget,
        "entry": entry,
        "on": on.isoformat(),
        "amount": purse.provider.written(quantity),
        "what": what,
        "by": life.chance.choice(life.staff),
    }


def _deliver(stage: Stage, life: Life, on: date, at: datetime, *, plan_next: bool) -> Moment | None:
    """Give care at home; what comes next was planned already when this was forgotten for weeks."""
    if plan_next:
        plan_care(stage, life, on)
    return deliver(stage, life, on, at)


def _spend(stage: Stage, life: Life, on: date, at: datetime) -> Moment | None:
    plan_care(stage, life, on)
    purse = life.purse_on(on)
    if purse is None:
        return None
    activity = life.chance.choice(life.habits)
    quantity = _amount(life, purse, activity)
    if not purse.bears(on, quantity, purse.overdraft):
        help_out(stage, life, purse, at)
        return None
    purse.used += quantity
    entry = Entry(purse, life.new_entry("e"), on, quantity, activity.what)
    follow_up(stage, life, entry, at)
    line = _line("spend", life, purse, entry.id, on, quantity, activity.what)
    entry.by = str(line["by"])
    return say(at, entry.by, STAFF, line)


def _reserve(stage: Stage, life: Life, on: date, at: datetime) -> Moment | None:
    plan_care(stage, life, on)
    purse = life.purse_on(on)
    if purse is None:
        return None
    activity = life.chance.choice(life.habits)
    quantity = _amount(life, purse, activity)
    if not purse.bears(on, quantity):
        return None
    entry = life.new_entry("r")
    purse.reserve(entry, quantity)
    line = _line("reserve", life, purse, entry, on, quantity, activity.what)
    then = written_down(life.chance, on)
    stage.agenda.plan(
        then, lambda later: _carry_out(stage, life, Entry(purse, entry, on, quantity, activity.what), later)
    )
    return say(at, str(line["by"]), STAFF, line)


def _carry_out(stage: Stage, life: Life, planned: Entry, at: datetime) -> Moment | None:
    purse, chance = planned.purse, life.chance
    if purse.closed or planned.id not in purse.planned or not life.is_here(planned.on):
        return None
    purse.end_reservation(planned.id)
    if chance.random() < 0.12:
        reason = chance.choice(RELEASED)
        line: JournalLine = {"do": "release", "budget": purse.budget, "entry": planned.id, "reason": reason}
        return say(at, chance.choice(life.staff), STAFF, line)
    step = purse.provider.step
    shorter = planned.quantity * 3 // 4 // step * step
    quantity = shorter if shorter and chance.random() < 0.25 else planned.quantity
    purse.used += quantity
    entry = Entry(purse, life.new_entry("e"), planned.on, quantity, planned.what)
    follow_up(stage, life, entry, at)
    line = _line("spend", life, purse, entry.id, planned.on, quantity, planned.what)
    entry.by = str(line["by"])
    return say(at, entry.by, STAFF, line | {"from_reservation": planned.id})
