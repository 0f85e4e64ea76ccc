"""How events stand in the log: readable JSON that never changes, whichever database holds it."""

import json

import msgspec
import pytest

from ledger.events import CATALOGUE, decode, sentence, today
from ledger.vocabulary.errors import Refused
from tests.ledger.lines import FAMILY, spend
from tests.ledger.log import snapshot
from tests.ledger.log.samples import SEALED, complete, required_only
from tests.ledger.story import Story, somebody
from web.composition import House

ENVELOPE = ("recorded_at", "actor", "command_id", "source")
HELP = """
{topic} ({form}) is stored in another way than before:

    was: {was}
    is:  {now}

Logs that exist keep the old form for ever. If the change is meant, give the event a new SCHEMA and nest its old form
beside it (docs/decisions/0013-an-old-version-is-a-form-of-its-own.md); an old form never changes. If no log anywhere
can hold this event yet, write the snapshot anew: python -m tests.ledger.log.snapshot
"""


class TestTheStoredForm:
    def test_is_byte_for_byte_what_is_under_version_control(self, house: House) -> None:
        """Every event, complete and with only what it must have, on both databases."""
        known = snapshot.read()
        for record in snapshot.recorded(house):
            form = snapshot.form_of(record)
            was = msgspec.json.encode(known.get(record.topic, {}).get(form))
            assert record.state == was, HELP.format(
                topic=record.topic, form=form, was=was.decode(), now=record.state.decode()
            )

    def test_is_known_of_every_event_and_of_no_other(self) -> None:
        """A new event is not forgotten; an old one is not thrown away while a log may hold it."""
        assert set(snapshot.read()) == set(CATALOGUE)

    @pytest.mark.parametrize("topic", sorted(CATALOGUE))
    def test_can_be_read_back(self, topic: str) -> None:
        """What is under version control stands for every log there is: it gives the same facts, in today's form."""
        forms = snapshot.read()[topic]
        kind = CATALOGUE[topic]
        for form, stored in (("complete", complete(kind.stored)), ("required", required_only(kind.stored))):
            read = decode(topic, msgspec.json.encode(forms[form]))
            assert type(read) is kind.event
            assert read == today(stored)

    @pytest.mark.parametrize("topic", sorted(CATALOGUE))
    def test_begins_with_who_when_and_by_what(self, topic: str) -> None:
        """The envelope first, then the facts; no fact bears a name of the envelope."""
        forms = snapshot.read()[topic]
        facts = [one.encode_name for one in msgspec.structs.fields(CATALOGUE[topic].stored)]
        assert set(facts).isdisjoint(ENVELOPE)
        assert list(forms["complete"]) == [*ENVELOPE, *facts]

    @pytest.mark.parametrize("topic", sorted(CATALOGUE))
    def test_has_a_topic_of_its_own_with_a_version(self, topic: str) -> None:
        """No module path, so that code can move."""
        name, version = topic.split("/")
        assert name.replace("-", "").replace(".", "").islower()
        assert int(version) >= 1
        assert "ledger" not in name

    def test_of_an_unknown_topic_is_an_error_and_not_passed_over(self) -> None:
        """A log of a newer version is not half understood."""
        with pytest.raises(Refused) as refused:
            decode("budget.vanished/1", b"{}")
        assert refused.value.code == "topic-unknown"

    def test_holds_amounts_as_whole_numbers_with_their_unit(self) -> None:
        """Smallest units; no figure with a point in it anywhere."""

        def no_float(text: str) -> None:
            raise AssertionError(f"{text} is no whole number")

        json.loads(snapshot.FILE.read_text(encoding="utf-8"), parse_float=no_float)
        assert snapshot.read()["budget.spent/1"]["complete"]["unit"] == "punt/100"


class TestWhatACommandWrites:
    def test_carries_who_for_whom_and_from_where(self, house: House) -> None:
        """The whole row, as an auditor reads it with sqlite3 or psql."""
        story = Story(house)
        story.tell(*FAMILY)
        story.tell(spend("e1", "2.00", command_id="k1"), by=somebody("medewerker", provider="p1"))
        record = house.ledger.at(4)
        assert record is not None
        stored = json.loads(record.state)
        assert SEALED not in str(stored)
        sealed = stored.pop("what")
        assert house.keyring.open("client-c1", sealed) == "wandelen"
        assert stored == {
            "recorded_at": "2026-03-04T10:15:00.000003Z",
            "actor": {"id": "medewerker-1", "role": "medewerker"},
            "command_id": "k1",
            "source": {"kind": "journal", "name": "test"},
            "budget": "b1",
            "client": "c1",
            "provider": "p1",
            "entry": "e1",
            "on": "2026-03-04",
            "unit": "punt/100",
            "quantity": 200,
            "given_by": "medewerker-1",
        }


class TestSentences:
    @pytest.mark.parametrize("topic", sorted(CATALOGUE))
    def test_tell_every_event_without_what_is_sealed(self, topic: str) -> None:
        """One Dutch sentence with its figures, a full stop at its end, no program in it."""
        for event in (complete(CATALOGUE[topic].event), required_only(CATALOGUE[topic].event)):
            told = sentence(event)
            assert told.endswith(".")
            assert told[0].isupper() or told[0].isdigit()
            for never in (SEALED, "None", "Unit.", "{", "<", "datetime"):
                assert never not in told, told

    def test_give_the_figures_in_dutch(self) -> None:
        """Dates in full, amounts with a comma."""
        assert sentence(complete(CATALOGUE["budget.opened/1"].event)) == (
            "Budget b1 is geopend: 2,00 punten, van 1 januari 2026 tot en met 31 december 2026, bij p1, "
            "voor de groep Woongroep."
        )
