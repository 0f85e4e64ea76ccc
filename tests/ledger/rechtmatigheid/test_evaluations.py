"""Is a plan evaluated by the day that was agreed, and twice a year?"""

from typing import Any

import pytest

from ledger.auditing.zorgplan_cycle import zorgplan_cycle
from ledger.rechtmatigheid.rules.zorgplan import plan_not_evaluated
from ledger.vocabulary.clock import SetClock
from ledger.vocabulary.periods import Period
from tests.ledger.care_lines import plan
from tests.ledger.rechtmatigheid.made import a_case
from tests.ledger.rechtmatigheid.made_care import NEW_YEAR, a_plan, day, evaluated, finds
from tests.ledger.rechtmatigheid.stories import found
from tests.ledger.story import Story


def looked_back(on: str, reached: str = "yes", **more: Any) -> dict[str, Any]:
    """Evaluate z1 with c1, about its one goal."""
    outcomes = [{"goal": "g1", "reached": reached}]
    return {"do": "evaluate_zorgplan", "client": "c1", "zorgplan": "z1", "on": on, "outcomes": outcomes} | more


class TestAnEvaluation:
    @pytest.mark.parametrize(("today", "expected"), [("06-30", 0), ("07-01", 1)])
    def test_is_due_by_the_day_that_was_agreed(self, today: str, expected: int) -> None:
        """On that day there is still time."""
        assert len(finds(plan_not_evaluated, a_plan(), a_case(today=day(today)))) == expected

    @pytest.mark.parametrize(("today", "expected"), [("2026-12-31", 0), ("2027-01-01", 1)])
    @pytest.mark.parametrize("agreed", [None, "2027-01-01"])
    def test_is_due_within_the_year_whatever_was_agreed(self, today: str, expected: int, agreed: str | None) -> None:
        """Without a day, or with one that is further off: on New Year's Day the first year of the plan is over."""
        one = a_plan(evaluate_by=agreed and day(agreed))
        assert len(finds(plan_not_evaluated, one, a_case(today=day(today)))) == expected

    @pytest.mark.parametrize(("held", "expected"), [("06-30", 0), ("07-01", 1)])
    def test_that_was_held_late_is_told(self, held: str, expected: int) -> None:
        """A day late is late; the second one of the year is due by its end."""
        one = a_plan(evaluations=(evaluated(held),))
        findings = finds(plan_not_evaluated, one, a_case(today=day("12-31")))
        assert ["1 dag te laat" in each.told for each in findings] == [True] * expected

    @pytest.mark.parametrize(("today", "expected"), [("2026-10-31", 0), ("2026-11-01", 1)])
    def test_sets_the_day_of_the_next(self, today: str, expected: int) -> None:
        """Or the revision that follows it."""
        told = a_plan(evaluations=(evaluated("05-01", next_by="10-31"),))
        assert len(finds(plan_not_evaluated, told, a_case(today=day(today)))) == expected
        revised_after = a_plan(
            evaluations=(evaluated("05-01"),), versions=(NEW_YEAR, day("05-02")), evaluate_by=day("10-31")
        )
        assert len(finds(plan_not_evaluated, revised_after, a_case(today=day(today)))) == expected

    @pytest.mark.parametrize(("today", "expected"), [("2026-12-31", 0), ("2027-01-01", 1)])
    def test_is_held_twice_a_year(self, today: str, expected: int) -> None:
        """One in March is not enough for the first year, and the law is told as the reason."""
        once = a_plan(evaluations=(evaluated("03-01"),), evaluate_by=None)
        told = [one.told for one in finds(plan_not_evaluated, once, a_case(today=day(today)))]
        assert ["twee keer per jaar" in one for one in told] == [True] * expected

    @pytest.mark.parametrize(("third", "expected"), [("2027-03-01", 0), ("2027-03-02", 1)])
    def test_may_be_held_unevenly(self, third: str, expected: int) -> None:
        """March and December are two in 2026; of the year after March 1 the second is the one of the next March."""
        plan_of = a_plan(evaluations=tuple(map(evaluated, ("03-01", "12-31", third))), evaluate_by=None)
        assert len(finds(plan_not_evaluated, plan_of, a_case(today=day("2027-06-01")))) == expected

    @pytest.mark.parametrize(("today", "late"), [("2028-02-01", [32]), ("2028-02-02", [32, 1])])
    def test_after_a_lost_year_has_a_year(self, today: str, late: list[int]) -> None:
        """Nothing in 2026, one on 1 February 2027: that one was late, and the next is due a year after it."""
        case = a_case(today=day(today), plans=(a_plan(evaluations=(evaluated("2027-02-01"),), evaluate_by=None),))
        cycle = zorgplan_cycle(case, Period(NEW_YEAR, day(today)))
        assert [due.days_late(case.today) for due in cycle.plans[0].late(case.today)] == late

    @pytest.mark.parametrize(("last", "expected"), [("12-30", 0), ("12-31", 1)])
    def test_is_due_on_the_last_day_of_a_plan_of_a_year(self, last: str, expected: int) -> None:
        """A shorter plan has no whole year; what was agreed holds for it too."""
        one = a_plan(period=Period(NEW_YEAR, day(last)), evaluate_by=None)
        assert len(finds(plan_not_evaluated, one, a_case(today=day("2027-01-01")))) == expected

    @pytest.mark.parametrize(("last", "expected"), [("06-29", 0), ("06-30", 1)])
    def test_is_not_due_after_the_plan_ended(self, last: str, expected: int) -> None:
        """Nor of a plan that was withdrawn."""
        one = a_plan(period=Period(NEW_YEAR, day(last)))
        assert len(finds(plan_not_evaluated, one, a_case(today=day("12-31")))) == expected
        never = a_plan(period=Period(NEW_YEAR, day("2025-12-31")))
        assert not finds(plan_not_evaluated, never, a_case(today=day("12-31")))

    def test_is_found_in_the_log(self, home: Story, clock: SetClock) -> None:
        """Agreed for the end of March; nobody looked back, until somebody did too late."""
        home.tell(plan(evaluate_by="2026-03-31"))
        clock.moment = clock.moment.replace(day=31)
        assert not found(home.house, "c1", "plan-not-evaluated")
        clock.moment = clock.moment.replace(month=4, day=3)
        (one,) = found(home.house, "c1", "plan-not-evaluated")
        assert "3 dagen te laat" in one.found.told
        home.tell(looked_back("2026-03-30"))
        assert not found(home.house, "c1", "plan-not-evaluated")
