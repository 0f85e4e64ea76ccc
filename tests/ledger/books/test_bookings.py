"""The log as books: every event that moves money is booked, in balance, and adds up to what the pages show."""

from collections.abc import Iterator

import msgspec
import pytest

from ledger.books.bookings import Books, Posted, balances
from ledger.books.scheme import accounts, not_booked, scheme
from ledger.events import CATALOGUE, decode
from ledger.vocabulary.amounts import Unit
from ledger.vocabulary.clock import SetClock
from projections.client_budget.balance import balance
from projections.client_budget.queries import budget_as_of
from projections.contracteerruimte import queries as envelopes
from projections.provider_totals import queries as totals
from tests.databases import SqliteDatabases
from tests.houses import copied_house
from tests.ledger.books.euro_lines import tell_euros
from web.composition import House


@pytest.fixture
def euros(sqlite_databases: SqliteDatabases, clock: SetClock) -> Iterator[House]:
    """A house in which every kind of money moved."""
    with copied_house(sqlite_databases, clock, "euros", tell_euros) as house:
        yield house


def posted(house: House) -> list[Posted]:
    """Book the whole log."""
    books = Books()
    entries = (books.post(one.position, decode(one.topic, one.state)) for one in house.ledger.records(0))
    return [entry for entry in entries if entry is not None]


class TestTheScheme:
    """Which accounts an event moves stands in a table that a bookkeeper can read."""

    def test_books_every_event_or_says_why_not(self) -> None:
        """A new event cannot be forgotten: put it in scheme.csv, or in not_booked.csv with the reason."""
        topics = {kind.event.TOPIC for kind in CATALOGUE.values()}
        assert topics - set(scheme()) - set(not_booked()) == set()
        assert set(scheme()) & set(not_booked()) == set()

    def test_knows_no_event_that_does_not_exist(self) -> None:
        """A slip of the pen would leave an event out."""
        topics = {kind.event.TOPIC for kind in CATALOGUE.values()}
        assert (set(scheme()) | set(not_booked())) - topics == set()

    def test_uses_accounts_of_the_chart(self) -> None:
        """And uses each of them, but the one that a new year needs."""
        chart = {one.account for one in accounts()}
        used = {account for rules in scheme().values() for rule in rules for account in (rule.debit, rule.credit)}
        assert used | {"0900"} == chart

    def test_takes_every_amount_from_its_event(self, euros: House) -> None:
        """A field that an event does not have would be an error when it is booked: all of them were booked here."""
        assert {entry.topic for entry in posted(euros)} == set(scheme())

    @pytest.mark.parametrize(
        ("topic", "moved"),
        [
            ("budget.opened", [("1000", "1100", 10000), ("1000", "1100", 0), ("1000", "1100", 5000)]),
            ("budget.lowered", [("1100", "1000", 500)]),
            ("budget.released", [("1150", "1100", 700)]),
            ("budget.spent", [("1150", "1100", 1200), ("1100", "1200", 1050), ("1100", "1200", 825)]),
            ("budget.spend-corrected", [("1200", "1100", 500), ("1100", "1200", 50)]),
            ("budget.closed", [("1100", "1190", 3500)]),
            ("declaration.line-refused", [("1600", "4010", 4025)]),
            ("declaration.line-credited", [("1700", "4020", 2050)]),
            ("contracteerruimte.corrected", [("0190", "0100", 250000)]),
            ("pgb.payment-withdrawn", [("1800", "4100", 28000)]),
        ],
    )
    def test_moves_exactly_what_happened(self, euros: House, topic: str, moved: list[tuple[str, str, int]]) -> None:
        """To the cent; what became less moves the other way, and no amount is below zero."""
        some = [entry for entry in posted(euros) if entry.topic == topic and entry.unit is Unit.EUR]
        assert [(one.debit, one.credit, one.quantity) for entry in some for one in entry.movements] == moved

    def test_books_a_later_agreement_as_its_difference(self) -> None:
        """An agreement replaces the one before; of another provider it has no part in it."""
        event = next(
            kind.event for kind in CATALOGUE.values() if kind.event.TOPIC == "contracteerruimte.agreement-made"
        )
        books, found = Books(), []
        for position, (provider, cents) in enumerate((("p1", 600), ("p9", 100), ("p1", 450), ("p1", 450)), start=1):
            facts = {"region": "R", "year": 2026, "on": "2025-11-01", "provider": provider, "eurocent": cents}
            state = msgspec.json.encode(facts | {"ground": "x"})
            entry = books.post(position, decode(event.stored_topic(), state))
            assert entry is not None
            assert (str(entry.on), str(entry.decided)) == ("2026-01-01", "2025-11-01")
            found += [(one.debit, one.quantity) for one in entry.movements]
        assert found == [("0200", 600), ("0200", 100), ("0290", 150), ("0200", 0)]


