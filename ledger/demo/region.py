"""The invented region: the real shares of clients, invented people, a year of their budgets.

`lives` hands out what everybody records, in order of time. Played through the commands on a clock that is set to
each moment, it fills a ledger; nothing in it should ever be refused.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from ledger.demo.agenda import OFFICE, Act, Agenda, JournalLine, Moment, at_time
from ledger.demo.assigning import plan_absence
from ledger.demo.care import PGB, TENTHS, UNUSED, gap_of
from ledger.demo.changes import plan_changes, plan_gap
from ledger.demo.claims import plan_claims
from ledger.demo.contracts import plan_contracts
from ledger.demo.declaring import plan_declarations
from ledger.demo.envelope import plan_envelopes
from ledger.demo.faults import draw_faults
from ledger.demo.groups import begin_groups
from ledger.demo.intake import enter
from ledger.demo.lives import Life
from ledger.demo.packages import plan_packages
from ledger.demo.payments import plan_payments
from ledger.demo.persons import bsns_for_tests, invent
from ledger.demo.plans import choose_care
from ledger.demo.population import Kind, population
from ledger.demo.providers import MAIN_REGION, SECOND_REGION, Provider, all_providers, pick
from ledger.demo.stage import Stage, euro, office_hour, say
from ledger.demo.stories import told
from ledger.demo.words import ACTIVITIES, FAMILY, Activity
from ledger.tariffs.table import DEMO, read
from ledger.vocabulary.amounts import in_proportion

TODAY = date(2026, 11, 22)
"""The last day that is played when nothing else is asked."""

_NEWCOMERS = 0.06
_DIES = {"vv": 0.019, "ghz": 0.008}
_STORY_NUMBERS = 2


def lives(
    clients: int, seed: int, year: int = 2026, *, today: date | None = None, stories: bool = True
) -> Iterator[Moment]:
    """Hand out all that is recorded around so many clients, strictly in order of time.

    The same arguments give the same stream. It starts in December of the year before and ends on `today` (22 November
    of `year` if left out). With `stories` the two worked families come on top of the clients.
    """
    last = today or TODAY.replace(year=year)
    agenda = Agenda(at_time(last, 23.99), f"demo-{seed}-{clients}")
    stage = Stage(year, last, seed, agenda, all_providers(), read(DEMO))
    _plan_providers(stage)
    plan_contracts(stage)
    plan_packages(stage)
    numbers = bsns_for_tests()
    Random(f"{seed}/bsn").shuffle(numbers)
    if stories:
        for moment in told(year, (numbers[0], numbers[1])):
            agenda.plan(moment.at, _retold(moment))
    _draw(stage, clients, numbers[_STORY_NUMBERS:])
    begin_groups(stage)
    plan_envelopes(stage)
    plan_declarations(stage)
    plan_claims(stage)
    for life in stage.lives:
        enter(stage, life)
        plan_changes(stage, life)
        plan_gap(stage, life)
        plan_absence(stage, life)
        plan_payments(stage, life)
    return agenda.moments()


def _retold(moment: Moment) -> Act:
    return lambda at: replace(moment, at=at)


def _plan_providers(stage: Stage) -> None:
    opening = date(stage.year - 1, 12, 1)
    for provider in stage.providers:
        chance = stage.chance(provider.id)
        _plan_office(stage, provider, opening, _registration(stage, provider))
        if provider.value_from_july is not None:
            then = date(stage.year, 6, chance.randint(10, 20))
            revised = _value(provider, provider.value_from_july, date(stage.year, 7, 1))
            _plan_office(stage, provider, then, [revised])


def _plan_office(stage: Stage, provider: Provider, day: date, commands: list[JournalLine]) -> None:
    at = office_hour(stage.chance(provider.id), day)
    stage.agenda.plan(at, lambda then: say(then, provider.office, OFFICE, *commands))


def _registration(stage: Stage, provider: Provider) -> list[JournalLine]:
    about = {"provider": provider.id, "name": provider.name, "agb": provider.agb}
    commands: list[JournalLine] = [{"do": "register_provider", **about}]
    if provider.value is not None:
        commands.append(_value(provider, provider.value, stage.first))
    return commands


def _value(provider: Provider, cents: int, since: date) -> JournalLine:
    value = {"unit": provider.unit.name, "value": euro(cents), "from": since.isoformat()}
    return {"do": "set_value", "provider": provider.id, **value}


def _draw(stage: Stage, clients: int, numbers: list[str]) -> None:
    kinds = population(clients)
    Random(f"{stage.seed}/order").shuffle(kinds)
    for index, kind in enumerate(kinds, start=1):
        bsn = numbers[index - 1] if index <= len(numbers) else None
        life = _life(stage, index, kind, bsn)
        stage.lives.append(life)
        for provider in life.providers:
            stage.clients_of[provider.id].append(life)
    draw_faults(stage)


def _life(stage: Stage, index: int, kind: Kind, bsn: str | None) -> Life:
    chance = Random(f"{stage.seed}/{index}")
    region = SECOND_REGION if index % 5 == 0 else MAIN_REGION
    new = chance.random() < _NEWCOMERS
    care_from = stage.first + timedelta(days=chance.randint(30, 270)) if new else stage.first
    indicated_from = care_from - timedelta(days=chance.randint(0, 14) if new else chance.randint(60, 2400))
    death = care_from + timedelta(days=chance.randint(25, 360)) if chance.random() < _DIES[kind.sector] else None
    number = chance.choices((1, 2, 3), (60, 30, 10))[0] if kind.leveringsvorm == "mpt" else 1
    life = Life(
        index=index,
        chance=chance,
        kind=kind,
        region=region,
        person=invent(chance, kind.sector, bsn, stage.first),
        providers=pick(chance, stage.providers, kind, region, number),
        indicated_from=indicated_from,
        care_from=care_from,
        dies_on=death,
        profiles=[(stage.first, kind.zorgprofiel)],
        other=Random(f"{stage.seed}/{index}/other"),
    )
    _settle(stage, life)
    return life


def _settle(stage: Stage, life: Life) -> None:
    """Give habits to who has a provider, and care at home to who has an mpt. A pgb alone has neither."""
    chance = life.chance
    if life.providers:
        life.habits = tuple(chance.sample(ACTIVITIES[life.kind.sector], chance.randint(4, 7)))
        life.gap = round(chance.triangular(4, 11, 7))
        life.relative = chance.choice(FAMILY) if chance.random() < 0.8 else ""
    if life.kind.leveringsvorm == "mpt":
        life.parts.append((life.care_from, _tenths(chance, [provider.id for provider in life.providers])))
        choose_care(stage, life, life.care_from)
        own = [care for of, care in life.agreed[0][1] if of == life.providers[0].id]
        life.habits = tuple(Activity(care.what, care.minutes, 0) for care in own)
        life.gap = gap_of(life.agreed[0][1])


def _tenths(chance: Random, providers: list[str]) -> dict[str, int]:
    """Place ten tenths: most with providers, sometimes a part as pgb or unused."""
    pgb = chance.randint(1, 3) if chance.random() < 0.3 else 0
    unused = chance.randint(1, 2) if chance.random() < 0.3 else 0
    left = TENTHS - pgb - unused
    shares = in_proportion(left, [1 if index else 2 for index in range(len(providers))])
    placed = dict(zip(providers, shares, strict=True)) | {PGB: pgb, UNUSED: unused}
    return {of: tenths for of, tenths in placed.items() if tenths}
