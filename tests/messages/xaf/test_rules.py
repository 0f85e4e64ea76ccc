"""Books must add up: to the cent, to the line, and to the days of their year."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from ledger.messages import xaf
from tests.messages.xaf.samples import ENTRIES, books, counted, line, transaction, with_line

JANUARY = date(2026, 1, 5)


def codes(auditfile: xaf.Auditfile) -> list[str]:
    """Return what is wrong, in short."""
    return [one.code for one in xaf.check(auditfile)]


def with_header(**more: Any) -> xaf.Auditfile:
    """Return the books with another header."""
    made = books()
    return replace(made, header=replace(made.header, **more))


class TestEveryTransaction:
    """Debit is credit, on known accounts, on a day of the year."""

    def test_in_balance_is_right(self) -> None:
        """Nothing is wrong with the sample."""
        assert codes(books()) == []

    @pytest.mark.parametrize("amount", [5999, 6001])
    def test_a_cent_off_is_told(self, amount: int) -> None:
        """A cent too little and a cent too much."""
        assert codes(with_line(amount=amount)) == ["not-balanced"]

    def test_balances_by_itself(self) -> None:
        """Two that are off by the same cent do not make up for each other."""
        one = transaction("7", JANUARY, line("1", "1600", "D", 100), line("2", "1700", "C", 99))
        other = transaction("8", JANUARY, line("1", "1600", "D", 99), line("2", "1700", "C", 100))
        assert codes(books(one, other)) == ["not-balanced", "not-balanced"]

    @pytest.mark.parametrize("lines", [(), (line("1", "1600", "D", 0),)])
    def test_has_two_lines(self, lines: tuple[xaf.Line, ...]) -> None:
        """Nothing at all is in balance too, and says nothing."""
        assert codes(books(replace(ENTRIES[0], lines=lines))) == ["not-balanced"]

    @pytest.mark.parametrize("more", [{"account": "9999"}, {"relation": "p2"}])
    def test_names_what_is_in_the_file(self, more: dict[str, str]) -> None:
        """An account or a relation that is nowhere described cannot be followed."""
        assert codes(with_line(**more)) == ["id-unknown"]

    def test_names_a_period_of_the_file(self) -> None:
        """February has no period here."""
        assert codes(books(transaction("7", date(2026, 2, 1)))) == ["id-unknown"]

    @pytest.mark.parametrize(("on", "fits"), [(date(2026, 1, 31), True), (date(2026, 3, 1), False)])
    def test_lies_in_its_period(self, on: date, fits: bool) -> None:
        """The last day, and a day of another month."""
        assert codes(books(transaction("7", on, period=1))) == ([] if fits else ["outside-period"])

    @pytest.mark.parametrize(("on", "fits"), [(date(2026, 1, 1), True), (date(2025, 12, 31), False)])
    def test_lies_in_the_year(self, on: date, fits: bool) -> None:
        """The first day, and the day before; the days on which a line holds are free."""
        assert ("outside-year" in codes(books(transaction("7", on, period=1)))) is not fits

    def test_has_a_number_of_its_own(self) -> None:
        """And so has each of its lines."""
        assert codes(books(ENTRIES[0], ENTRIES[0])) == ["id-twice"]
        assert codes(books(transaction("7", JANUARY, line("1", "1600", "D"), line("1", "1700", "C")))) == ["id-twice"]


class TestCountsAndTotals:
    """What a file says of itself is what is in it."""

    @pytest.mark.parametrize(
        ("field", "code"),
        [("lines_count", "lines-count"), ("total_debit", "total-wrong"), ("total_credit", "total-wrong")],
    )
    @pytest.mark.parametrize("off", [-1, 1])
    def test_one_off_is_told(self, field: str, code: str, off: int) -> None:
        """Of the transactions and of the opening balance alike."""
        made = books().company
        assert made.transactions is not None
        assert made.opening_balance is not None
        said = replace(made.transactions, **{field: getattr(made.transactions, field) + off})
        assert codes(books(transactions=said)) == [code]
        opened = replace(made.opening_balance, **{field: getattr(made.opening_balance, field) + off})
        assert codes(books(opening_balance=opened)) == [code]

    def test_an_opening_balance_is_in_balance(self) -> None:
        """And is of the first day, on known accounts."""
        opened = books().company.opening_balance
        assert opened is not None
        more = (*opened.lines, xaf.OpeningLine(nr="3", account="1600", amount=1, side="D"))
        off = replace(opened, lines=more, lines_count=3, total_debit=2501)
        assert codes(books(opening_balance=off)) == ["not-balanced"]
        assert codes(books(opening_balance=replace(opened, on=date(2026, 1, 2)))) == ["opening-day"]
        unknown = tuple(replace(one, account="8888") for one in opened.lines)
        assert codes(books(opening_balance=replace(opened, lines=unknown))) == ["id-unknown", "id-unknown"]

    def test_books_without_entries_are_right(self) -> None:
        """Nothing happened."""
        nothing = xaf.Transactions(lines_count=0, total_debit=0, total_credit=0)
        assert codes(books(transactions=nothing)) == []


class TestTheYear:
    """First and last day, and the periods within."""

    def test_does_not_end_before_it_begins(self) -> None:
        """Everything else is outside it then."""
        assert "days-reversed" in codes(with_header(end_date=date(2025, 12, 31)))

    @pytest.mark.parametrize(("last", "fits"), [(date(2026, 3, 31), True), (date(2026, 3, 30), False)])
    def test_holds_its_periods(self, last: date, fits: bool) -> None:
        """March lies within a year that ends on its last day, and not within one that ends the day before."""
        assert ("outside-year" in codes(with_header(end_date=last))) is not fits

    def test_has_each_id_once(self) -> None:
        """Accounts, relations, periods and journals."""
        company = books().company
        assert company.ledger is not None
        assert company.relations is not None
        assert company.periods is not None
        twice = {
            "ledger": xaf.Ledger(accounts=(*company.ledger.accounts, company.ledger.accounts[0])),
            "relations": xaf.Relations(relations=company.relations.relations * 2),
            "periods": xaf.Periods(periods=(*company.periods.periods, company.periods.periods[0])),
        }
        for name, part in twice.items():
            assert codes(books(**{name: part})) == ["id-twice"], name
        journals = counted(ENTRIES[0]).journals * 2
        both = xaf.Transactions(lines_count=4, total_debit=12000, total_credit=12000, journals=journals)
        assert codes(books(transactions=both)) == ["id-twice"]


class TestValues:
    """What cannot be written is told before anything else."""

    @pytest.mark.parametrize(
        "more",
        [
            {"nr": "1" * 36},
            {"document": "d" * 1000},
            {"description": "een \x00 teken"},
            {"side": "X"},
            {"amount": True},
            {"effective": "2026-01-05"},
        ],
    )
    def test_that_do_not_fit_are_told_alone(self, more: dict[str, Any]) -> None:
        """With the path of their element."""
        problems = xaf.check(with_line(**more))
        assert [one.code for one in problems] == ["value-invalid"]
        assert problems[0].path.startswith("company/transactions/journal[1]/transaction[1]/trLine[1]/")

    @pytest.mark.parametrize(("amount", "fits"), [(10**18 - 1, True), (10**18, False)])
    def test_an_amount_fits_in_eighteen_digits(self, amount: int, fits: bool) -> None:
        """More than all money there is."""
        both = (line("1", "1600", "D", amount), line("2", "1700", "C", amount))
        assert ("value-invalid" in codes(books(transaction("7", JANUARY, *both)))) is not fits

    @pytest.mark.parametrize("more", [{"nr": "1" * 35}, {"document": "d" * 999}, {"description": "é\n" * 4999}])
    def test_of_the_greatest_length_fit(self, more: dict[str, Any]) -> None:
        """At the boundary."""
        assert codes(with_line(**more)) == []

    def test_a_chart_without_accounts_is_told(self) -> None:
        """The standard asks for one at least."""
        problems = xaf.check(books(ledger=xaf.Ledger(accounts=())))
        assert [(one.path, one.code) for one in problems] == [
            ("company/generalLedger/ledgerAccount", "element-missing")
        ]

    def test_an_unknown_country_code_is_told(self) -> None:
        """Two capitals."""
        assert codes(books(tax_registration_country="nl")) == ["value-invalid"]
