"""The books of a year as an auditfile: valid, complete, and one year goes on where the other ended."""

from collections.abc import Iterator
from datetime import date

import pytest
from lxml import etree

from ledger.books.auditfile import About, Booked, auditfile, short, years_of
from ledger.books.bookings import Books, Posted, balances
from ledger.events import decode
from ledger.messages import xaf
from ledger.vocabulary.amounts import Unit
from ledger.vocabulary.clock import SetClock
from ledger.vocabulary.periods import Period, period_of
from projections.provider_totals import queries as totals
from tests.databases import SqliteDatabases
from tests.houses import copied_house
from tests.ledger.books.euro_lines import tell_euros
from tests.messages.xaf.samples import KNOWN_PART
from web.composition import House

ABOUT = About("Zorgkantoor Rotterdam", {"p1": "De Linde"}, date(2026, 3, 4), "PVB-grootboek", "0.1.0")


@pytest.fixture
def euros(sqlite_databases: SqliteDatabases, clock: SetClock) -> Iterator[House]:
    """A house in which every kind of money moved."""
    with copied_house(sqlite_databases, clock, "euros", tell_euros) as house:
        yield house


def booked(house: House) -> list[Booked]:
    """Book the whole log."""
    books = Books()
    entries = (books.post(one.position, decode(one.topic, one.state)) for one in house.ledger.records(0))
    return [Booked(entry, f"Gebeurtenis {entry.position}.", "inkoop-1") for entry in entries if entry is not None]


def made(house: House, year: int, period: Period | None = None) -> xaf.Auditfile:
    """Return the books of a year, as others read them."""
    written = xaf.write(auditfile(year, booked(house), period, ABOUT))
    assert KNOWN_PART.validate(etree.fromstring(written)), KNOWN_PART.error_log
    read = xaf.read(written).auditfile
    assert read is not None
    assert xaf.check(read) == []
    return read


def moved(file: xaf.Auditfile) -> dict[str, int]:
    """Return what the transactions of a file add up to by account, debit above zero."""
    assert file.company.transactions is not None
    found: dict[str, int] = {}
    for journal in file.company.transactions.journals:
        for one in journal.transactions:
            for line in one.lines:
                found[line.account] = found.get(line.account, 0) + (line.amount if line.side == "D" else -line.amount)
    return found


def opened(file: xaf.Auditfile) -> dict[str, int]:
    """Return the opening balance by account, debit above zero."""
    assert file.company.opening_balance is not None
    lines = file.company.opening_balance.lines
    return {line.account: line.amount if line.side == "D" else -line.amount for line in lines}


def entries(house: House) -> list[Posted]:
    """Return the entries in euros."""
    return [one.entry for one in booked(house) if one.entry.unit is Unit.EUR]


class TestTheBooksOfAYear:
    """One file for each calendar year, by the day on which something counts."""

    def test_are_made_for_every_year_in_which_something_counts(self, euros: House) -> None:
        """Or for the years of the period that is asked for; and for one year when nothing was booked at all."""
        assert years_of(entries(euros), None, 2020) == [2025, 2026, 2027]
        assert years_of(entries(euros), period_of("2025-12-01..2026-01-31"), 2020) == [2025, 2026]
        assert years_of([], None, 2020) == [2020]

    def test_hold_every_entry_once(self, euros: House) -> None:
        """All files together are all entries, each under the number of its event."""
        numbers: list[int] = []
        for year in (2025, 2026, 2027):
            transactions = made(euros, year).company.transactions
            assert transactions is not None
            numbers += [int(one.nr) for journal in transactions.journals for one in journal.transactions]
        assert sorted(numbers) == [entry.position for entry in entries(euros)]

    def test_go_on_where_the_year_before_ended(self, euros: House) -> None:
        """What an account held at the end is what it opens with; costs do not go along, their sum does."""
        before, after = made(euros, 2026), made(euros, 2027)
        closing = {
            account: opened(before).get(account, 0) + moved(before).get(account, 0)
            for account in {*opened(before), *moved(before)}
        }
        costs = sum(closing.pop(account, 0) for account in ("4000", "4010", "4020", "4100"))
        closing["0900"] = closing.get("0900", 0) + costs
        assert costs == 6000 + 7550 - 2050 + 12500 + 31000
        assert opened(after) == {account: held for account, held in closing.items() if held}

    def test_name_every_provider_that_is_moved_for(self, euros: House) -> None:
        """By its name where that is known, else by its number."""
        relations = made(euros, 2026).company.relations
        assert relations is not None
        assert [(one.id, one.name, one.kind) for one in relations.relations] == [
            ("p1", "De Linde", "S"),
            ("p9", "p9", "S"),
        ]

    def test_without_any_entry_are_still_books(self) -> None:
        """With accounts and months, and nothing in them."""
        empty = auditfile(2026, [], None, ABOUT)
        assert xaf.check(empty) == []
        assert empty.company.transactions is not None
        assert empty.company.transactions.lines_count == 0
        assert empty.company.periods is not None
        assert len(empty.company.periods.periods) == 12


class TestAPartOfAYear:
    """A period that is asked for has its own opening balance."""

    @pytest.mark.parametrize("period", ["2026-01", "2026-02", "2026-03", "2026-02-03..2026-02-04"])
    def test_opens_with_all_that_counted_before(self, euros: House, period: str) -> None:
        """The costs of the year so far among it."""
        days = period_of(period)
        file = made(euros, 2026, days)
        before = [one for one in entries(euros) if one.on < days.first]
        held = balances(one for one in before if one.on.year == 2026)
        for account, amount in balances(one for one in before if one.on.year == 2025).items():
            held[account] = held.get(account, 0) + amount
        assert opened(file) == {account: amount for account, amount in held.items() if amount}

    def test_adds_up_to_the_totals_of_that_month(self, euros: House) -> None:
        """As pages and API tell them for February."""
        february = period_of("2026-02")
        with euros.reading() as connection:
            shown = totals.totals_in(totals.rows_now(connection), period=february)
        found = moved(made(euros, 2026, february))
        assert found["4000"] == sum(one.declared for one in shown) == 30075
        assert -found["1700"] == sum(one.paid for one in shown)

    def test_has_the_months_it_touches(self, euros: House) -> None:
        """The first and the last may be parts of a month."""
        periods = made(euros, 2026, period_of("2026-02-03..2026-03-10")).company.periods
        assert periods is not None
        assert [(one.number, str(one.first), str(one.last)) for one in periods.periods] == [
            (2, "2026-02-03", "2026-02-28"),
            (3, "2026-03-01", "2026-03-10"),
        ]


class TestIds:
    """The standard allows thirty-five characters; ours may have sixty-four."""

    @pytest.mark.parametrize(("length", "same"), [(35, True), (36, False)])
    def test_a_longer_one_is_shortened(self, length: int, same: bool) -> None:
        """At the boundary; two long ones never become the same."""
        id, other = "a" * length, "a" * (length - 1) + "b"
        assert (short(id) == id) is same
        assert len(short(id)) == 35
        assert short(id) != short(other)
