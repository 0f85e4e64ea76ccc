"""A declaration is judged line by line, once, and taken back at most as far as it was paid."""

from datetime import date
from typing import Any

import msgspec
import pytest

from ledger.aggregates.declaration import Declaration
from ledger.application import Header, Transaction
from ledger.vocabulary.actor import SYSTEM
from projections.audit_trail.queries import Asked, timeline
from projections.provider_totals.queries import provider_totals
from tests.ledger.lines import Line, client, indicatie
from tests.ledger.story import Story
from web.composition import House


def declared(number: str = "1", **more: Any) -> Line:
    """One hour of H126 for sixty euro."""
    line = {"line": number, "client": "c1", "prestatie": "H126", "on": "2026-03-04"}
    return line | {"quantity": "1:00", "unit": "UUR", "amount": {"EUR": "60.00"}} | more


def submitted(*lines: Line, **more: Any) -> Line:
    """Declare March."""
    about = {"do": "submit_declaration", "declaration": "d1", "provider": "p1"}
    return about | {"period": ["2026-03-01", "2026-03-31"], "lines": list(lines)} | more


def approved(*numbers: str) -> Line:
    """Approve lines."""
    return {"do": "approve_declaration", "declaration": "d1", "lines": list(numbers)}


def refused(*numbers: str) -> Line:
    """Refuse lines."""
    return {"do": "refuse_declaration", "declaration": "d1", "lines": list(numbers), "retourcode": "0553"}


def credited(credit: str, amount: str | None = None, number: str = "1") -> Line:
    """Take a line back."""
    line = {"do": "credit_line", "declaration": "d1", "line": number, "credit": credit, "reason": "te veel tijd"}
    return line if amount is None else line | {"amount": {"EUR": amount}}


class TestSubmitting:
    def test_the_same_line_twice_is_refused(self, story: Story) -> None:
        """The number is what the payer answers to."""
        assert story.refused(submitted(declared("1"), declared("1", prestatie="H127"))) == "line-exists"

    def test_the_same_declaration_twice_is_refused(self, story: Story) -> None:
        """Also with other lines."""
        story.tell(submitted(declared()))
        assert story.refused(submitted(declared("2"))) == "declaration-exists"

    @pytest.mark.parametrize(
        ("on", "code"),
        [
            ("2026-02-28", "outside-period"),
            ("2026-03-01", None),
            ("2026-03-31", None),
            ("2026-04-01", "outside-period"),
        ],
    )
    def test_each_day_lies_within_the_period(self, story: Story, on: str, code: str | None) -> None:
        """The first and the last day belong to it."""
        line = submitted(declared(on=on))
        assert story.accepts(line) if code is None else story.refused(line) == code

    def test_a_period_of_one_day_is_possible_and_a_reversed_one_is_not(self, story: Story) -> None:
        """The last day is not before the first."""
        assert story.refused(submitted(declared(), period=["2026-03-04", "2026-03-03"])) == "period-reversed"
        story.tell(submitted(declared(), period=["2026-03-04", "2026-03-04"]))

    @pytest.mark.parametrize("amount", ["0.00", "-60.00"])
    def test_nothing_or_less_is_refused(self, story: Story, amount: str) -> None:
        """What was paid too much is credited."""
        assert story.refused(submitted(declared(amount={"EUR": amount}))) == "amount-not-positive"

    def test_another_unit_than_euro_is_refused(self, story: Story) -> None:
        """The payer pays in euro."""
        assert story.refused(submitted(declared(amount={"PUNT": "6.00"}))) == "unit-not-euro"

    @pytest.mark.parametrize(
        ("quantity", "unit"),
        [
            ("0:00", "UUR"),
            ("-1:00", "UUR"),
            ("1:60", "UUR"),
            ("1", "UUR"),
            ("0", "DAG"),
            ("-1", "DAG"),
            ("1.5", "DAG"),
            ("01", "DAG"),
            ("1:00", "DAG"),
            ("", "STUK"),
            ("१", "DAG"),
            ("1000000000", "DAG"),
        ],
    )
    def test_a_quantity_that_is_none_is_refused(self, story: Story, quantity: str, unit: str) -> None:
        """Hours and minutes, or a whole number; above zero."""
        assert story.refused(submitted(declared(quantity=quantity, unit=unit))) == "quantity-invalid"

    def test_for_somebody_unknown_is_refused(self, story: Story) -> None:
        """And none of the other lines is taken in."""
        assert story.refused(submitted(declared("1"), declared("2", client="c9"))) == "client-unknown"


