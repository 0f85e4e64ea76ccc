"""Where a budget is heading: every figure here can be checked by hand."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projections.client_budget.balance import BudgetRows
from projections.client_budget.forecast import LEAST_DAYS, forecast

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


def rows(
    granted: int, *spent: tuple[date, int], planned: tuple[tuple[date, int], ...] = (), **budget: Any
) -> BudgetRows:
    """The rows of a budget of the year 2026 in points, as far as a forecast looks at them."""
    lines = [{"kind": "spent", "state": "open", "on": on, "quantity": quantity} for on, quantity in spent]
    plans = [{"kind": "reserved", "state": "open", "on": on, "quantity": quantity} for on, quantity in planned]
    return BudgetRows(
        {"budget": "b1", "client": "c1", "unit": "PUNT", "first": FIRST, "last": LAST, "closed_on": None, **budget},
        [{"on": FIRST, "quantity": granted}],
        [*lines, *plans],
        [],
        [],
    )


def day(number: int) -> date:
    """The day with this number of the year, from 1."""
    return FIRST + timedelta(days=number - 1)


class TestThePace:
    def test_goes_on_as_it_went(self) -> None:
        """100 in 100 days is 365 in the year: of 380 there are 15 left, which is less than a tenth."""
        found = forecast(rows(380, (day(50), 100)), day(100))
        assert found is not None
        assert (found.pace, found.left, found.runs_out) == ("op_koers", 15, None)
        assert (found.spent, found.days, found.planned) == (100, 100, 0)

    def test_is_too_fast_when_less_than_nothing_would_be_left(self) -> None:
        """Of 364 one is missing; 264 are left for 264 days, so the last but one day is the last with something."""
        found = forecast(rows(364, (day(50), 100)), day(100))
        assert found is not None
        assert (found.pace, found.left, found.runs_out) == ("sneller", -1, day(364))

    @pytest.mark.parametrize(
        ("granted", "pace"), [(364, "sneller"), (365, "op_koers"), (405, "op_koers"), (406, "over")]
    )
    def test_at_the_boundaries(self, granted: int, pace: str) -> None:
        """365 are needed: exactly enough, a tenth left, and one more than a tenth."""
        found = forecast(rows(granted, (day(50), 100)), day(100))
        assert found is not None
        assert found.pace == pace

    def test_counts_what_is_planned_when_that_is_more(self) -> None:
        found = forecast(rows(380, (day(50), 10), planned=((day(200), 300), (day(300), 100))), day(100))
        assert found is not None
        assert (found.pace, found.left, found.runs_out, found.planned) == ("sneller", -30, LAST, 400)

    def test_takes_what_is_dated_later_as_planned(self) -> None:
        found = forecast(rows(380, (day(50), 100), (day(200), 270)), day(100))
        assert found is not None
        assert (found.left, found.spent, found.planned) == (10, 100, 270)

    def test_of_nothing_spent_leaves_everything(self) -> None:
        found = forecast(rows(100), day(100))
        assert found is not None
        assert (found.pace, found.left) == ("over", 100)


class TestWhenThereIsNone:
    @pytest.mark.parametrize(
        ("today", "is_there"),
        [(day(LEAST_DAYS - 1), False), (day(LEAST_DAYS), True), (LAST - timedelta(days=1), True), (LAST, False)],
    )
    def test_too_early_and_too_late(self, today: date, is_there: bool) -> None:
        assert (forecast(rows(100, (FIRST, 1)), today) is not None) is is_there

    def test_of_a_closed_budget(self) -> None:
        assert forecast(rows(100, (FIRST, 1), closed_on=day(60)), day(100)) is None


@given(
    granted=st.integers(0, 10**9),
    spent=st.lists(st.tuples(st.integers(1, 365).map(day), st.integers(0, 10**7)), max_size=5),
    today=st.integers(1, 365).map(day),
)
def test_whoever_runs_out_does_so_between_today_and_the_last_day(
    granted: int, spent: list[tuple[date, int]], today: date
) -> None:
    """And only somebody who is short runs out."""
    found = forecast(rows(granted, *spent), today)
    if found is None:
        return
    assert (found.left < 0) == (found.pace == "sneller") == (found.runs_out is not None)
    if found.runs_out is not None:
        assert today <= found.runs_out <= LAST
