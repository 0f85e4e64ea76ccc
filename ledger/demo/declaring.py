"""Declarations of stays and vpt: every provider, every month, per prestatie; judged by the zorgkantoor a week later."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random

from ledger.demo.agenda import OFFICE, PAYER, JournalLine, Moment
from ledger.demo.lives import Life
from ledger.demo.production import Production, month_of, package, produced
from ledger.demo.providers import Provider
from ledger.demo.stage import Stage, euro, office_hour, say

LINES = 200
"""A declaration has no more lines than this; a large provider sends several a month."""
RETOURCODE = "0553"
"""The prestatie falls outside the authorised period, or does not fit the toewijzing (AW320, COD954)."""

_DEARER_PERCENT = 112
_SEPARATELY = {"declared twice": 3, "declared late": 14}
"""After how many weeks a line is declared by itself: once more, or only then."""
_WRONG_CODE = 0.02
_REFUSED = 0.0015
_CREDITED = 0.004


@dataclass(frozen=True, slots=True)
class Declared:
    """A line: for whom, what, and what it should have been where that is known to be wrong.

    What is `stopped` is refused as it comes in: nobody has to judge it.
    """

    life: Life
    production: Production
    right: Production | None = None
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class Declaration:
    """What one provider declares at once, over one month."""

    id: str
    provider: Provider
    month: int
    lines: tuple[Declared, ...]


def plan_declarations(stage: Stage) -> None:
    """Plan the declaration of every month for every provider, on the tenth working day of the next."""
    for provider in stage.providers:
        for month in range(1, 13):
            _plan_month(stage, provider, month)


def declared_on(stage: Stage, month: int) -> date:
    """Return the day on which a month is declared: the tenth working day of the next."""
    _, day = month_of(stage.year, month)
    working_days = 0
    while working_days < 10:
        day += timedelta(days=1)
        working_days += day.weekday() < 5
    return day


def _chance(stage: Stage, provider: Provider) -> Random:
    return stage.chance(f"declaratie-{provider.id}")


def _plan_month(stage: Stage, provider: Provider, month: int) -> None:
    at = office_hour(_chance(stage, provider), declared_on(stage, month))
    stage.agenda.plan(at, lambda then: _submit_month(stage, provider, month, then))


def _submit_month(stage: Stage, provider: Provider, month: int, at: datetime) -> Moment | None:
    name = f"d-{provider.id}-{stage.year}-{month:02}"
    lines = []
    for life in stage.clients_of[provider.id]:
        if production := produced(stage, life, provider, month):
            declared = _declared(stage, life, production)
            if life.fault_month == month and (weeks := _SEPARATELY.get(life.fault)):
                _plan_apart(stage, Declaration(f"{name}-{life.id}", provider, month, (declared,)), at, weeks)
                if life.fault == "declared late":
                    continue
            lines.append(declared)
    declarations = [
        Declaration(f"{name}-{start // LINES + 1}", provider, month, tuple(lines[start : start + LINES]))
        for start in range(0, len(lines), LINES)
    ]
    commands = [_submit(stage, declaration, at) for declaration in declarations]
    return say(at, provider.office, OFFICE, *commands) if commands else None


def _declared(stage: Stage, life: Life, production: Production) -> Declared:
    """Now and then somebody declares a vpt with the code of a stay; the zorgkantoor sends that back."""
    if life.kind.leveringsvorm == "vpt" and life.chance.random() < _WRONG_CODE:
        wrong, _ = package(stage, life, production.on, "verblijf")
        return Declared(life, production._replace(prestatie=wrong), production)
    if life.fault == "above maximum" and life.fault_month == production.on.month:
        dearer = production.cents * _DEARER_PERCENT // 100
        return Declared(life, production._replace(cents=dearer), production, stopped=True)
    return Declared(life, production)


def _plan_apart(stage: Stage, declaration: Declaration, at: datetime, weeks: int) -> None:
    """Declare a line by itself, some weeks later."""
    then = at + timedelta(weeks=weeks)
    office = declaration.provider.office
    stage.agenda.plan(then, lambda later: say(later, office, OFFICE, _submit(stage, declaration, later)))


def _submit(stage: Stage, declaration: Declaration, at: datetime) -> JournalLine:
    judged = office_hour(_chance(stage, declaration.provider), at.date() + timedelta(days=7))
    stage.agenda.plan(judged, lambda then: _judge(stage, declaration, then))
    first, last = month_of(stage.year, declaration.month)
    return {
        "do": "submit_declaration",
        "declaration": declaration.id,
        "provider": declaration.provider.id,
        "period": [first.isoformat(), last.isoformat()],
        "lines": [_line(number, declared) for number, declared in enumerate(declaration.lines, start=1)],
    }


def _line(number: int, declared: Declared) -> JournalLine:
    production = declared.production
    return {
        "line": str(number),
        "client": declared.life.id,
        "prestatie": production.prestatie,
        "on": production.on.isoformat(),
        "quantity": str(production.quantity),
        "unit": "DAG",
        "amount": euro(production.cents),
    }


def _judge(stage: Stage, declaration: Declaration, at: datetime) -> Moment | None:
    chance = _chance(stage, declaration.provider)
    judged = [number for number, declared in enumerate(declaration.lines, start=1) if not declared.stopped]
    refused = [number for number in judged if declaration.lines[number - 1].right or chance.random() < _REFUSED]
    approved = [number for number in judged if number not in refused]
    about: JournalLine = {"declaration": declaration.id}
    commands: list[JournalLine] = []
    if approved:
        commands.append({"do": "approve_declaration", **about, "lines": [str(number) for number in approved]})
    if refused:
        lines = [str(number) for number in refused]
        commands.append({"do": "refuse_declaration", **about, "lines": lines, "retourcode": RETOURCODE})
    _plan_repair(stage, declaration, approved, at.date())
    for number in approved:
        if chance.random() < _CREDITED:
            _plan_credit(stage, declaration, number, at.date())
    payer = f"zorgkantoor-{declaration.provider.region.lower()}"
    return say(at, payer, PAYER, *commands) if commands else None


def _plan_repair(stage: Stage, declaration: Declaration, approved: list[int], judged_on: date) -> None:
    """Lines with a wrong code or price come back with the right one; the others were refused for good."""
    refused = [one for number, one in enumerate(declaration.lines, start=1) if number not in approved]
    right = tuple(Declared(one.life, one.right) for one in refused if one.right)
    if right:
        repaired = replace(declaration, id=f"{declaration.id}-r", lines=right)
        then = office_hour(_chance(stage, declaration.provider), judged_on + timedelta(days=12))
        office = declaration.provider.office
        stage.agenda.plan(then, lambda at: say(at, office, OFFICE, _submit(stage, repaired, at)))


def _plan_credit(stage: Stage, declaration: Declaration, number: int, judged_on: date) -> None:
    chance = _chance(stage, declaration.provider)
    then = office_hour(chance, judged_on + timedelta(days=chance.randint(10, 50)))
    command = _credit(declaration, number, chance)
    office = declaration.provider.office
    stage.agenda.plan(then, lambda at: say(at, office, OFFICE, command))


def _credit(declaration: Declaration, number: int, chance: Random) -> JournalLine:
    declared = declaration.lines[number - 1]
    production = declared.production
    command: JournalLine = {
        "do": "credit_line",
        "declaration": declaration.id,
        "line": str(number),
        "credit": f"{number}-c",
    }
    if production.quantity < 8:
        return {**command, "reason": "deze maand was al door een andere zorgaanbieder gedeclareerd"}
    days = chance.randint(1, 6)
    back = days * (production.cents // production.quantity)
    return {
        **command,
        "amount": euro(back),
        "reason": f"{days} dagen in het ziekenhuis; die dagen tellen niet mee",
    }
