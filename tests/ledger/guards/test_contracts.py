"""Contracts: what can be agreed, changed from a day, extended by the option, and ended; and what never can."""

import pytest

from ledger.commands.journal import read_command
from ledger.events import decode, sentence
from ledger.vocabulary.errors import Malformed, NotFound
from tests.ledger.contract_lines import amended, concluded, ended, extended, party
from tests.ledger.lines import Line
from tests.ledger.story import Story, somebody

MAIN = party("p1", "hoofdaannemer")


class TestConcluding:
    @pytest.fixture
    def one(self, empty_story: Story) -> Story:
        """Contract k1 with p1, for the mpt in Rotterdam in 2026: everything, by model A."""
        empty_story.tell(concluded())
        return empty_story

    def test_a_number_counts_once_for_a_provider(self, one: Story) -> None:
        """Another provider has numbers of its own."""
        again = concluded(**{"from": "2027-01-01", "to": "2027-12-31"})
        assert one.refused(again) == "contract-exists"
        one.tell(concluded("k2", **{"from": "2027-01-01", "to": "2027-12-31"}), concluded(provider="p2"))

    def test_a_number_has_at_most_forty_characters(self, empty_story: Story) -> None:
        """Numbers of declarations are made from it."""
        empty_story.tell(concluded("k" * 40))
        with pytest.raises(Malformed) as malformed:
            read_command(concluded("k" * 41))
        assert [(one.code, one.field) for one in malformed.value.problems] == [("value-invalid", "contract")]

    def test_the_last_day_is_named_and_not_before_the_first(self, empty_story: Story) -> None:
        """One day is a contract; the day before its first is none."""
        with pytest.raises(Malformed) as malformed:
            read_command(concluded(to=None))
        assert [(one.code, one.field) for one in malformed.value.problems] == [("field-missing", "to")]
        assert empty_story.refused(concluded(to="2025-12-31")) == "period-reversed"
        empty_story.tell(concluded(to="2026-01-01"))

    def test_for_the_wlz_names_a_leveringsvorm(self, empty_story: Story) -> None:
        """The Wmo knows none."""
        assert empty_story.refused(concluded(leveringsvormen=[])) == "leveringsvorm-missing"
        empty_story.tell(concluded(act="Wmo", leveringsvormen=[]))

    def test_a_model_that_is_unknown_is_refused(self, empty_story: Story) -> None:
        """There are letters A to H."""
        assert empty_story.refused(concluded(components=[{"model": "Z"}])) == "model-unknown"
        assert empty_story.refused(concluded(components=[])) == "composition-empty"

    def test_only_the_payer_of_the_region_concludes(self, empty_story: Story) -> None:
        """And changes nothing elsewhere."""
        payer = somebody("zorgkantoor", region="Rotterdam")
        assert empty_story.refused(concluded(region="Utrecht"), by=payer) == "region-unknown"
        empty_story.tell(concluded("k2", region="Utrecht"))
        for line in (amended("k2"), extended("k2"), ended("k2")):
            assert empty_story.refused(line, by=payer) == "region-unknown"
        empty_story.tell(concluded(), amended(), by=payer)


class TestTheRate:
    def test_is_the_whole_maximum_and_not_a_hundredth_more(self, empty_story: Story) -> None:
        """To the basispunt."""
        error = empty_story.refusal(concluded(rate="100.01"))
        assert (error.code, error.field) == ("rate-above-maximum", "rate")
        assert "100,01%" in error.message
        empty_story.tell(concluded(rate="100.00"))
        assert empty_story.refused(amended(rate="100.01")) == "rate-above-maximum"

    def test_is_above_zero(self, empty_story: Story) -> None:
        """Nothing is no price."""
        assert empty_story.refused(concluded(rate="0.00")) == "rate-not-positive"
        empty_story.tell(concluded(rate="0.01"))

    @pytest.mark.parametrize("written", ["94.5", "94,50", "94", 94, 94.5, "-1.00", "94.50\n"])
    def test_is_written_with_two_decimals(self, written: object) -> None:
        """What is wrong is told with its field, also of a share."""
        with pytest.raises(Malformed) as malformed:
            read_command(concluded(rate=written, parties=[MAIN, party("p2", "onderaannemer", share=written)]))
        problems = malformed.value.problems
        assert [one.field for one in problems] == ["parties[1].share", "rate"]
        assert "als 94.50" in problems[0].message


