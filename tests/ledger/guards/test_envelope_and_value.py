"""The envelope of a region, what a point or hour is worth, and what a provider is called."""

from typing import Any

import pytest

from ledger.events import decode, sentence
from projections.client_budget.queries import budget_now
from tests.ledger.control_lines import plafond
from tests.ledger.lines import Line, correct, raised, spend
from tests.ledger.log.samples import envelope_of
from tests.ledger.story import Story, somebody
from web.composition import House

HERE = {"region": "Rotterdam", "year": 2026}


def envelope(do: str, amount: str, **more: Any) -> Line:
    """Say something about the contracteerruimte of Rotterdam in 2026."""
    return {"do": do, "amount": {"EUR": amount}, "ground": "Kaderbrief 2026"} | HERE | more


def value(written: str, first: str = "2026-01-01", **more: Any) -> Line:
    """Set what a point at p1 is worth."""
    return {"do": "set_value", "provider": "p1", "unit": "PUNT", "value": {"EUR": written}, "from": first} | more


class TestContracteerruimte:
    @pytest.fixture
    def set_to_a_thousand(self, empty_story: Story) -> Story:
        """A small region."""
        empty_story.tell(envelope("set_contracteerruimte", "1000.00"))
        return empty_story

    def test_falls_to_zero_and_not_below(self, set_to_a_thousand: Story) -> None:
        """To the cent."""
        error = set_to_a_thousand.refusal(envelope("correct_contracteerruimte", "-1000.01"))
        assert (error.code, error.field) == ("below-zero", "amount")
        assert "€ 1.000,00" in error.message
        set_to_a_thousand.tell(envelope("correct_contracteerruimte", "-1000.00"))
        assert set_to_a_thousand.refused(envelope("correct_contracteerruimte", "-0.01")) == "below-zero"
        set_to_a_thousand.tell(envelope("correct_contracteerruimte", "0.01"))

    def test_is_set_once_per_year_and_region(self, set_to_a_thousand: Story) -> None:
        """After that it is corrected."""
        again = envelope("set_contracteerruimte", "2000.00")
        assert set_to_a_thousand.refused(again) == "contracteerruimte-exists"
        set_to_a_thousand.tell(again | {"year": 2027}, again | {"region": "Utrecht"})

    def test_a_correction_of_nothing_is_refused(self, set_to_a_thousand: Story) -> None:
        """It decides nothing."""
        assert set_to_a_thousand.refused(envelope("correct_contracteerruimte", "0.00")) == "correction-changes-nothing"

    @pytest.mark.parametrize("amount", ["0.00", "-1.00"])
    def test_is_set_above_zero(self, empty_story: Story, amount: str) -> None:
        """A region without money has no envelope."""
        assert empty_story.refused(envelope("set_contracteerruimte", amount)) == "amount-not-positive"

    def test_before_it_is_set_nothing_is_corrected_or_agreed(self, empty_story: Story) -> None:
        """The envelope comes first."""
        agreed = envelope("agree_with_provider", "1.00", provider="p1")
        assert empty_story.refused(agreed) == "contracteerruimte-unknown"
        assert empty_story.refused(envelope("correct_contracteerruimte", "1.00")) == "contracteerruimte-unknown"

    def test_is_in_euro(self, set_to_a_thousand: Story) -> None:
        """Neither points nor hours."""
        line = envelope("correct_contracteerruimte", "1.00") | {"amount": {"UUR": "1:00"}}
        assert set_to_a_thousand.refused(line) == "unit-not-euro"

    def test_an_agreement_may_be_nothing_and_not_less(self, set_to_a_thousand: Story) -> None:
        """And may be more than the envelope: that is seen, not forbidden."""
        assert set_to_a_thousand.refused(envelope("agree_with_provider", "-0.01", provider="p1")) == "amount-negative"
        set_to_a_thousand.tell(envelope("agree_with_provider", "0.00", provider="p1"))
        set_to_a_thousand.tell(envelope("agree_with_provider", "5000.00", provider="p1"))


