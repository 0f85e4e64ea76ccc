"""Other providers in a zorgplan: only the payer brings them in, changes what they do, or leaves them out."""

import pytest

from tests.ledger.care_lines import care, delivered, enrolled, pgb, plan, revised
from tests.ledger.contract_lines import concluded
from tests.ledger.contract_lines import ended as ended_contract
from tests.ledger.lines import Line, line
from tests.ledger.story import Story, somebody
from web.questions import history_of

P1 = somebody("medewerker", provider="p1")
P2 = somebody("zorgaanbieder", provider="p2")
PAYER = somebody("zorgkantoor", region="Rotterdam")
THEIRS = care("2", "1:00", provider="p2")


def ended(on: str) -> Line:
    """End z1."""
    return line("end_zorgplan", {"client": "c1", "zorgplan": "z1", "on": on, "reason": "verhuizing"}, {})


@pytest.fixture
def own(home: Story) -> Story:
    """The payer agreed on an hour at p1; p2 has a contract too, and nothing to do with the client."""
    home.tell(concluded("q1", provider="p2"))
    home.tell(plan(to="2026-12-31"), by=PAYER)
    return home


@pytest.fixture
def shared(own: Story) -> Story:
    """From 1 March on p2 does something as well."""
    own.tell(revised(care(), THEIRS, first="2026-03-01", to="2026-12-31"), by=PAYER)
    return own


class TestBringing:
    def test_is_not_for_a_provider(self, own: Story) -> None:
        """Neither in a revision nor in a new plan; p2 stays outside."""
        error = own.refusal(revised(care(), THEIRS, to="2026-12-31"), by=P1)
        assert (error.code, error.field) == ("line-of-other-provider", "lines")
        assert "Alleen het zorgkantoor kan dat." in error.message
        own.tell(ended("2026-03-31"), by=P1)
        new = plan(THEIRS, zorgplan="z2", **{"from": "2026-04-01"})
        assert own.refused(new, by=P1) == "line-of-other-provider"
        assert own.refused(delivered(provider="p2"), by=P2) == "client-unknown"

    def test_does_not_follow_from_what_a_provider_told(self, own: Story) -> None:
        """Also when it came in without a scope: p2 sees, delivers and plans nothing."""
        own.tell(revised(care(), THEIRS, to="2026-12-31"), by=somebody("zorgaanbieder"))
        assert own.refused(delivered(provider="p2"), by=P2) == "client-unknown"
        assert own.refused(revised(THEIRS, to="2026-12-31"), by=P2) == "client-unknown"
        assert own.refused(enrolled("p2", "q1"), by=P2) == "client-unknown"
        with pytest.raises(Exception, match="niet bekend"):
            history_of(own.house, P2, "c1")

    @pytest.mark.parametrize("by", [PAYER, somebody("systeem")], ids=["payer", "operator"])
    def test_is_for_the_payer_and_the_operator(self, own: Story, by: object) -> None:
        """Then p2 delivers, and reads; also after p1 revised the plan for the same days."""
        own.tell(revised(care(), THEIRS, first="2026-03-01", to="2026-12-31"), by=PAYER)
        own.tell(revised(care("1", "2:00"), THEIRS, first="2026-03-01", to="2026-12-31"), by=P1)
        own.tell(delivered(provider="p2"), by=P2)
        assert history_of(own.house, P2, "c1")


class TestLinesOfAnother:
    @pytest.mark.parametrize(
        "lines",
        [
            [care()],
            [care(), care("2", "0:55", provider="p2")],
            [care(), care("3", "1:00", provider="p2")],
            [care(), THEIRS, care("3", "1:00", provider="p2")],
            [care(), care("2", "1:00")],
            [care(), pgb("56.70", "2")],
        ],
        ids=["left out", "changed", "renumbered", "added", "taken over", "turned into pgb"],
    )
    def test_stay_as_they_are(self, shared: Story, lines: list[Line]) -> None:
        """On the side of a provider."""
        assert shared.refused(revised(*lines, to="2026-12-31"), by=P1) == "line-of-other-provider"
        shared.tell(revised(*lines, to="2026-12-31"), by=PAYER)

    def test_leave_room_for_other_own_lines(self, shared: Story) -> None:
        """More of its own, and pgb; what the other does keeps its worth, whatever its contract says by now."""
        lines = [care("1", "7:00"), THEIRS]
        shared.tell(ended_contract("q1", provider="p2", to="2026-03-31"))
        shared.tell(revised(*lines, to="2026-12-31"), by=P1)

    def test_of_later_days_stay_too(self, shared: Story) -> None:
        """A revision from February on would replace what the payer agreed from March on."""
        early = {"first": "2026-02-01", "to": "2026-12-31"}
        assert shared.refused(revised(care("1", "2:00"), **early), by=P1) == "line-of-other-provider"
        assert shared.refused(revised(care("1", "2:00"), THEIRS, **early), by=P1) == "line-of-other-provider"

    def test_hold_until_the_last_day_that_was_agreed(self, shared: Story) -> None:
        """A provider does not end the care of another, by a revision or by ending the plan."""
        for last in ("2026-12-30", None):
            error = shared.refusal(revised(care(), THEIRS, to=last), by=P1)
            assert (error.code, error.field) == ("line-of-other-provider", "to")
        error = shared.refusal(ended("2026-03-01"), by=P1)
        assert (error.code, error.field) == ("line-of-other-provider", "on")
        shared.tell(ended("2026-06-30"), by=PAYER)
