"""What is paid each month from the pgb beside an mpt, by the SVB on behalf of the zorgkantoor."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from ledger.demo.agenda import PAYER, JournalLine, Moment
from ledger.demo.care import PGB, TENTHS, value_of_days
from ledger.demo.contracts import payer_of
from ledger.demo.lives import Life
from ledger.demo.production import month_of
from ledger.demo.stage import Stage, euro, office_hour, say

_TO_THE_PROVIDER = 0.02
_SPENT_PERCENT = 85


def plan_payments(stage: Stage, life: Life) -> None:
    """Plan a payment halfway the month after each, for who may have a pgb beside the mpt."""
    if not life.parts:
        return
    for month in range(life.care_from.month, 13):
        _, last = month_of(stage.year, month)
        stage.agenda.plan(office_hour(life.other, last + timedelta(days=14)), _paying(stage, life, month))


def _paying(stage: Stage, life: Life, month: int) -> Callable[[datetime], Moment | None]:
    return lambda at: _pay(stage, life, month, at)


def _pay(stage: Stage, life: Life, month: int, at: datetime) -> Moment | None:
    first, last = month_of(stage.year, month)
    first, last = max(first, life.care_from), min(last, life.dies_on or date.max)
    tenths = min(life.parts_on(first).get(PGB, 0), life.parts_on(last).get(PGB, 0))
    if not tenths or last < first:
        return None
    value = value_of_days(stage.year, life.profiles[0][1], (last - first).days + 1)
    paid: JournalLine = {"do": "record_pgb_payment", "client": life.id, "payment": f"svb-{life.index:06}-{month:02}"}
    paid |= {"from": first.isoformat(), "to": last.isoformat()}
    paid["amount"] = euro(value * tenths * _SPENT_PERCENT // (TENTHS * 100))
    if life.other.random() < _TO_THE_PROVIDER:
        paid["provider"] = life.providers[0].id
    return say(at, payer_of(life.region), PAYER, paid)
