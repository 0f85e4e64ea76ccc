"""How a client comes in: registered, indicated, a leveringsvorm chosen, modules placed; then plan and budget."""

from datetime import date, datetime, timedelta

from ledger.demo.agenda import PAYER, JournalLine, Moment
from ledger.demo.assigning import assign
from ledger.demo.budgets import begin_budget
from ledger.demo.care import PGB, TENTHS, UNUSED
from ledger.demo.lives import Life
from ledger.demo.stage import Stage, euro, office_hour, say

_NO_PROVIDER: dict[str, JournalLine] = {PGB: {"pgb": True}, UNUSED: {"unused": True}}
_ASSIGNED_LATE = timedelta(days=80)
"""Now and then a toewijzing is there only after the first month was declared."""
_PER = {"jaar": "year", "week": "week"}


def enter(stage: Stage, life: Life) -> None:
    """Plan the registration; what follows is planned from there."""
    chance = life.chance
    if life.care_from == stage.first:
        day = date(stage.year - 1, 12, chance.randint(3, 18))
    else:
        day = life.care_from - timedelta(days=chance.randint(8, 20))
    stage.agenda.plan(office_hour(chance, day), lambda at: _register(stage, life, at))


def place(of: str) -> JournalLine:
    """Return a place of modules as the journal writes it: a provider's id, 'pgb' or 'unused'."""
    return dict(_NO_PROVIDER.get(of) or {"provider": of})


def leveringsvorm(life: Life, on: date) -> str:
    """Return the leveringsvorm, with the pgb beside the mpt if there is one."""
    return "mpt_pgb" if life.parts_on(on).get(PGB) else life.kind.leveringsvorm


def value_of(stage: Stage, life: Life, zorgprofiel: str) -> JournalLine:
    """Return the fields `value` and `per` of the indicatiewaarde of a profile."""
    form = life.kind.leveringsvorm
    kind = form if form in ("vpt", "verblijf") else "thuis"
    tariff = stage.amounts.in_year(stage.year, f"indicatiewaarde-{zorgprofiel}-{kind}")
    return {"value": euro(tariff.cents), "per": _PER[tariff.unit]}


def _register(stage: Stage, life: Life, at: datetime) -> Moment:
    person = life.person
    commands: list[JournalLine] = [
        {"do": "register_client", "client": life.id, "region": life.region, "name": person.name},
        *_indicate(stage, life),
    ]
    commands[0]["birth_date"] = person.birth_date.isoformat()
    if person.bsn is not None:
        commands[0]["bsn"] = person.bsn
    since = max(life.indicated_from, life.care_from) if life.indicated_from > stage.first else life.indicated_from
    chosen = {"leveringsvorm": leveringsvorm(life, life.care_from), "from": since.isoformat()}
    commands.append({"do": "choose_leveringsvorm", "client": life.id, **chosen})
    if life.has_modules:
        commands.append(_allocate(life))
    payer = f"zorgkantoor-{life.region.lower()}"
    if life.providers and not life.parts:
        if life.fault == "assigned late":
            stage.agenda.plan(
                at + _ASSIGNED_LATE, lambda then: say(then, payer, PAYER, assign(stage, life, since, then))
            )
        else:
            commands.append(assign(stage, life, since, at))
    if life.habits:
        opening = office_hour(life.chance, at.date() + timedelta(days=life.chance.randint(2, 6)))
        stage.agenda.plan(opening, lambda then: begin_budget(stage, life, then))
    return say(at, payer, PAYER, *commands)


def _indicate(stage: Stage, life: Life) -> list[JournalLine]:
    zorgprofiel = life.profiles[0][1]
    value = value_of(stage, life, zorgprofiel)
    about: JournalLine = {"client": life.id, "besluitnummer": life.besluitnummer}
    granted: JournalLine = {"do": "grant_indicatie", **about, "zorgprofiel": zorgprofiel}
    granted |= {"from": life.indicated_from.isoformat(), "to": None}
    if life.indicated_from >= stage.first:
        return [{**granted, **value}]
    amended: JournalLine = {"do": "amend_indicatie", **about, "from": stage.first.isoformat(), **value}
    return [granted, {**amended, "reason": f"indicatiewaarde {stage.year} (demobedrag)"}]


def _allocate(life: Life) -> JournalLine:
    parts = [{**place(of), "modules": modules} for of, modules in life.parts[0][1].items()]
    return {
        "do": "allocate_modules",
        "client": life.id,
        "from": life.care_from.isoformat(),
        "of": TENTHS,
        "parts": parts,
    }
