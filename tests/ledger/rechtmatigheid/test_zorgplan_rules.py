"""Is there a plan, does it follow from the indicatie, was it evaluated in time, was it adjusted, was it followed."""

from datetime import timedelta
from typing import Any

import pytest

from ledger.rechtmatigheid.facts import Chosen, Entitled
from ledger.rechtmatigheid.rules.zorgplan import (
    delivered_above_plan,
    delivered_below_plan,
    goals_not_adjusted,
    plan_expired,
    plan_missing,
    plan_not_from_indicatie,
)
from ledger.vocabulary.clock import SetClock
from ledger.vocabulary.periods import Period
from tests.ledger.care_lines import delivered, goal, plan, revised
from tests.ledger.lines import indicatie
from tests.ledger.rechtmatigheid.declared_lines import asked, paid
from tests.ledger.rechtmatigheid.made import YEAR, a_case, a_delivery, a_line, a_month, rights
from tests.ledger.rechtmatigheid.made_care import (
    AGREED,
    NEW_YEAR,
    a_plan,
    an_absence,
    an_agreement,
    day,
    evaluated,
    finds,
    in_march,
    on_file,
    planned,
)
from tests.ledger.rechtmatigheid.stories import found
from tests.ledger.story import Story


def looked_back(on: str, reached: str = "yes", **more: Any) -> dict[str, Any]:
    """Evaluate z1 with c1, about its one goal."""
    outcomes = [{"goal": "g1", "reached": reached}]
    return {"do": "evaluate_zorgplan", "client": "c1", "zorgplan": "z1", "on": on, "outcomes": outcomes} | more


class TestPaidCareAtHome:
    def test_without_any_plan_is_found(self, home: Story) -> None:
        """c1 chose the mpt on New Year's Day; by 4 March there has to be a plan."""
        home.tell(*paid(asked(amount=AGREED)))
        (one,) = found(home.house, "c1", "plan-missing")
        assert (one.found.eurocent, one.change) == (56_70, "same")

    def test_with_a_plan_is_fine(self, home: Story) -> None:
        """That holds on the day."""
        home.tell(plan(), *paid(asked(amount=AGREED)))
        assert not found(home.house, "c1", "plan-missing")
        assert not found(home.house, "c1", "plan-expired")

    @pytest.mark.parametrize(("on", "expected"), [("02-11", 0), ("02-12", 1)])
    def test_may_begin_six_weeks_before_the_plan(self, on: str, expected: int) -> None:
        """The forty-second day is the last one without."""
        line = a_line(first=day(on), last=day(on))
        assert len(finds(plan_missing, line, a_case(line))) == expected

    @pytest.mark.parametrize(
        ("form", "expected"), [("mpt", 1), ("mpt_pgb", 1), ("vpt", 1), ("verblijf", 0), ("pgb", 0), ("dtv", 0)]
    )
    def test_is_what_the_payer_checks_by_the_plan(self, form: str, expected: int) -> None:
        """In a home, the plan is no part of what is paid."""
        line = in_march()
        case = a_case(line, rights=rights(forms=(Chosen(Period(NEW_YEAR), form, 3),)))
        assert len(finds(plan_missing, line, case)) == expected

    def test_under_the_wmo_needs_none(self) -> None:
        """The municipality has plans of its own."""
        line = in_march()
        case = a_case(line, register=on_file(an_agreement(act="Wmo")))
        assert not finds(plan_missing, line, case)

    def test_that_was_not_paid_or_was_taken_back_is_no_matter(self) -> None:
        """Nothing stands."""
        for changes in ({"status": "submitted"}, {"left": 0}):
            line = in_march(**changes)
            assert not finds(plan_missing, line, a_case(line))

    def test_after_the_plan_ended_is_found_as_that(self, home: Story) -> None:
        """Another rule, with the day on which it ended."""
        home.tell(plan(to="2026-03-03"), *paid(asked(amount=AGREED)))
        (one,) = found(home.house, "c1", "plan-expired")
        assert (one.found.eurocent, "liep af op 3 maart 2026" in one.found.told) == (56_70, True)
        assert not found(home.house, "c1", "plan-missing")

    @pytest.mark.parametrize(("last", "expected"), [("03-31", 0), ("03-30", 1)])
    def test_on_the_last_day_of_a_plan_is_fine(self, last: str, expected: int) -> None:
        """The last day of March is the last of the line."""
        line, ended = in_march(), a_plan(period=Period(NEW_YEAR, day(last)))
        assert len(finds(plan_expired, line, a_case(line, plans=(ended,)))) == expected
        assert not finds(plan_missing, line, a_case(line, plans=(ended,)))

    def test_goes_on_under_the_next_plan(self) -> None:
        """Two plans that follow each other leave no day; with a day between, that one is told."""
        line, first = in_march(), a_plan(period=Period(NEW_YEAR, day("03-15")))
        following = a_plan(plan="z2", period=Period(day("03-16")))
        assert not finds(plan_expired, line, a_case(line, plans=(first, following)))
        late = a_plan(plan="z2", period=Period(day("03-17")))
        (one,) = finds(plan_expired, line, a_case(line, plans=(first, late)))
        assert "op 16 maart 2026 gold er geen ander" in one.told