class TestParties:
    def test_the_one_that_declares_is_hoofdaannemer_or_coalitiepartner(self, empty_story: Story) -> None:
        """Not absent, and not an onderaannemer of somebody else."""
        other = party("p2", "hoofdaannemer")
        assert empty_story.refused(concluded(parties=[other])) == "provider-no-party"
        assert empty_story.refused(concluded(parties=[other, party("p1", "onderaannemer")])) == "provider-no-party"
        empty_story.tell(concluded(parties=[party("p1", "coalitiepartner"), party("p2", "coalitiepartner")]))

    def test_with_onderaannemers_there_is_exactly_one_hoofdaannemer(self, empty_story: Story) -> None:
        """Somebody has to pay them, and only one can."""
        follower = party("p3", "onderaannemer")
        none = concluded(parties=[party("p1", "coalitiepartner"), follower])
        two = concluded(parties=[MAIN, party("p2", "hoofdaannemer"), follower])
        assert empty_story.refused(none) == "hoofdaannemer-not-one"
        assert empty_story.refused(two) == "hoofdaannemer-not-one"
        empty_story.tell(concluded(parties=[MAIN, follower]))

    def test_onderaannemers_share_the_whole_and_not_a_hundredth_more(self, empty_story: Story) -> None:
        """Together, to the basispunt."""
        two = [MAIN, party("p2", "onderaannemer", share="60.00")]
        error = empty_story.refusal(concluded(parties=[*two, party("p3", "onderaannemer", share="40.01")]))
        assert (error.code, error.field) == ("share-above-whole", "parties")
        assert "100,01%" in error.message
        empty_story.tell(concluded(parties=[*two, party("p3", "onderaannemer", share="40.00")]))

    def test_only_an_onderaannemer_has_a_share(self, empty_story: Story) -> None:
        """The hoofdaannemer keeps the rest."""
        shared = party("p1", "hoofdaannemer", share="10.00")
        assert empty_story.refused(concluded(parties=[shared])) == "share-not-onderaannemer"

    def test_a_provider_is_named_once(self, empty_story: Story) -> None:
        """Whatever its roles."""
        assert empty_story.refused(concluded(parties=[MAIN, party("p1", "onderaannemer")])) == "party-twice"


class TestAmending:
    @pytest.fixture
    def one(self, empty_story: Story) -> Story:
        """Contract k1 for 2026."""
        empty_story.tell(concluded())
        return empty_story

    @pytest.mark.parametrize("first", ["2025-12-31", "2027-01-01"])
    def test_starts_on_a_day_of_the_contract(self, one: Story, first: str) -> None:
        """Its first day and its last are."""
        assert one.refused(amended(**{"from": first})) == "outside-contract"
        one.tell(amended(**{"from": "2026-01-01"}), amended(**{"from": "2026-12-31"}))

    def test_does_not_go_back_before_another(self, one: Story) -> None:
        """On the same day the later one counts."""
        one.tell(amended(**{"from": "2026-07-01"}))
        assert one.refused(amended(**{"from": "2026-06-30"})) == "before-amendment"
        one.tell(amended(**{"from": "2026-07-01"}, rate="96.00"))

    def test_of_an_unknown_contract_is_refused(self, one: Story) -> None:
        """As are its extension and its end."""
        for line in (amended("k9"), extended("k9"), ended("k9"), amended(provider="p9")):
            error = one.refusal(line)
            assert isinstance(error, NotFound)
            assert error.code == "contract-unknown"

    @pytest.mark.parametrize("first", ["2026-01-01", "2026-07-15", "2026-12-31"])
    def test_leaves_the_rhythm(self, one: Story, first: str) -> None:
        """Days would be declared twice, or never; naming it as it is changes nothing."""
        error = one.refusal(amended(rhythm="week", **{"from": first}))
        assert (error.code, error.field) == ("rhythm-fixed", "rhythm")
        assert "per maand" in error.message
        one.tell(amended(rhythm="month", **{"from": first}), concluded("k2", provider="p2", rhythm="week"))
        assert one.refused(amended("k2", provider="p2", rhythm="month", **{"from": first})) == "rhythm-fixed"

    def test_is_checked_as_a_whole(self, one: Story) -> None:
        """With what it leaves as it was."""
        assert one.refused(amended(parties=[party("p2", "hoofdaannemer")])) == "provider-no-party"
        assert one.refused(amended(option_until="2026-12-31")) == "option-not-later"
        one.tell(amended(option_until="2027-01-01"))


