"""Was it declared once, after the care, and in time."""

from datetime import date
from typing import Any

import pytest

from ledger.rechtmatigheid.facts import Line, Placed
from ledger.rechtmatigheid.rules.declaring import declared_before_delivered, declared_late, declared_twice
from ledger.vocabulary.clock import SetClock
from tests.ledger.contract_lines import concluded
from tests.ledger.declare_lines import APRIL, CARE, declare, judged
from tests.ledger.rechtmatigheid.made import YEAR, a_case, a_delivery, a_line
from tests.ledger.rechtmatigheid.made_care import an_agreement, day, finds, planned
from tests.ledger.rechtmatigheid.made_money import K1, days_of_stay, money_on_file, second
from tests.ledger.rechtmatigheid.stories import found
from tests.ledger.story import Story

MARCH = CARE[-3:]
"""A plan of five hours a week, of which one and a half were given in March."""
PLAN_BASIS = money_on_file(an_agreement(basis="plan"), an_agreement(provider="p2", basis="plan"))


OF_56_MINUTES = 5292
"""What they come to at € 56,70 an hour: the sixty of a line, of which rounding may have added four to two lines."""


def stakes(line: Line, *things: Any, **around: Any) -> list[int]:
    """Return what is at stake for a line that declares care twice."""
    return [one.eurocent for one in finds(declared_twice, line, a_case(line, *things, **({"register": K1} | around)))]


class TestTheSameCareDeclaredTwice:
    def test_is_found_in_the_later_line(self) -> None:
        """Same days, same quantity: the first one stands, the second is one too many."""
        (one,) = finds(declared_twice, second(), a_case(second(), a_line(), register=K1))
        assert (one.eurocent, one.events) == (5670, (95, 90))
        assert one.told == "Op 4 maart 2026 is 1:00 uur van prestatie H126 ook gedeclareerd in regel d1/1."
        assert stakes(a_line(), second()) == []

    def test_is_found_across_providers(self) -> None:
        """Also when one of them is named by its AGB code, which is the same provider."""
        (one,) = finds(declared_twice, second(provider="p2"), a_case(second(provider="p2"), a_line(), register=K1))
        assert one.told.endswith("in regel d1/1, van een andere zorgaanbieder.")
        agb = money_on_file(agb={"11111111": "p1"})
        (one,) = finds(
            declared_twice, second(provider="11111111"), a_case(second(provider="11111111"), a_line(), register=agb)
        )
        assert one.told.endswith("in regel d1/1.")

    @pytest.mark.parametrize(
        "other",
        [
            {"prestatie": "H127"},
            {"first": day("03-05"), "last": day("03-05")},
            {"left": 0},
            {"settles": True},
            {"unit": "stuk"},
        ],
    )
    def test_is_not_another_prestatie_or_day_or_what_was_taken_back(self, other: dict[str, Any]) -> None:
        """A line that replaces a credited one is beside nothing; what settles asks for a difference."""
        assert stakes(second(), a_line(**other)) == []

    def test_what_settles_is_not_looked_at(self) -> None:
        """It has no quantity of its own."""
        assert stakes(second(settles=True, quantity=0), a_line()) == []

    def test_two_visits_on_a_day_are_two_lines(self) -> None:
        """When as much was given; rounding to five minutes may add two to each line, and no more."""
        both = (a_delivery(), a_delivery(levering="l2"))
        assert stakes(second(), a_line(), *both) == []
        assert stakes(second(), a_line(), a_delivery(), a_delivery(levering="l2", minutes=56)) == []
        assert stakes(second(), a_line(), a_delivery(), a_delivery(levering="l2", minutes=55)) == [95]
        assert stakes(second(), a_line(), a_delivery(minutes=120, prestatie="H127")) == [5670]
        assert stakes(second(), a_line(), a_delivery(minutes=120, provider="p2")) == [5670]

    def test_a_day_inside_a_month_that_was_declared_whole_is_twice(self) -> None:
        """Twenty hours were given in March and declared; an hour of 4 March is one of them."""
        month = {"first": day("03-01"), "last": day("03-31"), "quantity": 1200, "eurocent": 113400, "left": 113400}
        given = [a_delivery(levering=f"l{number}", on=date(2026, 3, number)) for number in range(1, 21)]
        assert stakes(second(), a_line(**month), *given) == [OF_56_MINUTES]
        assert stakes(second(), a_line(**month), *given, a_delivery(on=day("03-31"), levering="l31")) == []

    def test_the_plan_counts_where_the_plan_is_declared(self) -> None:
        """An hour a day is in the plan: a line of an hour on one day, and no second."""
        two_hours = (planned(minutes_per_week=7 * 120),)
        assert stakes(second(), a_line(), register=PLAN_BASIS, planned=two_hours) == []
        assert stakes(second(), a_line(), register=PLAN_BASIS, planned=(planned(),)) == [OF_56_MINUTES]
        assert stakes(second(), a_line(), planned=two_hours) == [5670]


