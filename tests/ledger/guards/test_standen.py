"""A name for a place in the log: it means one position, for ever."""

from typing import Any

import pytest

from ledger.aggregates.standen import Stand
from ledger.application import Outcome
from ledger.commands.journal import read_command
from ledger.commands.preview import Asked, preview
from ledger.events import decode
from ledger.vocabulary.actor import SYSTEM
from ledger.vocabulary.errors import NotFound
from ledger.vocabulary.source import Source
from projections.as_of import AsOf, at_name, resolve, standen
from tests.houses import do
from tests.ledger.lines import Line, line, spend
from tests.ledger.story import Story, somebody


def named(name: str = "stand 14 augustus", position: int | None = None, **more: Any) -> Line:
    """Name a position, or the end of the log."""
    return line("name_stand", {"name": name, "position": position}, more)


def means(story: Story, name: str = "stand 14 augustus") -> int:
    """Return the position that a name means."""
    return at_name(story.house.ledger, name).position


FOUND_BY = {
    "Stand 14 Augustus": "stand 14 augustus",
    "  stand\u00a014\u2003augustus\u3000": "stand 14 augustus",  # blanks of other widths
    "stand\u200b 14\u00ad augustus\ufeff": "stand 14 augustus",  # marks that nobody sees
    "stand\u200d\u202814": "stand 14",  # a separator of lines is a blank
    "o\ufb03cieel": "officieel",  # a ligature
    "\u0132SSEL": "ijssel",  # the Dutch ij in one sign
    "ISTANBUL": "istanbul",
    "\u0130stanbul": "i\u0307stanbul",  # the Turkish capital i keeps its dot
    "\u0131stanbul": "\u0131stanbul",  # the Turkish i without a dot is a letter of its own
    "STRASSE": "strasse",
    "Stra\u00dfe": "strasse",
    "STRA\u1e9eE": "strasse",
    "cafe\u0301": "caf\u00e9",  # a letter and its accent apart
    "CAF\u00c9": "caf\u00e9",
    "q\u0323\u0307": "q\u0323\u0307",  # marks for which there is no letter in one sign
    "q\u0307\u0323": "q\u0323\u0307",  # in the other order
    "versie \uff12": "versie 2",  # a digit of full width
    "m\u00b2": "m2",
    "kwartaal \u2163": "kwartaal iv",
    "stand \u0662": "stand \u0662",  # an Arabic digit is not ours
    "\u03a3\u03a4\u039f\u03a3": "\u03c3\u03c4\u03bf\u03c3",  # a final sigma is a sigma
}
"""By what a name is found, for ever: names stand in the log. A Python that knows other letters turns this red."""


class TestByWhatANameIsFound:
    @pytest.mark.parametrize("name", list(FOUND_BY))
    def test_stays_the_same_whichever_python_reads_it(self, name: str) -> None:
        """What is found is found by itself too."""
        found = FOUND_BY[name]
        assert Stand.id_of(name) == found
        assert Stand.id_of(found) == found


