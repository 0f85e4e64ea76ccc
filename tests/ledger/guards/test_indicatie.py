"""The right to care: granted once, changed and ended in the open, never two for one day."""

from typing import Any

import pytest

from tests.ledger.lines import Line, budget, client, indicatie, spend
from tests.ledger.story import Story


def amended(number: int = 1, first: str = "2026-06-01", **more: Any) -> Line:
    """Change an indicatie from June on."""
    about = {"do": "amend_indicatie", "client": "c1", "besluitnummer": number, "from": first}
    return about | {"reason": "herindicatie"} | more


def ended(on: str, number: int = 1) -> Line:
    """End an indicatie."""
    return {"do": "end_indicatie", "client": "c1", "besluitnummer": number, "on": on, "reason": "nieuw besluit"}


def chosen(first: str) -> Line:
    """Choose care at home."""
    return {"do": "choose_leveringsvorm", "client": "c1", "leveringsvorm": "mpt", "from": first}


class TestGranting:
    def test_twice_under_one_number_is_refused(self, story: Story) -> None:
        """Also for another period, and after it was withdrawn."""
        assert story.refused(indicatie(1, "2027-01-01", None)) == "indicatie-exists"
        story.tell(ended("2025-12-31"))
        assert story.refused(indicatie(1, "2027-01-01", None)) == "indicatie-exists"

    @pytest.mark.parametrize(
        ("first", "last", "code"),
        [
            ("2025-01-01", "2025-12-31", None),
            ("2025-01-01", "2026-01-01", "indicatie-overlaps"),
            ("2025-01-01", None, "indicatie-overlaps"),
            ("2026-06-01", "2026-06-01", "indicatie-overlaps"),
            ("2026-12-31", None, "indicatie-overlaps"),
            ("2027-01-01", None, None),
        ],
    )
    def test_two_for_one_day_are_refused(self, story: Story, first: str, last: str | None, code: str | None) -> None:
        """The day before the first one begins and the day after it ends are free."""
        line = indicatie(2, first, last)
        assert story.accepts(line) if code is None else story.refused(line) == code

    def test_over_one_that_was_withdrawn_is_accepted(self, story: Story) -> None:
        """What never held is in nobody's way."""
        story.tell(ended("2025-12-31"))
        error = story.refusal(spend("e1", "1.00"))
        assert error.code == "no-indicatie"
        assert "begint" not in error.message
        story.tell(indicatie(2), spend("e1", "1.00"))

    def test_backwards_is_refused(self, story: Story) -> None:
        """One day is the least."""
        assert story.refused(indicatie(2, "2027-01-02", "2027-01-01")) == "period-reversed"
        story.tell(indicatie(2, "2027-01-01", "2027-01-01"))

    def test_with_half_a_value_is_refused(self, story: Story) -> None:
        """An amount without a period says nothing, nor a period without an amount."""
        value = {"value": {"EUR": "600.00"}}
        later = indicatie(2, "2027-01-01")
        later.pop("to")
        assert story.refused(later | value) == "value-needs-period"
        assert story.refused(later | {"per": "week"}) == "value-needs-period"
        assert story.refused(later | {"value": {"PUNT": "1.00"}, "per": "week"}) == "unit-not-euro"
        assert story.refused(later | {"value": {"EUR": "0.00"}, "per": "week"}) == "amount-not-positive"
        story.tell(later | value | {"per": "week"})

    def test_to_somebody_unknown_is_refused(self, empty_story: Story) -> None:
        """Nothing holds for nobody."""
        assert empty_story.refused(indicatie()) == "client-unknown"