class TestTheBooks:
    """They add up to what everybody else is shown."""

    def test_are_in_balance(self, euros: House) -> None:
        """Debit is credit, in euros and in points."""
        entries = posted(euros)
        for unit in Unit:
            assert sum(balances(entries, unit).values()) == 0
        assert balances(entries, Unit.PUNT) == {"1000": 3000, "1100": -2550, "1200": -450}

    def test_have_the_numbers_of_the_log(self, euros: House) -> None:
        """A number of an entry is the position of its event, so they rise and none is used twice."""
        numbers = [entry.position for entry in posted(euros)]
        assert numbers == sorted(set(numbers))

    @pytest.mark.parametrize("budget", ["e1", "e2", "pot"])
    def test_hold_the_balance_of_each_budget(self, euros: House, budget: str) -> None:
        """What was granted, is held, is used and is free; what lapsed was free until the budget was closed."""
        held = balances(entry for entry in posted(euros) if entry.budget == budget)
        shown = balance(budget_as_of(euros.ledger, budget, 10**9))
        assert -held.get("1150", 0) == shown.reserved.quantity
        assert -held.get("1200", 0) == shown.spent.quantity
        assert -(held.get("1100", 0) + held.get("1190", 0)) == shown.available.quantity
        assert held["1000"] + held.get("1900", 0) == shown.granted.quantity

    def test_leave_no_transfer_under_way(self, euros: House) -> None:
        """What left one budget came into another."""
        assert balances(posted(euros))["1900"] == 0

    def test_hold_the_totals_of_each_provider(self, euros: House) -> None:
        """Declared, approved, refused, credited and paid, as pages and API tell it."""
        with euros.reading() as connection:
            shown = totals.totals_in(totals.rows_now(connection))
        assert [one.provider for one in shown] == ["p1", "p9"]
        for one in shown:
            held = balances(
                entry for entry in posted(euros) if entry.journal == "DECLARATIE" and entry.provider == one.provider
            )
            assert held["4000"] == one.declared
            assert -held.get("4010", 0) == one.refused
            assert -held.get("4020", 0) == one.credited
            assert -held["1700"] == one.paid
            assert -held["1600"] == one.declared - one.approved - one.refused

    def test_hold_the_contracteerruimte_of_each_region(self, euros: House) -> None:
        """As corrected, and what was agreed of it."""
        with euros.reading() as connection:
            shown = envelopes.envelopes_in(envelopes.rows_now(connection))
        assert len(shown) == 3
        for one in shown:
            mine = [
                e for e in posted(euros) if e.journal == "RUIMTE" and (e.region, e.on.year) == (one.region, one.year)
            ]
            assert balances(mine)["0100"] == one.eurocent
            assert balances(mine).get("0200", 0) == sum(agreed.eurocent for agreed in one.agreements)

    def test_count_care_on_its_own_day(self, euros: House) -> None:
        """A line of February that is approved in March counts in February, as in all totals."""
        approved = next(entry for entry in posted(euros) if entry.topic == "declaration.line-approved")
        assert (str(approved.on), str(approved.decided)) == ("2026-02-03", "2026-03-04")
        assert (approved.declaration, approved.line, approved.client) == ("d1", "1", "c1")
