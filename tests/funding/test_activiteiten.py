"""Model B: counted activities, with the norm time beside the real time."""

from datetime import date

import pytest

from ledger.funding.activiteiten import Activiteiten
from ledger.funding.contract import Component
from ledger.funding.inspanning import Inspanning
from ledger.funding.model import Activity
from ledger.vocabulary.errors import NotFound, Refused
from ledger.vocabulary.periods import Period
from tests.funding.samples import MONTHS, WEEK_10, YEAR, Register, contract, given, lines, person, planned

SHOWER = Activity("douchen", "Douchen", "H126", 20, 2_000)
WALK = Activity("wandelen", "Wandelen", "V001", 30, 1_250)
CARE = Activiteiten(activities=(SHOWER, WALK))
DELIVERED, PLAN = contract(CARE), contract(CARE, basis="plan")


class TestDelivered:
    def test_pays_the_activity_and_shows_both_times(self) -> None:
        """Showering has a norm time of 20 minutes; this client needs 30."""
        (line,) = lines(DELIVERED, person(delivered=(given(30, activity="douchen"),)))
        assert (line.paid_eurocent, line.computed.quantity, line.computed.unit) == (2_000, 1, "stuk")
        assert line.computed.steps[:2] == (
            "Douchen: 1 × € 20,00 = € 20,00.",
            "Rekentijd 0:20 uur, werkelijke tijd 0:30 uur, verschil +0:10 uur.",
        )

    @pytest.mark.parametrize(("minutes", "told"), [(20, "geen"), (19, "−0:01 uur"), (21, "+0:01 uur")])
    def test_the_difference_can_go_both_ways(self, minutes: int, told: str) -> None:
        """Less time is paid the same too."""
        (line,) = lines(DELIVERED, person(delivered=(given(minutes, activity="douchen"),)))
        assert line.computed.steps[1].endswith(f"verschil {told}.")
        assert line.paid_eurocent == 2_000

    def test_gives_a_line_per_prestatie(self) -> None:
        """A declaration is always per prestatie; what is not in the catalogue is not paid."""
        care = (given(20, activity="douchen"), given(30, activity="wandelen"), given(9, activity="schaken"), given(60))
        found = lines(DELIVERED, person(delivered=care))
        assert [(line.computed.prestatie, line.paid_eurocent) for line in found] == [("H126", 2_000), ("V001", 1_250)]

    def test_beside_another_model_every_delivery_counts_once(self) -> None:
        """Who names the activity has it, also when the other names its prestatie."""
        both = contract(
            Component(Inspanning(), frozenset({"H126"})), Component(CARE, frozenset({"douchen"})), basispoint=10_000
        )
        found = lines(both, person(delivered=(given(60), given(30, activity="douchen"))))
        assert [(line.model, line.paid_eurocent) for line in found] == [("A", 6_349), ("B", 2_000)]


class TestAgreed:
    def test_pays_what_the_plan_agreed_whatever_was_delivered(self) -> None:
        """Three a week are three a week, also in a week in which two were given."""
        care = (given(30, activity="douchen"), given(30, activity="douchen"))
        (line,) = lines(PLAN, person(planned=(planned(activity="douchen", count=3),), delivered=care), WEEK_10)
        assert (line.paid_eurocent, line.computed.quantity, line.computed.rests_on) == (6_000, 3, (7,))
        assert line.computed.steps[:2] == (
            "Douchen: 3 × € 20,00 = € 60,00 (afgesproken in het zorgplan).",
            "Rekentijd 1:00 uur, werkelijke tijd 1:00 uur, verschil geen.",
        )

    def test_months_add_up_to_the_year(self) -> None:
        """No visit is lost between two months."""
        client = person(planned=(planned(activity="douchen", count=3),))
        months = [line.computed.quantity for month in MONTHS for line in lines(PLAN, client, month)]
        assert sum(months) == sum(line.computed.quantity for line in lines(PLAN, client, YEAR)) == 3 * 365 // 7

    def test_counts_the_days_of_the_plan(self) -> None:
        """Seven a week from Friday on are three until Sunday."""
        line_of_plan = planned(activity="douchen", count=7, period=Period(date(2026, 3, 6)))
        (line,) = lines(PLAN, person(planned=(line_of_plan,)), WEEK_10)
        assert line.computed.quantity == 3


class TestCheck:
    @pytest.mark.parametrize(("price", "is_refused"), [(2_116, False), (2_117, True)])
    def test_a_price_above_the_maximum_is_refused(self, price: int, is_refused: bool) -> None:
        """Twenty minutes of an hour of € 63,49 are at most € 21,16."""
        self.check(Activity("douchen", "Douchen", "H126", 20, price), "rate-above-maximum" if is_refused else None)

    @pytest.mark.parametrize(("price", "is_refused"), [(1_250, False), (1_251, True)])
    def test_of_a_counted_prestatie_the_maximum_is_per_piece(self, price: int, is_refused: bool) -> None:
        """The norm time says nothing there."""
        self.check(Activity("wandelen", "Wandelen", "V001", 30, price), "rate-above-maximum" if is_refused else None)

    def test_a_catalogue_is_not_empty_and_names_everything_once(self) -> None:
        """Otherwise nobody knows what is paid."""
        self.check(SHOWER, None)
        with pytest.raises(Refused) as refused:
            Activiteiten(activities=()).check(DELIVERED, Register())
        assert refused.value.code == "activities-missing"
        with pytest.raises(Refused) as refused:
            Activiteiten(activities=(SHOWER, SHOWER)).check(DELIVERED, Register())
        assert refused.value.code == "activity-twice"

    def test_an_activity_of_an_unknown_prestatie_is_not_found(self) -> None:
        """The register has no maximum for it."""
        with pytest.raises(NotFound):
            Activiteiten(activities=(Activity("x", "X", "X999", 20, 1),)).check(DELIVERED, Register())

    def check(self, activity: Activity, code: str | None) -> None:
        """Check a catalogue of one activity."""
        model = Activiteiten(activities=(activity,))
        if code is None:
            model.check(contract(model), Register())
            assert model.activity(activity.activity) == activity
            return
        with pytest.raises(Refused) as refused:
            model.check(contract(model), Register())
        assert refused.value.code == code
