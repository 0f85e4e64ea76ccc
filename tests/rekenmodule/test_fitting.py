"""Whether a plan fits, and how much is left: to the cent, at the boundary, in a common and in a leap year."""

import pytest

from ledger.rekenmodule.answer import Eurocent
from ledger.rekenmodule.ask import Value
from ledger.rekenmodule.calculation import calculate
from tests.rekenmodule.plans import ask, counted, fixed, hourly


class TestTheCeiling:
    @pytest.mark.parametrize("year", [2026, 2028])
    @pytest.mark.parametrize("per", ["day", "week", "month", "year"])
    def test_is_reached_exactly_and_passed_by_one_cent(self, year: int, per: str) -> None:
        """Whatever the period in which it was written."""
        ceiling = Value(60_000, per)  # type: ignore[arg-type]
        exactly = calculate(ask(fixed(60_000, per), year=year, ceiling=ceiling))
        assert (exactly.fits, exactly.left) == (True, Eurocent(0, 0))
        assert calculate(ask(fixed(59_999, per), year=year, ceiling=ceiling)).fits
        over = calculate(ask(fixed(60_001, per), year=year, ceiling=ceiling))
        assert not over.fits
        assert over.left.year < 0

    def test_counts_365_or_366_days_and_a_week_of_seven(self) -> None:
        assert calculate(ask(year=2026)).ceiling == Eurocent(60_000, 3_128_571)
        assert calculate(ask(year=2028)).ceiling == Eurocent(60_000, 3_137_143)
        assert calculate(ask(ceiling=Value(4_626_500, "year"))).ceiling == Eurocent(88_727, 4_626_500)
        assert calculate(ask(ceiling=Value(4_626_500, "year"), year=2028)).ceiling == Eurocent(88_485, 4_626_500)

    def test_of_a_year_is_passed_by_a_cent_a_week(self) -> None:
        """€ 46.265,00 a year leaves € 887,27 a week, and not € 887,28."""
        year = Value(4_626_500, "year")
        assert calculate(ask(fixed(88_727), ceiling=year)).left == Eurocent(0, 21)
        over = calculate(ask(fixed(88_728), ceiling=year))
        assert (over.fits, over.left) == (False, Eurocent(-1, -31))

    def test_leaves_all_of_it_when_there_is_no_plan_yet(self) -> None:
        nothing = calculate(ask())
        assert (nothing.left, nothing.used, nothing.lines) == (nothing.ceiling, Eurocent(0, 0), ())


class TestWorkedFigures:
    """domain.md, section 3."""

    def test_arrangement_of_three_quarters_with_the_rest_as_pgb(self) -> None:
        """VV4, € 600,00: middel is € 450,00 with the hoofdaannemer; € 150,00 is pgb."""
        arrangement = fixed(45_000, description="arrangement middel")
        alone = calculate(ask(arrangement, remainder_to="pgb"))
        assert (alone.left.week, alone.remainder_to) == (15_000, "pgb")
        together = calculate(ask(arrangement, fixed(15_000, provider=None)))
        assert (together.fits, together.left, together.pgb.week) == (True, Eurocent(0, 0), 15_000)

    def test_ten_modules_of_72_70(self) -> None:
        """LG5, € 727,00: five with provider 1, three with provider 2, two with provider 3."""
        ceiling = Value(72_700, "week")
        modules = [fixed(7_270 * count, provider=f"p{number}") for number, count in enumerate((5, 3, 2), start=1)]
        all_ten = calculate(ask(*modules, zorgprofiel="5LG", ceiling=ceiling))
        assert [line.eurocent.week for line in all_ten.lines] == [36_350, 21_810, 14_540]
        assert all_ten.left == Eurocent(0, 0)
        eleventh = calculate(ask(*modules, fixed(7_270), zorgprofiel="5LG", ceiling=ceiling))
        assert (eleventh.fits, eleventh.left.week) == (False, -7_270)

    def test_mpt_and_pgb_together_stay_within_it(self) -> None:
        """Wlz 3.3.2 lid 4: a cent of pgb too much and the whole does not fit."""
        care = fixed(45_000)
        assert calculate(ask(care, fixed(15_000, provider=None))).fits
        assert not calculate(ask(care, fixed(15_001, provider=None))).fits


class TestLines:
    def test_of_hours_cost_their_time_in_whole_cents_a_week(self) -> None:
        """1:25 at € 61,37 is € 86,94."""
        (line,) = calculate(ask(hourly(85, 6_137))).lines
        assert (line.minutes_per_week, line.eurocent) == (85, Eurocent(8_694, 453_330))

    @pytest.mark.parametrize(("asked", "counts"), [(2, 0), (3, 5), (62, 60), (63, 65), (60, 60)])
    def test_take_part_of_an_hour_to_the_nearest_five_minutes(self, asked: int, counts: int) -> None:
        """A step tells it when it changed something."""
        found = calculate(ask(hourly(asked)))
        assert (found.lines[0].minutes_per_week, found.lines[0].eurocent.week) == (counts, counts * 100)
        assert [step.label for step in found.steps].count("Afronden") == (asked != counts)

    def test_of_something_counted_cost_whole_times_their_price(self) -> None:
        """The norm time says how long it takes, and costs nothing by itself."""
        found = calculate(ask(counted(7, minutes_each=20), hourly(60)))
        assert [line.eurocent.week for line in found.lines] == [8_400, 6_000]
        assert found.minutes_per_week == 200

    def test_of_several_periods_add_up_to_what_is_used(self) -> None:
        """A third of a cent more or less goes to one of the lines, and none is lost."""
        found = calculate(ask(*(fixed(100, "month", description=f"abonnement {n}") for n in range(3))))
        assert found.used == Eurocent(69, 3_600)
        assert [line.eurocent.week for line in found.lines] == [23, 23, 23]
        odd = calculate(ask(*(fixed(1, "month", description=f"abonnement {n}") for n in range(3))))
        assert (odd.used.week, sorted(line.eurocent.week for line in odd.lines)) == (1, [0, 0, 1])


