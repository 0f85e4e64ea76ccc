"""Model A: delivered hours at the agreed rate, and the staffel."""

from datetime import date, timedelta

import pytest

from ledger.funding.inspanning import Inspanning
from ledger.funding.staffel import Step, check_ascending, worth
from ledger.vocabulary.errors import Refused
from ledger.vocabulary.periods import Period
from tests.funding.samples import MARCH, MONTHS, OTHER, YEAR, Register, contract, figures, given, lines, person

HOURS = contract(Inspanning())
STEPS = (Step(6_000, 1_300_000), Step(12_000, 2_200_000))
STAFFEL = contract(Inspanning(staffel=STEPS), ceiling="none")


class TestHours:
    def test_pays_delivered_hours_at_the_agreed_part_of_the_maximum(self) -> None:
        """94,5 % of € 63,49 is € 60,00; an hour and a half is € 90,00."""
        (line,) = lines(HOURS, person(delivered=(given(60), given(30, position=2))))
        assert (line.paid_eurocent, line.computed.quantity, line.computed.unit) == (9_000, 90, "minuut")
        assert line.computed.steps[:2] == (
            "94,5% van het maximum € 63,49 (H126, 2026, versie 1) = € 60,00 per uur.",
            "1:30 uur × € 60,00 per uur = € 90,00.",
        )
        assert line.computed.rests_on == (1, 2)

    def test_pays_94_percent_for_a_day_of_stay(self) -> None:
        """What is not counted in hours is counted: two deliveries are two times the price."""
        stay = contract(Inspanning(), basispoint=9_400)
        (line,) = lines(stay, person(delivered=(given(0, prestatie="V001"), given(0, prestatie="V001"))))
        assert (line.computed.eurocent, line.computed.quantity, line.computed.unit) == (2 * 1_175, 2, "stuk")

    @pytest.mark.parametrize(("minutes", "declared"), [(92, 90), (93, 95), (88, 90), (2, 0)])
    def test_rounds_the_minutes_of_a_line_to_five(self, minutes: int, declared: int) -> None:
        """Not each visit, but the line; and what rounds to nothing is no line."""
        found = lines(HOURS, person(delivered=(given(minutes),)))
        assert sum(line.computed.quantity for line in found) == declared
        assert [line.paid_eurocent for line in found] == [declared * 100] * bool(declared)

    @pytest.mark.parametrize(("on", "count"), [(28, 0), (1, 1), (31, 1)])
    def test_counts_the_days_of_the_period(self, on: int, count: int) -> None:
        """The day before does not count, the first and the last day do."""
        day = date(2026, 2, 28) if on == 28 else date(2026, 3, on)
        assert len(lines(HOURS, person(delivered=(given(60, day),)))) == count

    @pytest.mark.parametrize(("day", "count"), [(9, 0), (10, 1), (20, 1), (21, 0)])
    def test_counts_the_days_of_the_contract(self, day: int, count: int) -> None:
        """From its first day to its last."""
        terms = contract(Inspanning(), period=Period(date(2026, 3, 10), date(2026, 3, 20)))
        found = lines(terms, person(delivered=(given(60, date(2026, 3, day)),)))
        assert [(line.computed.first.day, line.computed.last.day) for line in found] == [(10, 20)] * count

    def test_never_looks_at_what_another_gave_or_planned(self) -> None:
        """Only what the declaring provider gave, and only what this model covers."""
        other = given(60)._replace(provider=OTHER)
        assert lines(HOURS, person(delivered=(other,))) == []

    def test_an_amendment_pays_each_day_at_its_own_rate(self) -> None:
        """The last day of the old terms and the first day of the new."""
        old = contract(Inspanning(), period=Period(date(2026, 1, 1), date(2026, 3, 15)))
        new = contract(Inspanning(), period=Period(date(2026, 3, 16), date(2026, 12, 31)), basispoint=9_000)
        care = (given(60, date(2026, 3, 15)), given(60, date(2026, 3, 16)))
        found = lines([old, new], person(delivered=care))
        assert [(line.computed.last.day, line.paid_eurocent) for line in found] == [(15, 6_000), (31, 5_714)]


