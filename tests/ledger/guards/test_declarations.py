"""A declaration is judged line by line, once, and taken back at most as far as it was paid."""

from typing import Any

import pytest

from projections.provider_totals.queries import provider_totals
from tests.ledger.lines import Line, client
from tests.ledger.story import Story


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


class TestTotals:
    def test_count_in_the_region_of_the_client(self, story: Story) -> None:
        """Two clients of two regions on one declaration."""
        story.tell(client("c2", region="Utrecht"), submitted(declared("1"), declared("2", client="c2")), approved("2"))
        with story.house.reading() as connection:
            totals = provider_totals(connection)
        assert [(t.region, t.declared, t.approved) for t in totals] == [("Rotterdam", 6000, 0), ("Utrecht", 6000, 6000)]
