"""One client as the funding models see them: from what was recorded, to facts by day."""

from collections.abc import Iterator
from datetime import date

from ledger.aggregates.allocation import Allocation
from ledger.aggregates.client import Client
from ledger.aggregates.inschrijving import Inschrijving
from ledger.aggregates.levering import Levering
from ledger.aggregates.scores import Scores
from ledger.aggregates.zorgplan import Zorgplan
from ledger.dossier.grounds import grounds_of
from ledger.dossier.scores import scores_of
from ledger.dossier.values import entitled_of, leveringsvormen_of, values_of, zorgprofielen_of
from ledger.funding.facts import Delivered, Enrolled, Person, Placed, Planned, Sex
from ledger.vocabulary.periods import Period
from ledger.vocabulary.prorata import Dated, common


def person_of(
    client: Client,
    zorgplan: Zorgplan,
    allocation: Allocation,
    levering: Levering,
    inschrijving: Inschrijving,
    scores: Scores,
    birth_date: date | None,
    sex: Sex | None,
) -> Person:
    """Return everything that money may follow. A position is 0 of what is not in the log yet."""
    return Person(
        client=client.id,
        region=client.region,
        birth_date=birth_date,
        sex=sex,
        died_on=client.died_on,
        entitled=entitled_of(client),
        zorgprofielen=zorgprofielen_of(client),
        leveringsvormen=leveringsvormen_of(client),
        values=values_of(client, zorgplan),
        grounds=grounds_of(client),
        delivered=delivered_of(levering),
        planned=tuple(_planned(zorgplan)),
        rest_is_pgb=tuple(_rest_is_pgb(zorgplan)),
        placed=tuple(_placed(allocation)),
        enrolled=tuple(_enrolled(inschrijving, client.died_on)),
        scores=scores_of(scores),
    )


def delivered_of(levering: Levering) -> tuple[Delivered, ...]:
    """Return what was given and not withdrawn, by day, and on one day in the order in which it was written down."""
    given = sorted((one for one in levering.given.values() if one.minutes), key=lambda one: (one.on, one.version))
    positions = levering.positions
    return tuple(
        Delivered(one.on, one.provider, one.prestatie, one.activity, one.minutes, positions[one.version - 1])
        for one in given
    )


def _planned(zorgplan: Zorgplan) -> Iterator[Planned]:
    for plan in sorted(zorgplan.plans.values(), key=lambda plan: plan.period.first):
        for period, content in plan.stretches():
            for line in content.lines:
                yield Planned(
                    period=period,
                    provider=line.provider,
                    prestatie=line.prestatie,
                    activity=line.activity,
                    arrangement=line.arrangement,
                    minutes_per_week=line.minutes_per_week,
                    count_per_week=line.count_per_week,
                    worth=Dated(period, line.worth_eurocent, line.per),
                    position=zorgplan.position_of(content.version),
                    contract=line.contract,
                )


def _rest_is_pgb(zorgplan: Zorgplan) -> Iterator[Period]:
    for plan in zorgplan.plans.values():
        for period, content in plan.stretches():
            if content.remainder_to == "pgb":
                yield period


def _placed(allocation: Allocation) -> Iterator[Placed]:
    for stretch in allocation.stretches:
        position = allocation.position_of(stretch.version)
        for part in stretch.parts:
            holder = part.holder
            yield Placed(stretch.period, holder.provider, bool(holder.pgb), part.modules, stretch.of, position)


def _enrolled(inschrijving: Inschrijving, died_on: date | None) -> Iterator[Enrolled]:
    alive = Period(date.min, died_on)
    for one in inschrijving.enrolments:
        if not one.withdrawn and (period := common(one.period, alive)):
            yield Enrolled(period, one.provider, one.contract, inschrijving.position_of(one.version))
