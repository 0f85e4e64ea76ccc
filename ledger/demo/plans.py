"""The zorgplan of who is at home (of a vpt goals alone): agreed, looked back on, revised now and then, ended."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from ledger.demo.agenda import OFFICE, STAFF, JournalLine, Moment
from ledger.demo.care import PGB, TENTHS, Agreed, Care, agreed_with, value_at_home, weekly_minutes
from ledger.demo.lives import Life
from ledger.demo.stage import Stage, euro, office_hour, say
from ledger.demo.words import EVALUATED, GOALS
from ledger.vocabulary.amounts import Amount, Unit

ARRANGEMENTS = (("zwaar", 10), ("middel", 8), ("licht", 5))
"""An arrangement, and how many tenths of the indicatiewaarde it takes, rounded up."""

_EVALUATED = 0.85
_REVISED = 0.1
_OTHER_GOALS = 0.8
"""After goals that were not reached there mostly come others."""


def agree_plan(stage: Stage, life: Life) -> JournalLine:
    """Agree the first plan, and plan to look back half way and to revise it."""
    chance = life.chance
    ends = min(stage.last, life.dies_on or stage.last)
    half = life.care_from + (ends - life.care_from) // 2
    life.goals = tuple(chance.sample(GOALS[life.kind.sector], chance.randint(1, 3)))
    if chance.random() < _EVALUATED:
        stage.agenda.plan(office_hour(chance, half), lambda at: _evaluate(stage, life, at))
    if chance.random() < _REVISED and life.agreed and life.providers[0].model != "C":
        since = date(stage.year, chance.randint(min(life.care_from.month + 2, 12), 12), 1)
        at = office_hour(chance, since - timedelta(days=chance.randint(4, 15)))
        stage.agenda.plan(at, lambda then: _revise(stage, life, since, then))
    return plan_line(stage, life, "agree_zorgplan", life.care_from, half)


def choose_care(stage: Stage, life: Life, since: date) -> None:
    """Choose from a day on what is agreed with each provider, within its tenths."""
    who = (life.kind.sector, life.profile_on(since))
    agreed = agreed_with(life.chance, stage.year, who, life.parts_on(since))
    life.agreed.append((since, agreed))


def plan_line(stage: Stage, life: Life, do: str, since: date, evaluate_by: date) -> JournalLine:
    """Write the whole plan as it is from a day on."""
    return {
        "do": do,
        "client": life.id,
        "zorgplan": life.zorgplan,
        "from": since.isoformat(),
        "to": stage.last.isoformat(),
        "goals": [{"goal": f"g{number}", "text": text} for number, text in enumerate(life.goals, start=1)],
        "lines": _lines(stage, life, since),
        "remainder_to": "unused",
        "evaluate_by": max(evaluate_by, since).isoformat(),
    }


def end_plan(life: Life, on: date, reason: str) -> JournalLine:
    """Let the plan end on a day."""
    ended: JournalLine = {"do": "end_zorgplan", "client": life.id, "zorgplan": life.zorgplan}
    return ended | {"on": on.isoformat(), "reason": reason}


def _lines(stage: Stage, life: Life, since: date) -> list[JournalLine]:
    agreed, parts = life.agreed_on(since), life.parts_on(since)
    lines: list[JournalLine] = []
    for provider in stage.providers:
        own = [care for of, care in agreed if of == provider.id]
        if own:
            written = _WRITTEN.get(provider.model, _by_the_hour)(agreed, own, parts[provider.id])
            lines += [{"provider": provider.id, **line} for line in written]
    if parts.get(PGB):
        cents, per = value_at_home(stage.year, life.profile_on(since))
        lines.append({"pgb": True, "value": euro(cents * parts[PGB] // TENTHS), "per": per})
    return [{"line": str(number), **line} for number, line in enumerate(lines, start=1)]


def _by_the_hour(agreed: Agreed, own: list[Care], tenths: int) -> list[JournalLine]:
    minutes: dict[str, int] = {}
    for care in own:
        minutes[care.prestatie] = minutes.get(care.prestatie, 0) + weekly_minutes(agreed, care)
    return [
        {"prestatie": prestatie, "minutes_per_week": Amount(Unit.UUR, total).written()}
        for prestatie, total in minutes.items()
    ]


def _by_activity(agreed: Agreed, own: list[Care], tenths: int) -> list[JournalLine]:
    return [{"activity": care.activity, "count_per_week": 1} for care in own]


def _by_arrangement(agreed: Agreed, own: list[Care], tenths: int) -> list[JournalLine]:
    return [{"arrangement": arrangement_of(tenths)}]


_WRITTEN: dict[str, Callable[[Agreed, list[Care], int], list[JournalLine]]] = {
    "B": _by_activity,
    "C": _by_arrangement,
}
"""How the lines of a plan are written where they are not so much time a week, by the model of the contract."""


def arrangement_of(tenths: int) -> str:
    """Return the largest arrangement that fits in so many tenths."""
    return next(word for word, least in ARRANGEMENTS if least <= tenths)


def _evaluate(stage: Stage, life: Life, at: datetime) -> Moment | None:
    on = at.date()
    if life.death_known or not life.is_here(on):
        return None
    chance = life.chance
    by = chance.choice(life.staff)
    outcomes = [
        {"goal": f"g{number}", "reached": chance.choice(("yes", "partly", "partly", "no"))}
        for number, _ in enumerate(life.goals, start=1)
    ]
    if any(one["reached"] != "yes" for one in outcomes) and life.other.random() < _OTHER_GOALS:
        since = date(on.year + on.month // 12, on.month % 12 + 1, 1)
        at_the_office = office_hour(life.other, on + timedelta(days=life.other.randint(2, 12)))
        if since <= stage.last:
            stage.agenda.plan(at_the_office, lambda then: _set_other_goals(stage, life, since, then))
    looked_back: JournalLine = {"do": "evaluate_zorgplan", "client": life.id, "zorgplan": life.zorgplan}
    looked_back |= {"on": on.isoformat(), "outcomes": outcomes, "text": chance.choice(EVALUATED)}
    return say(at, by, STAFF, looked_back | {"evaluate_by": stage.last.isoformat()})


def _set_other_goals(stage: Stage, life: Life, since: date, at: datetime) -> Moment | None:
    """Choose other goals, with the same care."""
    if life.death_known:
        return None
    life.goals = tuple(life.other.sample(GOALS[life.kind.sector], len(life.goals)))
    command = plan_line(stage, life, "revise_zorgplan", since, stage.last)
    return say(at, life.providers[0].office, OFFICE, command)


def _revise(stage: Stage, life: Life, since: date, at: datetime) -> Moment | None:
    """Choose other care from the first of a month on, with the same providers."""
    if life.death_known:
        return None
    choose_care(stage, life, since)
    command = plan_line(stage, life, "revise_zorgplan", since, stage.last)
    return say(at, life.providers[0].office, OFFICE, command)
