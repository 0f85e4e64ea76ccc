"""Events that come late: each makes what was paid in good faith unlawful, or what was not lawful right after all."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from ledger.rechtmatigheid.finding import Change
from tests.ledger.rechtmatigheid.planting.lives import BRIEF, LEFT, Life, of_sort
from tests.ledger.rechtmatigheid.planting.region import ended, entitled, month
from tests.ledger.rechtmatigheid.planting.sowing import Sower

LATE = date(2026, 8, 3)
"""When it became known."""


class Turned(NamedTuple):
    """A judgement that a late event turned: which way, by which rule, of which thing."""

    change: Change
    rule: str
    key: str


Late = Callable[[Sower], list[Turned]]
"""Records something with effect from a past day; returns every judgement that it turns."""


def indicatie_ended(sower: Sower) -> list[Turned]:
    """CIZ ends an indicatie with effect from a day in spring; every line with a day after it was paid without right."""
    life = sower.victim("stay")
    last = date(2026, sower.chance.randint(3, 5), sower.chance.randint(1, 28))
    sower.region.on(LATE, ended(life, last))
    return [Turned("became-unlawful", "no-indicatie", key) for key in _lines_after(sower, life, last)]


def contract_ended(sower: Sower) -> list[Turned]:
    """A contract turns out to have ended on 31 May: the lines of June had none."""
    facts = {"contract": f"k-{BRIEF}", "provider": BRIEF, "to": "2026-05-31", "ground": "zorgaanbieder was gestopt"}
    sower.region.on(LATE, {"do": "end_contract"} | facts)
    clients = list(of_sort(sower.region.lives, "brief"))
    keys = [key for life in clients for key in _lines_after(sower, life, date(2026, 5, 31))]
    return [Turned("became-unlawful", "no-contract", key) for key in keys]


def death_reported(sower: Sower) -> list[Turned]:
    """A death in June is reported in August: the line of June goes on after it."""
    life = sower.victim("stay")
    died = date(2026, 6, sower.chance.randint(2, 29))
    sower.region.on(LATE, {"do": "report_death", "client": life.id, "on": died.isoformat()})
    return [Turned("became-unlawful", "care-after-death", key) for key in _lines_after(sower, life, died)]


def indicatie_granted(sower: Sower) -> list[Turned]:
    """Care after the end of an indicatie was paid; a new besluit then covers those days."""
    life = sower.victim("leaving")
    key = sower.line(life)
    sower.region.on(LATE, entitled(life, life.besluit + 500, LEFT + timedelta(days=1)))
    return [Turned("became-lawful", "no-indicatie", key)]


def credited(sower: Sower) -> list[Turned]:
    """Care that was declared twice was paid, and taken back by the zorgkantoor itself."""
    key = sower.line(sower.victim("stay"), (date(2026, 6, 3), date(2026, 6, 4)))
    declaration, _, line = key.partition("/")
    facts = {"declaration": declaration, "line": line, "credit": "c", "reason": "stond er al"}
    sower.region.on(LATE, {"do": "credit_line"} | facts)
    return [Turned("became-lawful", "declared-twice", key)]


def on_its_boundary(sower: Sower) -> list[Turned]:
    """Late events that turn nothing: they hold from the day after the last care that was paid."""
    sower.region.on(LATE, ended(sower.victim("stay"), LEFT))
    sower.region.on(LATE, {"do": "report_death", "client": sower.victim("stay").id, "on": LEFT.isoformat()})
    return []


EVENTS: tuple[Late, ...] = (
    indicatie_ended,
    contract_ended,
    death_reported,
    indicatie_granted,
    credited,
    on_its_boundary,
)


def _lines_after(sower: Sower, life: Life, last: date) -> list[str]:
    """Return the keys of the lines of somebody who stays with a day after another."""
    beside = [one.id for one in sower.region.lives if one.stays and one.provider == life.provider]
    line = beside.index(life.id) + 1
    return [f"{life.provider}-2026-{number:02}/{line}" for number in range(1, 7) if month(number)[1] > last]
