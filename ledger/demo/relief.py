"""More, less, and sharing: budgets raised and lowered after a review, amounts moved from and to the group pot."""

from datetime import date, datetime, timedelta

from ledger.demo.agenda import OFFICE, JournalLine, Moment
from ledger.demo.lives import Life
from ledger.demo.purse import Purse
from ledger.demo.stage import Stage, office_hour, say
from ledger.demo.words import FROM_POT, LOWERED, RAISED, TO_THE_POT

_REVIEWED = 0.09
_GIVES = 0.02


def plan_review(stage: Stage, life: Life) -> None:
    """Plan a review of the personal plan for some, and for a few a gift to the group pot in autumn."""
    lot = life.chance.random()
    if lot < _REVIEWED:
        day = life.care_from + timedelta(days=life.chance.randint(90, 280))
        stage.agenda.plan(office_hour(life.chance, day), lambda at: _review(life, at))
    elif lot < _REVIEWED + _GIVES:
        day = date(stage.year, 9, 1) + timedelta(days=life.chance.randint(0, 80))
        stage.agenda.plan(office_hour(life.chance, day), lambda at: _give(stage, life, at))


def help_out(stage: Stage, life: Life, purse: Purse, at: datetime) -> None:
    """Once a year: who falls short may get a raise, or something from the group pot, some days later."""
    if life.was_short:
        return
    life.was_short = True
    lot = life.chance.random()
    then = office_hour(life.chance, at.date() + timedelta(days=life.chance.randint(3, 12)))
    if lot < 0.35:
        stage.agenda.plan(then, lambda later: _raise(life, purse, later))
    elif lot < 0.7:
        stage.agenda.plan(then, lambda later: _from_pot(stage, life, purse, later))


def _part(purse: Purse, percent: int) -> int:
    whole = purse.provider.unit.whole
    return max(purse.granted * percent // 100 // whole, 1) * whole


def _review(life: Life, at: datetime) -> Moment | None:
    purse = life.purse_on(at.date())
    if purse is None or life.death_known or not life.is_here(at.date()):
        return None
    if life.chance.random() < 0.65:
        return _raise(life, purse, at)
    on = at.date()
    less = _part(purse, life.chance.randint(5, 20))
    if not purse.bears(on, less * 2):
        return None
    purse.granted -= less
    return say(
        at,
        purse.provider.office,
        OFFICE,
        _changed("lower_budget", purse, on, less, life.chance.choice(LOWERED)),
    )


def _raise(life: Life, purse: Purse, at: datetime) -> Moment | None:
    on = at.date()
    if purse.closed or not purse.first <= on <= purse.last:
        return None
    more = _part(purse, life.chance.randint(8, 25))
    purse.later.append((on, more))
    return say(
        at,
        purse.provider.office,
        OFFICE,
        _changed("raise_budget", purse, on, more, life.chance.choice(RAISED)),
    )


def _changed(do: str, purse: Purse, on: date, quantity: int, reason: str) -> JournalLine:
    amount = purse.provider.written(quantity)
    return {"do": do, "budget": purse.budget, "amount": amount, "on": on.isoformat(), "reason": reason}


def _give(stage: Stage, life: Life, at: datetime) -> Moment | None:
    on = at.date()
    purse = life.purse_on(on)
    if purse is None or life.death_known:
        return None
    quantity = _part(purse, 6)
    if not purse.bears(on, quantity * 4):
        return None
    return _transfer(stage, purse, stage.pots[purse.provider.id], quantity, at, TO_THE_POT)


def _from_pot(stage: Stage, life: Life, purse: Purse, at: datetime) -> Moment | None:
    on = at.date()
    pot = stage.pots[purse.provider.id]
    quantity = _part(purse, 7)
    if life.death_known or not pot.bears(on, quantity) or not purse.bears(on, 1, quantity):
        return None
    return _transfer(stage, pot, purse, quantity, at, FROM_POT)


def _transfer(stage: Stage, giver: Purse, taker: Purse, quantity: int, at: datetime, reason: str) -> Moment:
    on = at.date()
    giver.granted -= quantity
    taker.later.append((on, quantity))
    provider = giver.provider
    command: JournalLine = {
        "do": "transfer",
        "transfer": f"t-{provider.id}-{stage.number('t-' + provider.id)}",
        "from_budget": giver.budget,
        "to_budget": taker.budget,
        "on": on.isoformat(),
        "amount": provider.written(quantity),
        "reason": reason,
    }
    return say(at, provider.office, OFFICE, command)
