"""Model F, populatie: a fixed amount per resident of an area."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.funding.age_amounts import AgeAmount
from ledger.funding.facts import Residents
from ledger.funding.populatie import Populatie
from ledger.vocabulary.errors import Refused
from ledger.vocabulary.periods import Period
from tests.funding.agreed import MONTHS, YEAR, Register, contract, lines, month, person, total

YOUNG = AgeAmount(age_from=0, age_to=64, amount_eurocent=1_200)
OLD_MEN = AgeAmount(age_from=65, sex="man", amount_eurocent=30_000)
OLD_WOMEN = AgeAmount(age_from=65, sex="vrouw", amount_eurocent=36_500)
TERMS = Populatie(prestatie="F01", area="r1", amounts=(YOUNG, OLD_MEN, OLD_WOMEN))


def counted(since: date, young: int, men: int, women: int, position: int = 1) -> tuple[Residents, ...]:
    """One count, in the bands of the contract; the young in two groups."""
    return (
        Residents(since, 0, 17, None, young // 2, position),
        Residents(since, 18, 64, None, young - young // 2, position),
        Residents(since, 65, None, "man", men, position),
        Residents(since, 65, None, "vrouw", women, position),
    )


COUNT = counted(YEAR.first, 8_000, 900, 1_100)


class TestAmount:
    """Residents × amount, by day."""

    def test_worked_figure(self) -> None:
        """8 000 × € 12 + 900 × € 300 + 1 100 × € 365 = € 767 500,00 a year; January is 31/365 of it."""
        found = lines(contract(TERMS), YEAR, residents=COUNT)
        assert [line.eurocent for line in found] == [9_600_000, 27_000_000, 40_150_000]
        assert total(found) == 76_750_000
        january = lines(contract(TERMS), month(1), residents=COUNT)
        assert [line.eurocent for line in january] == [815_342, 2_293_151, 3_410_000]
        assert january[0].steps == ("0 t/m 64 jaar: 8.000 inwoners × € 12,00 per jaar, 31 dagen vanaf 1 januari 2026.",)

    @given(st.tuples(*[st.integers(0, 100_000)] * 3), st.tuples(*[st.integers(0, 100_000)] * 3), st.integers(2, 12))
    def test_months_add_up_to_the_year(
        self, first: tuple[int, int, int], second: tuple[int, int, int], changed: int
    ) -> None:
        """Also when a new count holds from some month on."""
        counts = (*counted(YEAR.first, *first), *counted(month(changed).first, *second))
        agreed = contract(TERMS)
        assert sum(total(lines(agreed, one, residents=counts)) for one in MONTHS) == total(
            lines(agreed, YEAR, residents=counts)
        )

    def test_a_new_count_holds_from_its_day(self) -> None:
        """1 000 women at € 365 until 15 January, 2 000 from the sixteenth: 15 and 32 thousand euro."""
        terms = Populatie(prestatie="F01", area="r1", amounts=(AgeAmount(age_from=0, amount_eurocent=36_500),))
        counts = (
            Residents(YEAR.first, 0, None, None, 1_000, 1),
            Residents(date(2026, 1, 16), 0, None, None, 2_000, 2),
        )
        [line] = lines(contract(terms), month(1), residents=counts)
        assert (line.eurocent, line.quantity, line.unit) == (4_700_000, 47_000, "dag")
        assert (len(line.steps), line.rests_on, line.client) == (2, (1, 2), None)

    def test_only_the_days_of_the_contract_count(self) -> None:
        """The day before it begins and the day after it ends bring nothing."""
        agreed = contract(TERMS, period=Period(date(2026, 3, 1), date(2026, 3, 31)))
        [march, year] = [total(lines(agreed, one, residents=COUNT)) for one in (month(3), YEAR)]
        assert march == year > 0
        assert lines(agreed, month(2), residents=COUNT) == lines(agreed, month(4), residents=COUNT) == []

    def test_care_changes_nothing(self) -> None:
        """No client comes into it."""
        assert lines(contract(TERMS), YEAR, person(), residents=COUNT) == lines(contract(TERMS), YEAR, residents=COUNT)


class TestResidents:
    """What nobody counted is not guessed."""

    def test_unknown_on_the_first_day_is_refused(self) -> None:
        """A count from the second of January says nothing of the first."""
        for counts in ((), counted(date(2026, 1, 2), 1, 1, 1)):
            with pytest.raises(Refused) as refused:
                lines(contract(TERMS), month(1), residents=counts)
            assert refused.value.code == "residents-unknown"

    @pytest.mark.parametrize(
        "group",
        [
            Residents(YEAR.first, 60, 65, None, 10, 1),
            Residents(YEAR.first, 65, None, None, 10, 1),
            Residents(YEAR.first, 0, None, None, 10, 1),
        ],
    )
    def test_a_group_that_fits_no_band_is_refused(self, group: Residents) -> None:
        """Half in one and half in another, or of unknown sex where that matters."""
        with pytest.raises(Refused) as refused:
            lines(contract(TERMS), month(1), residents=(group,))
        assert refused.value.code == "residents-without-band"


class TestBands:
    """Every age in one band."""

    @pytest.mark.parametrize(
        ("amounts", "code"),
        [
            ((), "age-amounts-missing"),
            ((AgeAmount(age_from=18, age_to=17, amount_eurocent=1),), "age-band-reversed"),
            ((YOUNG, AgeAmount(age_from=64, amount_eurocent=1)), "age-bands-overlap"),
            ((YOUNG, AgeAmount(age_from=64, sex="man", amount_eurocent=1)), "age-bands-overlap"),
            ((AgeAmount(age_from=0, amount_eurocent=1), OLD_MEN), "age-bands-overlap"),
        ],
    )
    def test_that_cannot_be_are_refused(self, amounts: tuple[AgeAmount, ...], code: str) -> None:
        """With their own code."""
        terms = Populatie(prestatie="F01", area="r1", amounts=amounts)
        with pytest.raises(Refused) as refused:
            terms.check(contract(terms), Register())
        assert refused.value.code == code

    def test_that_touch_are_agreed(self) -> None:
        """Up to 64, from 65, men and women apart."""
        TERMS.check(contract(TERMS), Register())
        assert all(one.label != other.label for one, other in pairwise(TERMS.amounts))

    def test_of_another_area_are_refused(self) -> None:
        """One contract, one region."""
        terms = Populatie(prestatie="F01", area="r2", amounts=(YOUNG,))
        with pytest.raises(Refused) as refused:
            terms.check(contract(terms), Register())
        assert refused.value.code == "area-differs"
