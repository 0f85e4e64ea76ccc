"""By when care of a month is to be declared: seventeen working days after it."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from ledger.tariffs.declaratietermijn import every_term, is_working_day, last_day_to_declare


class TestAWorkingDay:
    @pytest.mark.parametrize(
        "on",
        [
            "2026-01-01",
            "2026-04-03",
            "2026-04-06",
            "2026-04-27",
            "2026-05-05",
            "2026-05-14",
            "2026-05-25",
            "2026-12-25",
            "2027-05-05",
            "2026-03-07",
            "2026-03-08",
        ],
    )
    def test_is_none_of_the_days_of_the_algemene_termijnenwet(self, on: str) -> None:
        """Good Friday counts as one, and 5 May is one of every year; nor is it a Saturday or a Sunday."""
        assert not is_working_day(date.fromisoformat(on))

    @pytest.mark.parametrize("on", ["2026-01-02", "2026-04-02", "2026-04-28", "2026-05-04", "2026-12-24"])
    def test_is_any_other(self, on: str) -> None:
        """Also the day before a holiday."""
        assert is_working_day(date.fromisoformat(on))

    def test_of_the_king_is_the_day_before_when_it_is_a_sunday(self) -> None:
        """27 April 2025 was a Sunday, so that Monday was an ordinary day."""
        assert is_working_day(date(2025, 4, 28))


class TestTheTerm:
    @pytest.mark.parametrize(
        ("month", "last"),
        [((2026, 1), "2026-02-24"), ((2026, 3), "2026-04-28"), ((2026, 4), "2026-05-28"), ((2026, 12), "2027-01-26")],
    )
    def test_ends_on_the_seventeenth_working_day(self, month: tuple[int, int], last: str) -> None:
        """Counted by hand on a calendar."""
        assert last_day_to_declare(date(*month, 15)) == date.fromisoformat(last)

    def test_holds_seventeen_working_days_of_which_the_last_is_one(self) -> None:
        """For every month of ten years, and it never runs back."""
        months = [date(year, month, 1) for year in range(2023, 2033) for month in range(1, 13)]
        for first, following in pairwise(months):
            last = last_day_to_declare(first)
            assert last is not None
            days = [following + timedelta(days=number) for number in range((last - following).days + 1)]
            assert sum(map(is_working_day, days)) == 17, first
            assert is_working_day(last)

    def test_has_a_source_and_holds_from_a_day(self) -> None:
        """Before it no term is known."""
        (term,) = every_term()
        assert term.source.startswith("https://")
        assert "zonder datum" in term.edition
        assert last_day_to_declare(term.first - timedelta(days=1)) is None
        assert last_day_to_declare(term.first) is not None
