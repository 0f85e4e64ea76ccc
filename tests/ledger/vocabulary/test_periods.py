"""Stretches of days, the last day included; held against plain sets of days."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.vocabulary.clock import SetClock, SystemClock, today
from ledger.vocabulary.dutch import day
from ledger.vocabulary.errors import Refused
from ledger.vocabulary.periods import Period, check_order

FIRST = date(2026, 1, 1)
CALENDAR = [FIRST + timedelta(days=number) for number in range(12)]
days = st.sampled_from(CALENDAR[:10])
periods = st.tuples(days, st.none() | days).filter(lambda pair: pair[1] is None or pair[0] <= pair[1])


def days_of(period: Period) -> set[date]:
    """Return the days of a period within the calendar; the calendar ends after the last day that can be drawn."""
    return {on for on in CALENDAR if period.first <= on and (period.last is None or on <= period.last)}


class TestPeriods:
    @given(periods, days)
    def test_cover_their_days(self, pair: tuple[date, date | None], on: date) -> None:
        """First and last included."""
        assert Period(*pair).covers(on) == (on in days_of(Period(*pair)))

    @given(periods, periods)
    def test_overlap_when_they_share_a_day(
        self, one: tuple[date, date | None], other: tuple[date, date | None]
    ) -> None:
        """Whichever is asked about the other."""
        first, second = Period(*one), Period(*other)
        assert first.overlaps(second) == second.overlaps(first) == bool(days_of(first) & days_of(second))

    @given(periods, periods)
    def test_contain_when_all_days_are_within(
        self, one: tuple[date, date | None], other: tuple[date, date | None]
    ) -> None:
        """An open period lies only within an open one."""
        first, second = Period(*one), Period(*other)
        assert first.contains(second) == (days_of(second) <= days_of(first))

    def test_do_not_end_before_they_begin(self) -> None:
        """One day is the least; an open one has no end to be wrong."""
        check_order(FIRST, FIRST)
        check_order(FIRST, None)
        with pytest.raises(Refused) as refused:
            check_order(FIRST, FIRST - timedelta(days=1))
        assert (refused.value.code, refused.value.field) == ("period-reversed", "to")


class TestTheDay:
    @pytest.mark.parametrize(
        ("moment", "on"),
        [
            (datetime(2026, 1, 1, 22, 59, 59, tzinfo=UTC), date(2026, 1, 1)),
            (datetime(2026, 1, 1, 23, 0, tzinfo=UTC), date(2026, 1, 2)),
            (datetime(2026, 7, 1, 21, 59, 59, tzinfo=UTC), date(2026, 7, 1)),
            (datetime(2026, 7, 1, 22, 0, tzinfo=UTC), date(2026, 7, 2)),
        ],
    )
    def test_is_that_of_the_netherlands(self, moment: datetime, on: date) -> None:
        """In winter one hour ahead of UTC, in summer two."""
        assert today(SetClock(moment)) == on

    def test_of_the_system_has_a_zone(self) -> None:
        """A moment without one cannot be compared with what is in the log."""
        assert SystemClock().now().tzinfo is UTC

    def test_is_written_in_full(self) -> None:
        """No zero before the day."""
        assert day(date(2026, 3, 4)) == "4 maart 2026"
