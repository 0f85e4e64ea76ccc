"""The measured figures of domain.md §3 on c1 (see `stories`) and on small changes of it."""

from datetime import date

import pytest

from tests.ledger import care_lines
from tests.ledger.care_lines import care, delivered, pgb, plan, revised
from tests.ledger.contract_lines import concluded
from tests.ledger.lines import died
from tests.simulation.stories import GIVEN, at_home, figures, found, provider, tells
from web.composition import House

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


class TestTheRestForAPgb:
    @pytest.mark.parametrize(("model", "part", "half"), [("A", 0, LAST), ("B", 0, LAST), ("E", 0, LAST)])
    def test_is_known_afterwards_where_deliveries_count(self, region: House, model: str, part: int, half: date) -> None:
        told = figures(region, model)
        assert (told.pgb_known_on_1_january_basispoint, told.pgb_known_by_half) == (part, half)

    @pytest.mark.parametrize("model", ["C", "D", "H+C", "E+D"])
    def test_is_known_beforehand_where_the_amount_is_fixed(self, region: House, model: str) -> None:
        told = figures(region, model)
        assert (told.pgb_known_on_1_january_basispoint, told.pgb_known_by_half) == (10_000, FIRST)

    @pytest.mark.parametrize("model", ["F", "G", "H"])
    def test_is_not_there_where_nothing_is_paid_for_a_person(self, region: House, model: str) -> None:
        told = figures(region, model)
        assert (told.pgb_known_on_1_january_basispoint, told.pgb_known_by_half) == (None, None)
        assert told.unused_eurocent is None

    def test_is_known_beforehand_when_a_fixed_part_is_agreed(self, ground: House) -> None:
        """A pgb of € 100,00 a week is a line of the plan."""
        tells(ground, *at_home(), plan(care(), pgb("100.00")), *GIVEN)
        assert figures(ground, "A").pgb_known_on_1_january_basispoint == 10_000

    def test_is_known_from_the_last_change_of_the_plan(self, region: House) -> None:
        tells(region, revised(care(minutes="6:00")))
        told = figures(region, "C")
        assert (told.pgb_known_on_1_january_basispoint, told.pgb_known_by_half) == (0, date(2026, 4, 1))

    def test_of_who_died_is_known_on_the_last_day(self, region: House) -> None:
        tells(region, died("2026-07-31"))
        assert figures(region, "A").pgb_known_by_half == date(2026, 7, 31)


class TestWhatIsUnused:
    @pytest.mark.parametrize(
        ("model", "unused"), [("A", 36_131_45), ("C", 18_250_00), ("D", 18_250_00), ("H+A", 28_905_16)]
    )
    def test_is_value_less_what_is_paid(self, region: House, model: str, unused: int) -> None:
        """Of € 36 500,00; beside a lump 80 % of it is for the person: € 29 200,00 − € 294,84."""
        assert figures(region, model).unused_eurocent == unused

    def test_leaves_out_the_pgb(self, ground: House) -> None:
        """€ 70,00 a week is € 3 650,00 a year."""
        tells(ground, *at_home(), plan(care(), pgb("70.00")), *GIVEN)
        assert figures(ground, "A").unused_eurocent == 36_131_45 - 3_650_00
        assert found(ground, "A").pgb_eurocent == 3_650_00


class TestCareNotDelivered:
    @pytest.mark.parametrize(
        ("model", "euro"),
        [
            ("A", 0),
            ("B", 0),
            ("E", 0),
            ("C", 17_881_45),
            ("F", 14_413_95),
            ("G", 14_413_95),
            ("H", 14_413_95),
            ("H+A", 2_882_79),
            ("G+B", 2_882_79),
        ],
    )
    def test_is_what_fixed_amounts_pay_beyond_the_care(self, region: House, model: str, euro: int) -> None:
        """The care is worth € 368,55. H+A: of the lump of € 2 956,50 the part of the care that A leaves, € 73,71,
        is delivered."""
        assert figures(region, model).undelivered_eurocent == euro

    def test_is_what_an_activity_pays_for_a_short_time(self, ground: House) -> None:
        """Three times ten minutes and once 3:30: usually 60 minutes, € 56,70. Four times is € 226,80 for care of
        € 226,80 in all; but c2 with only ten minutes got € 9,45 of care for € 56,70."""
        tells(ground, *at_home(), *at_home("c2"))
        tells(ground, delivered("l1", "0:10", "2026-01-10"), delivered("l2", "0:10", "2026-01-11"))
        tells(ground, delivered("l3", "3:30", "2026-01-12"), delivered("l1", "0:10", "2026-01-10", client="c2"))
        told = figures(ground, "B")
        assert (told.paid_eurocent, told.undelivered_eurocent) == (226_80, 47_25)

    def test_counts_no_care_of_days_with_another_leveringsvorm(self, region: House) -> None:
        """From 1 July c1 lives in: what was given then, € 85,05, is no care at home and no hours are paid."""
        tells(region, care_lines.chosen("verblijf", **{"from": "2026-07-01"}))
        told = found(region, "A")
        assert (told.delivered_eurocent, told.figures[0].paid_eurocent) == (283_50, 283_50)
        assert told.value_eurocent == 18_100_00


class TestOneMoreHour:
    @pytest.mark.parametrize(
        ("model", "extra", "longer"),
        [("A", 56_70, 56_70), ("B", 56_70, 0), ("E", 56_70, 56_70), ("C", 0, 0), ("D", 0, 0), ("H", 0, 0)],
    )
    def test_pays_by_the_hour_by_the_act_or_nothing(self, region: House, model: str, extra: int, longer: int) -> None:
        """One time more of 130 minutes is € 122,85: € 56,70 an hour. The time of July an hour longer: 2:32, which is
        declared as 2:30, brings € 56,70 by the hour and nothing by the act."""
        told = figures(region, model)
        assert (told.extra_hour_eurocent, told.longer_hour_eurocent) == (extra, longer)


