"""More facts by hand, for material control and signals: plans, contracts, spends, days of colleagues, years."""

from datetime import date
from typing import Any

from ledger.rechtmatigheid.facts import (
    Absent,
    ColleagueDay,
    Evaluation,
    Given,
    Line,
    Plan,
    Planned,
    ProviderYear,
    Spend,
)
from ledger.rechtmatigheid.finding import Found
from ledger.rechtmatigheid.register import Agreement, History, Part, Register, Registers
from ledger.rechtmatigheid.rule import Rule
from ledger.vocabulary.amounts import Unit
from ledger.vocabulary.periods import Period
from tests.ledger.rechtmatigheid.made import LATEST, YEAR, a_delivery, a_line

NEW_YEAR = date(2026, 1, 1)
NOTHING_ON_FILE = Register(Registers(), LATEST)


def day(text: str) -> date:
    """Return a day of 2026, written as 03-04; or any day, written whole."""
    return date.fromisoformat(text if len(text) > 5 else f"2026-{text}")


AGREED = {"EUR": "56.70"}
"""What an hour of H126 costs by contract k1 of the journal."""


def in_march(**changes: Any) -> Line:
    """A line for the whole of March, derived from contract k1 by model A."""
    month = {"first": day("03-01"), "last": day("03-31"), "unit": "minuut", "contract": "k1", "model": "A"}
    return a_line(**(month | changes))


def an_agreement(**changes: Any) -> Agreement:
    """Contract k1 of p1 for the mpt in Rotterdam in 2026: model A, for everything."""
    facts: dict[str, Any] = {
        "contract": "k1",
        "provider": "p1",
        "region": "Rotterdam",
        "act": "Wlz",
        "leveringsvormen": frozenset({"mpt", "mpt_pgb"}),
        "period": YEAR,
        "models": ("A",),
        "covered": None,
        "basispoint": 94_50,
        "basis": "delivered",
        "ceiling": "client",
        "event": 4,
    }
    facts |= changes
    models = facts.pop("models")
    return Agreement(**{"parts": tuple(Part(model=one) for one in models)} | facts)


def on_file(*contracts: Agreement, agb: str | None = None) -> Register:
    """What the payer has: these contracts of p1, which may have an AGB code."""
    registers = Registers()
    history: History[tuple[Agreement, ...]] = History()
    history.add(1, contracts)
    registers.contracts["p1"] = history
    if agb is not None:
        registers.agb[agb] = "p1", 1
    return Register(registers, LATEST)


def a_plan(**changes: Any) -> Plan:
    """Zorgplan z1 from New Year's Day on, without end: two goals, to be evaluated by 30 June."""
    facts: dict[str, Any] = {
        "plan": "z1",
        "period": Period(NEW_YEAR),
        "besluitnummer": 1,
        "evaluate_by": day("06-30"),
        "versions": (NEW_YEAR,),
        "goals": (("g1", "g2"),),
        "evaluations": (),
        "events": (5,),
    }
    return Plan(**facts | changes)


def evaluated(on: str, reached: int = 2, next_by: str | None = None) -> Evaluation:
    """An evaluation on a day, with so many of two goals reached."""
    return Evaluation(day(on), reached, 2, None if next_by is None else day(next_by), 6)


def planned(**changes: Any) -> Planned:
    """A line of z1: seven hours a week of H126 at p1, so an hour a day."""
    facts: dict[str, Any] = {
        "period": Period(NEW_YEAR),
        "plan": "z1",
        "provider": "p1",
        "prestatie": "H126",
        "activity": None,
        "arrangement": None,
        "pgb": False,
        "minutes_per_week": 7 * 60,
        "count_per_week": 0,
        "eurocent": 396_90,
        "per": "week",
        "contract": "k1",
        "event": 5,
    }
    return Planned(**facts | changes)


def a_spend(**changes: Any) -> Spend:
    """Two points from b1 on 4 March, written down on that day by m1."""
    facts: dict[str, Any] = {
        "budget": "b1",
        "entry": "e1",
        "client": "c1",
        "provider": "p1",
        "unit": Unit.PUNT.value,
        "on": day("03-04"),
        "quantity": 200,
        "given_by": "m1",
        "answered_by": None,
        "recorded": day("03-04"),
        "over": 0,
        "events": (30,),
    }
    return Spend(**facts | changes)


def an_absence(first: str, last: str) -> Absent:
    """Days in hospital."""
    return Absent(absence="a1", provider="p1", kind="opname", first=day(first), last=day(last), events=(40,))


def visit(starts_at: str | None, minutes: int, client: str = "c1", group: int | None = None, **changes: Any) -> Given:
    """Care of m1 on 4 March, from a time on."""
    facts = {"starts_at": starts_at, "minutes": minutes, "client": client, "group_size": group}
    return a_delivery(**(facts | {"levering": f"{client}-{starts_at}"} | changes))


def a_day(*given: Given) -> ColleagueDay:
    """The day of m1."""
    return ColleagueDay(provider="p1", given_by="m1", on=day("03-04"), given=given)


def a_year(**changes: Any) -> ProviderYear:
    """A provider with a hundred deliveries and a hundred lines, none of them remarkable."""
    facts: dict[str, Any] = {
        "provider": "p1",
        "region": "Rotterdam",
        "year": 2026,
        "lines": 100,
        "round_lines": 1,
        "eurocent": 567_000,
        "given": 100,
        "round_given": 40,
        "late_given": 3,
        "events": (10, 11),
    }
    return ProviderYear(**facts | changes)


def finds(rule: Rule, thing: Any, world: Any = NOTHING_ON_FILE) -> list[Found]:
    """Return what a rule has against something: each rests on events and is told in one Dutch sentence or two."""
    findings = list(rule.judge(thing, world))
    for one in findings:
        assert one.eurocent >= 0, one
        assert one.events, "a finding rests on events"
        assert (one.told[0].isupper(), one.told[-1]) == (True, "."), one.told
    return findings
