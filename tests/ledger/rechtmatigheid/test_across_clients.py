"""Stories of more than one client: the day of a colleague, and the year of a provider."""

from collections.abc import Sequence
from typing import Any

import pytest

from ledger.auditing.bulk import Asked, audit_all
from ledger.auditing.judging import EVERYTHING
from ledger.rechtmatigheid.finding import Finding
from ledger.vocabulary.clock import SetClock, today
from tests.ledger.care_lines import chosen, delivered
from tests.ledger.lines import Line, client, indicatie
from tests.ledger.story import Story


@pytest.fixture
def two(home: Story) -> Story:
    """c1 and c2, both at home, with p1."""
    home.tell(client("c2"), indicatie(2, client="c2"), chosen(client="c2"))
    return home


def found(story: Story, rule: str) -> Sequence[Finding]:
    """Return what one rule finds of everything; no rule may break on the way."""
    house = story.house
    asked = Asked(EVERYTHING, story.position(), today(house.ledger.clock))
    audit = audit_all(house.ledger, house.settings.database_url, asked)
    assert audit.broken == ()
    return [one for one in audit.findings if one.rule == rule]


def visit(number: str, who: str, minutes: str, at: str | None = None, **more: Any) -> Line:
    """Care of Bart to a client on 4 March."""
    facts = {"client": who, "by": "m-bart"} | ({} if at is None else {"starts_at": at})
    return delivered(number, minutes, **(facts | more))


class TestTheDayOfBart:
    @pytest.mark.parametrize(("second", "expected"), [("12:00", 0), ("12:01", 1)])
    def test_has_twenty_four_hours(self, two: Story, second: str, expected: int) -> None:
        """Over both clients; a minute more is told."""
        two.tell(visit("l1", "c1", "12:00"), visit("l2", "c2", second))
        assert len(found(two, "more-than-24-hours")) == expected

    @pytest.mark.parametrize(("start", "expected"), [("09:30", 0), ("09:29", 1)])
    def test_has_one_place_at_a_time(self, two: Story, start: str, expected: int) -> None:
        """At c1 from nine to half past; then at c2, or a minute too soon."""
        two.tell(visit("l1", "c1", "0:30", "09:00"), visit("l2", "c2", "0:30", start))
        assert [one.item.provider for one in found(two, "two-places-at-once")] == ["p1"] * expected

    def test_may_have_a_group(self, two: Story) -> None:
        """An hour with both of them, written down together; another visit begins when it has ended."""
        together = visit("l1", "c1", "1:00", "09:00", client=None, clients=["c1", "c2"])
        two.tell(together, visit("l9", "c2", "0:30", "10:00"))
        assert not found(two, "two-places-at-once")
        two.tell(client("c3"), indicatie(3, client="c3"), chosen(client="c3"), visit("l8", "c3", "0:10", "09:50"))
        assert len(found(two, "two-places-at-once")) == 1


class TestTheYearOfAProvider:
    @pytest.mark.parametrize(("round_ones", "expected"), [(68, 0), (69, 1)])
    def test_with_round_minutes_is_a_signal(self, two: Story, round_ones: int, expected: int) -> None:
        """Of a hundred deliveries, so many last exactly half an hour."""
        two.tell(*(visit(f"l{number}", "c1", "0:30" if number < round_ones else "0:25") for number in range(100)))
        assert [one.item.key for one in found(two, "round-numbers")] == ["p1/2026"] * expected

    @pytest.mark.parametrize(("late", "expected"), [(25, 0), (26, 1)])
    def test_that_is_written_at_the_end_of_the_month_is_a_signal(
        self, two: Story, clock: SetClock, late: int, expected: int
    ) -> None:
        """Of a hundred deliveries of 4 March, so many were written on the 30th."""
        two.tell(*(visit(f"l{number}", "c1", "0:25") for number in range(100 - late)))
        clock.moment = clock.moment.replace(day=30)
        two.tell(*(visit(f"k{number}", "c1", "0:25") for number in range(late)))
        assert len(found(two, "end-of-period-clustering")) == expected

    @pytest.mark.parametrize(("round_ones", "expected"), [(28, 0), (29, 1)])
    def test_with_round_amounts_is_a_signal(self, two: Story, round_ones: int, expected: int) -> None:
        """Of a hundred lines, so many are exactly fifty euro."""
        one = {"client": "c1", "prestatie": "H126", "on": "2026-03-04", "quantity": "1:00", "unit": "UUR"}
        lines = [
            one | {"line": str(number), "amount": {"EUR": "50.00" if number < round_ones else "50.01"}}
            for number in range(100)
        ]
        told = {"do": "submit_declaration", "declaration": "d1", "provider": "p1", "lines": lines}
        two.tell(told | {"period": ["2026-03-01", "2026-03-31"]})
        two.tell({"do": "approve_declaration", "declaration": "d1", "lines": [line["line"] for line in lines]})
        assert len(found(two, "round-amounts")) == expected
