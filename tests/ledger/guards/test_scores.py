"""Scores: within their scale, of a provider or of a client, once under a number, and gone when withdrawn."""

from typing import Any

import pytest

from ledger.aggregates.scores import ZRM_DOMAINS, Scores
from ledger.application import Transaction
from tests.ledger.lines import Line, client, line
from tests.ledger.story import Story, somebody


def score(value: int = 3, score: str = "s1", **more: Any) -> Line:
    """Record a score of client c1 on the ZRM."""
    facts = {"client": "c1", "indicator": "dagbesteding", "family": "outcome", "instrument": "zrm"}
    days = {"from": "2026-01-01", "to": "2026-06-30"}
    return line("record_score", {"score": score, "value": value} | facts | days, more)


def of_provider(value: int = 80, **more: Any) -> Line:
    """Record a score of provider p1 on a scale of its own."""
    facts: dict[str, Any] = {"client": None, "provider": "p1", "indicator": "tevredenheid"}
    scale: dict[str, Any] = {"family": "process", "instrument": "prom", "lowest": 0, "highest": 100}
    return score(value, **(facts | scale | more))


def withdrawal(**more: Any) -> Line:
    """Take s1 of client c1 back."""
    return line("withdraw_score", {"score": "s1", "client": "c1", "reason": "vergissing"}, more)


def known(story: Story, **whose: str) -> Scores:
    """Return the scores as they stand."""
    return Transaction(story.house.ledger, fresh=True).find(Scores, Scores.id_of(**whose))


@pytest.fixture
def story(empty_story: Story) -> Story:
    """A client without anything."""
    empty_story.tell(client())
    return empty_story


class TestAScore:
    @pytest.mark.parametrize(("outside", "inside"), [(0, 1), (6, 5)])
    def test_of_the_zrm_is_from_one_to_five(self, story: Story, outside: int, inside: int) -> None:
        """Both included."""
        error = story.refusal(score(outside))
        assert (error.code, error.field) == ("score-outside-scale", "value")
        assert "1 tot en met 5" in error.message
        story.tell(score(inside))

    @pytest.mark.parametrize(("outside", "inside"), [(-101, -100), (101, 100)])
    def test_is_within_the_scale_that_it_names(self, story: Story, outside: int, inside: int) -> None:
        """Below zero too."""
        assert story.refused(of_provider(outside, lowest=-100)) == "score-outside-scale"
        story.tell(of_provider(inside, lowest=-100))

    def test_of_the_zrm_has_one_scale(self, story: Story) -> None:
        """It may be named, and is never another."""
        assert story.refused(score(highest=6)) == "zrm-scale-fixed"
        assert story.refused(score(lowest=0)) == "zrm-scale-fixed"
        story.tell(score(lowest=1, highest=5))

    def test_of_the_zrm_is_about_one_of_its_domains(self, story: Story) -> None:
        """Eleven."""
        error = story.refusal(score(indicator="day-activity"))
        assert (error.code, error.field) == ("zrm-domain-unknown", "indicator")
        story.tell(*(score(score=f"s{n}", indicator=domain) for n, domain in enumerate(ZRM_DOMAINS)))
        assert len(known(story, client="c1").scores) == 11

    @pytest.mark.parametrize("left_out", ["lowest", "highest"])
    def test_of_another_instrument_names_its_scale(self, story: Story, left_out: str) -> None:
        """Both ends."""
        assert (
            story.refused({name: said for name, said in of_provider().items() if name != left_out}) == "scale-missing"
        )

    def test_may_be_of_any_instrument_by_its_name(self, story: Story) -> None:
        """Only the ZRM is known here; whatever else there is names its own scale."""
        story.tell(of_provider(instrument="clientervaring"))
        (one,) = known(story, provider="p1").scores.values()
        assert one.instrument == "clientervaring"

    def test_has_a_scale_of_more_than_one_score(self, story: Story) -> None:
        """Two is enough."""
        assert story.refused(of_provider(80, lowest=80, highest=80)) == "scale-reversed"
        story.tell(of_provider(80, lowest=80, highest=81))

    def test_does_not_end_before_it_begins(self, story: Story) -> None:
        """One day is enough."""
        assert story.refused(score(to="2025-12-31")) == "period-reversed"
        story.tell(score(to="2026-01-01"))

    def test_is_of_one_provider_or_of_one_client(self, story: Story) -> None:
        """Not of both, not of nobody."""
        assert story.refused(score(provider="p1")) == "score-of-whom"
        assert story.refused(score(client=None)) == "score-of-whom"

    def test_has_a_number_of_its_own(self, story: Story) -> None:
        """Per provider or client; also after it was withdrawn."""
        story.tell(score(), of_provider())
        assert story.refused(score()) == "score-exists"
        story.tell(withdrawal())
        assert story.refused(score()) == "score-exists"

    def test_is_known_from_the_day_that_is_named_or_today(self, story: Story) -> None:
        """With its place in the log."""
        story.tell(score(), score(score="s2", on="2026-03-03"))
        found = known(story, client="c1")
        assert [str(one.on) for one in found.scores.values()] == ["2026-03-04", "2026-03-03"]
        assert [found.position_of(one.version) for one in found.scores.values()] == [2, 3]

    def test_is_not_known_before_its_day(self, story: Story) -> None:
        """It is 4 March; tomorrow's score is recorded tomorrow."""
        error = story.refusal(score(on="2026-03-05"))
        assert (error.code, error.field) == ("day-in-future", "on")
        story.tell(score(on="2026-03-04"))


class TestAWithdrawnScore:
    def test_is_left_out(self, story: Story) -> None:
        """The others stay."""
        story.tell(score(), score(score="s2"), withdrawal())
        assert list(known(story, client="c1").scores) == ["s2"]

    def test_was_there(self, story: Story) -> None:
        """Of this client, and not withdrawn before."""
        assert story.refused(withdrawal()) == "score-unknown"
        story.tell(score(), withdrawal())
        assert story.refused(withdrawal()) == "score-unknown"

    def test_keeps_its_reason_sealed(self, story: Story) -> None:
        """Under the key of the client, and of a provider under a key of its scores."""
        story.tell(score(), of_provider(), withdrawal(), withdrawal(client=None, provider="p1"))
        ledger, keyring = story.house.ledger, story.house.keyring
        for stream, subject in (("scores-client-c1", "client-c1"), ("scores-provider-p1", "scores-provider-p1")):
            state = ledger.stream(stream)[-1].state
            assert b"vergissing" not in state
            sealed = state.decode().partition('"reason":"')[2].partition('"')[0]
            assert keyring.open(subject, sealed) == "vergissing"


class TestWhoRecordsScores:
    def test_a_provider_does_for_itself_and_for_its_clients_alone(self, story: Story) -> None:
        """Another provider, and a client whom nobody brought there, are not known."""
        office = somebody("zorgaanbieder", provider="p1")
        story.tell(of_provider(), by=office)
        assert story.refused(of_provider(provider="p2"), by=office) == "provider-unknown"
        assert story.refused(score(), by=office) == "client-unknown"

    def test_a_zorgkantoor_does_within_its_region(self, story: Story) -> None:
        """A client elsewhere is not known."""
        assert story.refused(score(), by=somebody("zorgkantoor", region="Utrecht")) == "client-unknown"
        story.tell(score(), by=somebody("zorgkantoor", region="Rotterdam"))
