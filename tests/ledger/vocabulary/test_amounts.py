"""Amounts are exact: what is written is what is read, and nothing is lost when it is shared or valued."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.vocabulary import dutch
from ledger.vocabulary.amounts import LARGEST, Amount, Unit, check_same_unit, split, value_in_cents
from ledger.vocabulary.errors import Refused

quantities = st.integers(-LARGEST, LARGEST)
amounts = st.builds(Amount, st.sampled_from(Unit), quantities)


class TestWriting:
    @given(amounts)
    def test_what_is_written_is_read_back(self, amount: Amount) -> None:
        """Every amount that the ledger takes, in every unit."""
        assert Amount.parse(amount.written()) == amount

    @pytest.mark.parametrize(
        ("unit", "written", "quantity"),
        [
            ("EUR", "450.00", 45_000),
            ("EUR", "-250000.00", -25_000_000),
            ("EUR", "0.01", 1),
            ("PUNT", "34.50", 3_450),
            ("UUR", "1:30", 90),
            ("UUR", "0:05", 5),
            ("UUR", "-1:30", -90),
            ("UUR", "100:59", 6_059),
        ],
    )
    def test_counts_the_smallest_unit(self, unit: str, written: str, quantity: int) -> None:
        """Cents, hundredths of a point, minutes."""
        amount = Amount.parse({unit: written})
        assert (amount.unit.name, amount.quantity, str(amount)) == (unit, quantity, written)

    @given(st.sampled_from(["EUR", "PUNT"]), st.text(max_size=12))
    def test_anything_that_is_not_exactly_that_is_refused(self, unit: str, text: str) -> None:
        """No text is half understood: it is two decimals exactly, or a sentence that says how to write it."""
        try:
            amount = Amount.parse({unit: text})
        except ValueError:
            return
        assert Fraction(text) * 100 == amount.quantity
        assert text.isascii()
        assert text[-3] == "."

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "1",
            "1.0",
            "1.000",
            "1,00",
            "1.234,00",
            "+1.00",
            "--1.00",
            " 1.00",
            "1.00 ",
            "1.00\n",
            "1_000.00",
            ".50",
            "1.",
            "1e2",
            "NaN",
            "Infinity",
            "0x1.00",
            "१.००",
            "1.００",
            "€1.00",
            "-.00",
            "12345678901234.00",
        ],
    )
    def test_a_malformed_amount_of_euro_is_refused(self, text: str) -> None:
        """And the sentence quotes what was written."""
        with pytest.raises(ValueError, match=r"is geen goed bedrag\. Schrijf het precies zo: '34\.50'\."):
            Amount.parse({"EUR": text})

    @pytest.mark.parametrize("text", ["", "1", "1:5", "1:60", "1:99", "1:300", "1.30", ":30", "1:", "+1:30", "1:30:00"])
    def test_malformed_hours_are_refused(self, text: str) -> None:
        """An hour has sixty minutes."""
        with pytest.raises(ValueError, match=r"is geen goed bedrag\. Schrijf het precies zo: '1:30'\."):
            Amount.parse({"UUR": text})

    @pytest.mark.parametrize("written", [1, 1.5, None, True, ["1.00"], {"x": "1.00"}])
    def test_a_number_is_no_amount(self, written: object) -> None:
        """JSON numbers are binary floats to most programs; amounts are texts."""
        with pytest.raises(ValueError, match="is geen goed bedrag"):
            Amount.parse({"EUR": written})

    @pytest.mark.parametrize(
        "written", [None, 1, "1.00", [], {}, {"EUR": "1.00", "PUNT": "1.00"}, [["EUR", "1.00"]], {"EUR"}]
    )
    def test_something_else_than_one_unit_is_refused(self, written: object) -> None:
        """One key, one unit: no mixed amounts."""
        with pytest.raises(ValueError, match="Schrijf een bedrag als"):
            Amount.parse(written)

    @pytest.mark.parametrize("unit", ["eur", "EURO", "punt", "MINUUT", "", "EUR ", 1, None, ("EUR",)])
    def test_an_unknown_unit_is_refused(self, unit: object) -> None:
        """The three units, in capitals."""
        with pytest.raises(ValueError, match=r"bestaat niet\. Kies EUR, PUNT of UUR"):
            Amount.parse({unit: "1.00"})

    def test_the_largest_is_accepted_and_one_more_is_not(self) -> None:
        """A hundred billion euro."""
        assert Amount.parse({"EUR": "100000000000.00"}).quantity == LARGEST
        for text in ("100000000000.01", "-100000000000.01", "9999999999999.99"):
            with pytest.raises(ValueError, match="te groot"):
                Amount.parse({"EUR": text})

    def test_does_not_change(self) -> None:
        """What was recorded cannot be altered by whoever holds it."""
        amount = Amount(Unit.EUR, 1)
        with pytest.raises(AttributeError):
            amount.quantity = 2
        assert amount == Amount(Unit.EUR, 1)
        assert amount != Amount(Unit.PUNT, 1)
        assert len({amount, Amount(Unit.EUR, 1), Amount(Unit.PUNT, 1)}) == 2

    def test_another_unit_is_refused(self) -> None:
        """With both named."""
        with pytest.raises(Refused, match="Dit budget is in PUNT, het bedrag in EUR"):
            check_same_unit(Amount(Unit.EUR, 1), Unit.PUNT)


class TestSplitting:
    @given(st.integers(-(10**12), 10**12), st.integers(1, 1000))
    def test_parts_add_up_and_differ_by_at_most_one(self, quantity: int, parts: int) -> None:
        """Largest remainder: nobody bears more than a hundredth over another, the first ones bear it."""
        shares = split(quantity, parts)
        assert len(shares) == parts
        assert sum(shares) == quantity
        assert max(shares) - min(shares) <= 1
        assert shares == sorted(shares, reverse=True)


class TestValuing:
    @given(amounts, st.integers(0, 10**9))
    def test_is_the_nearest_cent(self, amount: Amount, rate: int) -> None:
        """Against exact fractions: never off by more than half a cent, the same for bij and af."""
        exact = Fraction(amount.quantity * rate, amount.unit.whole)
        value = value_in_cents(amount, rate)
        assert abs(value - exact) <= Fraction(1, 2)
        assert value_in_cents(Amount(amount.unit, -amount.quantity), rate) == -value

    @pytest.mark.parametrize(
        ("unit", "quantity", "rate", "cents"),
        [
            (Unit.PUNT, 100, 1250, 1250),
            (Unit.PUNT, 33, 1250, 413),
            (Unit.PUNT, 2, 25, 1),
            (Unit.PUNT, 1, 49, 0),
            (Unit.PUNT, 1, 50, 1),
            (Unit.PUNT, -1, 50, -1),
            (Unit.UUR, 90, 6000, 9000),
            (Unit.UUR, 1, 6000, 100),
            (Unit.UUR, 1, 29, 0),
            (Unit.UUR, 1, 30, 1),
            (Unit.UUR, 20, 100, 33),
            (Unit.UUR, 50, 100, 83),
            (Unit.UUR, -30, 101, -51),
        ],
    )
    def test_half_a_cent_rounds_away_from_zero(self, unit: Unit, quantity: int, rate: int, cents: int) -> None:
        """As people round; not to the nearest even."""
        assert value_in_cents(Amount(unit, quantity), rate) == cents


class TestSaying:
    @given(amounts)
    def test_in_dutch_has_the_same_digits(self, amount: Amount) -> None:
        """Dots and commas change places; no figure is lost or rounded."""
        said, written = dutch.amount(amount), str(amount)
        assert [c for c in said if c.isdigit()] == [c for c in written if c.isdigit()]
        assert ("−" in said) == (amount.quantity < 0)

    @pytest.mark.parametrize(
        ("written", "said"),
        [
            ({"EUR": "1234567.89"}, "€ 1.234.567,89"),
            ({"EUR": "-0.05"}, "−€ 0,05"),
            ({"PUNT": "9.50"}, "9,50 punten"),
            ({"UUR": "1234:05"}, "1.234:05 uur"),
        ],
    )
    def test_in_dutch_reads_the_dutch_way(self, written: dict[str, str], said: str) -> None:
        """Comma for decimals, dot for thousands."""
        assert dutch.amount(Amount.parse(written)) == said
