"""What may be given to and spent on one client, as its own streams tell it: from aggregates to facts of control."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise

from ledger.aggregates.allocation import Allocation
from ledger.aggregates.client import Client
from ledger.aggregates.toewijzing import Toewijzingen
from ledger.aggregates.toewijzing_guards import Key
from ledger.aggregates.zorgplan import Plan as AgreedPlan
from ledger.aggregates.zorgplan import Zorgplan
from ledger.dossier.started import started_of
from ledger.dossier.values import values_of
from ledger.rechtmatigheid.case import Rights
from ledger.rechtmatigheid.facts import Assigned, Bsn, Chosen, Entitled, Placed, Planned
from ledger.rechtmatigheid.register import Register
from ledger.vocabulary.identifiers import is_bsn
from ledger.vocabulary.periods import Period
from ledger.vocabulary.prorata import ONE_DAY, common

DUMMY_BSN = "999999999"
"""What AW319 knows as the number of somebody without a BSN."""


NOBODY = Rights(region="", registered=date.min, born=None, died_on=None, bsn="unknown")
"""Of what is for nobody in particular."""


def rights_of(
    client: Client, zorgplan: Zorgplan, registered: date, born: date | None, bsn: Bsn, about_life: tuple[int, ...]
) -> Rights:
    """Return what is on the stream of a client. `about_life` are the events of registration and of death."""
    return Rights(
        region=client.region,
        registered=registered,
        born=born,
        died_on=client.died_on,
        bsn=bsn,
        entitled=tuple(entitled_of(client)),
        forms=tuple(_forms(client)),
        worth=values_of(client, zorgplan),
        events=about_life[:1],
        death=about_life[1:],
    )


def bsn_of(bsn: str | None) -> Bsn:
    """Tell whether a BSN can be one.

    >>> bsn_of("999900006"), bsn_of("999900007"), bsn_of("999999999"), bsn_of(None)
    ('valid', 'invalid', 'dummy', 'unknown')
    """
    if bsn is None:
        return "unknown"
    if bsn == DUMMY_BSN:
        return "dummy"
    return "valid" if is_bsn(bsn) else "invalid"


def entitled_of(client: Client) -> Iterator[Entitled]:
    """Yield the days of every besluit with one zorgprofiel, also those after death: that is a matter of its own."""
    for number, one in sorted(client.indicaties.items(), key=lambda item: item[1].period.first):
        if one.withdrawn:
            continue
        events = tuple(
            client.position_of(version)
            for event, version in client.about_value
            if isinstance(event, _ABOUT_INDICATIE) and event.besluitnummer == number
        )
        firsts = sorted(one.terms)
        lasts = [*(first - ONE_DAY for first in firsts[1:]), None]
        for first, last in zip(firsts, lasts, strict=True):
            if period := common(Period(first, last), one.period):
                yield Entitled(period, number, one.terms[first].zorgprofiel, events)


_ABOUT_INDICATIE = (Client.IndicatieGranted, Client.IndicatieAmended, Client.IndicatieEnded)


def _forms(client: Client) -> Iterator[Chosen]:
    chosen = {
        event.first: client.position_of(version)
        for event, version in client.about_value
        if isinstance(event, Client.LeveringsvormChosen)
    }
    firsts: list[date | None] = [*sorted(chosen)]
    for first, following in pairwise([*firsts, None]):
        assert first is not None
        last = None if following is None else following - ONE_DAY
        yield Chosen(Period(first, last), client.leveringsvormen[first], chosen[first])


def assigned_of(
    toewijzingen: Toewijzingen, events: Mapping[Key, tuple[int, ...]], register: Register
) -> tuple[Assigned, ...]:
    """Return the toewijzingen, with the days of care that were reported as started; a provider by its own number."""
    return tuple(
        Assigned(
            period=one.period,
            provider=register.provider(one.key.provider) if one.key.provider else None,
            leveringsvorm=one.key.leveringsvorm,
            started=tuple(started_of(one)),
            events=events.get(one.key, ()),
        )
        for one in toewijzingen.known.values()
    )


def placed_of(allocation: Allocation) -> tuple[Placed, ...]:
    """Return where the modules are, over the days on which they do not move."""
    return tuple(
        Placed(one.period, part.holder.provider, bool(part.holder.pgb), part.modules, one.of, event)
        for one in allocation.stretches
        for event in [allocation.position_of(one.version)]
        for part in one.parts
    )


def planned_of(zorgplan: Zorgplan) -> Iterator[Planned]:
    """Yield the lines of every plan over the days they hold."""
    for number, plan in zorgplan.plans.items():
        if not plan.withdrawn:
            yield from _lines_of(number, plan, zorgplan)


def _lines_of(number: str, plan: AgreedPlan, zorgplan: Zorgplan) -> Iterator[Planned]:
    for period, content in plan.stretches():
        for line in content.lines:
            yield Planned(
                period=period,
                plan=number,
                provider=line.provider,
                prestatie=line.prestatie,
                activity=line.activity,
                arrangement=line.arrangement,
                pgb=bool(line.pgb),
                minutes_per_week=line.minutes_per_week,
                count_per_week=line.count_per_week,
                eurocent=line.worth_eurocent,
                per=line.per,
                contract=line.contract,
                event=zorgplan.position_of(content.version),
            )
