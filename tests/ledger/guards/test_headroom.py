"""How much is free, day by day: the ledger's arithmetic against a table with a row for every day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ledger.aggregates.headroom import Headroom

FIRST = date(2026, 1, 1)
DAYS = [FIRST + timedelta(days=number) for number in range(8)]
LAST = DAYS[-1]
days = st.sampled_from(DAYS)
changes = st.lists(st.tuples(days, st.integers(-5, 5)), max_size=12)


def free_on(on: date, granted: list[tuple[date, int]], used: list[tuple[date, int]]) -> int:
    """Add up everything dated up to and including the day."""
    return sum(q for day, q in granted if day <= on) - sum(q for day, q in used if day <= on)


def filled(granted: list[tuple[date, int]], used: list[tuple[date, int]]) -> Headroom:
    """Tell a headroom the same."""
    headroom = Headroom()
    for on, quantity in granted:
        headroom.grant(on, quantity)
    for on, quantity in used:
        headroom.use(on, quantity)
    return headroom


class TestHeadroom:
    @given(changes, changes, days)
    def test_up_to_a_day_is_what_came_in_less_what_went_out(
        self, granted: list[tuple[date, int]], used: list[tuple[date, int]], on: date
    ) -> None:
        """In whatever order it was told."""
        assert filled(granted, used).available(on) == free_on(on, granted, used)

    @given(changes, changes, days, st.none() | st.tuples(days, st.integers(0, 5)))
    def test_the_least_is_that_of_the_poorest_day_still_to_come(
        self, granted: list[tuple[date, int]], used: list[tuple[date, int]], start: date, freed: tuple[date, int] | None
    ) -> None:
        """A use on a day takes from every later day; so the poorest of them decides. What is freed is thought away."""
        thought_away = [freed] if freed else []
        still_used = used + [(on, -quantity) for on, quantity in thought_away]
        per_day = {on: free_on(on, granted, still_used) for on in DAYS if on >= start}
        least, until = filled(granted, used).least(start, LAST, thought_away)
        assert least == min(per_day.values())
        assert per_day[until] == least

    @given(changes, changes, days)
    def test_the_day_that_is_named_is_the_last_of_the_poorest_stretch(
        self, granted: list[tuple[date, int]], used: list[tuple[date, int]], start: date
    ) -> None:
        """After it more is free, or the budget is over: so the sentence to the reader is true."""
        least, until = filled(granted, used).least(start, LAST)
        if until < LAST:
            assert free_on(until + timedelta(days=1), granted, used) > least

    @given(changes, changes, days)
    def test_asking_changes_nothing(
        self, granted: list[tuple[date, int]], used: list[tuple[date, int]], start: date
    ) -> None:
        """The second answer is the first."""
        headroom = filled(granted, used)
        first = headroom.least(start, LAST, [(start, 3)])
        assert headroom.least(start, LAST, [(start, 3)]) == first
        assert headroom.available(LAST) == free_on(LAST, granted, used)
