"""What each line of a zorgplan is worth, decided once; and the room that the indicatiewaarde leaves for them."""

import pytest

from ledger.vocabulary.errors import Malformed
from tests.ledger.care_lines import arranged, care, chosen, hours, pgb, plan, revised, tarief
from tests.ledger.contract_lines import amended
from tests.ledger.guards.test_zorgplan import agreed
from tests.ledger.lines import client, indicatie
from tests.ledger.story import Story


class TestTheWorthOfALine:
    def test_of_a_prestatie_per_hour_is_the_hours_times_the_agreed_rate(self, home: Story) -> None:
        """5:30 at 94,5 % of € 60,00 = € 56,70; the rate is kept with its version and source."""
        (one,) = agreed(home, plan(care(minutes="5:30"))).lines
        assert (one.worth_eurocent, one.per, one.minutes_per_week, one.rate_basispoint) == (31_185, "week", 330, 9_450)
        assert one.contract == "k1"
        assert one.tarief is not None
        assert (one.tarief.unit, one.tarief.eurocent) == ("uur", 6_000)
        assert (one.tarief.year, one.tarief.code, one.tarief.version, one.tarief.reference) == (
            2026,
            "H126",
            1,
            "demo: test",
        )

    @pytest.mark.parametrize(
        ("written", "counted", "worth"), [("5:32", 330, 31_185), ("5:33", 335, 31_658), ("5:35", 335, 31_658)]
    )
    def test_counts_part_of_an_hour_to_the_nearest_five_minutes(
        self, home: Story, written: str, counted: int, worth: int
    ) -> None:
        """As the rekenmodule does."""
        (one,) = agreed(home, plan(care(minutes=written))).lines
        assert (one.minutes_per_week, one.worth_eurocent) == (counted, worth)

    def test_of_another_prestatie_is_the_count_times_the_agreed_rate(self, home: Story) -> None:
        """Two dagdelen at 94,5 % of € 70,00."""
        told = plan(care(prestatie="H800", minutes_per_week=None, count_per_week=2))
        (one,) = agreed(home, told).lines
        assert (one.worth_eurocent, one.count_per_week, one.minutes_per_week) == (13_230, 2, 0)

    def test_of_an_activity_is_the_count_times_the_price_of_the_contract(self, home: Story) -> None:
        """Showering every day at € 18,00."""
        told = {"line": "1", "provider": "p1", "activity": "douchen", "count_per_week": 7}
        (one,) = agreed(home, plan(told)).lines
        assert (one.worth_eurocent, one.per, one.tarief, one.contract) == (12_600, "week", None, "k2")

    @pytest.mark.parametrize(("word", "worth"), [("licht", 30_000), ("middel", 45_000), ("zwaar", 60_000)])
    def test_of_an_arrangement_is_its_share_of_the_indicatiewaarde(self, home: Story, word: str, worth: int) -> None:
        """Half, three quarters, or all of € 600,00."""
        (one,) = agreed(home, plan(arranged(word))).lines
        assert (one.worth_eurocent, one.per) == (worth, "week")

    def test_is_decided_once(self, home: Story) -> None:
        """The maximum changed afterwards: the plan keeps what was agreed, a revision is priced anew."""
        first = agreed(home, plan())
        home.tell(tarief("H126", "uur", "80.00"))
        again = agreed(home, revised(care()))
        assert [one.lines[0].worth_eurocent for one in (first, again)] == [28_350, 37_800]
        assert again.lines[0].tarief is not None
        assert again.lines[0].tarief.version == 2

    def test_is_that_of_the_contract_on_the_first_day(self, home: Story) -> None:
        """From 1 July on it is 90 %; the day before, 94,5 %."""
        home.tell(amended("k1", rate="90.00"))
        before = agreed(home, plan(**{"from": "2026-06-30", "to": "2026-06-30"}))
        after = agreed(home, plan(zorgplan="z2", **{"from": "2026-07-01"}))
        assert [one.lines[0].worth_eurocent for one in (before, after)] == [28_350, 27_000]