class TestTheForecast:
    @pytest.mark.parametrize(("model", "errors"), [("C", (0, 0, 0)), ("F", (0, 0, 0)), ("H", (0, 0, 0))])
    def test_of_fixed_amounts_is_right(self, region: House, model: str, errors: tuple[int, ...]) -> None:
        assert figures(region, model).forecast_error_basispoint == errors

    def test_knows_nothing_of_a_later_revision(self, region: House) -> None:
        """From 1 April eight hours: € 453,60 of € 700,00, middel. 90 days at € 50,00 and 275 at € 75,00 make
        € 25 125,00; on 1 January 365 × € 50,00 = € 18 250,00 was foreseen: 27,36 % too low."""
        tells(region, revised(care(minutes="8:00")))
        told = figures(region, "C")
        assert told.paid_eurocent == 25_125_00
        assert told.forecast_error_basispoint == (-2736, 0, 0)

    def test_of_hours_counts_on_the_plan(self, ground: House) -> None:
        """Seven hours a week is an hour a day: 365 hours are planned and none was given but one. On 1 July 184 hours
        were still to come."""
        tells(ground, *at_home(), plan(care(minutes="7:00")), delivered("l1", "1:00", "2026-01-10"))
        errors = figures(ground, "A").forecast_error_basispoint
        assert errors == (364 * 10_000, 275 * 10_000, 184 * 10_000)

    @pytest.mark.parametrize("word", ["arrangement", "activity"])
    def test_takes_a_plan_without_minutes_as_hours_of_the_same_worth(self, ground: House, word: str) -> None:
        """An arrangement of € 350,00 a week, or three showers a week of € 18,00: far more than the one hour given."""
        arrangement = {"model": "C", "covers": ["ARR"], "parameters": {"prestatie": "ARR"}}
        activity = {"model": "B", "covers": ["douchen"], "parameters": {"activities": [care_lines.SHOWER]}}
        lines = {
            "arrangement": care_lines.arranged("licht") | {"provider": "p2"},
            "activity": {"line": "1", "provider": "p2", "activity": "douchen", "count_per_week": 3},
        }
        tells(ground, {"do": "register_provider", "provider": "p2", "name": "Zorg p2"})
        tells(ground, care_lines.tarief("ARR", "week", "600.00"))
        tells(
            ground,
            concluded("k3", provider="p2", components=[arrangement]),
            concluded("k4", provider="p2", components=[activity]),
        )
        tells(ground, *at_home(), plan(lines[word]), delivered("l1", "1:00", "2026-01-10"))
        assert (figures(ground, "A").forecast_error_basispoint[0] or 0) > 10_000


class TestRegistrations:
    @pytest.mark.parametrize(
        ("model", "hundredths"), [("A", 10), ("C", 23), ("D", 23), ("F", 23), ("G", 2), ("H", 23), ("H+A", 33)]
    )
    def test_are_deliveries_where_they_count_and_declared_lines(
        self, region: House, model: str, hundredths: int
    ) -> None:
        """Over 365 days. A: three deliveries and two lines, 0,10 a week. C and D: twelve lines. F and H: twelve of one
        provider. G: one enrolment. H+A: twelve and five."""
        assert figures(region, model).registrations_hundredths == hundredths


class TestNewcomers:
    def test_begin_without_a_plan_on_1_january(self, region: House) -> None:
        """p2 begins on 8 July with two hours, € 113,40: by A it is paid, by C and H it gets nothing."""
        tells(region, *provider("p2"), delivered("l4", "2:00", "2026-07-08", provider="p2"))
        by_model = {one.scenario.code: one for one in found(region, "A,C,F,H").figures}
        assert {code: one.newcomers_eurocent for code, one in by_model.items()} == {"A": 113_40, "C": 0, "F": 0, "H": 0}
        assert {one.newcomers_delivered_eurocent for one in by_model.values()} == {113_40}


class TestCostAndEffects:
    def test_are_told_per_client_and_per_provider(self, region: House) -> None:
        told = figures(region, "C")
        assert told.percentiles_eurocent == (18_250_00,) * 5
        assert [one.clients for one in told.bins if one.clients] == [1]
        assert [(one.low_eurocent <= 18_250_00 < one.high_eurocent) for one in told.bins if one.clients] == [True]
        (effect,) = told.providers
        assert (effect.provider, effect.paid_eurocent, effect.difference) == ("p1", 18_250_00, 17_881_45)

    @pytest.mark.parametrize("model", ["F", "H"])
    def test_have_no_cost_per_client_where_nothing_is_paid_for_one(self, region: House, model: str) -> None:
        told = figures(region, model)
        assert (told.percentiles_eurocent, told.bins) == ((), ())

    def test_put_the_winners_first(self, region: House) -> None:
        """By F the provider of the area gets all; p2, who gave two hours, gets nothing."""
        tells(region, *provider("p2"), delivered("l4", "2:00", "2026-07-08", provider="p2"))
        told = figures(region, "F")
        assert [(one.provider, one.difference) for one in told.providers] == [("p1", 14_413_95), ("p2", -113_40)]
        assert told.undelivered_eurocent == 14_413_95 - 113_40


def test_the_share_on_a_prestatie(region: House) -> None:
    """None of F, G and H; of H+A € 294,84 of € 3 251,34."""
    found_ = {one.scenario.code: one.on_prestatie_basispoint for one in found(region, "A,C,F,G,H,H+A").figures}
    assert found_ == {"A": 10_000, "C": 10_000, "F": 0, "G": 0, "H": 0, "H+A": 907}
