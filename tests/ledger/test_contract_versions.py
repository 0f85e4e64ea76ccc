"""A contract as the models see it: each version over the days on which nothing of it changes."""

from datetime import date

import pytest

from ledger.aggregates.contracts import Contracts
from ledger.dossier.contracts import contracts_of
from ledger.funding.arrangement import Arrangement
from ledger.funding.contract import Contract
from ledger.funding.inspanning import Inspanning
from ledger.vocabulary.agreeing import Party
from ledger.vocabulary.errors import NotFound
from ledger.vocabulary.periods import Period
from tests.ledger.contract_lines import amended, concluded, ended, extended, party
from tests.ledger.story import Story

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


def versions(story: Story, contract: str = "k1") -> tuple[Contract, ...]:
    """Return the versions of a contract of p1."""
    return story.house.ledger.transact(lambda now: contracts_of(now.find(Contracts, "p1"), contract))


def days(story: Story) -> list[tuple[str, str, int]]:
    """Return first day, last day and rate of each version."""
    return [(str(one.period.first), str(one.period.last), one.basispoint) for one in versions(story)]


class TestOneVersion:
    def test_holds_what_was_agreed(self, empty_story: Story) -> None:
        """Words become the models of the registry, percentages basispunten."""
        parties = [party("p1", "hoofdaannemer"), party("p2", "onderaannemer", share="20.00")]
        shares = [{"word": "middel", "share": {"PCT": "75.00"}}]
        model = {"model": "C", "covers": ["V900"], "parameters": {"prestatie": "V900", "shares": shares}}
        line = concluded(parties=parties, components=[model], basis="plan", ceiling="provider", rhythm="week")
        empty_story.tell(line | {"leveringsvormen": ["mpt", "mpt_pgb"]})
        (one,) = versions(empty_story)
        assert (one.contract, one.provider, one.payer, one.act) == ("k1", "p1", "zorgkantoor-rotterdam", "Wlz")
        assert (one.region, one.period, one.term, one.basispoint) == ("Rotterdam", YEAR, YEAR, 9450)
        assert one.parties == (Party("p1", "hoofdaannemer"), Party("p2", "onderaannemer", 2000))
        assert (one.basis, one.ceiling, one.rhythm, one.settlement) == ("plan", "provider", "week", "none")
        assert one.leveringsvormen == {"mpt", "mpt_pgb"}
        (component,) = one.components
        assert component.covers == {"V900"}
        assert isinstance(component.model, Arrangement)
        assert [(share.word, share.share_basispoint) for share in component.model.shares] == [("middel", 7500)]

    def test_has_defaults_that_are_written_down(self, empty_story: Story) -> None:
        """The provider is the hoofdaannemer."""
        empty_story.tell(concluded())
        (one,) = versions(empty_story)
        assert one.parties == (Party("p1", "hoofdaannemer"),)
        assert (one.basis, one.ceiling, one.rhythm, one.settlement) == ("delivered", "client", "month", "none")
        assert isinstance(one.components[0].model, Inspanning)

    def test_of_an_unknown_contract_is_not_found(self, empty_story: Story) -> None:
        """Also of a provider without any."""
        with pytest.raises(NotFound) as unknown:
            versions(empty_story)
        assert unknown.value.code == "contract-unknown"


class TestSeveralVersions:
    def test_follow_each_other_by_the_day(self, empty_story: Story) -> None:
        """An amendment keeps what it does not name."""
        empty_story.tell(
            concluded(basis="plan"), amended(rate="95.00"), amended(**{"from": "2026-10-01"}, rate="96.00")
        )
        assert days(empty_story) == [
            ("2026-01-01", "2026-06-30", 9450),
            ("2026-07-01", "2026-09-30", 9500),
            ("2026-10-01", "2026-12-31", 9600),
        ]
        assert {(one.basis, one.term) for one in versions(empty_story)} == {("plan", YEAR)}

    def test_of_one_day_are_one(self, empty_story: Story) -> None:
        """The later amendment counts; from the first day on it leaves nothing of the first terms."""
        empty_story.tell(concluded(), amended(**{"from": "2026-01-01"}, rate="95.00"))
        empty_story.tell(amended(**{"from": "2026-01-01"}, rate="96.00"))
        assert days(empty_story) == [("2026-01-01", "2026-12-31", 9600)]

    def test_end_with_the_contract(self, empty_story: Story) -> None:
        """What was to hold later never does."""
        empty_story.tell(concluded(), amended(rate="95.00"), ended(to="2026-06-30"))
        assert days(empty_story) == [("2026-01-01", "2026-06-30", 9450)]

    def test_the_last_one_lasts_as_long_as_the_option(self, empty_story: Story) -> None:
        """The first does not."""
        empty_story.tell(concluded(option_until="2027-12-31"), amended(rate="95.00"), extended())
        assert days(empty_story) == [("2026-01-01", "2026-06-30", 9450), ("2026-07-01", "2027-12-31", 9500)]