class TestEkt:
    def test_raises_the_ceiling_by_a_quarter_at_most(self) -> None:
        raised = calculate(ask(fixed(75_000), ekt_basispoint=2_500))
        assert (raised.fits, raised.ceiling.week, raised.left) == (True, 75_000, Eurocent(0, 0))
        assert not calculate(ask(fixed(75_001), ekt_basispoint=2_500)).fits

    def test_is_told_as_a_step(self) -> None:
        (step,) = [one for one in calculate(ask(ekt_basispoint=1_250)).steps if one.label == "Extra kosten thuis"]
        assert step.sentence == "12,5% van € 600,00 per week is € 75,00."
        assert step.eurocent is not None
        assert step.eurocent.week == 7_500


class TestMeerzorg:
    """7VV counts 22:15 hours; a quarter more is 27:48,75, so 27:50 is enough and 27:45 is not."""

    MORE = Value(10_000, "week")

    @pytest.mark.parametrize(("minutes", "counts", "ceiling"), [(1_670, True, 70_000), (1_665, False, 60_000)])
    def test_counts_from_a_quarter_more_hours_than_the_profile(self, minutes: int, counts: bool, ceiling: int) -> None:
        found = calculate(ask(hourly(minutes, 1_000), zorgprofiel="7VV", meerzorg=self.MORE))
        assert (found.meerzorg_counts, found.ceiling.week) == (counts, ceiling)

    def test_says_when_the_plan_has_too_few_hours(self) -> None:
        found = calculate(ask(hourly(1_665, 1_000), zorgprofiel="7VV", meerzorg=self.MORE))
        (step,) = [one for one in found.steps if one.label == "Meerzorg"]
        assert "27:49 uur per week. Dit plan heeft 27:45 uur. Dat is te weinig." in step.sentence
        assert step.eurocent == Eurocent(0, 0)

    def test_of_a_profile_without_a_known_number_of_hours_counts_and_says_so(self) -> None:
        """It was granted; only whether the plan has the hours cannot be tested."""
        found = calculate(ask(meerzorg=self.MORE))
        assert (found.meerzorg_counts, found.ceiling.week) == (True, 70_000)
        assert "kunnen we niet nagaan: voor 4VV is in 2026 niet bekend" in found.steps[1].sentence

    def test_counts_when_no_line_is_in_hours_and_says_so(self) -> None:
        """An arrangement of all that may be spent can be agreed; a cent more cannot."""
        found = calculate(ask(fixed(70_000), zorgprofiel="7VV", meerzorg=self.MORE))
        assert (found.fits, found.meerzorg_counts, found.ceiling.week) == (True, True, 70_000)
        assert "Geen regel van dit plan is in uren." in found.steps[1].sentence
        assert not calculate(ask(fixed(70_001), zorgprofiel="7VV", meerzorg=self.MORE)).fits

    def test_comes_beside_extra_kosten_thuis(self) -> None:
        """EKT is a part of the indicatiewaarde, not of the meerzorg."""
        found = calculate(ask(hourly(1_670, 1_000), zorgprofiel="7VV", meerzorg=self.MORE, ekt_basispoint=2_500))
        assert found.ceiling.week == 85_000


class TestSteps:
    def test_lead_from_the_value_to_what_is_left(self) -> None:
        found = calculate(ask(hourly(87), fixed(15_000, provider=None, description="hulp"), remainder_to="pgb"))
        told = [(step.label, step.sentence, step.eurocent and step.eurocent.week) for step in found.steps]
        assert told == [
            (
                "Indicatiewaarde",
                "De indicatiewaarde voor 4VV is € 600,00 per week. 2026 heeft 365 dagen en een week heeft er 7.",
                60_000,
            ),
            ("Afronden", "begeleiding: 1:27 uur per week wordt 1:25 uur. We rekenen per 5 minuten.", None),
            ("begeleiding (p1)", "1:25 uur per week keer € 60,00 per uur (afspraak met p1).", 8_500),
            ("hulp (pgb)", "Vast bedrag van € 150,00 per week.", 15_000),
            ("Samen", "Zoveel kost het plan.", 23_500),
            (
                "Waarvan pgb",
                "De zorg van aanbieders en het pgb mogen samen niet meer zijn dan het hoogste bedrag "
                "(Wlz 3.3.2 lid 4).",
                15_000,
            ),
            ("Over", "Het plan past. De rest wordt pgb.", 36_500),
        ]

    @pytest.mark.parametrize(
        ("eurocent", "sentence"),
        [
            (60_001, "Het plan kost meer dan mag. Haal iets weg, of maak iets kleiner."),
            (60_000, "Het plan past precies. Er is niets over."),
            (59_999, "Het plan past. De rest wordt niet gebruikt."),
        ],
    )
    def test_end_with_what_is_left(self, eurocent: int, sentence: str) -> None:
        assert calculate(ask(fixed(eurocent))).steps[-1].sentence == sentence