class TestStaffel:
    @pytest.mark.parametrize(
        ("minutes", "eurocent"), [(5_999, 0), (6_000, 1_300_000), (11_999, 1_300_000), (12_000, 2_200_000)]
    )
    def test_pays_the_step_that_was_reached(self, minutes: int, eurocent: int) -> None:
        """One minute less is the step before."""
        found = lines(STAFFEL, person(delivered=(given(minutes),)))
        assert sum(line.paid_eurocent for line in found) == worth(STEPS, minutes) == eurocent

    def test_tells_who_ends_just_past_a_step(self) -> None:
        """Forty minutes past a step of € 13 000 deserves a look."""
        (line,) = lines(STAFFEL, person(delivered=(given(6_040),)))
        assert line.computed.steps[:2] == (
            "6.040 minuten vanaf 1 januari 2026. Vóór deze periode: 0 minuten.",
            "Trap vanaf 6.000 minuten: € 13.000,00. Dit is 40 minuten over de trap.",
        )

    def test_months_add_up_to_the_step_of_the_year(self) -> None:
        """A month pays what it adds to what the months before gave."""
        care = tuple(given(1_000, month.first) for month in MONTHS)
        months = [sum(line.paid_eurocent for line in lines(STAFFEL, person(delivered=care), m)) for m in MONTHS]
        assert months == [0] * 5 + [1_300_000] + [0] * 5 + [900_000]
        (line,) = lines(STAFFEL, person(delivered=care), MONTHS[11])
        assert line.computed.steps[2] == "Al gegeven: € 13.000,00. Nu erbij: € 9.000,00."

    def test_minutes_count_on_over_an_amendment(self) -> None:
        """The contract year goes on, whatever was amended."""
        old = contract(Inspanning(staffel=STEPS), ceiling="none", period=Period(date(2026, 1, 1), date(2026, 3, 15)))
        new = contract(Inspanning(staffel=STEPS), ceiling="none", period=Period(date(2026, 3, 16), YEAR.last))
        care = (given(5_999, date(2026, 3, 15)), given(1, date(2026, 3, 16)))
        (line,) = lines([old, new], person(delivered=care))
        assert (line.computed.first, line.paid_eurocent) == (date(2026, 3, 16), 1_300_000)

    @pytest.mark.parametrize(("on", "eurocent"), [(date(2026, 6, 30), 1_300_000), (date(2026, 7, 1), 0)])
    def test_a_contract_year_begins_on_its_anniversary(self, on: date, eurocent: int) -> None:
        """A contract from 1 July counts anew on the next 1 July."""
        terms = contract(Inspanning(staffel=STEPS), ceiling="none", period=Period(date(2025, 7, 1)))
        care = (given(5_999, date(2025, 8, 1)), given(1, on))
        months = (MONTHS[5], MONTHS[6])
        assert sum(line.paid_eurocent for m in months for line in lines(terms, person(delivered=care), m)) == eurocent

    def test_a_leap_day_has_an_anniversary_too(self) -> None:
        """A contract from 29 February begins its second year on 1 March."""
        terms = contract(Inspanning(staffel=STEPS), ceiling="none", period=Period(date(2024, 2, 29)))
        care = (given(5_999, date(2026, 2, 28)), given(1, date(2026, 3, 1)))
        assert lines(terms, person(delivered=care), MARCH) == []

    @pytest.mark.parametrize("second", [Step(6_000, 1_300_001), Step(6_001, 1_300_000)])
    def test_steps_that_do_not_go_up_are_refused(self, second: Step) -> None:
        """More minutes and more money with every step; one minute and one cent is enough."""
        first, higher = Step(6_000, 1_300_000), Step(6_001, 1_300_001)
        check_ascending((first, higher))
        with pytest.raises(Refused) as refused:
            Inspanning(staffel=(first, second)).check(STAFFEL, Register())
        assert refused.value.code == "staffel-not-ascending"


class TestCeilingOfAClient:
    @pytest.mark.parametrize(
        ("minutes", "outcome"), [(600, (60_000, 0, 0)), (605, (60_000, 500, 500)), (595, (59_500, 0, 0))]
    )
    def test_is_the_indicatiewaarde(self, minutes: int, outcome: tuple[int, int, int]) -> None:
        """Ten hours fill the € 600,00 of a week; five minutes more are the provider's risk."""
        week = Period(date(2026, 3, 2), date(2026, 3, 2) + timedelta(days=6))
        assert figures(lines(HOURS, person(delivered=(given(minutes),)), week)) == [outcome]
