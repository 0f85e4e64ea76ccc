"""Model H, lumpsum: a fixed sum in instalments that add up exactly."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.funding.lumpsum import Lumpsum
from ledger.vocabulary.errors import Refused
from ledger.vocabulary.periods import Period
from tests.funding.agreed import MONTHS, YEAR, Register, contract, lines, month, person, total


class TestInstalments:
    """What falls due, when."""

    def test_worked_figure(self) -> None:
        """€ 100 000,00 in twelve: four of € 8 333,34 and eight of € 8 333,33 (docs/models/h-lumpsum.md)."""
        agreed = contract(Lumpsum(prestatie="07A", total_eurocent=10_000_000, instalments=12))
        paid = [total(lines(agreed, one)) for one in MONTHS]
        assert paid == [833_334] * 4 + [833_333] * 8
        assert sum(paid) == 10_000_000

    @given(st.integers(1, 10**11), st.integers(1, 36), st.dates(date(2026, 1, 1), date(2026, 12, 31)))
    def test_add_up_to_the_total(self, eurocent: int, instalments: int, first: date) -> None:
        """For any sum, any number and any first day."""
        agreed = contract(
            Lumpsum(prestatie="07A", total_eurocent=eurocent, instalments=instalments),
            period=Period(first, date(2030, 12, 31)),
        )
        months = [month(number, year) for year in range(2026, 2030) for number in range(1, 13)]
        assert sum(total(lines(agreed, one)) for one in months) == eurocent

    def test_the_first_falls_due_when_the_contract_begins(self) -> None:
        """Not on a day before it; the others on the first of their month."""
        agreed = contract(
            Lumpsum(prestatie="07A", total_eurocent=300, instalments=3), period=Period(date(2026, 3, 15), YEAR.last)
        )
        found = lines(agreed, YEAR)
        assert [line.first for line in found] == [date(2026, 3, 15), date(2026, 4, 1), date(2026, 5, 1)]
        assert lines(agreed, Period(date(2026, 3, 1), date(2026, 3, 14))) == []

    def test_belongs_to_the_period_that_holds_its_day(self) -> None:
        """The day before: nothing; the day itself: all of it."""
        on = date(2026, 5, 7)
        agreed = contract(Lumpsum(prestatie="07A", total_eurocent=500, dates=(on,)))
        before, itself, after = (Period(on + timedelta(days=n), on + timedelta(days=n)) for n in (-1, 0, 1))
        assert [total(lines(agreed, one)) for one in (before, itself, after)] == [0, 500, 0]

    def test_needs_no_client_and_says_so(self) -> None:
        """Nothing that happened to anybody changes it."""
        agreed = contract(Lumpsum(prestatie="07A", total_eurocent=500, instalments=1))
        [line] = lines(agreed, YEAR, person())
        assert (line.client, line.rests_on, line.quantity, line.unit) == (None, (), 1, "termijn")
        assert line.steps == (
            "Termijn 1 van 1 van € 5,00, op 1 januari 2026: € 5,00.",
            "Dit bedrag staat vast; het hangt niet af van de zorg.",
        )

    def test_count_on_over_an_amendment(self) -> None:
        """A new version of the contract does not start the instalments anew."""
        terms = Lumpsum(prestatie="07A", total_eurocent=1000, instalments=4)
        before = contract(terms, period=Period(YEAR.first, date(2026, 2, 28)))
        after = contract(terms, period=Period(date(2026, 3, 1), YEAR.last))
        found = [*lines(before, YEAR, whole=YEAR), *lines(after, YEAR, whole=YEAR)]
        assert [line.first.month for line in found] == [1, 2, 3, 4]
        assert total(found) == 1000


class TestTerms:
    """What cannot be agreed."""

    @pytest.mark.parametrize(
        ("terms", "code"),
        [
            (Lumpsum(prestatie="07A", total_eurocent=0, instalments=1), "lumpsum-zero"),
            (Lumpsum(prestatie="07A", total_eurocent=1), "lumpsum-instalments-unclear"),
            (
                Lumpsum(prestatie="07A", total_eurocent=1, instalments=1, dates=(YEAR.first,)),
                "lumpsum-instalments-unclear",
            ),
            (
                Lumpsum(prestatie="07A", total_eurocent=1, dates=(date(2026, 2, 1), date(2026, 1, 1))),
                "lumpsum-dates-disordered",
            ),
            (Lumpsum(prestatie="07A", total_eurocent=1, dates=(YEAR.first, YEAR.first)), "lumpsum-dates-disordered"),
            (Lumpsum(prestatie="07A", total_eurocent=1, instalments=13), "lumpsum-outside-contract"),
            (Lumpsum(prestatie="07A", total_eurocent=1, dates=(date(2025, 12, 31),)), "lumpsum-outside-contract"),
            (Lumpsum(prestatie="07A", total_eurocent=1, dates=(date(2027, 1, 1),)), "lumpsum-outside-contract"),
        ],
    )
    def test_is_refused(self, terms: Lumpsum, code: str) -> None:
        """Each with its own code."""
        with pytest.raises(Refused) as refused:
            terms.check(contract(terms), Register())
        assert refused.value.code == code

    def test_just_within_the_contract_is_agreed(self) -> None:
        """As many instalments as months; its first and its last day."""
        for terms in (
            Lumpsum(prestatie="07A", total_eurocent=1, instalments=12),
            Lumpsum(prestatie="07A", total_eurocent=1, dates=(date(2026, 1, 1), date(2026, 12, 31))),
        ):
            terms.check(contract(terms), Register())
