"""The residents of a region: everybody once, from a day on, as the funding models read them."""

from datetime import date
from typing import Any

import pytest

from ledger.aggregates.bevolking import Bevolking
from ledger.application import Transaction
from ledger.dossier.residents import residents_of
from ledger.funding.facts import Residents
from tests.ledger.lines import Line, line
from tests.ledger.story import Story, somebody


def group(age_from: int, age_to: int | None = None, persons: int = 100, sex: str | None = None) -> Line:
    """Describe a group."""
    told = {"age_from": age_from, "age_to": age_to, "persons": persons, "sex": sex}
    return {name: value for name, value in told.items() if value is not None}


def counted(*groups: Line, first: str = "2026-01-01", **more: Any) -> Line:
    """Count the residents of Rotterdam."""
    facts = {"region": "Rotterdam", "from": first, "groups": list(groups), "source": "demo: verzonnen"}
    return line("count_population", facts, more)


def known(story: Story) -> Bevolking:
    """Return the region as it stands."""
    return Transaction(story.house.ledger, fresh=True).find(Bevolking, "Rotterdam")


class TestACount:
    def test_holds_everybody_once(self, empty_story: Story) -> None:
        """Ages that follow each other, or the same ages of the other sex."""
        for groups in (
            (group(0, 65), group(65)),
            (group(0), group(80, 90)),
            (group(0, 64, sex="man"), group(64, sex="man")),
            (group(0, sex="man"), group(0)),
        ):
            assert empty_story.refused(counted(*groups)) == "groups-overlap"
        empty_story.tell(
            counted(group(0, 64, sex="man"), group(0, 64, sex="vrouw"), group(65)),
            counted(group(0, 64), group(65)),
        )

    def test_has_ages_in_order(self, empty_story: Story) -> None:
        """One year is enough."""
        error = empty_story.refusal(counted(group(0, 0), group(65, 64)))
        assert (error.code, error.field) == ("ages-reversed", "groups[1].age_to")
        empty_story.tell(counted(group(65, 65)))

    def test_may_find_nobody_of_an_age(self, empty_story: Story) -> None:
        """Zero is a count."""
        empty_story.tell(counted(group(0, 64, persons=0), group(65)))

    def test_that_says_the_same_again_is_refused(self, empty_story: Story) -> None:
        """Another number, day or source is something new."""
        empty_story.tell(counted(group(0)))
        assert empty_story.refused(counted(group(0))) == "bevolking-known"
        empty_story.tell(
            counted(group(0, persons=101)),
            counted(group(0), first="2026-01-02"),
            counted(group(0), first="2026-01-02", source="CBS"),
        )

    def test_holds_from_its_day_until_the_next(self, empty_story: Story) -> None:
        """Before the first nothing is known; of two of one day the later recorded one counts."""
        empty_story.tell(
            counted(group(0), first="2026-07-01"),
            counted(group(0, persons=90), first="2026-01-01"),
            counted(group(0, persons=110), first="2026-07-01"),
        )
        found = known(empty_story)
        assert found.count_on(date(2025, 12, 31)) is None
        days = (date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1))
        assert [sum(one.persons for one in count.groups) for day in days if (count := found.count_on(day))] == [
            90,
            90,
            110,
        ]
        assert residents_of(found) == (
            Residents(date(2026, 1, 1), 0, None, None, 90, 2),
            Residents(date(2026, 7, 1), 0, None, None, 110, 3),
        )

    def test_is_of_the_region_of_the_payer(self, empty_story: Story) -> None:
        """Elsewhere there is no such region."""
        assert empty_story.refused(counted(group(0)), by=somebody("zorgkantoor", region="Utrecht")) == "region-unknown"
        empty_story.tell(counted(group(0)), by=somebody("zorgkantoor", region="Rotterdam"))


class TestARegionWithoutACount:
    def test_says_so(self, empty_story: Story) -> None:
        """And what to do."""
        assert Bevolking.not_found("Rotterdam").code == "bevolking-unknown"
        with pytest.raises(type(Bevolking.not_found("Rotterdam")), match="Leg die eerst vast"):
            Transaction(empty_story.house.ledger, fresh=True).get(Bevolking, "Rotterdam")
