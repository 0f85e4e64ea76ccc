"""What a zorgplan comes to in plan, do, check and act: days covered, hours given, evaluations due, goals adjusted.

Rules and material control ask it alike. All of it is as known at the stand of the case.
"""

from collections.abc import Iterator
from datetime import date, timedelta

import msgspec

from ledger.rechtmatigheid.case import Case
from ledger.rechtmatigheid.facts import Entitled, Evaluation, Plan
from ledger.vocabulary.periods import Period
from ledger.vocabulary.prorata import ONE_DAY, common, days_of

PLAN_WITHIN = timedelta(days=42)
"""Within how long after the care began, or after an evaluation, the outcome of the talk stands in a zorgplan: six weeks
(Wlz 8.1.3 lid 1)."""

REVISE_WITHIN = timedelta(days=92)
"""How long a plan may go on as it was after goals were not reached, before that is a signal: a quarter. Wlz 8.1.3 lid 1
gives six weeks to write down the outcome of an evaluation; that the outcome is another plan, no law says."""


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """An evaluation that was to be held: by when, whether that was agreed (else twice a year), and when it was held."""

    by: date
    agreed: bool
    held: date | None
    events: tuple[int, ...]

    def days_late(self, today: date) -> int:
        """Return how many days after its last day it was held, or still is not on a day; zero when it is in time."""
        return max(((self.held or today) - self.by).days, 0)


class Compared(msgspec.Struct, frozen=True, kw_only=True):
    """Minutes of a prestatie that a provider was to give in some days by the plan, and gave."""

    provider: str
    prestatie: str
    planned: int
    given: int
    events: tuple[int, ...]


def a_year_after(day: date) -> date:
    """Return the same day of the next year; of 29 February the first of March.

    >>> a_year_after(date(2026, 1, 1)), a_year_after(date(2028, 2, 29))
    (datetime.date(2027, 1, 1), datetime.date(2029, 3, 1))
    """
    if (day.month, day.day) == (2, 29):
        return date(day.year + 1, 3, 1)
    return day.replace(year=day.year + 1)


def held(plans: tuple[Plan, ...]) -> Iterator[Plan]:
    """Yield the plans that ever held: not those that were withdrawn."""
    return (one for one in plans if _held(one))


def _held(plan: Plan) -> bool:
    return plan.period.last is None or plan.period.first <= plan.period.last


def dues(plan: Plan) -> Iterator[Due]:
    """Yield the evaluations of a plan that fall within its days, in order: by the agreed day, and at least two a year.

    A year is counted from the first day of the plan, and then from each evaluation: two are in it. When one was held
    after that year, the next has a year from then on: a year that is lost is told once.
    """
    if not _held(plan):
        return
    before = since = plan.period.first - ONE_DAY
    agreed, events = plan.evaluate_by, plan.events[:1]
    looked_back: list[Evaluation | None] = [*sorted(plan.evaluations, key=lambda one: one.on), None]
    for one in looked_back:
        limit = a_year_after(before)
        if limit < since:
            limit = a_year_after(since)
        by = agreed if agreed is not None and since <= agreed <= limit else limit
        told = events if one is None else (*events, one.event)
        due = Due(by=by, agreed=by == agreed, held=one.on if one else None, events=tuple(dict.fromkeys(told)))
        if plan.period.covers(by) or (one is not None and one.on <= by):
            yield due
        if one is not None:
            before, since = since, one.on
            agreed, events = _next_agreed(plan, one), (*plan.events[:1], one.event)


def _next_agreed(plan: Plan, looked_back: Evaluation) -> date | None:
    """Return the next day that was agreed: at the evaluation itself, else when the plan was revised after it."""
    revised = bool(plan.versions) and plan.versions[-1] >= looked_back.on
    return looked_back.evaluate_by or (plan.evaluate_by if revised else None)


def not_adjusted(plan: Plan, case: Case) -> Iterator[Evaluation]:
    """Yield the evaluations with goals that were not reached, after which the plan went on as it was for a quarter.

    A new content of the plan is an adjustment, and so is a new plan or an end within that time.
    """
    firsts = [*plan.versions, *(one.period.first for one in held(case.plans) if one.plan != plan.plan)]
    for one in plan.evaluations:
        until = one.on + REVISE_WITHIN
        went_on = until < case.today and (plan.period.last is None or plan.period.last > until)
        if one.reached < one.goals and went_on and not any(one.on <= first <= until for first in firsts):
            yield one


def other_besluiten(plan: Plan, case: Case) -> Iterator[Entitled]:
    """Yield the indicaties on days of a plan, since it was last agreed, that are not the one it names.

    A plan has six weeks to follow an indicatie that began after it was agreed.
    """
    agreed = plan.versions[-1] if plan.versions else plan.period.first
    days = Period(agreed, min(plan.period.last or case.today, case.today))
    if plan.besluitnummer is None or days.last is None or days.last < days.first:
        return
    for one in case.rights.entitled:
        shared = common(one.period, days)
        if shared is None or shared.last is None or one.besluitnummer == plan.besluitnummer:
            continue
        if shared.first == agreed or shared.last >= shared.first + PLAN_WITHIN:
            yield one


def without_plan(case: Case, days: Period) -> list[date]:
    """Return the days of a period with a last day on which no zorgplan holds."""
    holding = [one.period for one in held(case.plans) if one.period.overlaps(days)]
    if any(one.contains(days) for one in holding):
        return []
    last = days.last or case.today
    every = (days.first + timedelta(days=number) for number in range(days_of(days.first, last)))
    return [one for one in every if not any(plan.covers(one) for plan in holding)]


def compared(case: Case, days: Period) -> list[Compared]:
    """Return, per provider and prestatie that is planned in minutes a week, what was planned and what was given.

    Whole minutes, rounded down; care that is counted as an activity is not planned in minutes, and left out.
    """
    planned: dict[tuple[str, str], int] = {}
    events: dict[tuple[str, str], list[int]] = {}
    for line in case.planned_on(days):
        shared = common(line.period, days)
        if line.pgb or line.provider is None or line.prestatie is None or not line.minutes_per_week or shared is None:
            continue
        assert shared.last is not None, "days have a last day"
        key = (case.register.provider(line.provider), line.prestatie)
        planned[key] = planned.get(key, 0) + line.minutes_per_week * days_of(shared.first, shared.last)
        events.setdefault(key, []).append(line.event)
    given = dict.fromkeys(planned, 0)
    for one in case.given_in(days) if planned else ():
        key = (case.register.provider(one.provider), one.prestatie)
        if one.activity is None and key in planned:
            given[key] += one.minutes
            events[key].extend(one.events)
    return [
        Compared(provider=key[0], prestatie=key[1], planned=sevenths // 7, given=given[key], events=tuple(events[key]))
        for key, sevenths in sorted(planned.items())
    ]


def month_end(day: date, later: int = 0) -> date:
    """Return the last day of the month of a day, or of so many months later.

    >>> month_end(date(2026, 1, 15)), month_end(date(2025, 12, 31), 2)
    (datetime.date(2026, 1, 31), datetime.date(2026, 2, 28))
    """
    year, month = divmod(day.year * 12 + day.month + later, 12)
    return date(year, month + 1, 1) - ONE_DAY