class TestTheRoom:
    def test_is_used_up_by_mpt_and_pgb_together(self, home: Story) -> None:
        """VV4, an arrangement 'middel' of € 450,00 and € 150,00 pgb: exactly € 600,00 a week."""
        room = agreed(home, plan(arranged(), pgb("150.00"))).check
        assert (room.ceiling_week_eurocent, room.used_week_eurocent, room.left_week_eurocent) == (60_000, 60_000, 0)
        assert (room.ceiling_year_eurocent, room.used_year_eurocent, room.left_year_eurocent) == (
            3_128_571,
            3_128_571,
            0,
        )
        assert (room.minutes_per_week, room.meerzorg_counts) == (0, None)
        assert room.steps[0].startswith("Indicatiewaarde: De indicatiewaarde voor 4VV is € 600,00 per week.")

    def test_is_not_passed_by_a_cent(self, home: Story) -> None:
        """€ 283,50 of care leaves € 316,50 and nothing more."""
        error = home.refusal(plan(care(), pgb("316.51")))
        assert (error.code, error.field) == ("plan-above-indicatiewaarde", "lines")
        assert error.message == (
            "Dit plan kost € 600,01 per week. Het mag hoogstens € 600,00 zijn: er is € 0,01 te veel. "
            "Maak een regel kleiner, of haal er een weg."
        )
        home.tell(plan(care(), pgb("316.50")))

    def test_is_told_per_year_when_it_is_passed_by_less_than_a_cent_a_week(self, home: Story) -> None:
        """A pgb per year: € 31.285,71 is 52 weeks and a day of € 600,00."""
        error = home.refusal(plan(pgb("31285.72", per="year")))
        assert "Dit plan kost € 31.285,72 per jaar. Het mag hoogstens € 31.285,71 zijn" in error.message
        home.tell(plan(pgb("31285.71", per="year")))

    def test_is_larger_with_extra_kosten_thuis(self, home: Story) -> None:
        """A quarter on top of € 600,00; and an arrangement is a share of the two together."""
        ekt = {"do": "grant_ekt", "client": "c1", "from": "2026-01-01", "to": "2026-12-31", "percentage": "25.00"}
        home.tell(ekt | {"ground": "artikel 3.6.6 Rlz"})
        assert home.refused(plan(pgb("750.01"))) == "plan-above-indicatiewaarde"
        plan_with_class = agreed(home, plan(arranged(), pgb("187.50")))
        assert plan_with_class.lines[0].worth_eurocent == 56_250
        assert plan_with_class.check.left_week_eurocent == 0

    def test_is_larger_with_meerzorg(self, home: Story) -> None:
        """An amount per day beside one per week: an arrangement is then a share per week of the two."""
        more = {"do": "grant_meerzorg", "client": "c1", "from": "2026-01-01", "amount": {"EUR": "10.00"}, "per": "day"}
        home.tell(more | {"ground": "meerzorgregeling 2026"})
        (one,) = agreed(home, plan(arranged("licht"))).lines
        assert (one.worth_eurocent, one.per) == (33_500, "week")

    @pytest.mark.parametrize(("hours", "share"), [("27:45", 30_000), ("27:50", 33_500)])
    def test_is_shared_by_an_arrangement_with_meerzorg_only_when_the_plan_has_the_hours(
        self, home: Story, hours: str, share: int
    ) -> None:
        """7VV asks 27:49 hours. Half of € 600,00, or of € 670,00; the check says which, and how many minutes."""
        more = {"do": "grant_meerzorg", "client": "c1", "from": "2026-01-01", "amount": {"EUR": "70.00"}, "per": "week"}
        profile = {"do": "amend_indicatie", "client": "c1", "besluitnummer": 1, "from": "2026-01-01"}
        home.tell(
            more | {"ground": "x"}, profile | {"zorgprofiel": "7VV", "reason": "x"}, tarief("H126", "uur", "1.00")
        )
        told = agreed(home, plan(arranged("licht"), care("2", hours)))
        assert told.lines[0].worth_eurocent == share
        assert told.check.ceiling_week_eurocent == 2 * share
        assert (told.check.minutes_per_week, told.check.meerzorg_counts) == (
            (1_665, False) if share == 30_000 else (1_670, True)
        )

    def test_with_meerzorg_is_used_up_by_the_heaviest_arrangement(self, home: Story) -> None:
        """No line is in hours, so that nothing stands against the meerzorg."""
        more = {"do": "grant_meerzorg", "client": "c1", "from": "2026-01-01", "amount": {"EUR": "70.00"}, "per": "week"}
        profile = {"do": "amend_indicatie", "client": "c1", "besluitnummer": 1, "from": "2026-01-01"}
        home.tell(more | {"ground": "x"}, profile | {"zorgprofiel": "7VV", "reason": "x"})
        told = agreed(home, plan(arranged("zwaar")))
        assert (told.lines[0].worth_eurocent, told.check.left_week_eurocent) == (67_000, 0)
        assert home.refused(revised(arranged("zwaar"), pgb("0.01"))) == "plan-above-indicatiewaarde"

    def test_is_unknown_without_an_indicatiewaarde(self, home: Story) -> None:
        """Nor without a leveringsvorm, for the value depends on it."""
        home.tell(client("c2"), indicatie(2, client="c2"))
        assert home.refused(plan(client="c2")) == "leveringsvorm-unknown"
        home.tell(chosen(client="c2"))
        assert home.refused(plan(client="c2")) == "indicatiewaarde-unknown"

    def test_problems_of_quantities_are_told_by_the_rekenmodule(self, home: Story) -> None:
        """Hours for what is priced per hour, a count for anything else; all of them at once."""
        error = home.refusal(
            plan(
                care("1", minutes_per_week=None),
                care("2", prestatie="H800", minutes_per_week=hours("1:00"), count_per_week=None),
            )
        )
        assert isinstance(error, Malformed)
        codes = [(one.code, one.field) for one in error.problems]
        assert codes == [
            ("quantity-missing", "lines[0].minutes_per_week"),
            ("quantity-missing", "lines[1].count_per_week"),
            ("quantity-not-here", "lines[1].minutes_per_week"),
        ]