class TestAPlafond:
    @pytest.fixture
    def region(self, house: House) -> Story:
        """A region with an envelope, on both databases."""
        story = Story(house)
        story.tell(envelope("set_contracteerruimte", "1000.00"))
        return story

    def test_is_a_number_of_days_that_a_later_one_replaces(self, region: Story) -> None:
        """Both stay on record, with their ground."""
        region.tell(plafond(), plafond(14_601), by=somebody("zorgkantoor", region="Rotterdam"))
        stream = region.house.ledger.stream("contracteerruimte-Rotterdam-2026")
        assert [sentence(decode(one.topic, one.state)) for one in stream[1:]] == [
            "Plafond 2026 in Rotterdam met p1: hoogstens 14.600 dagen verblijf. Grond: Zorgovereenkomst 2026.",
            "Plafond 2026 in Rotterdam met p1: hoogstens 14.601 dagen verblijf. Grond: Zorgovereenkomst 2026.",
        ]

    def test_may_be_none_and_not_less(self, region: Story) -> None:
        """No stay at all is an agreement."""
        assert region.refused(plafond(-1)) == "value-invalid"
        assert region.refused(plafond(10_000_000)) == "value-invalid"
        region.tell(plafond(0), plafond(9_999_999))

    def test_needs_an_envelope_of_the_own_region(self, region: Story) -> None:
        """As every agreement of a year."""
        assert region.refused(plafond(year=2027)) == "contracteerruimte-unknown"
        assert region.refused(plafond(), by=somebody("zorgkantoor", region="Utrecht")) == "region-unknown"

    def test_changes_nothing_of_the_envelope(self, region: Story) -> None:
        """It is in days, not in money."""
        region.tell(plafond())
        assert envelope_of(region.house, "Rotterdam").eurocent == 100_000


class TestTheValueOfAPoint:
    def test_of_the_day_of_the_spend_is_written_down_with_it(self, story: Story) -> None:
        """The day before the rate there is none; from its first day on there is."""
        story.tell(value("12.50", "2026-03-04"), value("20.00", "2026-05-01"))
        story.tell(
            spend("e1", "1.00", "2026-03-03"), spend("e2", "1.00", "2026-03-04"), spend("e3", "1.00", "2026-05-01")
        )
        with story.house.reading() as connection:
            rows = budget_now(connection, "b1").entries
        assert [row["value_eurocent"] for row in rows] == [None, 1250, 2000]

    def test_of_the_same_day_twice_is_refused(self, story: Story) -> None:
        """Another value for that day is a correction and counts from its recording."""
        story.tell(value("12.50"))
        assert story.refused(value("12.50")) == "value-known"
        story.tell(value("13.00"), value("12.50"))

    @pytest.mark.parametrize("written", ["0.00", "-1.00"])
    def test_of_nothing_or_less_is_refused(self, story: Story, written: str) -> None:
        """A point is worth something."""
        assert story.refused(value(written)) == "value-not-positive"

    def test_in_points_is_refused(self, story: Story) -> None:
        """The value of a point is an amount of euro."""
        assert story.refused(value("1.00") | {"value": {"PUNT": "1.00"}}) == "value-not-positive"

    def test_too_large_to_keep_is_refused(self, story: Story) -> None:
        """Within bounds apart, not together; the read side must be able to hold what the log accepts."""
        story.tell(raised("100000000.00"), value("99999999999.99"))
        assert story.refused(spend("e1", "1.01")) == "value-too-large"
        story.tell(spend("e1", "1.00"))
        assert story.refused(correct("e1", "2.00")) == "value-too-large"
        assert story.left() == "100000009.00"


class TestAProvider:
    def test_is_registered_again_only_when_something_changed(self, empty_story: Story) -> None:
        """A new AGB code is a change, as is a new name."""
        line = {"do": "register_provider", "provider": "p1", "name": "Zorg aan de Rotte"}
        empty_story.tell(line)
        assert empty_story.refused(line) == "provider-exists"
        empty_story.tell(line | {"agb": "47001234"})
        assert empty_story.refused(line | {"agb": "47001234"}) == "provider-exists"
        empty_story.tell(line | {"agb": "47001235"}, line | {"name": "Zorg aan de Maas"})
