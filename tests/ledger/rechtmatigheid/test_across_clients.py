"""Stories of more than one client: the day of a colleague, and the year of a provider."""

from collections.abc import Sequence
from typing import Any

import pytest

from ledger.auditing.bulk import Asked, audit_all
from ledger.auditing.judging import EVERYTHING
from ledger.rechtmatigheid.finding import Finding
from ledger.vocabulary.clock import SetClock, today
from tests.ledger.care_lines import chosen, delivered
from tests.ledger.control_lines import plafond
from tests.ledger.lines import Line, client, indicatie
from tests.ledger.story import Story

ENVELOPE: Line = {"do": "set_contracteerruimte", "region": "Rotterdam", "year": 2026, "amount": {"EUR": "100000.00"}}
ENVELOPE |= {"ground": "artikel 49e Wmg"}


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


def stay(number: str, day: str, days: int) -> tuple[Line, ...]:
    """Declare days of stay of c1 with p1 from a day of March on, at € 200,00; they are approved."""
    facts: Line = {"line": "1", "client": "c1", "prestatie": "Z041", "on": f"2026-03-{day}", "quantity": str(days)}
    facts |= {"to": f"2026-03-{int(day) + days - 1:02}", "unit": "DAG", "amount": {"EUR": f"{200 * days}.00"}}
    submitted = {"do": "submit_declaration", "declaration": number, "provider": "p1", "lines": [facts]}
    approved = {"do": "approve_declaration", "declaration": number, "lines": ["1"]}
    return submitted | {"period": ["2026-03-01", "2026-03-31"]}, approved


def taken_back(number: str, **more: Any) -> Line:
    """Take a stay back, whole unless said otherwise."""
    return {"do": "credit_line", "declaration": number, "line": "1", "credit": "1c", "reason": "fout"} | more


class TestStaysAndTheirPlafond:
    """Six days were agreed; c1 stays five days, and then three more."""

    @pytest.fixture
    def eight(self, two: Story) -> Story:
        """Of the last three two are too many."""
        two.tell(ENVELOPE, plafond(6), *stay("s1", "01", 5), *stay("s2", "10", 3))
        return two

    def test_count_in_the_order_in_which_they_were_paid(self, eight: Story) -> None:
        """Then and now alike, as nothing changed."""
        (one,) = found(eight, "plafond-passed")
        assert (one.item.key, one.then and one.then.eurocent, one.now and one.now.eurocent) == ("s2/1", 40000, 40000)

    def test_that_were_taken_back_later_were_days_then(self, eight: Story) -> None:
        """When s2 was paid s1 stood, so two days were too many; now s1 is gone, and three days are within six."""
        eight.tell(taken_back("s1"))
        (one,) = found(eight, "plafond-passed")
        assert (one.item.key, one.then and one.then.eurocent, one.now) == ("s2/1", 40000, None)

    def test_that_were_too_many_and_taken_back_were_too_many_then(self, eight: Story) -> None:
        """Seen then, with the whole amount that was paid; now there is nothing at stake."""
        eight.tell(taken_back("s2"))
        (one,) = found(eight, "plafond-passed")
        assert (one.item.key, one.then and one.then.eurocent, one.now) == ("s2/1", 40000, None)

    def test_that_were_taken_back_before_leave_room(self, two: Story) -> None:
        """s1 was gone when s2 was paid."""
        two.tell(ENVELOPE, plafond(6), *stay("s1", "01", 5), taken_back("s1"), *stay("s2", "10", 3))
        assert not found(two, "plafond-passed")

    def test_of_which_a_part_was_taken_back_have_two_amounts(self, eight: Story) -> None:
        """Of the three days half the money is left: then € 400,00 was at stake, now € 200,00."""
        eight.tell(taken_back("s2", amount={"EUR": "300.00"}))
        (one,) = found(eight, "plafond-passed")
        assert (one.then and one.then.eurocent, one.now and one.now.eurocent) == (40000, 20000)


class TestTheYearOfAProvider:
    @pytest.mark.parametrize(("round_ones", "expected"), [(68, 0), (69, 1)])
    def test_with_round_minutes_is_a_signal(self, two: Story, round_ones: int, expected: int) -> None:
        """Of a hundred deliveries, so many last exactly half an hour."""
        two.tell(*(visit(f"l{number}", "c1", "0:30" if number < round_ones else "0:25") for number in range(100)))
        assert [one.item.key for one in found(two, "round-numbers")] == ["p1/Rotterdam/2026"] * expected

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
