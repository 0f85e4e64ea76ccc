"""The zorgplan of who gets care: is there one, does it follow from the indicatie, was it evaluated, was it adjusted."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from ledger.rechtmatigheid.case import Case
from ledger.rechtmatigheid.facts import Line, Month, Plan
from ledger.rechtmatigheid.finding import Found
from ledger.rechtmatigheid.planning import (
    PLAN_WITHIN,
    REVISE_WITHIN,
    Compared,
    compared,
    dues,
    held,
    not_adjusted,
    other_besluiten,
    without_plan,
)
from ledger.rechtmatigheid.rule import LegalBasis, rule
from ledger.rechtmatigheid.words import over
from ledger.vocabulary.dutch import MONTHS, day, hours_short
from ledger.vocabulary.leveringsvormen import WITH_PLAN_AT_HOME
from ledger.vocabulary.periods import Period

READ = "2015"
"""The text of chapter 8 of the Wlz that was read is the one of its first day; later changes were not compared."""
TALK = LegalBasis("Wlz", "artikel 8.1.1", "1", READ)
"""Provider and client talk over goals, who does what, and how often they look back on it."""
TWICE_A_YEAR = LegalBasis("Wlz", "artikel 8.1.1", "6", READ)
"""As was agreed, provider and client meet twice a year to evaluate what they agreed."""
ZORGPLAN = LegalBasis("Wlz", "artikel 8.1.3", "1", READ)
"""Within six weeks after the care began, or after an evaluation, the outcome stands in a zorgplan."""

ABOVE_PERCENT, BELOW_PERCENT = 125, 75
"""How far a month may lie from the plan. A weekday falls four or five times in a month: a visit once a week comes to at
most 17 % more or 10 % less than its part of the weeks. A quarter is past what the calendar can do."""
LEAST_MINUTES = 4 * 60
"""What is less than this in a month, an hour a week, is no signal, however small the plan."""
WRITTEN_WITHIN = timedelta(days=31)
"""How long deliveries of a month may still come in before there is said to be too little."""


@rule(
    "Zorg betaald zonder zorgplan",
    ZORGPLAN,
    looks_at="line",
    family="material",
    severity="medium",
)
def plan_missing(line: Line, case: Case) -> Iterator[Found]:
    """Paid care at home follows a zorgplan, from six weeks after the first day at home."""
    started = min(
        (one.period.first for one in case.rights.forms if one.leveringsvorm in WITH_PLAN_AT_HOME), default=line.first
    )
    missing = [one for one in _unplanned(line, case) if one >= started + PLAN_WITHIN and not _ended_before(one, case)]
    if missing:
        yield Found(line.left, line.events, f"{over(line)} is zorg betaald; {_on(missing)} was er nog geen zorgplan.")


@rule(
    "Zorg betaald na het einde van het zorgplan",
    ZORGPLAN,
    looks_at="line",
    family="material",
    severity="medium",
)
def plan_expired(line: Line, case: Case) -> Iterator[Found]:
    """Paid care at home does not go on after a zorgplan has ended, without another one."""
    expired = [one for one in _unplanned(line, case) if _ended_before(one, case)]
    if expired:
        ended = max(
            (one for one in held(case.plans) if one.period.last and one.period.last < expired[0]),
            key=lambda one: one.period.last or date.min,
        )
        last = ended.period.last
        assert last is not None
        told = (
            f"{over(line)} is zorg betaald; het zorgplan liep af op {day(last)} en {_on(expired)} gold er geen ander."
        )
        yield Found(line.left, (*line.events, *ended.events), told)


@rule(
    "Zorgplan niet op tijd geëvalueerd",
    TWICE_A_YEAR,
    looks_at="plan",
    family="material",
    severity="medium",
    seen_later=True,
)
def plan_not_evaluated(plan: Plan, case: Case) -> Iterator[Found]:
    """A plan is evaluated by the agreed day, and at least twice a year."""
    late = [one for one in dues(plan) if one.days_late(case.today)]
    if not late:
        return
    last = late[-1]
    why = "zo was afgesproken" if last.agreed else "de wet vraagt het twee keer per jaar"
    what = f"de evaluatie was op {day(last.held)}" if last.held else "er is nog geen evaluatie vastgelegd"
    days = last.days_late(case.today)
    told = (
        f"Dit zorgplan moest uiterlijk {day(last.by)} zijn geëvalueerd ({why}); {what}, "
        f"{days} {'dag' if days == 1 else 'dagen'} te laat."
    )
    yield Found(0, last.events, told)


@rule(
    "Doelen niet gehaald, plan niet bijgesteld",
    TWICE_A_YEAR,
    ZORGPLAN,
    looks_at="plan",
    family="signal",
    severity="low",
    seen_later=True,
)
def goals_not_adjusted(plan: Plan, case: Case) -> Iterator[Found]:
    """After an evaluation with goals that were not reached, the plan is different within a quarter."""
    found = list(not_adjusted(plan, case))
    if found:
        one = found[-1]
        told = (
            f"Op {day(one.on)} waren {one.reached} van de {one.goals} doelen gehaald; "
            f"{REVISE_WITHIN.days} dagen later was het zorgplan nog hetzelfde."
        )
        yield Found(0, (*plan.events[:1], one.event), told)


@rule(
    "Zorgplan volgt niet uit de indicatie",
    LegalBasis("Wlz", "artikel 8.1.1", "5", READ),
    LegalBasis("Wlz", "artikel 3.2.3"),
    looks_at="plan",
    family="material",
    severity="medium",
)
def plan_not_from_indicatie(plan: Plan, case: Case) -> Iterator[Found]:
    """A plan names the besluit that holds on its days."""
    if other := next(other_besluiten(plan, case), None):
        told = (
            f"Dit zorgplan noemt besluit {plan.besluitnummer}; op {day(max(other.period.first, plan.period.first))} "
            f"geldt besluit {other.besluitnummer}."
        )
        yield Found(0, (*plan.events, *other.events), told)


@rule(
    "Meer geleverd dan gepland",
    TALK,
    looks_at="month",
    family="signal",
    severity="low",
    seen_later=True,
)
def delivered_above_plan(month: Month, case: Case) -> Iterator[Found]:
    """In a month, a provider gives no more than a quarter above the minutes of the plan."""
    if month.last >= case.today:
        return
    yield from _told(month, [one for one in compared(case, _days(month)) if is_above(one)])


@rule(
    "Minder geleverd dan gepland",
    TALK,
    looks_at="month",
    family="signal",
    severity="medium",
    seen_later=True,
)
def delivered_below_plan(month: Month, case: Case) -> Iterator[Found]:
    """In a month in which the client was there, a provider gives no less than a quarter below the plan."""
    days = _days(month)
    away = any(Period(one.first, one.last).overlaps(days) for one in case.absences)
    dead = case.rights.died_on is not None and case.rights.died_on <= month.last
    if away or dead or month.last + WRITTEN_WITHIN >= case.today:
        return
    yield from _told(month, [one for one in compared(case, days) if is_below(one)])


def is_above(one: Compared) -> bool:
    """Tell whether so much more was given than planned that somebody should look."""
    return one.given * 100 > one.planned * ABOVE_PERCENT and one.given - one.planned >= LEAST_MINUTES


def is_below(one: Compared) -> bool:
    """Tell whether so much less was given than planned that somebody should look."""
    return one.given * 100 < one.planned * BELOW_PERCENT and one.planned - one.given >= LEAST_MINUTES


def _told(month: Month, found: Sequence[Compared]) -> Iterator[Found]:
    if found:
        each = "; ".join(
            f"{one.provider} {hours_short(one.given)} {one.prestatie}, gepland {hours_short(one.planned)}"
            for one in found
        )
        events = tuple(dict.fromkeys(event for one in found for event in one.events))
        yield Found(0, events, f"Geleverd in {MONTHS[month.first.month - 1]} {month.first.year}: {each}.")


def _days(month: Month) -> Period:
    return Period(month.first, month.last)


def _unplanned(line: Line, case: Case) -> list[date]:
    """Return the days of a paid line at home on which no plan holds; none of care under the Wmo."""
    if line.status != "approved" or line.left <= 0 or line.client is None:
        return []
    missing = without_plan(case, line.period)
    if not missing or any(one.act == "Wmo" for one in case.contracts_of(line)):
        return []
    return [
        one for one in missing if (form := case.form_on(one)) is not None and form.leveringsvorm in WITH_PLAN_AT_HOME
    ]


def _ended_before(on: date, case: Case) -> bool:
    return any(one.period.last is not None and one.period.last < on for one in held(case.plans))


def _on(days: Sequence[date]) -> str:
    """Tell days in the middle of a sentence; several as how many, from which to which."""
    if len(days) == 1:
        return f"op {day(days[0])}"
    return f"op {len(days)} dagen (van {day(days[0])} tot en met {day(days[-1])})"