class TestGoalsThatWereNotReached:
    @pytest.mark.parametrize(("today", "expected"), [("08-01", 0), ("08-02", 1)])
    def test_change_the_plan_within_a_quarter(self, today: str, expected: int) -> None:
        """Ninety-two days after 1 May there is still time."""
        one = a_plan(evaluations=(evaluated("05-01", reached=1),))
        assert len(finds(goals_not_adjusted, one, a_case(today=day(today), plans=(one,)))) == expected

    @pytest.mark.parametrize(("revised_on", "expected"), [("04-30", 1), ("05-01", 0), ("08-01", 0), ("08-02", 1)])
    def test_are_met_by_a_revision(self, revised_on: str, expected: int) -> None:
        """From the day of the evaluation on; also by another plan, or an end."""
        today = day("12-31")
        one = a_plan(evaluations=(evaluated("05-01", reached=1),), versions=(NEW_YEAR, day(revised_on)))
        assert len(finds(goals_not_adjusted, one, a_case(today=today, plans=(one,)))) == expected
        last = day(revised_on) - timedelta(days=1)
        old = a_plan(evaluations=(evaluated("04-01", reached=1),), period=Period(NEW_YEAR, last))
        new = a_plan(plan="z2", period=Period(day(revised_on)), versions=(day(revised_on),))
        went_on = last > day("07-02")
        assert len(finds(goals_not_adjusted, old, a_case(today=today, plans=(old, new)))) == went_on

    def test_are_not_all_goals_reached(self) -> None:
        """Who reached everything can go on."""
        one = a_plan(evaluations=(evaluated("05-01", reached=2),))
        assert not finds(goals_not_adjusted, one, a_case(today=day("12-31"), plans=(one,)))

    def test_are_found_in_the_log(self, home: Story, clock: SetClock) -> None:
        """Partly is not reached."""
        home.tell(plan(), looked_back("2026-03-01", "partly"))
        clock.moment = clock.moment.replace(month=7, day=1)
        assert len(found(home.house, "c1", "goals-not-adjusted")) == 1
        home.tell(revised(first="2026-04-01", goals=[goal("g2")]))
        assert not found(home.house, "c1", "goals-not-adjusted")


class TestAPlanOfAnotherBesluit:
    @pytest.mark.parametrize(("today", "expected"), [("08-11", 0), ("08-12", 1)])
    def test_is_found_six_weeks_after_the_new_one_began(self, today: str, expected: int) -> None:
        """Besluit 2 begins on 1 July; the plan still names besluit 1."""
        entitled = (
            Entitled(Period(NEW_YEAR, day("06-30")), 1, "4VV", (2,)),
            Entitled(Period(day("07-01")), 2, "5VV", (7,)),
        )
        case = a_case(today=day(today), rights=rights(entitled=entitled))
        assert [one.events for one in finds(plan_not_from_indicatie, a_plan(), case)] == [(5, 7)] * expected
        follows = a_plan(besluitnummer=2, versions=(NEW_YEAR, day("07-01")))
        assert not finds(plan_not_from_indicatie, follows, case)

    def test_is_found_at_once_when_it_never_named_the_right_one(self) -> None:
        """On the first day of the plan."""
        case = a_case(rights=rights(entitled=(Entitled(YEAR, 9, "4VV", (2,)),)))
        assert len(finds(plan_not_from_indicatie, a_plan(), case)) == 1
        assert not finds(plan_not_from_indicatie, a_plan(besluitnummer=9), case)
        assert not finds(plan_not_from_indicatie, a_plan(besluitnummer=None), case)

    def test_is_found_in_the_log(self, home: Story, clock: SetClock) -> None:
        """CIZ gave another besluit from 1 April; the plan was revised, and names it."""
        home.tell(
            plan(), {"do": "end_indicatie", "client": "c1", "besluitnummer": 1, "on": "2026-03-31"} | {"reason": "x"}
        )
        home.tell(indicatie(2, "2026-04-01", value={"EUR": "600.00"}, per="week"))
        clock.moment = clock.moment.replace(month=7, day=1)
        assert len(found(home.house, "c1", "plan-not-from-indicatie")) == 1
        home.tell(revised(first="2026-04-01"))
        assert not found(home.house, "c1", "plan-not-from-indicatie")


