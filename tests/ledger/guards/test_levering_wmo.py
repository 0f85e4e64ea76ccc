"""Care under a contract for the Wmo asks no indicatie for the Wlz."""

from tests.ledger.care_lines import delivered, tarief
from tests.ledger.contract_lines import concluded
from tests.ledger.lines import client, died
from tests.ledger.story import Story


class TestForTheWmo:
    """A municipality pays for day activity of somebody without an indicatie for the Wlz."""

    WMO = {"act": "Wmo", "leveringsvormen": [], "ceiling": "none"}

    def test_needs_no_indicatie(self, home: Story) -> None:
        """Only what the contract covers; the prestatie is in the register as any other."""
        home.tell(client("c2"), concluded("k9", components=[{"model": "A", "covers": ["H900"]}], **self.WMO))
        assert home.refused(delivered(client="c2", prestatie="H900")) == "tarief-unknown"
        home.tell(tarief("H900", "uur", "40.00"), delivered(client="c2", prestatie="H900"))
        assert home.refused(delivered("l2", client="c2")) == "no-indicatie"

    def test_ends_with_life(self, home: Story) -> None:
        """The day of death is the last."""
        covered = [{"model": "A", "covers": ["H900"]}]
        home.tell(client("c2"), concluded("k9", components=covered, **self.WMO), tarief("H900", "uur", "40.00"))
        home.tell(died("2026-03-03", client="c2"), delivered(client="c2", prestatie="H900", on="2026-03-03"))
        assert home.refused(delivered("l2", client="c2", prestatie="H900")) == "after-death"