class TestCareOfTwoProviders:
    OWN = a_delivery(provider="p2", levering="l2", minutes=45)
    LATER = second(provider="p2", quantity=45)

    def test_goes_together_when_each_has_care_to_show(self) -> None:
        """A visit of each on one day, or a plan that names both."""
        assert stakes(self.LATER, a_line(), a_delivery(), self.OWN) == []
        assert stakes(self.LATER, a_line(), planned=(planned(), planned(provider="p2"))) == []

    def test_is_found_at_the_one_without(self) -> None:
        """Also when that is the earlier line."""
        assert stakes(self.LATER, a_line(), a_delivery()) == [5670]
        assert stakes(self.LATER, a_line(), self.OWN) == []
        assert stakes(a_line(), self.LATER, self.OWN) == [5670]
        assert stakes(self.LATER, a_line()) == [5670]
        assert stakes(a_line(), self.LATER) == []

    @pytest.mark.parametrize(
        ("own", "other", "expected"),
        [
            (None, None, [5670]),
            ("09:00", None, [5670]),
            ("09:00", "09:00", [5670]),
            ("09:00", "14:00", []),
        ],
    )
    def test_that_is_the_same_to_the_minute_is_found_unless_deliveries_tell_it_apart(
        self, own: str | None, other: str | None, expected: list[int]
    ) -> None:
        """Two visits at another time, on another day or of another length are two."""
        mine = a_delivery(provider="p2", levering="l2", starts_at=own)
        assert stakes(second(provider="p2"), a_line(), mine, a_delivery(starts_at=other)) == expected

    def test_that_is_the_same_by_two_plans_is_agreed(self) -> None:
        """Only where the plan is what is declared."""
        plans = (planned(), planned(provider="p2"))
        assert stakes(second(provider="p2"), a_line(), register=PLAN_BASIS, planned=plans) == []
        assert stakes(second(provider="p2"), a_line(), register=K1, planned=plans) == [5670]

    def test_modules_of_each_stand_side_by_side(self) -> None:
        """Five with p1 and five with p2; without a module there, it is the same care."""
        modules = {"unit": "module", "quantity": 5, "prestatie": "MOD"}
        placed = (Placed(YEAR, "p1", False, 5, 10, 20), Placed(YEAR, "p2", False, 5, 10, 20))
        theirs, mine = a_line(**modules), second(provider="p2", **modules)
        assert stakes(mine, theirs, placed=placed) == []
        assert stakes(mine, theirs, placed=placed[:1]) == [5670]
        assert stakes(second(**modules), theirs, placed=placed) == [5670]
        assert stakes(second(**modules | {"quantity": 2}), a_line(**modules | {"quantity": 3}), placed=placed) == []


class TestADay:
    """A prestatie per day is declared once for each day, whoever gave it."""

    def test_that_is_in_two_lines_is_found_for_its_part(self) -> None:
        """1–10 March and 10–12 March: one of three days is double; from 11 March none is."""
        later = days_of_stay("03-10", "03-12", declaration="d2", events=(95,))
        assert stakes(later, days_of_stay("03-01", "03-10")) == [20000]
        assert stakes(later, days_of_stay("03-01", "03-10", provider="p2")) == [20000]
        assert stakes(later, days_of_stay("03-01", "03-09")) == []

    def test_is_counted_over_all_lines_before(self) -> None:
        """Fifteen, fourteen and thirteen days do not fit in a month, though every two of them do."""
        first = days_of_stay("03-01", "03-31", quantity=15)
        middle = days_of_stay("03-01", "03-31", quantity=14, line="2", events=(91,))
        third = days_of_stay("03-01", "03-31", quantity=13, declaration="d2", events=(95,))
        assert stakes(third, first, middle) == [11 * 20000]
        assert stakes(third, first) == stakes(middle, first) == []

    def test_of_the_same_lines_is_found_however_few_days_they_count(self) -> None:
        """Ten days of March twice would fit, and yet nothing tells the two apart."""
        ten = days_of_stay("03-01", "03-31", quantity=10)
        again = days_of_stay("03-01", "03-31", quantity=10, declaration="d2", events=(95,))
        assert stakes(again, ten) == [200000]
        assert stakes(days_of_stay("03-01", "03-31", quantity=9, declaration="d2", events=(95,)), ten) == []

    def test_of_weeks_are_seven(self) -> None:
        """A week that is declared again is double in whole."""
        week = {"prestatie": "ARR", "first": day("03-02"), "last": day("03-08"), "unit": "week", "quantity": 1}
        assert stakes(second(**week), a_line(**week)) == [5670]
        following = {"first": day("03-09"), "last": day("03-15")}
        assert stakes(second(**week | following), a_line(**week)) == []


