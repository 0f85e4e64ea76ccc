"""What the log says of one client in the eyes of one provider: the days on which its care may be paid."""

from collections.abc import Iterator
from datetime import date

from ledger.aggregates.allocation import Allocation
from ledger.aggregates.client import Client
from ledger.aggregates.toewijzing import Toewijzingen
from ledger.aggregates.zorgplan import Zorgplan
from ledger.commands.base import Desk
from ledger.dossier.started import started_of
from ledger.dossier.values import entitled_of, values_of
from ledger.vocabulary.periods import Period
from ledger.vocabulary.prorata import Dated


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
        self.started = tuple(period for one in own for period in started_of(one))
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
