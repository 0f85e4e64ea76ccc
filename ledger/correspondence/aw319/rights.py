"""What the log says of one client in the eyes of one provider: the days on which its care may be paid."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

from ledger.aggregates.allocation import Allocation
from ledger.aggregates.client import Client
from ledger.aggregates.toewijzing import Toewijzingen
from ledger.aggregates.toewijzing_guards import Toewijzing
from ledger.aggregates.zorgplan import Zorgplan
from ledger.commands.base import Desk
from ledger.dossier.values import entitled_of, values_of
from ledger.vocabulary.periods import Period
from ledger.vocabulary.prorata import Dated, common, days_of

Covered = Literal["all", "some", "none"]


class Rights:
    """One client, worked out once for all lines of a file."""

    def __init__(self, desk: Desk, client: Client, names: frozenset[str]) -> None:
        self.client = client
        self.birth_date = desk.birth_date_of(client)
        self.entitled = entitled_of(client)
        self.zorgplan = desk.find(Zorgplan, client.id)
        assigned = desk.find(Toewijzingen, client.id).known.values()
        own = [one for one in assigned if one.key.provider in names]
        self.assigned = tuple(one.period for one in own)
        self.started = tuple(period for one in own for period in _started(one))
        self.placed = (
            *self.assigned,
            *_planned(self.zorgplan, names),
            *_modules(desk.find(Allocation, client.id), names),
        )

    @property
    def values(self) -> tuple[Dated, ...]:
        """What may be spent, by day."""
        return values_of(self.client, self.zorgplan)

    def zorgprofiel_on(self, on: date) -> str | None:
        """Return the profile of a day with a valid indicatie."""
        number = self.besluit_on(on)
        return None if number is None else self.client.indicatie(number).terms_on(on).zorgprofiel

    def besluit_on(self, on: date) -> int | None:
        """Return the besluit that care on a day rests on."""
        return next((number for number, period in self.client.entitled() if period.covers(on)), None)


def covered(periods: Iterable[Period], first: date, last: date) -> Covered:
    """Tell how many of the days from first to last lie in one of the periods.

    >>> january = Period(date(2026, 1, 1), date(2026, 1, 31))
    >>> covered([january], date(2026, 1, 31), date(2026, 2, 1))
    'some'
    """
    asked = Period(first, last)
    shared = sorted((one for period in periods if (one := common(period, asked))), key=lambda one: one.first)
    until, counted = None, 0
    for one in shared:
        assert one.last is not None
        start = one.first if until is None else max(one.first, until)
        counted += days_of(start, one.last)
        until = max(until or date.min, date.fromordinal(min(one.last.toordinal() + 1, date.max.toordinal())))
    if not counted:
        return "none"
    return "all" if counted == days_of(first, last) else "some"


def _started(known: Toewijzing) -> Iterator[Period]:
    """Yield the days of care that the provider reported (AW35), each until its reported end (AW39)."""
    for start in known.starts:
        ends = [one.on for one in known.mutations if one.ends and one.started_on == start]
        if found := common(Period(start, min(ends, default=None)), known.period):
            yield found


def _planned(zorgplan: Zorgplan, names: frozenset[str]) -> Iterator[Period]:
    for plan in zorgplan.plans.values():
        if plan.withdrawn:
            continue
        for period, content in plan.stretches():
            if any(line.provider in names for line in content.lines):
                yield period


def _modules(allocation: Allocation, names: frozenset[str]) -> Iterator[Period]:
    for stretch in allocation.stretches:
        if any(part.holder.provider in names for part in stretch.parts):
            yield stretch.period
