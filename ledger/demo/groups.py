"""What is done together: a group pot per provider, and activities split exactly over several clients."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from ledger.demo.aftermath import follow_up
from ledger.demo.agenda import OFFICE, STAFF, JournalLine, Moment, at_time
from ledger.demo.delivering import record_together
from ledger.demo.lives import Life
from ledger.demo.providers import Provider
from ledger.demo.purse import Entry, Purse
from ledger.demo.stage import Stage, office_hour, say
from ledger.demo.words import FROM_THE_POT, TOGETHER, Activity

GROUP = 8
"""As many clients live, or spend the day, together."""


def begin_groups(stage: Stage) -> None:
    """Open the pots, and plan what they first pay and the first activity of every group."""
    for provider in stage.providers:
        chance = stage.chance(provider.id)
        own = [life for life in stage.clients_of[provider.id] if life.habits and life.providers[0] is provider]
        _plan_pot(stage, provider, max(len(own), 5))
        together = [life for life in own if life.kind.leveringsvorm != "mpt" or life.index % 3 == 0]
        for start in range(0, len(together) - 1, GROUP):
            _plan_together(stage, provider, together[start : start + GROUP], stage.first)
        provider.hire(len(own))
        for life in own:
            life.staff = tuple(chance.sample(provider.staff, 3))


def _plan_pot(stage: Stage, provider: Provider, residents: int) -> None:
    opening = office_hour(stage.chance(provider.id), date(stage.year - 1, 12, 2))
    stage.agenda.plan(opening, lambda at: _open_pot(stage, provider, residents, at))
    _plan_from_pot(stage, provider, max(3, 900 // residents), stage.first)


def _open_pot(stage: Stage, provider: Provider, residents: int, at: datetime) -> Moment:
    whole = provider.unit.whole
    granted = residents * provider.cost(60, 2000) // whole * whole
    stage.pots[provider.id] = Purse(provider.pot, provider, stage.first, stage.last, granted)
    command: JournalLine = {
        "do": "open_budget",
        "budget": provider.pot,
        "group": f"groepspot van {provider.name}",
        "provider": provider.id,
        "amount": provider.written(granted),
        "from": stage.first.isoformat(),
        "to": stage.last.isoformat(),
    }
    return say(at, provider.office, OFFICE, command)


def _plan_from_pot(stage: Stage, provider: Provider, days: int, after: date) -> None:
    chance = stage.chance(provider.id)
    on = after + timedelta(days=chance.randint(max(days // 2, 1), days + 7))
    stage.agenda.plan(at_time(on, chance.uniform(10, 20)), lambda at: _spend_pot(stage, provider, days, on, at))


def _spend_pot(stage: Stage, provider: Provider, days: int, on: date, at: datetime) -> Moment | None:
    _plan_from_pot(stage, provider, days, on)
    pot, chance = stage.pots[provider.id], stage.chance(provider.id)
    thing = chance.choice(FROM_THE_POT)
    quantity = provider.cost(thing.minutes, thing.material)
    if not pot.bears(on, quantity):
        return None
    pot.used += quantity
    by = chance.choice(provider.staff)
    command: JournalLine = {
        "do": "spend",
        "budget": pot.budget,
        "entry": f"p-{provider.id}-{stage.number('p-' + provider.id)}",
        "on": on.isoformat(),
        "amount": provider.written(quantity),
        "what": thing.what,
        "by": by,
    }
    return say(at, by, STAFF, command)


def _plan_together(stage: Stage, provider: Provider, group: Sequence[Life], after: date) -> None:
    chance = stage.chance(provider.id)
    on = after + timedelta(days=chance.randint(9, 27))
    at = at_time(on, chance.uniform(15, 21.5))
    stage.agenda.plan(at, lambda then: _together(stage, provider, group, on, then))


def _together(stage: Stage, provider: Provider, group: Sequence[Life], on: date, at: datetime) -> Moment | None:
    _plan_together(stage, provider, group, on)
    chance = stage.chance(provider.id)
    thing = chance.choice(TOGETHER)
    whole = provider.cost(thing.minutes, thing.material)
    there = [life for life in group if life.is_here(on) and not life.death_known and chance.random() < 0.8]
    largest_share = whole // max(len(there), 1) + 1
    able = [(life, purse) for life in there if (purse := life.purse_on(on)) and purse.bears(on, largest_share)]
    if len(able) < max(2, len(there) - 2):
        return None
    return _shared(stage, provider, able, (thing, whole), on, at)


def _shared(
    stage: Stage,
    provider: Provider,
    able: list[tuple[Life, Purse]],
    spent: tuple[Activity, int],
    on: date,
    at: datetime,
) -> Moment | None:
    """Count the larger share for each, and know the smaller: either way no purse is thought fuller than it is."""
    (what, minutes, _), whole = spent
    share, rest = divmod(whole, len(able))
    larger = share + bool(rest)
    if not share or not all(purse.bears(on, larger) for _, purse in able):
        return None
    number = f"g-{provider.id}-{stage.number('g-' + provider.id)}"
    for life, purse in able:
        purse.used += larger
        follow_up(stage, life, Entry(purse, number, on, share, what), at)
    by = stage.chance(provider.id).choice(able[0][0].staff)
    command: JournalLine = {
        "do": "spend_together",
        "entry": number,
        "budgets": [purse.budget for _, purse in able],
        "on": on.isoformat(),
        "amount": provider.written(whole),
        "what": what,
        "by": by,
    }
    at_home = [life for life, _ in able if life.agreed]
    return say(at, by, STAFF, command, *record_together(stage, at_home, number, on, minutes, by))
