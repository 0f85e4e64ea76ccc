"""No more than a day in a day, and one place at a time."""

import pytest

from ledger.rechtmatigheid.facts import Given
from ledger.rechtmatigheid.rules.colleagues import more_than_24_hours, two_places_at_once
from tests.ledger.rechtmatigheid.made_care import a_day, finds, visit


class TestTheHoursOfOnePerson:
    def test_fit_in_a_day(self) -> None:
        """Twenty-four hours are possible, a minute more is not."""
        assert not finds(more_than_24_hours, a_day(visit(None, 720), visit(None, 720, "c2")))
        (one,) = finds(more_than_24_hours, a_day(visit(None, 720), visit(None, 721, "c2", events=(81,))))
        assert (one.events, "0:01 uur meer" in one.told) == ((80, 81), True)

    def test_are_split_over_a_group(self) -> None:
        """Eight clients who were together for two hours each have a quarter of an hour."""
        group = (visit("10:00", 15, f"c{number}", group=8) for number in range(8))
        assert not finds(more_than_24_hours, a_day(*group, visit(None, 1320, "c9")))


class TestTwoPlaces:
    @pytest.mark.parametrize(
        ("given", "expected"),
        [
            ((visit("09:00", 30), visit("09:30", 30, "c2")), 0),
            ((visit("09:00", 31), visit("09:30", 30, "c2")), 1),
            ((visit("09:30", 30, "c2"), visit("09:00", 31)), 1),
            ((visit("09:00", 31), visit("09:30", 30)), 0),
            ((visit("09:00", 30), visit("09:00", 30, "c2")), 1),
            ((visit(None, 30), visit("09:00", 30, "c2")), 0),
            ((visit("09:00", 0), visit("09:00", 30, "c2")), 0),
            ((visit("09:00", 300), visit("09:30", 10), visit("13:00", 10, "c2")), 1),
        ],
        ids=["ends as it begins", "a minute", "any order", "one client", "same time", "no time", "withdrawn", "long"],
    )
    def test_are_not_one(self, given: tuple[Given, ...], expected: int) -> None:
        """Somebody is at another client from the minute on which this visit has ended."""
        assert len(finds(two_places_at_once, a_day(*given))) == expected

    def test_are_one_for_a_group(self) -> None:
        """Four clients for an hour: a quarter of an hour each, together, from ten to eleven."""
        group = tuple(visit("10:00", 15, f"c{number}", group=4) for number in range(4))
        assert not finds(two_places_at_once, a_day(*group, visit("11:00", 30, "c9")))
        assert len(finds(two_places_at_once, a_day(*group, visit("10:59", 30, "c9")))) == 1
        assert not finds(two_places_at_once, a_day(*group, visit("10:30", 30, "c1")))

    def test_are_two_for_groups_of_another_kind(self) -> None:
        """At the same time, of another prestatie or size, is another group."""
        ours = [visit("10:00", 30, client, group=2) for client in ("c1", "c2")]
        other = [visit("10:00", 30, client, group=2, prestatie="H800") for client in ("c3", "c4")]
        larger = [visit("10:00", 30, client, group=3) for client in ("c3", "c4")]
        assert len(finds(two_places_at_once, a_day(*ours, *other))) == 1
        assert len(finds(two_places_at_once, a_day(*ours, *larger))) == 1

    def test_are_counted(self) -> None:
        """One sentence for a day, with how often."""
        (one,) = finds(two_places_at_once, a_day(visit("09:00", 60), visit("09:10", 5, "c2"), visit("09:20", 5, "c3")))
        assert "om 09:10 uur" in one.told
        assert "2 keer" in one.told
