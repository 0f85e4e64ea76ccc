"""A label names the days that are declared: every day of a year lies in one month and in one week of that year."""

from datetime import date, timedelta

import pytest

from ledger.vocabulary.errors import Refused
from ledger.vocabulary.labels import label_on, labelled

DAYS = [date(2019, 12, 20) + timedelta(days=number) for number in range(365 * 10)]


class TestALabel:
    @pytest.mark.parametrize("rhythm", ["month", "week"])
    def test_of_a_day_holds_that_day_and_stays_within_its_year(self, rhythm: str) -> None:
        """Ten years, with all the ways in which a week can lie at New Year."""
        for day in DAYS:
            found = labelled(label_on(rhythm, day))  # type: ignore[arg-type]
            assert found.period.covers(day)
            assert found.first.year == found.last.year == int(found.label[:4])
            assert label_on(found.rhythm, found.first) == label_on(found.rhythm, found.last) == found.label

    @pytest.mark.parametrize(
        ("label", "first", "last"),
        [
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("2026-12", "2026-12-01", "2026-12-31"),
            ("2026-W10", "2026-03-02", "2026-03-08"),
            ("2026-W53", "2026-12-28", "2026-12-31"),
            ("2027-W00", "2027-01-01", "2027-01-03"),
        ],
    )
    def test_has_these_days(self, label: str, first: str, last: str) -> None:
        """Both ends included."""
        found = labelled(label)
        assert (found.first.isoformat(), found.last.isoformat()) == (first, last)

    @pytest.mark.parametrize(
        "label",
        [
            *("", "2026", "2026-3", "2026-00", "2026-13", "1999-12", "2101-01", "2026-03 ", "maart"),
            *("2026-W1", "2026-W00", "2026-W54", "2026-W99", "2026-w10"),
        ],
    )
    def test_that_is_none_is_refused(self, label: str) -> None:
        """2026 begins in its own first week, so it has no week 00."""
        with pytest.raises(Refused) as refused:
            labelled(label)
        assert (refused.value.code, refused.value.field) == ("period-label-invalid", "period")