class TestDeclaredBeforeItWasGiven:
    @pytest.mark.parametrize(("received", "expected"), [("03-03", 1), ("03-04", 0), ("03-05", 0)])
    def test_is_before_the_last_day_of_care(self, received: str, expected: int) -> None:
        """On the day itself the care may be over."""
        line = a_line(received=day(received))
        found_here = finds(declared_before_delivered, line, a_case(line, register=K1))
        assert [one.eurocent for one in found_here] == [5670] * expected

    def test_is_agreed_where_the_plan_is_declared(self) -> None:
        """By the contract that the line names, else by one that holds for the client."""
        early = a_line(received=day("03-01"))
        assert not finds(declared_before_delivered, early, a_case(early, register=PLAN_BASIS))
        contracts = money_on_file(an_agreement(), an_agreement(contract="k2", basis="plan"))
        named = a_line(received=day("03-01"), contract="k1")
        assert len(finds(declared_before_delivered, named, a_case(named, register=contracts))) == 1
        assert not finds(declared_before_delivered, early, a_case(early, register=contracts))


class TestDeclaredLate:
    """The 17th working day after March 2026 is 28 April: Good Friday, Easter Monday and King's Day are none."""

    @pytest.mark.parametrize(("received", "expected"), [("04-28", 0), ("04-29", 1)])
    def test_is_the_day_after_the_seventeenth_working_day(self, received: str, expected: int) -> None:
        """What is in on the last day is in time."""
        line = a_line(received=day(received))
        (*some,) = finds(declared_late, line, a_case(line, register=K1))
        assert len(some) == expected
        if some:
            assert some[0].told == (
                "De zorg liep tot en met 4 maart 2026 en kon tot en met 28 april 2026 worden gedeclareerd; de regel "
                "kwam binnen op 29 april 2026."
            )

    def test_goes_by_the_month_of_the_last_day(self) -> None:
        """A week over the turn of the month is of April, and has until 28 May."""
        week = a_line(first=day("03-30"), last=day("04-05"), received=day("05-28"))
        assert not finds(declared_late, week, a_case(week, register=K1))

    @pytest.mark.parametrize("put_right", [{"replaces": True}, {"settles": True}])
    def test_is_not_what_puts_a_line_right(self, put_right: dict[str, Any]) -> None:
        """A correction can only come later."""
        line = a_line(received=day("06-01"), **put_right)
        assert not finds(declared_late, line, a_case(line, register=K1))

    def test_is_not_care_of_the_wmo_nor_of_years_without_a_term(self) -> None:
        """The term is one of the zorgkantoren."""
        line = a_line(received=day("06-01"))
        assert not finds(declared_late, line, a_case(line, register=money_on_file(an_agreement(act="Wmo"))))
        old = a_line(first=date(2022, 12, 31), last=date(2022, 12, 31))
        assert not finds(declared_late, old, a_case(old, register=K1))


class TestAHistory:
    """March was declared by the contract; what came in as a file again is double."""

    def test_of_one_declaration_is_lawful(self, home: Story, clock: SetClock) -> None:
        """In April, for March, once; and declared anew after a change."""
        clock.moment = APRIL
        home.tell(*MARCH, declare(), judged("approve"))
        for rule in ("declared-twice", "declared-before-delivered", "declared-late"):
            assert not found(home.house, "c1", rule), rule

    def test_of_a_second_line_is_not(self, home: Story, clock: SetClock) -> None:
        """By hand, for hours that are in the line of the month: as known when it was paid, and now."""
        clock.moment = APRIL
        home.tell(*MARCH, concluded("k9", provider="p2", components=[{"model": "A"}]), declare(), judged("approve"))
        again = {"line": "1", "client": "c1", "prestatie": "H126", "on": "2026-03-04", "quantity": "1:00"}
        for number, provider in (("d7", "p1"), ("d8", "p2")):
            home.tell(
                {"do": "submit_declaration", "declaration": number, "provider": provider}
                | {"period": ["2026-03-01", "2026-03-31"]}
                | {"lines": [again | {"unit": "UUR", "amount": {"EUR": "56.70"}}]},
                judged("approve", number),
            )
        several = {one.item.key: one for one in found(home.house, "c1", "declared-twice")}
        assert set(several) == {"d7/1", "d8/1"}
        assert all(one.change == "same" and one.then is not None for one in several.values())
