"""Where the pace so far leads, in whole numbers: a plain extrapolation that a family can check by hand."""

from datetime import date, timedelta
from typing import Literal, NamedTuple

from projections.client_budget.balance import BudgetRows, balance

LEAST_DAYS = 14
"""Before that, one outing would say that the year goes wrong."""

ON_COURSE_PERCENT = 10
"""Up to this share of the budget may be expected to be left before it is called left over."""

Pace = Literal["op_koers", "sneller", "over"]


class Forecast(NamedTuple):
    """`left` is expected on the last day (below zero: short), in smallest units; `runs_out` only when short.

    It rests on `spent` in `days`, with `planned` still to come at least.
    """

    pace: Pace
    left: int
    runs_out: date | None
    spent: int
    days: int
    planned: int


def forecast(rows: BudgetRows, today: date) -> Forecast | None:
    """Return where a budget is heading, or None when it is too early or too late to say."""
    if rows.budget["closed_on"] is not None:
        return None
    whole, spent = balance(rows), balance(rows, today).spent.quantity
    planned = whole.reserved.quantity + whole.spent.quantity - spent
    return heading_for(rows.budget["first"], rows.budget["last"], whole.granted.quantity, spent, planned, today)


def heading_for(first: date, last: date, granted: int, spent: int, planned: int, today: date) -> Forecast | None:
    """Return where the figures of a budget that is not closed lead, in smallest units; None as in `forecast`.

    `spent` is until today, `planned` what is still to come. What is spent a day so far is expected for every day
    that is left, or what is planned, if that is more.
    """
    days = (today - first).days + 1
    if days < LEAST_DAYS or today >= last:
        return None
    expected = spent + max(spent * (last - today).days // days, planned)
    left = granted - expected
    if left < 0:
        return Forecast("sneller", left, _runs_out(granted, spent, planned, days, today, last), spent, days, planned)
    pace: Pace = "over" if left * 100 > granted * ON_COURSE_PERCENT else "op_koers"
    return Forecast(pace, left, None, spent, days, planned)


def _runs_out(granted: int, spent: int, planned: int, days: int, today: date, last: date) -> date:
    """Return the day on which nothing is left at this pace; the last day where the plans alone are too much."""
    if spent * (last - today).days // days < planned:
        return last
    return today + timedelta(days=max((granted - spent) * days // spent, 0))
