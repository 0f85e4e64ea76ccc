"""A zorgplan: one at a time, every line priced by contract and register, together within the indicatiewaarde."""

from typing import Any

import pytest

from ledger.aggregates.zorgplan import WholePlan, Zorgplan
from ledger.events import decode, sentence
from tests.ledger.care_lines import arranged, care, goal, pgb, plan, revised, tarief
from tests.ledger.contract_lines import concluded
from tests.ledger.lines import Line, died, line
from tests.ledger.story import Story, somebody


def agreed(story: Story, told: Line) -> WholePlan:
    """Give a plan; return what was recorded of it."""
    (outcome,) = story.tell(told)
    record = story.house.ledger.at(outcome.events[0][0])
    assert record is not None
    event = decode(record.topic, record.state)
    assert isinstance(event, WholePlan)
    return event


def evaluated(*outcomes: tuple[str, str], **more: Any) -> Line:
    """Evaluate z1 today."""
    told = [{"goal": number, "reached": reached} for number, reached in outcomes or (("g1", "partly"),)]
    return line("evaluate_zorgplan", {"client": "c1", "zorgplan": "z1", "on": "2026-03-04", "outcomes": told}, more)


def closed(on: str, **more: Any) -> Line:
    """End z1."""
    return line("end_zorgplan", {"client": "c1", "zorgplan": "z1", "on": on, "reason": "verhuizing"}, more)


class TestALine:
    @pytest.mark.parametrize(
        "wrong",
        [
            care(prestatie=None),
            care(activity="douchen"),
            care(pgb=True, value={"EUR": "1.00"}, per="week"),
            care(provider=None),
            care(value={"EUR": "1.00"}, per="week"),
            pgb("10.00") | {"provider": "p1"},
            pgb("10.00") | {"count_per_week": 1},
            {"line": "9", "pgb": True},
            {"line": "9", "pgb": True, "value": {"EUR": "1.00"}},
            arranged() | {"count_per_week": 1},
        ],
        ids=str,
    )
    def test_is_exactly_one_kind_of_care(self, home: Story, wrong: Line) -> None:
        """With a provider, or as pgb with its amount."""
        assert home.refused(plan(wrong)) == "line-unclear"

    def test_has_a_number_of_its_own(self, home: Story) -> None:
        """Deliveries and questions refer to it."""
        assert home.refused(plan(care("1"), pgb("1.00", "1"))) == "line-twice"

    def test_of_what_no_register_or_contract_knows_is_refused(self, home: Story) -> None:
        """Nothing is guessed."""
        assert home.refused(plan(care(prestatie="H999"))) == "tarief-unknown"
        activity = {"line": "1", "provider": "p1", "activity": "wandelen", "count_per_week": 1}
        assert home.refused(plan(activity)) == "activity-unknown"
        error = home.refusal(plan(arranged("reusachtig")))
        assert error.code == "arrangement-unknown"
        assert "Kies uit licht, middel, zwaar." in error.message

    def test_of_a_prestatie_that_is_in_no_contract_is_refused(self, home: Story) -> None:
        """The register knows it; p1 has no agreement about it."""
        home.tell(tarief("H300", "uur", "50.00"))
        assert home.refused(plan(care(prestatie="H300"))) == "prestatie-not-agreed"

    def test_of_a_combination_that_is_not_allowed_is_refused(self, home: Story) -> None:
        """The Koppeltabel of that year."""
        home.tell({"do": "allow_combinatie", "year": 2026, "code": "H800", "source": "demo: test"})
        assert home.refused(plan()) == "combinatie-not-allowed"

    def test_needs_a_contract_that_holds_for_the_client(self, home: Story) -> None:
        """Not of another region, for another leveringsvorm, or before its first day."""
        for number, term in enumerate(
            ({"region": "Utrecht"}, {"leveringsvormen": ["vpt"]}, {"from": "2026-01-02"}), start=1
        ):
            provider = f"q{number}"
            home.tell(concluded(provider=provider, **term))  # type: ignore[arg-type]
            assert home.refused(plan(care(provider=provider))) == "no-contract"
        home.tell(plan(care(provider="q3"), **{"from": "2026-01-02"}))

    def test_of_pgb_is_in_euro_and_hours_are_hours(self, home: Story) -> None:
        """Each in its own unit."""
        assert home.refused(plan(pgb("1.00") | {"value": {"PUNT": "1.00"}})) == "unit-not-euro"
        assert home.refused(plan(care(minutes_per_week={"EUR": "1.00"}))) == "unit-not-uur"