class TestTheOption:
    def test_ends_after_the_contract(self, empty_story: Story) -> None:
        """By a day at least."""
        assert empty_story.refused(concluded(option_until="2026-12-31")) == "option-not-later"
        empty_story.tell(concluded(option_until="2027-01-01"))

    @pytest.mark.parametrize(
        "left", [["option_until"], ["option_indicator"], ["option_clients"], ["option_until", "option_clients"]]
    )
    def test_that_has_to_be_earned_is_named_whole(self, empty_story: Story, left: list[str]) -> None:
        """Until when, on which indicator, by how many."""
        whole: Line = {"option_until": "2027-12-31", "option_indicator": "dagbesteding", "option_clients": 2}
        assert empty_story.refused(concluded(**whole | dict.fromkeys(left))) == "option-incomplete"
        empty_story.tell(concluded(**whole))

    def test_extends_to_a_later_day_and_not_beyond_it(self, empty_story: Story) -> None:
        """To the day; it may be used in parts."""
        empty_story.tell(concluded(option_until="2027-12-31"))
        assert empty_story.refused(extended(to="2026-12-31")) == "extension-not-later"
        assert empty_story.refused(extended(to="2028-01-01")) == "beyond-option"
        empty_story.tell(extended(to="2027-01-01"), extended(to="2027-12-31"))
        assert empty_story.refused(extended(to="2028-01-01")) == "beyond-option"

    def test_is_needed_to_extend(self, empty_story: Story) -> None:
        """It may be agreed later, and taken away."""
        empty_story.tell(concluded())
        assert empty_story.refused(extended()) == "no-option"
        empty_story.tell(amended(option_until="2027-12-31"), amended(**{"from": "2026-08-01"}))
        assert empty_story.refused(amended(option_until="2026-06-30", **{"from": "2026-09-01"})) == "option-not-later"
        gone = amended(**{"from": "2026-09-01"}) | {"option_until": None}
        empty_story.tell(gone)
        assert empty_story.refused(extended()) == "no-option"

    def test_that_was_used_up_stands_in_no_ones_way(self, empty_story: Story) -> None:
        """An amendment afterwards carries it on."""
        empty_story.tell(concluded(option_until="2027-12-31"), extended(to="2027-12-31"))
        empty_story.tell(amended(**{"from": "2027-12-31"}))

    def test_lapses_when_the_contract_is_ended(self, empty_story: Story) -> None:
        """Ending is on a day of the contract: its first and its last included."""
        empty_story.tell(concluded(option_until="2027-12-31"))
        for outside in ("2025-12-31", "2027-01-01"):
            assert empty_story.refused(ended(to=outside)) == "outside-contract"
        empty_story.tell(ended(to="2026-12-31"))
        assert empty_story.refused(extended(to="2027-01-01")) == "contract-has-ended"
        empty_story.tell(ended(to="2026-01-01"))
        assert empty_story.refused(amended(**{"from": "2026-01-02"})) == "outside-contract"


class TestTheTimeline:
    def test_tells_model_rate_days_and_region(self, empty_story: Story) -> None:
        """In one sentence each."""
        empty_story.tell(
            concluded(option_until="2027-12-31"), amended(rate="95.00"), extended(), ended(to="2026-06-30")
        )
        told = [sentence(decode(one.topic, one.state)) for one in empty_story.house.ledger.records(0)]
        assert told == [
            "Contract k1 met p1 is gesloten: model A (inspanning), 94,5% van het maximum, "
            "van 1 januari 2026 tot en met 31 december 2026, regio Rotterdam.",
            "Contract k1 met p1 is gewijzigd vanaf 1 juli 2026: model A (inspanning), 95% van het maximum, "
            "regio Rotterdam.",
            "Contract k1 met p1 is verlengd tot en met 31 december 2027, regio Rotterdam.",
            "Contract k1 met p1 eindigt op 30 juni 2026, regio Rotterdam.",
        ]
