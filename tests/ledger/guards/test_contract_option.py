"""An option that has to be earned: two clients rise a step on day activity within the contract (domain §8)."""

from datetime import UTC, datetime
from typing import Any

import pytest

from ledger.vocabulary.clock import SetClock
from tests.ledger.contract_lines import amended, concluded, extended
from tests.ledger.lines import Line, client
from tests.ledger.story import Story, somebody

EARNED: Line = {"option_until": "2027-12-31", "option_indicator": "dagbesteding", "option_clients": 2}


def scored(score: str, of: str, value: int, on: str, **more: Any) -> Line:
    """Record where a client stands on the zelfredzaamheid-matrix."""
    facts = {"score": score, "client": of, "indicator": "dagbesteding", "family": "outcome", "instrument": "zrm"}
    return {"do": "record_score"} | facts | {"from": on, "to": on, "on": on, "value": value} | more


def rises(of: str, first: str = "2026-01-01", last: str = "2026-12-31") -> tuple[Line, Line]:
    """A client goes from 2 to 3."""
    return scored("s1", of, 2, first), scored("s2", of, 3, last)


class TestAnEarnedOption:
    @pytest.fixture
    def two_earn_it(self, empty_story: Story, clock: SetClock) -> Story:
        """Contract k1 of 2026, seen the day after; clients c1 and c2 rise from its first day to its last."""
        clock.moment = datetime(2027, 1, 1, 12, 0, tzinfo=UTC)
        empty_story.tell(concluded(**EARNED), client("c1"), client("c2"), client("c3"))
        empty_story.tell(*rises("c1"), *rises("c2"))
        return empty_story

    def test_needs_that_many_clients(self, two_earn_it: Story) -> None:
        """One fewer is not enough, nor is one who is named twice."""
        for named in ([], ["c1"], ["c1", "c1"]):
            assert two_earn_it.refused(extended(earned_by=named)) == "option-not-earned"
        two_earn_it.tell(extended(earned_by=["c1", "c2"]))
        record = two_earn_it.house.ledger.records(0)[-1]
        assert b'"earned_by":["c1","c2"]' in record.state

    @pytest.mark.parametrize(
        "scores",
        [
            (),
            (scored("s1", "c3", 3, "2026-06-01"),),
            (scored("s1", "c3", 3, "2026-03-01"), scored("s2", "c3", 3, "2026-09-01")),
            (scored("s1", "c3", 3, "2026-03-01"), scored("s2", "c3", 2, "2026-09-01")),
            rises("c3", first="2025-12-31"),
            rises("c3", last="2027-01-01"),
            (scored("s1", "c3", 2, "2026-03-01"), scored("s2", "c3", 3, "2026-09-01", indicator="justitie")),
            (
                scored("s1", "c3", 2, "2026-03-01"),
                scored("s2", "c3", 30, "2026-09-01", instrument="prom", lowest=0, highest=100),
            ),
        ],
        ids=["none", "one", "same", "fell", "the day before", "the day after", "another indicator", "another scale"],
    )
    def test_is_not_earned_by_one_who_did_not_rise(self, two_earn_it: Story, scores: tuple[Line, ...]) -> None:
        """A step up, on the indicator, on one scale, on days of the contract."""
        two_earn_it.tell(*scores)
        error = two_earn_it.refusal(extended(earned_by=["c1", "c2", "c3"]))
        assert (error.code, error.field) == ("client-not-risen", "earned_by")
        assert "c3" in error.message

    def test_does_not_count_a_score_that_was_withdrawn(self, two_earn_it: Story) -> None:
        """It was a mistake."""
        two_earn_it.tell({"do": "withdraw_score", "score": "s2", "client": "c2", "reason": "vergissing"})
        assert two_earn_it.refused(extended(earned_by=["c1", "c2"])) == "client-not-risen"

    def test_is_earned_by_clients_of_the_region(self, two_earn_it: Story) -> None:
        """Whom the payer can see."""
        two_earn_it.tell(client("c4", region="Utrecht"), *rises("c4"))
        line = extended(earned_by=["c1", "c4"])
        assert two_earn_it.refused(line) == "client-elsewhere"
        assert two_earn_it.refused(line, by=somebody("zorgkantoor", region="Rotterdam")) == "client-unknown"

    def test_that_need_not_be_earned_names_nobody(self, two_earn_it: Story) -> None:
        """Their scores would stand in a decision that does not rest on them."""
        free = amended() | {"option_indicator": None, "option_clients": None}
        two_earn_it.tell(free)
        assert two_earn_it.refused(extended(earned_by=["c1"])) == "nothing-to-earn"
        two_earn_it.tell(extended())