def month_with(minutes: int, **changes: Any) -> Any:
    """March with 31:00 hours planned and so many minutes given."""
    care = a_delivery(minutes=minutes)
    return a_case(care, **({"planned": (planned(),), "today": day("05-02")} | changes))


class TestAMonthBesideThePlan:
    @pytest.mark.parametrize(("minutes", "expected"), [(2325, 0), (2326, 1)])
    def test_may_have_a_quarter_more(self, minutes: int, expected: int) -> None:
        """An hour a day in March is 31:00; 38:45 is a quarter more, a minute above is a signal."""
        assert len(finds(delivered_above_plan, a_month(), month_with(minutes))) == expected

    @pytest.mark.parametrize(("minutes", "expected"), [(1395, 0), (1394, 1)])
    def test_may_have_a_quarter_less(self, minutes: int, expected: int) -> None:
        """23:15 is a quarter less, a minute below is a signal."""
        assert len(finds(delivered_below_plan, a_month(), month_with(minutes))) == expected

    @pytest.mark.parametrize(("more", "expected"), [(239, 0), (240, 1)])
    def test_may_differ_by_an_hour_a_week(self, more: int, expected: int) -> None:
        """Of a small plan a quarter is nothing: 1:33 in March."""
        small = (planned(minutes_per_week=21),)
        assert len(finds(delivered_above_plan, a_month(), month_with(93 + more, planned=small))) == expected
        five = (planned(minutes_per_week=70),)
        assert len(finds(delivered_below_plan, a_month(), month_with(310 - more, planned=five))) == expected

    def test_is_over_before_anything_is_said(self) -> None:
        """Too much the day after it; too little a month later, for what is written late."""
        for today, expected in ((day("03-31"), 0), (day("04-01"), 1)):
            assert len(finds(delivered_above_plan, a_month(), month_with(9999, today=today))) == expected
        for today, expected in ((day("05-01"), 0), (day("05-02"), 1)):
            assert len(finds(delivered_below_plan, a_month(), month_with(1, today=today))) == expected

    @pytest.mark.parametrize(
        "excused", [{"absences": (an_absence("03-31", "04-02"),)}, {"rights": rights(died_on=day("03-31"))}]
    )
    def test_may_have_less_when_the_client_was_not_there(self, excused: dict[str, Any]) -> None:
        """In hospital, or dead, on its last day."""
        assert not finds(delivered_below_plan, a_month(), month_with(1, **excused))
        before = {"absences": (an_absence("02-01", "02-28"),)}
        assert len(finds(delivered_below_plan, a_month(), month_with(1, **before))) == 1

    def test_counts_the_days_on_which_the_plan_holds(self) -> None:
        """Half of March, so 15:00 hours; and only care of the line: not an activity, a pgb, or another prestatie."""
        half = (planned(period=Period(day("03-17"))), planned(pgb=True), planned(prestatie=None, activity="douchen"))
        (one,) = finds(delivered_above_plan, a_month(), month_with(1400, planned=half))
        assert "23:20 uur H126, gepland 15:00 uur" in one.told
        for other in ({"activity": "douchen"}, {"prestatie": "H800"}, {"provider": "p2"}):
            care = a_delivery(minutes=1400, **other)
            assert not finds(delivered_above_plan, a_month(), a_case(care, planned=half, today=day("05-02")))

    def test_is_found_in_the_log(self, home: Story, clock: SetClock) -> None:
        """Five hours a week are planned, so 22:08 in March; 5:00 was given, in a month that was paid."""
        home.tell(plan(), delivered(minutes="5:00"), *paid(asked(amount=AGREED)))
        clock.moment = clock.moment.replace(month=5, day=2)
        (one,) = found(home.house, "c1", "delivered-below-plan")
        assert "p1 5:00 uur H126, gepland 22:08 uur" in one.found.told
        assert not found(home.house, "c1", "delivered-above-plan")
