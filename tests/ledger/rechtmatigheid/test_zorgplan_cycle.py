"""Plan, do, check, act of one client, beside what happened."""

from ledger.auditing.zorgplan_cycle import zorgplan_cycle
from ledger.rechtmatigheid.facts import Entitled
from ledger.vocabulary.periods import Period
from tests.ledger.rechtmatigheid.made import YEAR, a_case, a_delivery, rights
from tests.ledger.rechtmatigheid.made_care import NEW_YEAR, a_plan, day, evaluated, planned

CARE = (
    a_delivery(levering="l1", on=day("02-27"), minutes=60),
    a_delivery(levering="l2", on=day("02-27"), minutes=30),
    a_delivery(levering="l3", on=day("03-15"), minutes=90),
    a_delivery(levering="l4", on=day("03-16"), minutes=0),
    a_delivery(levering="l5", on=day("04-10"), minutes=45),
)


class TestPlan:
    def test_is_there_on_each_day_of_care(self) -> None:
        """It began on 1 March: one of three days of care had none. What was withdrawn is no care."""
        case = a_case(*CARE, plans=(a_plan(period=Period(day("03-01"))),), today=day("04-10"))
        cycle = zorgplan_cycle(case, YEAR)
        assert cycle.days_of_care == (day("02-27"), day("03-15"), day("04-10"))
        assert cycle.without_plan == (day("02-27"),)

    def test_follows_from_the_indicatie(self) -> None:
        """Or names another besluit than holds."""
        case = a_case(plans=(a_plan(),), rights=rights(entitled=(Entitled(YEAR, 7, "4VV", (2,)),)))
        assert zorgplan_cycle(case, YEAR).plans[0].other_besluiten == (7,)
        assert zorgplan_cycle(a_case(plans=(a_plan(),)), YEAR).plans[0].other_besluiten == ()

    def test_of_other_days_is_left_out(self) -> None:
        """Only what holds on the days that are asked."""
        case = a_case(plans=(a_plan(period=Period(NEW_YEAR, day("02-28"))),))
        assert [one.plan for one in zorgplan_cycle(case, Period(day("02-28"), day("03-31"))).plans] == ["z1"]
        assert not zorgplan_cycle(case, Period(day("03-01"), day("03-31"))).plans


class TestDo:
    def test_lays_minutes_given_beside_minutes_planned(self) -> None:
        """Per month, up to the stand: an hour a day from 1 March on, ten days of April."""
        plan = planned(period=Period(day("03-01")))
        case = a_case(*CARE, planned=(plan,), today=day("04-10"))
        months = zorgplan_cycle(case, Period(day("02-01"), day("12-31"))).months
        assert [(one.period.last, one.planned, one.given) for one in months] == [
            (day("02-28"), 0, 0),
            (day("03-31"), 31 * 60, 90),
            (day("04-10"), 10 * 60, 45),
        ]
        (march,) = months[1].compared
        assert (march.provider, march.prestatie) == ("p1", "H126")

    def test_has_nothing_after_the_stand(self) -> None:
        """What is still to come is not judged."""
        cycle = zorgplan_cycle(a_case(*CARE, today=day("04-10")), Period(day("05-01"), day("05-31")))
        assert (cycle.months, cycle.days_of_care) == ((), ())


class TestCheck:
    def test_tells_every_evaluation_that_was_due(self) -> None:
        """Agreed by 30 June, held on 10 July; the next was agreed for the end of the year, and is not due yet."""
        one = a_plan(evaluations=(evaluated("07-10", next_by="12-31"),))
        cycle = zorgplan_cycle(a_case(plans=(one,), today=day("08-01")), YEAR)
        told = [(due.by, due.agreed, due.held, due.days_late(cycle.today)) for due in cycle.plans[0].evaluations]
        assert told == [(day("06-30"), True, day("07-10"), 10), (day("12-31"), True, None, 0)]
        assert cycle.late == 1


class TestAct:
    def test_tells_goals_after_which_nothing_changed(self) -> None:
        """One of two was reached on 1 May, and the plan went on as it was until August."""
        one = a_plan(evaluations=(evaluated("05-01", reached=1),))
        cycle = zorgplan_cycle(a_case(plans=(one,), today=day("08-02")), YEAR)
        assert [each.reached for each in cycle.plans[0].not_adjusted] == [1]
        changed = a_plan(evaluations=one.evaluations, versions=(NEW_YEAR, day("06-01")))
        cycle = zorgplan_cycle(a_case(plans=(changed,), today=day("08-02")), YEAR)
        assert not cycle.plans[0].not_adjusted
