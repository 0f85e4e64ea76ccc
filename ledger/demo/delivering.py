"""Care at home as it is given: one act for the delivery and, at the client's first provider, for the spend."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import Random

from ledger.demo.aftermath import follow_up
from ledger.demo.agenda import STAFF, JournalLine, Moment, at_time
from ledger.demo.care import TENTHS, Care, Delivery, kinds_of_care, value_of_days
from ledger.demo.lives import Life
from ledger.demo.purse import Entry, Purse
from ledger.demo.relief import help_out
from ledger.demo.stage import Stage, say
from ledger.vocabulary.amounts import Amount, Unit

LATE = 0.006
"""So much is written down weeks later, mostly when its month was declared already."""

_AS_PLANNED = "kadeluwe"
"""Here staff fill in what was planned, and not what it was."""

_TOGETHER = "dagdeel"
"""What an activity with the group counts as."""


def is_late(life: Life) -> bool:
    """Draw whether this care is forgotten for some weeks."""
    return life.chance.random() < LATE


def weeks_later(life: Life, on: date) -> datetime:
    """Return when forgotten care is written down after all."""
    return at_time(on + timedelta(days=life.chance.randint(24, 50)), life.chance.uniform(9, 17))


def deliver(stage: Stage, life: Life, on: date, at: datetime) -> Moment | None:
    """Write down care of a day: whatever of the plan its turn is, within what there is room for."""
    agreed = life.agreed_on(on)
    if not agreed or life.death_known:
        return None
    chance = life.chance
    provider, care = agreed[len(life.deliveries) % len(agreed)]
    minutes = _minutes(chance, provider, care)
    if not has_room(stage, life, Delivery("", provider, on, care, minutes)):
        return None
    number = life.new_entry("e")
    delivery = Delivery(number, provider, on, care, minutes)
    if provider != life.providers[0].id:
        life.deliveries.append(delivery)
        by = chance.choice(next(one for one in stage.providers if one.id == provider).staff)
        return say(at, by, STAFF, recorded(stage, life, delivery, by))
    purse = life.purse_on(on)
    quantity = 0 if purse is None else purse.provider.cost(minutes, 0)
    if purse is None or not purse.bears(on, quantity, purse.overdraft):
        if purse is not None:
            help_out(stage, life, purse, at)
        return None
    life.deliveries.append(delivery)
    return _with_spend(stage, life, delivery, (purse, quantity), at)


def _minutes(chance: Random, provider: str, care: Care) -> int:
    """Draw how long it took, in whole five minutes; at one provider that is always as it was planned."""
    if provider == _AS_PLANNED:
        return care.minutes
    usual = care.minutes * chance.choice((100, 100, 100, 100, 75, 110, 125)) // 100
    return max(usual + chance.choice((-10, -5, -5, 0, 5, 5, 10)), 5) // 5 * 5


def _with_spend(stage: Stage, life: Life, delivery: Delivery, spent: tuple[Purse, int], at: datetime) -> Moment:
    purse, quantity = spent
    purse.used += quantity
    entry = Entry(purse, delivery.number, delivery.on, quantity, delivery.care.what, delivery)
    follow_up(stage, life, entry, at)
    entry.by = by = life.chance.choice(life.staff)
    spend: JournalLine = {"budget": purse.budget, "entry": entry.id, "amount": purse.provider.written(quantity)}
    spend["what"] = delivery.care.what
    return say(at, by, STAFF, {**recorded(stage, life, delivery, by), "spend": spend})


def recorded(stage: Stage, life: Life, delivery: Delivery, by: str) -> JournalLine:
    """Return the delivery as the journal writes it: an activity under model B, else a prestatie."""
    line: JournalLine = {"do": "record_delivery", "client": life.id, "levering": delivery.number}
    line |= {"provider": delivery.provider, **_named(stage, delivery.provider, delivery.care)}
    return line | {"on": delivery.on.isoformat(), "minutes": _written(delivery.minutes), "by": by}


def record_together(
    stage: Stage, lives: Sequence[Life], number: str, on: date, minutes: int, by: str
) -> list[JournalLine]:
    """Return the delivery to those of a group who have an mpt, if there are two or more: the time is split over them.

    Nothing when one of them has no room for it.
    """
    provider = lives[0].providers[0].id if lives else ""
    care = next(one for one in kinds_of_care() if one.activity == _TOGETHER)
    able = [life for life in lives if has_room(stage, life, Delivery(number, provider, on, care, minutes))]
    if len(able) < 2:
        return []
    share, rest = divmod(minutes, len(able))
    for place, life in enumerate(able):
        life.deliveries.append(Delivery(number, provider, on, care, share + (place < rest)))
    line: JournalLine = {"do": "record_delivery", "clients": [life.id for life in able], "levering": number}
    line |= {"provider": provider, **_named(stage, provider, care), "on": on.isoformat()}
    return [line | {"minutes": _written(minutes), "by": by}]


def has_room(stage: Stage, life: Life, delivery: Delivery) -> bool:
    """Tell whether the provider's tenths of this month bear it, at the dearest; so no client comes above a ceiling."""
    on, provider = delivery.on, delivery.provider
    tenths = life.parts_on(on).get(provider, 0)
    first = max(on.replace(day=1), life.care_from)
    last = min(on.replace(day=monthrange(on.year, on.month)[1]), life.dies_on or date.max)
    room = value_of_days(stage.year, life.profiles[0][1], (last - first).days + 1) * tenths // TENTHS
    this_month = [*delivered(life, provider, on.month), delivery]
    return sum(one.care.bound(stage.year, one.minutes) for one in this_month) <= room


def delivered(life: Life, provider: str, month: int) -> list[Delivery]:
    """Return what a provider gave in a month and did not withdraw."""
    return [one for one in life.deliveries if one.provider == provider and one.on.month == month and one.minutes]


def _named(stage: Stage, provider: str, care: Care) -> JournalLine:
    model = next(one.model for one in stage.providers if one.id == provider)
    return {"activity": care.activity} if model == "B" else {"prestatie": care.prestatie}


def _written(minutes: int) -> dict[str, str]:
    return Amount(Unit.UUR, minutes).written()