class TestAgreeing:
    def test_needs_an_indicatie_on_the_first_day(self, home: Story) -> None:
        """The plan rests on that besluit."""
        assert home.refused(plan(**{"from": "2025-12-31"})) == "no-indicatie"
        assert agreed(home, plan()).besluitnummer == 1

    def test_after_death_is_refused(self, home: Story) -> None:
        """The last day belongs to life."""
        home.tell(died("2026-03-03"))
        assert home.refused(plan(**{"from": "2026-03-04"})) == "after-death"
        home.tell(plan(**{"from": "2026-03-03"}))

    def test_has_one_plan_on_a_day(self, home: Story) -> None:
        """The day after the last day of the first is free."""
        home.tell(plan(to="2026-06-30"))
        error = home.refusal(plan(zorgplan="z2", **{"from": "2026-06-30"}))
        assert (error.code, error.field) == ("zorgplan-overlaps", "from")
        assert home.refused(plan(**{"from": "2026-07-01"})) == "zorgplan-exists"
        home.tell(plan(zorgplan="z2", **{"from": "2026-07-01"}))

    def test_keeps_the_goals_sealed(self, home: Story) -> None:
        """What somebody wants to reach is theirs."""
        (one,) = agreed(home, plan()).goals
        assert one.goal == "g1"
        assert "koken" not in one.text
        assert home.house.keyring.open("client-c1", one.text) == "Weer zelf koken"

    def test_names_every_goal_once(self, home: Story) -> None:
        """By its number."""
        assert home.refused(plan(goals=[goal(), goal()])) == "goal-twice"

    def test_is_evaluated_on_its_first_day_or_later(self, home: Story) -> None:
        """Not before it began."""
        assert home.refused(plan(evaluate_by="2025-12-31")) == "evaluated-before-start"
        home.tell(plan(evaluate_by="2026-01-01"))

    def test_does_not_end_before_it_begins(self, home: Story) -> None:
        """One day is a plan."""
        assert home.refused(plan(to="2025-12-31")) == "period-reversed"
        home.tell(plan(to="2026-01-01"))

    def test_is_told_with_what_it_costs(self, home: Story) -> None:
        """Without the goals, which are sealed."""
        assert sentence(agreed(home, plan())) == (
            "Zorgplan z1 is afgesproken vanaf 1 januari 2026: € 283,50 van € 600,00 per week."
        )

    def test_is_for_staff_of_a_provider_of_the_client(self, home: Story) -> None:
        """Nobody at p1 knows of c1 until the payer brought the client there."""
        staff = somebody("medewerker", provider="p1")
        assert home.refused(plan(), by=staff) == "client-unknown"
        home.tell(plan(to="2026-03-31"), by=somebody("zorgkantoor", region="Rotterdam"))
        home.tell(plan(zorgplan="z2", **{"from": "2026-04-01"}), by=staff)


class TestRevising:
    @pytest.fixture
    def planned(self, home: Story) -> Story:
        """z1 from New Year's Day until the end of June, z2 from October on."""
        home.tell(plan(to="2026-06-30"), plan(zorgplan="z2", **{"from": "2026-10-01"}))
        return home

    def test_holds_the_whole_outcome_from_its_day(self, planned: Story) -> None:
        """Goals, lines, last day and rest."""
        told = agreed(planned, revised(pgb("100.00"), goals=[goal("g2")], remainder_to="pgb", to="2026-09-30"))
        assert [one.goal for one in told.goals] == ["g2"]
        assert (told.remainder_to, str(told.last), told.lines[0].pgb) == ("pgb", "2026-09-30", True)

    def test_is_of_a_day_of_the_plan(self, planned: Story) -> None:
        """Its first and last day, not the day before or after."""
        for day in ("2025-12-31", "2026-07-01"):
            error = planned.refusal(revised(first=day, to="2026-09-30"))
            assert (error.code, error.field) == ("outside-zorgplan", "from")
        assert "Het zorgplan loopt vanaf 1 januari 2026 tot en met 30 juni 2026." in error.message
        planned.tell(revised(first="2026-06-30", to="2026-06-30"), revised(first="2026-01-01", to="2026-06-30"))

    def test_does_not_run_into_another_plan(self, planned: Story) -> None:
        """Up to the day before z2 begins."""
        assert planned.refused(revised(to="2026-10-01")) == "zorgplan-overlaps"
        assert planned.refused(revised()) == "zorgplan-overlaps"
        planned.tell(revised(to="2026-09-30"))

    def test_of_a_plan_that_is_not_there_is_refused(self, home: Story) -> None:
        """Neither of this client nor of another."""
        assert home.refused(revised()) == "zorgplan-unknown"
        home.tell(plan())
        assert home.refused(revised(zorgplan="z9")) == "zorgplan-unknown"

    def test_keeps_within_the_indicatiewaarde(self, planned: Story) -> None:
        """As a new plan does."""
        assert planned.refused(revised(pgb("600.01"), to="2026-06-30")) == "plan-above-indicatiewaarde"
        assert planned.refused(revised(to="2026-03-31")) == "period-reversed"


