"""The toewijzing of a stay or a vpt (AW33), the start of its care (AW35), and the days on which somebody is away."""

from datetime import date, datetime, timedelta

from ledger.demo.agenda import OFFICE, STAFF, JournalLine, Moment, at_time
from ledger.demo.lives import Life
from ledger.demo.providers import MAIN_REGION
from ledger.demo.stage import Stage, office_hour, say

_ZORGKANTOOR = {MAIN_REGION: "5521"}
_ELSEWHERE = "5526"
_AWAY = 0.08
_LONGEST = 13
_TOO_LONG = 29


def assign(stage: Stage, life: Life, since: date, at: datetime) -> JournalLine:
    """Assign a package to the provider, from a day on; the office reports the start of the care."""
    reported = max(at.date(), life.care_from) + timedelta(days=life.other.randint(1, 4))
    start: JournalLine = {"do": "start_zorg", **_key(life, since), "on": max(since, life.indicated_from).isoformat()}
    office = life.providers[0].office
    stage.agenda.plan(office_hour(life.other, reported), lambda then: say(then, office, OFFICE, start))
    written = at.replace(tzinfo=None, microsecond=0).isoformat()
    about = {"assigned_at": written, "soort": "1", "zorgkantoor": _ZORGKANTOOR.get(life.region, _ELSEWHERE)}
    return {"do": "assign_zorg", **_key(life, since), **about, "zorgprofiel": life.profiles[0][1], "percentage": 100}


def _key(life: Life, since: date) -> JournalLine:
    return {
        "client": life.id,
        "besluitnummer": life.besluitnummer,
        "zorgeenheid": "753",
        "provider": life.providers[0].id,
        "leveringsvorm": life.kind.leveringsvorm,
        "from": since.isoformat(),
    }


def plan_absence(stage: Stage, life: Life) -> None:
    """Let some who stay with a provider be away for a while; one now and then longer than may be declared."""
    chance, long = life.other, life.fault == "long absence"
    if life.kind.leveringsvorm != "verblijf" or (chance.random() >= _AWAY and not long):
        return
    left = life.care_from + timedelta(days=chance.randint(10, 150 if long else 250))
    days = _TOO_LONG if long else chance.randint(3, _LONGEST)
    kind = "vakantie" if long else chance.choice(("opname", "opname", "vakantie"))
    back = at_time(left + timedelta(days=days), chance.uniform(14, 17))
    stage.agenda.plan(back, lambda at: _away(life, left, days, kind, at))


def _away(life: Life, left: date, days: int, kind: str, at: datetime) -> Moment | None:
    last = left + timedelta(days=days - 1)
    if life.death_known or not life.is_here(last):
        return None
    away: JournalLine = {"do": "record_absence", "client": life.id, "absence": f"a{life.index:06}"}
    away |= {"provider": life.providers[0].id, "from": left.isoformat(), "to": last.isoformat(), "kind": kind}
    return say(at, life.other.choice(life.staff), STAFF, away)