class TestJudging:
    @pytest.fixture
    def waiting(self, story: Story) -> Story:
        """Three lines wait."""
        story.tell(submitted(declared("1"), declared("2"), declared("3")))
        return story

    @pytest.mark.parametrize("first", [approved, refused])
    @pytest.mark.parametrize("second", [approved, refused])
    def test_a_line_twice_is_refused(self, waiting: Story, first: Any, second: Any) -> None:
        """The first judgement stands; of a set with one judged line none is judged."""
        waiting.tell(first("1"))
        assert waiting.refused(second("2", "1")) == "line-judged"
        waiting.tell(second("2", "3"))

    def test_a_line_named_twice_is_refused(self, waiting: Story) -> None:
        """Each line once."""
        assert waiting.refused(approved("1", "1")) == "line-exists"

    def test_a_line_that_is_not_there_is_refused(self, waiting: Story) -> None:
        """Nor of a declaration that is not there."""
        assert waiting.refused(approved("9")) == "line-unknown"
        assert waiting.refused(approved("1") | {"declaration": "d9"}) == "declaration-unknown"


class TestCrediting:
    @pytest.fixture
    def paid(self, story: Story) -> Story:
        """Line 1 of sixty euro was approved, line 2 refused, line 3 waits."""
        story.tell(submitted(declared("1"), declared("2"), declared("3")), approved("1"), refused("2"))
        return story

    def test_the_whole_line_leaves_nothing(self, paid: Story) -> None:
        """Without an amount all that is left is taken back."""
        paid.tell(credited("1c"))
        assert paid.refused(credited("1d")) == "credit-too-large"
        assert paid.refused(credited("1d", "0.01")) == "credit-too-large"

    def test_parts_up_to_exactly_what_is_left(self, paid: Story) -> None:
        """One cent more is not there."""
        paid.tell(credited("1c", "20.00"))
        error = paid.refusal(credited("1d", "40.01"))
        assert (error.code, error.field) == ("credit-too-large", "amount")
        assert "nog € 40,00 over" in error.message
        paid.tell(credited("1d", "40.00"))

    @pytest.mark.parametrize("amount", ["0.00", "-1.00"])
    def test_nothing_or_less_is_refused(self, paid: Story, amount: str) -> None:
        """A credit is no second payment."""
        assert paid.refused(credited("1c", amount)) == "credit-too-large"

    @pytest.mark.parametrize("number", ["2", "3"])
    def test_what_was_not_paid_is_refused(self, paid: Story, number: str) -> None:
        """Refused lines and lines that wait have nothing to give back."""
        assert paid.refused(credited("xc", None, number)) == "line-not-approved"

    @pytest.mark.parametrize("number", ["1c", "1", "2"])
    def test_under_a_number_that_is_in_use_is_refused(self, paid: Story, number: str) -> None:
        """Neither of a credit nor of a line."""
        paid.tell(credited("1c", "1.00"))
        assert paid.refused(credited(number, "1.00")) == "line-exists"

    def test_another_unit_or_line_is_refused(self, paid: Story) -> None:
        """Euros, of a line that is there."""
        assert paid.refused(credited("1c") | {"amount": {"UUR": "1:00"}}) == "unit-not-euro"
        assert paid.refused(credited("9c", None, "9")) == "line-unknown"