class TestEvaluating:
    @pytest.fixture
    def planned(self, home: Story) -> Story:
        """Two goals."""
        home.tell(plan(goals=[goal("g1"), goal("g2")]))
        return home

    def test_says_of_every_goal_how_far_it_was_reached(self, planned: Story) -> None:
        """Each of them once, and no other."""
        assert planned.refused(evaluated(("g1", "yes"))) == "goal-missing"
        assert planned.refused(evaluated(("g1", "yes"), ("g2", "no"), ("g1", "no"))) == "goal-twice"
        assert planned.refused(evaluated(("g1", "yes"), ("g2", "no"), ("g3", "no"))) == "goal-unknown"
        (outcome,) = planned.tell(evaluated(("g1", "yes"), ("g2", "no"), text="Soep lukt."))
        record = planned.house.ledger.at(outcome.events[0][0])
        assert record is not None
        event = decode(record.topic, record.state)
        assert isinstance(event, Zorgplan.PlanEvaluated)
        assert sentence(event) == "Zorgplan z1 is geëvalueerd op 4 maart 2026: 1 van 2 doelen gehaald."
        assert planned.house.keyring.open("client-c1", event.text or "") == "Soep lukt."

    def test_is_about_the_goals_of_that_day(self, planned: Story) -> None:
        """From 1 March on there is one."""
        planned.tell(revised(first="2026-03-01", goals=[goal("g2")]))
        planned.tell(evaluated(("g1", "yes"), ("g2", "no"), on="2026-02-28"))
        assert planned.refused(evaluated(("g1", "yes"), ("g2", "no"), on="2026-03-01")) == "goal-unknown"
        planned.tell(evaluated(("g2", "no"), on="2026-03-01"))

    def test_is_of_today_or_before_and_of_the_plan(self, planned: Story) -> None:
        """After the plan has ended it is still possible to look back."""
        both = (("g1", "yes"), ("g2", "no"))
        assert planned.refused(evaluated(*both, on="2026-03-05")) == "day-in-future"
        assert planned.refused(evaluated(*both, on="2025-12-31")) == "outside-zorgplan"
        assert planned.refused(evaluated(*both, zorgplan="z9")) == "zorgplan-unknown"
        planned.tell(closed("2026-02-01"), evaluated(*both))


class TestEnding:
    def test_is_on_a_day_of_the_plan_or_the_day_before_it(self, home: Story) -> None:
        """Which withdraws it: another plan may take its days."""
        home.tell(plan(to="2026-06-30"))
        assert home.refused(closed("2025-12-30")) == "outside-zorgplan"
        assert home.refused(closed("2026-07-01")) == "outside-zorgplan"
        home.tell(closed("2026-06-29"))
        assert home.refused(closed("2026-06-30")) == "outside-zorgplan"
        home.tell(closed("2025-12-31"), plan(zorgplan="z2"))

    def test_frees_the_days_after_it(self, home: Story) -> None:
        """From the day after the last one on."""
        home.tell(plan(), closed("2026-03-31"))
        assert home.refused(plan(zorgplan="z2", **{"from": "2026-03-31"})) == "zorgplan-overlaps"
        home.tell(plan(zorgplan="z2", **{"from": "2026-04-01"}))

    def test_of_a_plan_that_is_not_there_is_refused(self, home: Story) -> None:
        """Nor of one that no longer holds on that day."""
        assert home.refused(closed("2026-03-31")) == "zorgplan-unknown"
