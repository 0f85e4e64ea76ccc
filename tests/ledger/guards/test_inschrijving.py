"""Enrolled with one provider at a time, under a contract that holds: what a subscription is paid for."""

import pytest

from ledger.events import decode, sentence
from tests.ledger.care_lines import enrolled, plan, unenrolled
from tests.ledger.contract_lines import concluded
from tests.ledger.lines import Line, client, died
from tests.ledger.story import Story, somebody

WMO: Line = {"act": "Wmo", "leveringsvormen": [], "components": [{"model": "A", "covers": ["H900"]}]}


def told(story: Story, line: Line) -> str:
    """Give a line; return the sentence of what it wrote."""
    (outcome,) = story.tell(line)
    record = story.house.ledger.at(outcome.events[0][0])
    assert record is not None
    return sentence(decode(record.topic, record.state))


class TestEnrolling:
    def test_is_from_a_day_on(self, home: Story) -> None:
        """Open until it ends."""
        assert told(home, enrolled()) == "Ingeschreven bij p1 onder contract k1, vanaf 1 januari 2026."

    def test_needs_a_contract_on_its_first_day(self, home: Story) -> None:
        """The contract runs from New Year's Day up to and including 31 December 2026."""
        for first in ("2025-12-31", "2027-01-01"):
            assert home.refused(enrolled(first=first)) == "contract-not-here"
        home.tell(enrolled(first="2026-12-31"))

    def test_needs_a_contract_of_the_region_of_the_client(self, home: Story) -> None:
        """Utrecht pays for who lives there."""
        home.tell(concluded("k9", region="Utrecht"))
        assert home.refused(enrolled(contract="k9")) == "contract-not-here"

    def test_under_a_contract_that_is_not_there_is_refused(self, home: Story) -> None:
        """Neither at this provider nor at one without any."""
        assert home.refused(enrolled(contract="k9")) == "contract-unknown"
        assert home.refused(enrolled(provider="p9")) == "contract-unknown"

    def test_needs_an_indicatie_under_the_wlz_and_none_under_the_wmo(self, home: Story) -> None:
        """A resident without any right under the Wlz may be enrolled."""
        home.tell(client("c2"), concluded("wmo", **WMO))
        assert home.refused(enrolled(client="c2")) == "no-indicatie"
        home.tell(enrolled(client="c2", contract="wmo"))

    @pytest.mark.parametrize("contract", ["k1", "wmo"])
    def test_after_death_is_refused(self, home: Story, contract: str) -> None:
        """The last day belongs to life."""
        home.tell(concluded("wmo", **WMO), died("2026-03-03"))
        assert home.refused(enrolled(contract=contract, first="2026-03-04")) == "after-death"
        home.tell(enrolled(contract=contract, first="2026-03-03"))

    def test_is_with_one_provider_at_a_time(self, home: Story) -> None:
        """With p2 from the day after the last day at p1."""
        home.tell(concluded(provider="p2"), enrolled(), unenrolled("2026-06-30"))
        error = home.refusal(enrolled("p2", first="2026-06-30"))
        assert (error.code, error.field) == ("already-enrolled", "from")
        assert error.message == (
            "De cliënt is vanaf 1 januari 2026 al ingeschreven bij p1 (contract k1). Beëindig die inschrijving eerst."
        )
        home.tell(enrolled("p2", first="2026-07-01"))

    def test_is_once_under_a_contract(self, home: Story) -> None:
        """Another contract of the same provider pays for something else."""
        home.tell(enrolled())
        assert home.refused(enrolled(first="2026-03-01")) == "already-enrolled"
        home.tell(enrolled(contract="k2"))


class TestEnding:
    def test_is_on_a_day_from_the_first_or_the_day_before(self, home: Story) -> None:
        """The day before withdraws it, so that its days are free again."""
        home.tell(concluded(provider="p2"), enrolled(first="2026-03-01"))
        assert home.refused(unenrolled("2026-02-27")) == "before-inschrijving"
        home.tell(unenrolled("2026-02-28"), enrolled("p2", first="2026-03-01"))

    def test_is_told(self, home: Story) -> None:
        """Without the reason, which is sealed."""
        home.tell(enrolled())
        ended = unenrolled("2026-06-30", reason="verhuisd")
        assert told(home, ended) == "De inschrijving bij p1 onder contract k1 eindigt op 30 juni 2026."

    def test_of_what_does_not_run_is_refused(self, home: Story) -> None:
        """Not begun, ended before, or elsewhere."""
        assert home.refused(unenrolled("2026-06-30")) == "inschrijving-unknown"
        home.tell(enrolled())
        assert home.refused(unenrolled("2026-06-30", contract="k2")) == "inschrijving-unknown"
        home.tell(unenrolled("2026-06-30"))
        assert home.refused(unenrolled("2026-06-30")) == "inschrijving-unknown"


class TestTheMandate:
    OFFICE = somebody("zorgaanbieder", provider="p1")

    def test_of_a_provider_is_to_enrol_its_own_clients_with_itself(self, home: Story) -> None:
        """Whom the payer brought there, by a plan for one."""
        assert home.refused(enrolled(), by=self.OFFICE) == "client-unknown"
        home.tell(plan(), concluded(provider="p2"))
        assert home.refused(enrolled("p2"), by=self.OFFICE) == "provider-unknown"
        assert home.refused(unenrolled("2026-06-30", "p2"), by=self.OFFICE) == "provider-unknown"
        home.tell(enrolled(), unenrolled("2026-06-30"), by=self.OFFICE)

    def test_of_a_provider_reaches_whom_the_payer_enrolled(self, home: Story) -> None:
        """An enrolment brings a client to a provider."""
        home.tell(enrolled(), by=somebody("zorgkantoor", region="Rotterdam"))
        home.tell(unenrolled("2026-06-30"), by=self.OFFICE)