class TestWhatIsWrittenDown:
    def test_is_one_event_for_each_line_after_one_for_the_whole(self, story: Story) -> None:
        """Number and total stand in front, so that a missing line would be seen; together they are one moment."""
        story.tell(submitted(declared("1"), declared("2")), approved("2", "1"))
        records = story.house.ledger.stream("declaration-d1")
        assert [record.topic.split(".")[1] for record in records] == [
            "submitted/1",
            "line-submitted/1",
            "line-submitted/1",
            "line-approved/1",
            "line-approved/1",
        ]
        header, one, two, *judged = (msgspec.json.decode(record.state) for record in records)
        assert (header["line_count"], header["eurocent"]) == (2, 12000)
        assert [one["line"], two["line"], *(line["line"] for line in judged)] == ["1", "2", "2", "1"]
        assert len({record.recorded_at for record in records[:3]}) == 1

    def test_of_a_client_is_in_nobody_elses_history(self, story: Story) -> None:
        """The whole declaration is about no client; every line about one."""
        story.tell(client("c2"), indicatie(2, client="c2"), submitted(declared("1"), declared("2", client="c2")))
        with story.house.reading() as connection:
            told = [one.sentence for one in timeline(connection, story.house.ledger, Asked("client", "c2"))]
        assert told[2] == "Regel 2 van declaratie d1 is ingediend: H126, op 4 maart 2026, € 60,00."
        assert all(one.startswith("Bevinding ") for one in told[3:])


class TestALineForNobodyInParticular:
    @pytest.fixture
    def lumpsum(self, house: House) -> Story:
        """A twelfth of a sum for a provider, approved: no client was ever named."""
        line = Declaration.LineSubmitted(
            declaration="d9",
            provider="p1",
            line="1",
            region="Rotterdam",
            prestatie="H990",
            first=date(2026, 3, 1),
            last=date(2026, 3, 31),
            quantity=1,
            unit="stuk",
            eurocent=100_000,
        )

        def submit(transaction: Transaction) -> None:
            march = (date(2026, 3, 1), date(2026, 3, 31))
            transaction.find(Declaration, "d9").submit("p1", date(2026, 4, 2), march, [line], "k9", "2026-03")
            transaction.conclude(Header(SYSTEM.actor, "k1"), "digest")

        house.ledger.transact(submit)
        story = Story(house)
        story.tell(approved("1") | {"declaration": "d9"})
        return story

    def test_is_credited_with_a_reason_under_the_key_of_the_declaration(self, lumpsum: Story) -> None:
        """As the words of a group pot are under the key of its budget."""
        lumpsum.tell(credited("1c", "250.00") | {"declaration": "d9"})
        record = lumpsum.house.ledger.stream("declaration-d9")[-1]
        stored = msgspec.json.decode(record.state)
        assert "client" not in stored
        assert lumpsum.house.keyring.open("declaration-d9", stored["reason"]) == "te veel tijd"

    def test_counts_in_the_totals_of_its_region(self, lumpsum: Story) -> None:
        """Declared, approved and credited, in the year of its first day."""
        lumpsum.tell(credited("1c", "250.00") | {"declaration": "d9"})
        with lumpsum.house.reading() as connection:
            (total,) = provider_totals(connection)
        assert (total.region, total.declared, total.approved, total.paid) == ("Rotterdam", 100_000, 100_000, 75_000)


class TestTotals:
    def test_count_in_the_region_of_the_client(self, story: Story) -> None:
        """Two clients of two regions on one declaration."""
        both = submitted(declared("1"), declared("2", client="c2"))
        story.tell(client("c2", region="Utrecht"), indicatie(2, client="c2"), both, approved("2"))
        with story.house.reading() as connection:
            totals = provider_totals(connection)
        assert [(t.region, t.declared, t.approved) for t in totals] == [("Rotterdam", 6000, 0), ("Utrecht", 6000, 6000)]
