"""A finding is recovered by a credit of its line: at most what is at stake, at most what still stands on the line."""

import msgspec

from tests.ledger.contract_lines import concluded
from tests.ledger.control_lines import credited, last_of, number, opened, opened_of, recovered
from tests.ledger.declare_lines import LUMPSUM, paid
from tests.ledger.story import Story


class TestRecovering:
    def test_takes_what_is_at_stake_and_not_the_whole_line(self, paid_story: Story) -> None:
        """Without an amount."""
        paid_story.tell(opened("12.34"), recovered())
        assert (last_of(paid_story)["eurocent"], paid(paid_story)) == (1234, 6000 - 1234)

    def test_takes_at_most_what_is_left_of_the_line(self, found: Story) -> None:
        """A part of it was taken back before."""
        found.tell(credited("50.00"), recovered())
        assert (last_of(found)["eurocent"], paid(found)) == (1000, 0)

    def test_of_more_than_that_is_refused_with_the_figures(self, paid_story: Story) -> None:
        """At the boundary: a cent more than is at stake, a cent more than is left, nothing, less than nothing."""
        paid_story.tell(opened("40.00"))
        error = paid_story.refusal(recovered("40.01"))
        assert (error.code, error.field) == ("recovery-too-large", "amount")
        assert "gaat over € 40,00" in error.message
        assert "nog € 60,00 over" in error.message
        assert "hoogstens € 40,00" in error.message
        paid_story.tell(credited("30.00"))
        assert paid_story.refused(recovered("30.01")) == "recovery-too-large"
        assert paid_story.refused(recovered("0.00")) == "recovery-too-large"
        assert paid_story.refused(recovered("-0.01")) == "recovery-too-large"
        assert paid_story.refused(recovered() | {"amount": {"UUR": "1:00"}}) == "unit-not-euro"
        paid_story.tell(recovered("30.00"))
        assert paid(paid_story) == 0

    def test_of_nothing_is_refused(self, paid_story: Story) -> None:
        """Nothing at stake, or nothing left of the line."""
        paid_story.tell(opened("0.00"))
        assert paid_story.refused(recovered()) == "nothing-to-recover"
        paid_story.tell(opened("60.00", "declared-late"), credited())
        assert paid_story.refused(recovered(finding=number("declared-late"))) == "nothing-to-recover"

    def test_needs_a_line(self, paid_story: Story) -> None:
        """Of a finding about a provider there is nothing to credit."""
        paid_story.tell(opened_of())
        of_provider = number(about="provider", item="p1/2026")
        assert paid_story.refused(recovered(finding=of_provider)) == "finding-of-no-line"

    def test_obeys_every_guard_of_a_credit(self, paid_story: Story) -> None:
        """A line that was never paid, a number that is in use."""
        paid_story.tell(opened("10.00", line="2", item="d1/2"))
        assert paid_story.refused(recovered(finding=number(item="d1/2"))) == "line-not-approved"
        paid_story.tell(opened(), credited("1.00"))
        assert paid_story.refused(recovered(credit="1c")) == "line-exists"

    def test_is_once_though_the_line_has_more(self, paid_story: Story) -> None:
        """Another finding may take the rest."""
        paid_story.tell(opened("10.00"), recovered("4.00"), opened("60.00", "declared-late"))
        assert paid_story.refused(recovered("6.00", "1g")) == "finding-ended"
        paid_story.tell(recovered(None, "1g", finding=number("declared-late")))
        assert paid(paid_story) == 0


class TestALineForNobody:
    def test_is_recovered_under_the_key_of_its_declaration(self, home: Story) -> None:
        """A lumpsum names no client."""
        home.tell(concluded("k9", components=[LUMPSUM], acknowledged=True))
        home.tell({"do": "declare", "contract": "k9", "provider": "p1", "period": "2026-01"})
        name = "p1-k9-2026-01"
        home.tell({"do": "approve_declaration", "declaration": name, "lines": ["1"]})
        lines = opened("100.00", declaration=name, item=f"{name}/1")
        home.tell(lines, recovered(finding=lines["finding"]))
        stored = msgspec.json.decode(home.house.ledger.stream(f"declaration-{name}")[-1].state)
        assert "client" not in stored
        assert home.house.keyring.open(f"declaration-{name}", stored["reason"]) == "geen indicatie"