class TestAmending:
    def test_what_is_left_out_stays_and_null_opens_the_end(self, story: Story) -> None:
        """From 2026 to open."""
        story.tell(amended(zorgprofiel="5VV"), budget("b2", **{"to": "2027-12-31"}))
        assert story.refused(spend("e1", "1.00", "2027-01-01", budget="b2")) == "no-indicatie"
        story.tell(amended(to=None), spend("e1", "1.00", "2027-01-01", budget="b2"))

    def test_into_another_indicatie_is_refused(self, story: Story) -> None:
        """The next one begins in 2027."""
        story.tell(indicatie(2, "2027-01-01", None))
        assert story.refused(amended(to="2027-01-01")) == "indicatie-overlaps"
        assert story.refused(amended(to=None)) == "indicatie-overlaps"

    @pytest.mark.parametrize(
        ("first", "code"),
        [
            ("2025-12-31", "before-indicatie"),
            ("2026-01-01", None),
            ("2026-12-31", None),
            ("2027-01-01", "period-reversed"),
        ],
    )
    def test_begins_within_the_indicatie(self, story: Story, first: str, code: str | None) -> None:
        """From its first up to and including its last day."""
        line = amended(first=first)
        assert story.accepts(line) if code is None else story.refused(line) == code

    def test_of_one_that_is_not_there_is_refused(self, story: Story) -> None:
        """Nor can that be ended."""
        assert story.refused(amended(9)) == "indicatie-unknown"
        assert story.refused(ended("2026-06-30", 9)) == "indicatie-unknown"


class TestEnding:
    def test_the_last_day_belongs_to_it(self, story: Story) -> None:
        """Care on the day after is refused; what was written before stays."""
        story.tell(spend("e1", "1.00", "2026-07-01"), ended("2026-06-30"), spend("e2", "1.00", "2026-06-30"))
        assert story.refused(spend("e3", "1.00", "2026-07-01")) == "no-indicatie"
        assert story.left() == "8.00"

    @pytest.mark.parametrize(
        ("on", "code"),
        [
            ("2025-12-30", "before-indicatie"),
            ("2025-12-31", None),
            ("2026-12-31", None),
            ("2027-01-01", "after-indicatie"),
        ],
    )
    def test_lies_between_the_day_before_it_begins_and_its_last_day(
        self, story: Story, on: str, code: str | None
    ) -> None:
        """The day before withdraws it; later than its end would make it longer."""
        assert story.accepts(ended(on)) if code is None else story.refused(ended(on)) == code

    def test_cannot_make_it_run_into_the_next(self, story: Story) -> None:
        """Lengthening is an amendment, which sees the other besluit."""
        story.tell(ended("2026-06-30"), indicatie(2, "2026-07-01", None))
        assert story.refused(ended("2026-07-01")) == "after-indicatie"


class TestLeveringsvorm:
    @pytest.mark.parametrize(
        ("first", "code"),
        [("2025-12-31", "no-indicatie"), ("2026-01-01", None), ("2026-12-31", None), ("2027-01-01", "no-indicatie")],
    )
    def test_is_chosen_for_a_day_with_an_indicatie(self, story: Story, first: str, code: str | None) -> None:
        """Not before, not after."""
        assert story.accepts(chosen(first)) if code is None else story.refused(chosen(first)) == code


class TestWhoSomebodyIs:
    def test_a_bsn_belongs_to_one_client(self, story: Story) -> None:
        """The first keeps it; also within one set."""
        story.tell(client("c2", bsn="999900006"))
        assert story.refusal(client("c3", bsn="999900006")).field == "bsn"
        two = client("c4", bsn="999900018"), client("c5", bsn="999900018")
        assert story.refused(*two) == "bsn-known"
        story.tell(two[1])

    @pytest.mark.parametrize("bsn", ["999900007", "99990000", "9999000060", "000000000", "99990000x", "", "٩٩٩٩٠٠٠٠٦"])
    def test_a_bsn_that_cannot_be_is_refused(self, empty_story: Story, bsn: str) -> None:
        """Nine digits that pass the 11-test."""
        assert empty_story.refused(client(bsn=bsn)) == "bsn-invalid"

    def test_a_client_is_not_known_by_a_bsn(self, empty_story: Story) -> None:
        """The number of a client stands in the clear in every line; nine other digits may be one."""
        assert empty_story.refused(client("999900006")) == "client-is-bsn"
        empty_story.tell(client("999900007"))

    def test_twice_is_refused(self, story: Story) -> None:
        """Also in another region."""
        assert story.refused(client(region="Utrecht")) == "client-exists"
