"""What changes in a life during the year: a heavier profile, modules that move, death."""

from datetime import date, datetime, timedelta

from ledger.demo.agenda import OFFICE, PAYER, JournalLine, Moment, at_time
from ledger.demo.care import PGB, UNUSED
from ledger.demo.intake import place, value_of
from ledger.demo.lives import Life
from ledger.demo.plans import choose_care, end_plan, plan_line
from ledger.demo.stage import Stage, office_hour, say
from ledger.demo.words import AMENDED, MOVED

_AMENDED = 0.03
_MOVED = 0.4
_LATE = (35, 75)
"""So many days later it is known that somebody died: then another month has been declared."""
_AGAIN = timedelta(days=15)
_TURNS, _PGB_TURN, _UNUSED_TURN = 5, 2, 4
"""Of five who move modules one turns them into pgb, one leaves them unused; the others go to another provider."""
_HEAVIER = {"4VV": "5VV", "5VV": "6VV", "3VG": "4VG", "4VG": "5VG", "6VG": "7VG"}


def plan_changes(stage: Stage, life: Life) -> None:
    """Decide what will change for this client, and when."""
    chance = life.chance
    if life.dies_on is not None:
        reported = at_time(
            life.dies_on + timedelta(days=chance.choice((0, 0, 1, 1, 2, 4, 6))), chance.uniform(22, 23.5)
        )
        if life.fault == "late death":
            reported += timedelta(days=life.other.randint(*_LATE))
        stage.agenda.plan(reported, lambda at: _report_death(stage, life, at))
    if chance.random() < _AMENDED and life.profiles[0][1] in _HEAVIER:
        month = _first_of_month(stage, life)
        day = month + timedelta(days=chance.randint(-10, 25))
        stage.agenda.plan(office_hour(chance, day), lambda at: _amend(stage, life, month, at))
    if life.has_modules and chance.random() < _MOVED:
        month = _first_of_month(stage, life)
        day = month - timedelta(days=chance.randint(3, 20))
        stage.agenda.plan(office_hour(chance, day), lambda at: _shift_modules(stage, life, month, at))


def plan_gap(stage: Stage, life: Life) -> None:
    """Let an indicatie turn out to have ended two weeks before the next one began, long after those days were paid."""
    if life.fault != "ended before":
        return
    ended = date(stage.year, life.fault_month, 15)
    known = ended + timedelta(days=life.other.randint(85, 115))
    stage.agenda.plan(office_hour(life.other, known), lambda at: _end_before(stage, life, ended, at))


def _end_before(stage: Stage, life: Life, ended: date, at: datetime) -> Moment | None:
    if life.death_known:
        return None
    profile = life.profiles[0][1]
    why = "CIZ: dit besluit liep af; het volgende geldt vanaf twee weken later"
    ending: JournalLine = {"do": "end_indicatie", "client": life.id, "besluitnummer": life.besluitnummer}
    ending |= {"on": ended.isoformat(), "reason": why}
    again = {"besluitnummer": life.besluitnummer + 10_000_000, "zorgprofiel": profile}
    granted: JournalLine = {"do": "grant_indicatie", "client": life.id, **again, "to": None}
    granted |= {"from": (ended + _AGAIN).isoformat(), **value_of(stage, life, profile)}
    return say(at, f"zorgkantoor-{life.region.lower()}", PAYER, ending, granted)


def _first_of_month(stage: Stage, life: Life) -> date:
    return date(stage.year, life.chance.randint(min(life.care_from.month + 2, 12), 12), 1)


def _report_death(stage: Stage, life: Life, at: datetime) -> Moment | None:
    """Tell the payer; from here on nobody writes in the budgets, which the office closes some days later."""
    life.death_known = True
    still_open = [purse for purse in life.purses if not purse.closed]
    for purse in still_open:
        purse.closed = True
    day = at.date() + timedelta(days=life.chance.randint(2, 10))
    stage.agenda.plan(office_hour(life.chance, day), lambda then: _close(stage, life, then))
    died = life.dies_on
    assert died is not None
    command: JournalLine = {"do": "report_death", "client": life.id, "on": died.isoformat()}
    return say(at, f"zorgkantoor-{life.region.lower()}", PAYER, command)


def _close(stage: Stage, life: Life, at: datetime) -> Moment | None:
    commands: list[JournalLine] = []
    on = at.date()
    for purse in life.purses:
        for entry in list(purse.planned):
            purse.end_reservation(entry)
            reason = "cliënt is overleden"
            commands.append({"do": "release", "budget": purse.budget, "entry": entry, "reason": reason})
        if purse.first <= on <= purse.last:
            closing: JournalLine = {"do": "close_budget", "budget": purse.budget, "on": on.isoformat()}
            commands.append({**closing, "reason": "cliënt is overleden"})
    if life.has_plan and life.dies_on is not None and life.dies_on <= stage.last:
        commands.append(end_plan(life, life.dies_on, "cliënt is overleden"))
    return say(at, life.providers[0].office, OFFICE, *commands) if commands else None


def _amend(stage: Stage, life: Life, since: date, at: datetime) -> Moment | None:
    if life.death_known or life.fault == "ended before":
        return None
    heavier = _HEAVIER[life.profiles[-1][1]]
    life.profiles.append((since, heavier))
    command: JournalLine = {
        "do": "amend_indicatie",
        "client": life.id,
        "besluitnummer": life.besluitnummer,
        "from": since.isoformat(),
        "zorgprofiel": heavier,
        **value_of(stage, life, heavier),
        "reason": life.chance.choice(AMENDED),
    }
    return say(at, f"zorgkantoor-{life.region.lower()}", PAYER, command)


def _shift_modules(stage: Stage, life: Life, since: date, at: datetime) -> Moment | None:
    """Move some modules to another provider, turn them into pgb, or leave them unused; the plan follows."""
    if life.death_known:
        return None
    chance = life.chance
    held = dict(life.parts[-1][1])
    giver = max((of for of in held if of not in (PGB, UNUSED)), key=lambda of: held[of])
    modules = chance.randint(1, max(held[giver] // 2, 1))
    turn = stage.number("shift") % _TURNS
    commands: list[JournalLine] = []
    shift: JournalLine = {
        "client": life.id,
        "from": since.isoformat(),
        "modules": modules,
        "giver": place(giver),
    }
    if turn == _PGB_TURN:
        if PGB not in held:
            chosen = {"leveringsvorm": "mpt_pgb", "from": since.isoformat()}
            commands.append({"do": "choose_leveringsvorm", "client": life.id, **chosen})
        taker = PGB
        commands.append({"do": "turn_modules_into_pgb", **shift})
    elif turn == _UNUSED_TURN:
        taker = UNUSED
        commands.append({"do": "forgo_modules", **shift})
    else:
        taker = _another_provider(stage, life, giver)
        moved = {"taker": place(taker), "reason": chance.choice(MOVED)}
        commands.append({"do": "move_modules", **shift, **moved})
    if taker == giver:
        return None
    held[giver] -= modules
    held[taker] = held.get(taker, 0) + modules
    life.parts.append((since, {of: number for of, number in held.items() if number}))
    choose_care(stage, life, since)
    commands.append(plan_line(stage, life, "revise_zorgplan", since, stage.last))
    return say(at, f"zorgkantoor-{life.region.lower()}", PAYER, *commands)


def _another_provider(stage: Stage, life: Life, giver: str) -> str:
    for provider in stage.providers:
        if provider.id != giver and provider.model == "D" and provider.serves(life.kind, life.region):
            if life not in stage.clients_of[provider.id]:
                stage.clients_of[provider.id].append(life)
            return provider.id
    return giver