class TestAName:
    def test_means_the_end_of_the_log_when_nothing_else_is_said(self, story: Story) -> None:
        """The event that gives the name stands after it."""
        end = story.position()
        (outcome,) = story.tell(named())
        assert means(story) == end
        assert outcome.events == ((end + 1, "stand.named/1"),)

    def test_counts_what_is_recorded_together_with_it(self, story: Story) -> None:
        """A journal that ends with a name means the whole journal."""
        outcomes: list[Outcome] = do(story.house, spend("e1", "1.00"), spend("e2", "1.00"), named())
        assert means(story) == outcomes[1].events[-1][0]
        assert story.left(as_of=means(story)) == "8.00"

    def test_may_be_of_an_earlier_event(self, story: Story) -> None:
        """From the first up to and including the last; zero, below it, and one past the end are none."""
        end = story.position()
        story.tell(named("eerste", 1))
        assert means(story, "eerste") == 1
        assert story.refused(named("nul", 0)) == "value-invalid"
        assert story.refused(named("onder nul", -1)) == "value-invalid"
        error = story.refusal(named("later", end + 2))
        assert (error.code, error.field) == ("stand-past-end", "position")
        assert f"tot en met {end + 1}" in error.message
        story.tell(named("laatste", end + 1))
        assert means(story, "laatste") == end + 1

    def test_past_the_end_counts_what_is_decided_in_the_same_set(self, story: Story) -> None:
        """The spend before it is there by then; what comes after it is not."""
        end = story.position()
        assert story.refused(spend("e1", "1.00"), named(position=end + 2)) == "stand-past-end"
        do(story.house, spend("e1", "1.00"), named(position=end + 1))
        assert means(story) == end + 1

    def test_of_nothing_is_refused(self, empty_story: Story) -> None:
        """An empty log has no event to name."""
        assert empty_story.refused(named()) == "stand-of-nothing"
        assert empty_story.refused(named(position=1)) == "stand-of-nothing"

    def test_is_given_once(self, story: Story) -> None:
        """For another position it is taken, for the same it is there already; both say which that is."""
        story.tell(named(position=2))
        error = story.refusal(named(position=3))
        assert (error.code, error.field) == ("stand-name-used", "name")
        assert "'stand 14 augustus' hoort al bij gebeurtenis 2" in error.message
        error = story.refusal(named(position=2))
        assert (error.code, error.field) == ("stand-known", "name")
        assert "Gebeurtenis 2" in error.message
        assert story.refused(named()) == "stand-name-used"

    def test_is_given_once_in_one_set(self, story: Story) -> None:
        """The second of two lines that come in together is refused too."""
        assert story.refused(named(position=2), named(position=3)) == "stand-name-used"

    def test_sent_twice_is_recorded_once(self, story: Story) -> None:
        """The command id makes it the same command."""
        once = named(position=2, command_id="n1")
        assert story.tell(once) == story.tell(once)

    @pytest.mark.parametrize("same", ["STAND 14 augustus", "  stand  14 augustus ", "stand\u00a014\u200b augustus"])
    def test_is_the_same_name_however_it_is_typed(self, story: Story, same: str) -> None:
        """Capitals, blanks and marks that nobody sees make no other name."""
        story.tell(named(position=2))
        assert story.refused(named(same, position=3)) == "stand-name-used"
        assert means(story, same) == 2

    def test_stands_in_the_log_as_it_was_written(self, story: Story) -> None:
        """Only blanks around it and double ones are left out."""
        story.tell(named("  Stand  14 Augustus ", position=2, purpose="jaarrekening"))
        (one,) = standen(story.house.ledger)
        assert (one.name, one.purpose, one.known.position) == ("Stand 14 Augustus", "jaarrekening", 2)

    def test_of_a_position_may_be_several(self, story: Story) -> None:
        """Two people, two reasons."""
        story.tell(named(position=2), named("eind van de dag", position=2))
        assert means(story, "eind van de dag") == means(story) == 2

    @pytest.mark.parametrize("name", ["12", "-1", "14 augustus", "2026-03-04", "2026-03-04T10:15:00Z", "１２", "'s"])
    def test_begins_with_a_letter(self, story: Story, name: str) -> None:
        """So that it is never taken for a position or a moment."""
        error = story.refusal(named(name, position=2))
        assert (error.code, error.field) == ("stand-name-like-position", "name")

    def test_is_one_line_of_sixty(self, story: Story) -> None:
        """At the boundary."""
        story.tell(named("n" * 60, position=2))
        for name in ("n" * 61, "een\ntwee", "", "  "):
            assert story.refused(named(name, position=2)) == "value-invalid"

    def test_is_no_bsn_of_somebody_known_here(self, story: Story) -> None:
        """Names stand readable in the log."""
        story.tell({"do": "register_client", "client": "c7", "region": "Rotterdam", "bsn": "999900006"})
        assert story.refused(named("b.999900006", position=2)) == "number-is-bsn"

    def test_is_given_by_who_looks_over_it(self, story: Story) -> None:
        """The auditor, the payer, and the operator."""
        story.tell(named("van de controle", 2), by=somebody("auditor"))
        story.tell(named("van het kantoor", 2), by=somebody("zorgkantoor", region="Utrecht"))
        assert story.refused(named(position=2), by=somebody("medewerker")) == "role-may-not"
        given = {one.name: one.named_by.id for one in standen(story.house.ledger)}
        assert given == {"van de controle": "auditor-1", "van het kantoor": "zorgkantoor-1"}

    def test_can_be_thought_through_without_recording(self, story: Story) -> None:
        """A preview shows the event as it would be."""
        end = story.position()
        requests = [read_command(spend("e1", "1.00")), read_command(named())]
        found = preview(story.house.door, Asked(requests, SYSTEM, Source("journal", "test")), lambda records: ())
        last = found.records[-1]
        assert decode(last.topic, last.state) == Stand.Named(name="stand 14 augustus", position=end + 1)
        assert standen(story.house.ledger) == []


class TestAskingByName:
    def test_gives_what_was_known_then(self, story: Story) -> None:
        """Whatever comes after, also a correction of what was before."""
        story.tell(spend("e1", "2.00"), named())
        story.tell({"do": "correct_spend", "budget": "b1", "entry": "e1", "amount": {"PUNT": "1.00"}, "reason": "fout"})
        assert (story.left(as_of=means(story)), story.left()) == ("8.00", "9.00")

    def test_tells_the_name_and_when_its_last_event_was_recorded(self, story: Story) -> None:
        """A position tells no name."""
        story.tell(named("Stand 1", position=2))
        ledger = story.house.ledger
        record = ledger.at(2)
        assert record is not None
        assert resolve(ledger, "stand 1") == AsOf(2, record.recorded_at, "Stand 1")
        assert resolve(ledger, "2") == AsOf(2, record.recorded_at)

    @pytest.mark.parametrize("name", ["stand 15 augustus", "stand", "stand 14 augustu", "stand-stand 14 augustus"])
    def test_that_was_never_given_is_not_found(self, story: Story, name: str) -> None:
        """The answer says what is possible."""
        story.tell(named(position=2))
        with pytest.raises(NotFound, match=r"nummer van een gebeurtenis \(1234\)") as unknown:
            resolve(story.house.ledger, name)
        assert (unknown.value.code, unknown.value.field) == ("stand-unknown", "as_of")

    def test_of_what_cannot_be_a_name_is_not_found(self, story: Story) -> None:
        """Also where only a name is asked for."""
        for text in ("", "12", "x\x00", "x\udcff"):
            with pytest.raises(NotFound):
                at_name(story.house.ledger, text)


class TestTheList:
    def test_holds_every_stand_by_position_and_name(self, story: Story) -> None:
        """And nothing that is recorded under another word."""
        story.tell(named("zomer", 3), named("b", 2), named("A", 2), named("écht", 1))
        assert [(one.known.position, one.name) for one in standen(story.house.ledger)] == [
            (1, "écht"),
            (2, "A"),
            (2, "b"),
            (3, "zomer"),
        ]

    def test_of_a_log_without_names_is_empty(self, story: Story) -> None:
        """Clients and budgets are no stands."""
        assert standen(story.house.ledger) == []
