"""Model G, abonnement: a fixed amount per enrolled person, who uses care or not."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.funding.abonnement import Abonnement
from ledger.funding.age_amounts import AgeAmount
from ledger.funding.facts import Sex, Terms
from ledger.vocabulary.errors import Refused
from ledger.vocabulary.periods import Period
from tests.funding.agreed import MONTHS, YEAR, contract, enrolment, hours, lines, month, person, total

ADULT = AgeAmount(age_from=18, age_to=74, amount_eurocent=73_000)
MEN = AgeAmount(age_from=75, sex="man", amount_eurocent=146_000)
WOMEN = AgeAmount(age_from=75, sex="vrouw", amount_eurocent=182_500)
TERMS = Abonnement(prestatie="G01", amounts=(ADULT, MEN, WOMEN))
ALL = Abonnement(prestatie="G01", amounts=(AgeAmount(age_from=0, amount_eurocent=36_500),))


class TestAmount:
    """Enrolled people × amount, by day."""

    def test_worked_figure(self) -> None:
        """Two adults at € 730 a year in January (31 days), one of them from the 22nd (10): € 62 + € 20."""
        late = enrolment(Period(date(2026, 1, 22)), position=2)
        [line] = lines(contract(TERMS), month(1), person(enrolled=(enrolment(),)), person("k2", enrolled=(late,)))
        assert (line.eurocent, line.quantity, line.unit, line.rests_on) == (8_200, 41, "dag", (1, 2))
        assert line.client is None
        assert line.steps == (
            "18 t/m 74 jaar: 2 ingeschrevenen × € 730,00 per jaar, samen 41 dagen ingeschreven.",
            "Wie ingeschreven is telt mee, met of zonder zorg.",
        )

    @given(st.integers(0, 10**6), st.dates(YEAR.first, date(2026, 12, 31)), st.integers(0, 400))
    def test_months_add_up_to_the_year(self, eurocent: int, first: date, length: int) -> None:
        """For any amount and any days of enrolment; a whole year is the whole amount."""
        terms = Abonnement(prestatie="G01", amounts=(AgeAmount(age_from=0, amount_eurocent=eurocent),))
        someone = person(enrolled=(enrolment(Period(first, first + timedelta(days=length))),))
        always = person("k2", enrolled=(enrolment(),))
        agreed = contract(terms)
        assert sum(total(lines(agreed, one, someone, always)) for one in MONTHS) == total(
            lines(agreed, YEAR, someone, always)
        )
        assert total(lines(agreed, YEAR, always)) == eurocent

    def test_users_pay_no_more_than_others(self) -> None:
        """A hundred hours of care change nothing."""
        care = (hours(date(2026, 1, 5), 6_000),)
        with_care, without = person(enrolled=(enrolment(),), delivered=care), person(enrolled=(enrolment(),))
        assert lines(contract(ALL), month(1), with_care) == lines(contract(ALL), month(1), without)

    def test_counts_the_days_from_the_first_up_to_the_last(self) -> None:
        """€ 1 a day: one day, and nothing the day before and after."""
        one_day = person(enrolled=(enrolment(Period(date(2026, 2, 10), date(2026, 2, 10))),))
        paid = [
            total(lines(contract(ALL), Period(day, day), one_day)) for day in (date(2026, 2, n) for n in (9, 10, 11))
        ]
        assert paid == [0, 100, 0]

    def test_other_contracts_and_providers_do_not_count(self) -> None:
        """Enrolled elsewhere is not enrolled here."""
        elsewhere = (enrolment(contract="c2"), enrolment(provider="p2"))
        assert lines(contract(ALL), YEAR, person(enrolled=elsewhere)) == []

    def test_for_the_wlz_only_days_with_an_indicatie_count(self) -> None:
        """Twenty days of it: € 20. Two leveringsvormen on one day count once."""
        forms = (Terms(YEAR, "mpt"), Terms(Period(date(2026, 1, 5)), "vpt"))
        someone = person(enrolled=(enrolment(),), forms=forms, entitled=(Period(date(2026, 1, 1), date(2026, 1, 20)),))
        agreed = contract(ALL, act="Wlz", forms=frozenset({"mpt", "vpt"}))
        assert [total(lines(agreed, one, someone)) for one in (month(1), month(2))] == [2_000, 0]


class TestAge:
    """Counts on the first day of what is declared, and is never guessed."""

    def test_a_birthday_counts_from_the_next_period(self) -> None:
        """75 on 2 March: March still as an adult, April as a woman of 75. On 1 March: all of March."""
        second, first = (person(born=date(1951, 3, day), enrolled=(enrolment(),)) for day in (2, 1))
        assert [line.eurocent for line in lines(contract(TERMS), month(3), second)] == [31 * 200]
        assert [line.eurocent for line in lines(contract(TERMS), month(3), first)] == [31 * 500]
        assert [line.eurocent for line in lines(contract(TERMS), month(4), second)] == [30 * 500]

    def test_who_is_born_within_the_period_is_nought(self) -> None:
        """Enrolled from birth."""
        born = date(2026, 1, 30)
        assert total(lines(contract(ALL), month(1), person(born=born, enrolled=(enrolment(Period(born)),)))) == 200

    @pytest.mark.parametrize(
        ("born", "sex", "code"),
        [
            (None, "vrouw", "age-unknown"),
            (None, None, "age-unknown"),
            (date(1940, 1, 1), None, "sex-unknown"),
            (date(2009, 1, 1), "vrouw", "age-band-missing"),
        ],
    )
    def test_what_the_amounts_need_must_be_known(self, born: date | None, sex: Sex | None, code: str) -> None:
        """The refusal names the pseudonym; 17 years has no band."""
        with pytest.raises(Refused, match="k9") as refused:
            lines(contract(TERMS), month(1), person("k9", born=born, sex=sex, enrolled=(enrolment(),)))
        assert refused.value.code == code

    def test_what_the_amounts_do_not_need_may_be_unknown(self) -> None:
        """One amount for everybody; an adult of unknown sex."""
        nobody_knows = person(born=None, sex=None, enrolled=(enrolment(),))
        assert total(lines(contract(ALL), YEAR, nobody_knows)) == 36_500
        assert total(lines(contract(TERMS), YEAR, person(sex=None, enrolled=(enrolment(),)))) == 73_000

    def test_of_who_is_not_enrolled_nothing_need_be_known(self) -> None:
        """Also of who left before the period."""
        gone = person(born=None, enrolled=(enrolment(Period(YEAR.first, date(2026, 1, 31))),))
        assert lines(contract(TERMS), month(2), gone) == []
