"""The zorgplan cycle of one client (plan, do, check, act), beside what happened, as known at the stand of its case.

It judges nothing that the rules do not judge, and rests on the same functions (`ledger.rechtmatigheid.planning`).
"""

from datetime import date

import msgspec

from ledger.rechtmatigheid.case import Case, months_of
from ledger.rechtmatigheid.facts import Evaluation, Plan
from ledger.rechtmatigheid.planning import (
    Compared,
    Due,
    compared,
    dues,
    month_end,
    not_adjusted,
    other_besluiten,
    without_plan,
)
from ledger.vocabulary.periods import Period


class PlanCycle(msgspec.Struct, frozen=True, kw_only=True):
    """One plan: the besluit it names, others that hold, evaluations that were due, and goals left as they were."""

    plan: str
    period: Period
    besluitnummer: int | None
    other_besluiten: tuple[int, ...]
    evaluations: tuple[Due, ...]
    not_adjusted: tuple[Evaluation, ...]

    def late(self, today: date) -> tuple[Due, ...]:
        """Return the evaluations that were held after their last day, or still are not held on a day after it."""
        return tuple(one for one in self.evaluations if one.days_late(today))


class MonthCycle(msgspec.Struct, frozen=True, kw_only=True):
    """A month, or the part of it that was asked: minutes planned and given, per provider and prestatie."""

    period: Period
    compared: tuple[Compared, ...]

    @property
    def planned(self) -> int:
        """Return all minutes that were planned."""
        return sum(one.planned for one in self.compared)

    @property
    def given(self) -> int:
        """Return the minutes that were given of what was planned."""
        return sum(one.given for one in self.compared)


class ZorgplanCycle(msgspec.Struct, frozen=True, kw_only=True):
    """Everything for one client over some days: care without a plan, the plans, the months."""

    client: str
    period: Period
    today: date
    days_of_care: tuple[date, ...]
    without_plan: tuple[date, ...]
    plans: tuple[PlanCycle, ...]
    months: tuple[MonthCycle, ...]

    @property
    def late(self) -> int:
        """Count the evaluations that were, or are, late."""
        return sum(len(one.late(self.today)) for one in self.plans)


def zorgplan_cycle(case: Case, period: Period) -> ZorgplanCycle:
    """Lay the plans of a client beside the care and the evaluations, over days up to the stand of the case."""
    asked = Period(period.first, min(period.last or case.today, case.today))
    days = sorted({one.on for one in case.given_in(asked)})
    return ZorgplanCycle(
        client=case.client,
        period=asked,
        today=case.today,
        days_of_care=tuple(days),
        without_plan=tuple(one for one in days if without_plan(case, Period(one, one))),
        plans=tuple(_plan(one, case) for one in case.plans if one.period.overlaps(asked)),
        months=tuple(_months(case, asked)),
    )


def _plan(plan: Plan, case: Case) -> PlanCycle:
    return PlanCycle(
        plan=plan.plan,
        period=plan.period,
        besluitnummer=plan.besluitnummer,
        other_besluiten=tuple(dict.fromkeys(one.besluitnummer for one in other_besluiten(plan, case))),
        evaluations=tuple(dues(plan)),
        not_adjusted=tuple(not_adjusted(plan, case)),
    )


def _months(case: Case, asked: Period) -> list[MonthCycle]:
    """Return each month of the days asked, cut off at both ends."""
    if asked.last is None or asked.last < asked.first:
        return []
    found = []
    for year, month in months_of(asked):
        first = date(year, month, 1)
        days = Period(max(first, asked.first), min(month_end(first), asked.last))
        found.append(MonthCycle(period=days, compared=tuple(compared(case, days))))
    return found
