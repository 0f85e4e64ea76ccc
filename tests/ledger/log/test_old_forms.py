"""What was stored in an earlier form is read as if it had been written today, wherever it is read."""

import subprocess
import sys
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.aggregates.base import Aggregate, Event, OldEvent, Stored
from ledger.events import CATALOGUE, Contracteerruimte, Upcaster, decode, kinds_of, sentence, stored_topics, today
from ledger.recorder import Appending
from ledger.vocabulary.errors import Refused
from tests.houses import START
from tests.ledger.log.samples import entry, envelope_of
from tests.ledger.story import Story
from tests.ledger.tables import Rows, all_rows
from web.composition import House

TOPIC = "contracteerruimte.corrected/1"
STORED = (
    b'{"recorded_at":"2026-03-04T10:15:00.000000Z","actor":{"id":"inkoop-3","role":"zorgkantoor"},"command_id":"k1",'
    b'"region":"Rotterdam","year":2026,"on":"2026-11-20","change_eurocent":-25000000,"ground":"%s"}'
)
"""What a program of then wrote, to the byte."""

SPLIT = {
    "artikel 49e Wmg, herschikking naar andere regio's, september 2026 (demobedrag)": (
        "artikel 49e Wmg",
        "herschikking naar andere regio's, september 2026 (demobedrag)",
    ),
    "Artikel 4.2.2 lid 2 Wlz, groei:\\n5 procent": ("Artikel 4.2.2 lid 2 Wlz", "groei:\n5 procent"),
    "artikel 49e Wmg en artikel 4.2.2 Wlz, groei": ("artikel 49e Wmg en artikel 4.2.2 Wlz", "groei"),
}
"""What was written of the ground, and what it is now: the law, and why."""

WHOLE = (
    "Herschikking november 2026",
    "artikel 49e Wmg",
    "artikel 49e Wmg, ",
    "artikel 49e Wmg herschikking, september",
    "artikel 49e, lid 2, Wmg, herschikking",
    "zie artikel 49e Wmg, herschikking",
    "artikel 49e (oud) Wmg, herschikking",
)
"""What is no article, a comma and words after it: that is the ground, as it was told to be."""


def stored(ground: str) -> bytes:
    """Return the bytes of an old correction with this ground."""
    return STORED % ground.encode()


def corrected(ground: str, motivation: str | None = None, **more: Any) -> Contracteerruimte.Corrected:
    """Return the same correction as it would be written now."""
    facts: Any = msgspec.json.decode(stored(""), type=Contracteerruimte.CorrectedV1)
    said = {name: getattr(facts, name) for name in ("region", "year", "on", "change_eurocent")}
    return Contracteerruimte.Corrected(ground=ground, motivation=motivation, **{**said, **more})


class TestACorrectionOfTheFirstVersion:
    @pytest.mark.parametrize("written", list(SPLIT))
    def test_is_split_into_law_and_motivation(self, written: str) -> None:
        """Where it was published was not asked then, so it is not said."""
        ground, motivation = SPLIT[written]
        assert decode(TOPIC, stored(written)) == corrected(ground, motivation)

    @pytest.mark.parametrize("written", WHOLE)
    def test_is_not_split_where_it_cannot_be_told(self, written: str) -> None:
        """Nothing is made up."""
        assert decode(TOPIC, stored(written)) == corrected(written)

    @given(st.one_of(st.text(), st.builds("artikel {} Wlz, {}".format, st.text(), st.text())))
    def test_loses_no_letter(self, written: str) -> None:
        """Law and motivation together are the text of then, whatever it was."""
        old = Contracteerruimte.CorrectedV1(
            region="R", year=2026, on=START.date(), change_eurocent=1, ground=written
        ).upcast()
        assert ", ".join(part for part in (old.ground, old.motivation) if part is not None) == written

    def test_is_told_as_one_of_today(self) -> None:
        """In one sentence; what is not known is not in it."""
        told = "De contracteerruimte 2026 van Rotterdam is gewijzigd met −€ 250.000,00. Grond: artikel 49e Wmg."
        assert sentence(decode(TOPIC, stored("artikel 49e Wmg"))) == told
        assert sentence(decode(TOPIC, stored("artikel 49e Wmg, groei"))) == f"{told} Toelichting: groei."
        assert sentence(corrected("artikel 49e Wmg", "groei", reference="demo: verzonnen")) == (
            f"{told} Toelichting: groei. Bron: demo: verzonnen."
        )


def room(house: House, *corrections: Stored, region: str = "Rotterdam") -> None:
    """Set an envelope of a million, and put corrections after it, in whatever form they have."""
    line = {"do": "set_contracteerruimte", "amount": {"EUR": "1000000.00"}, "ground": "Kaderbrief", "on": "2026-01-02"}
    Story(house).tell(line | {"region": region, "year": 2026})
    stream = Contracteerruimte.stream_of(Contracteerruimte.id_of(region, 2026))
    if entries := [entry(stream, version, one) for version, one in enumerate(corrections, start=2)]:
        house.ledger.events.put(entries, appending=Appending(now=house.ledger.clock.now))


def old(ground: str, change: int = -25_000_000) -> Contracteerruimte.CorrectedV1:
    """Return a correction in its first form."""
    found: Any = msgspec.json.decode(stored(ground), type=Contracteerruimte.CorrectedV1)
    return msgspec.structs.replace(found, change_eurocent=change)  # type: ignore[no-any-return]


def line(amount: str) -> dict[str, Any]:
    """Return a command that corrects the envelope."""
    return {
        "do": "correct_contracteerruimte",
        "region": "Rotterdam",
        "year": 2026,
        "amount": {"EUR": amount},
        "ground": "artikel 49e Wmg",
        "motivation": "nacalculatie",
        "source": "NZa, besluit van 3 maart 2027",
    }


MIXED = (old("Herschikking"), corrected("artikel 49e Wmg", "groei"), old("artikel 49e Wmg, minder", -40_000_000))
"""Of 1,000,000 euro 900,000 go."""


def rows(house: House, *, rebuild: bool) -> Rows:
    """Return every row of every projection, folded as the events came in or anew."""
    house.runner.catch_up()
    if rebuild:
        house.rebuild()
    return all_rows(house)


class TestAStreamOfBothForms:
    def test_gives_one_state_to_the_guards(self, house: House) -> None:
        """What is left after both forms: 100,000 euro, to the cent; the next correction has today's form."""
        room(house, *MIXED)
        story = Story(house)
        assert story.refused(line("-100000.01")) == "below-zero"
        story.tell(line("-100000.00"))
        topics = [one.topic for one in house.ledger.stream("contracteerruimte-Rotterdam-2026")]
        first, second = stored_topics(Contracteerruimte.Corrected)
        assert topics == ["contracteerruimte.set/1", first, second, first, second]
        assert story.refused(line("-0.01")) == "below-zero"

    def test_is_seen_by_a_decision_that_rests_on_memory(self, house: House) -> None:
        """An older program writes beside this one, after the envelope was kept here."""
        room(house)
        story = Story(house)
        story.tell(line("-100000.00"))
        stream = Contracteerruimte.stream_of("Rotterdam-2026")
        house.ledger.events.put(
            [entry(stream, 3, old("Herschikking", -90_000_000))], appending=Appending(now=house.ledger.clock.now)
        )
        assert story.refused(line("-0.01")) == "below-zero"

    def test_gives_the_same_rows_live_and_rebuilt(self, house: House) -> None:
        """One fold, which only knows the form of today."""
        room(house, *MIXED)
        live = rows(house, rebuild=False)
        assert rows(house, rebuild=True) == live
        assert [row[4] for row in sorted(live["contracteerruimte_change"])] == [
            100_000_000,
            -25_000_000,
            -25_000_000,
            -40_000_000,
        ]

    def test_gives_the_rows_of_a_log_that_was_always_in_the_form_of_today(self, house: House) -> None:
        """Asked as of the end, each from its own stream."""
        room(house, *MIXED)
        told_anew: list[Any] = [today(one) for one in MIXED]
        room(house, *(msgspec.structs.replace(one, region="Utrecht") for one in told_anew), region="Utrecht")
        mixed, same = (envelope_of(house, region) for region in ("Rotterdam", "Utrecht"))
        assert mixed.eurocent == same.eurocent == 10_000_000
        told = [[one._replace(position=0, recorded_at=START) for one in found.changes] for found in (mixed, same)]
        assert told[0] == told[1]
        assert [one.motivation for one in mixed.changes] == [None, None, "groei", "minder"]


class Kettle(Aggregate):
    """A family of events for these tests: one that had two other forms, one that had none."""

    STREAM = "kettle"
    MISSING = ("kettle-unknown", "{id} is er niet.")

    class Filled(Event, frozen=True, kw_only=True):
        """So many millilitres of something."""

        TOPIC = "kettle.filled"
        SCHEMA = 3
        millilitres: int
        what: str | None = None

    class Emptied(Event, frozen=True, kw_only=True):
        """Nothing is left."""

        TOPIC = "kettle.emptied"

    class FilledV1(OldEvent, frozen=True, kw_only=True):
        """So many litres."""

        TOPIC = "kettle.filled"
        SCHEMA = 1
        litres: int

        def upcast(self) -> "Kettle.FilledV2":
            """Litres are a thousand millilitres."""
            return Kettle.FilledV2(amount=self.litres * 1000)

    class FilledV2(OldEvent, frozen=True, kw_only=True):
        """So many millilitres, under another name."""

        TOPIC = "kettle.filled"
        SCHEMA = 2
        amount: int

        def upcast(self) -> "Kettle.Filled":
            """Only the name is another."""
            return Kettle.Filled(millilitres=self.amount)


def with_forms(*forms: type[Stored]) -> type[Aggregate]:
    """Return a family of these forms and no other."""
    return type("Family", (Aggregate,), {form.__name__: form for form in forms} | {"STREAM": "family"})


class FilledV0(Kettle.FilledV1, frozen=True, kw_only=True):
    """A version that never was."""

    SCHEMA = 0


class FilledV3(Kettle.FilledV2, frozen=True, kw_only=True):
    """The version of today is no old one."""

    SCHEMA = 3


class TestTheCatalogue:
    def test_leads_every_version_to_the_event_of_today(self) -> None:
        """In several steps where there were several forms."""
        kinds = kinds_of([Kettle])
        assert list(kinds) == ["kettle.filled/3", "kettle.emptied/1", "kettle.filled/1", "kettle.filled/2"]
        states = {
            "kettle.filled/1": b'{"litres":2}',
            "kettle.filled/2": b'{"amount":2000}',
            "kettle.filled/3": b'{"millilitres":2000}',
        }
        for topic, state in states.items():
            assert kinds[topic].event is Kettle.Filled
            assert kinds[topic].decoder.decode(state) == Kettle.Filled(millilitres=2000)

    def test_costs_the_form_of_today_nothing(self) -> None:
        """Its bytes go straight into the event; only an old form is told anew."""
        for topic, kind in CATALOGUE.items():
            is_old = issubclass(kind.stored, OldEvent)
            assert type(kind.decoder) is (Upcaster if is_old else msgspec.json.Decoder), topic
            assert is_old == (topic != kind.event.stored_topic())

    @pytest.mark.parametrize(
        ("forms", "told"),
        [
            ((Kettle.Filled,), r"kettle\.filled/1 can no longer be read"),
            ((Kettle.Filled, Kettle.FilledV1), r"kettle\.filled/2 can no longer be read"),
            ((Kettle.Filled, Kettle.FilledV2), r"kettle\.filled/1 can no longer be read"),
            ((Kettle.Emptied, Kettle.FilledV1), r"kettle\.filled/1: that is no earlier version"),
            ((Kettle.Filled, Kettle.FilledV1, Kettle.FilledV2, FilledV3), r"kettle\.filled/3: that is no earlier"),
            ((Kettle.Filled, Kettle.FilledV1, Kettle.FilledV2, FilledV0), r"kettle\.filled/0: that is no earlier"),
        ],
    )
    def test_is_not_made_while_a_version_has_no_form(self, forms: tuple[type[Stored], ...], told: str) -> None:
        """Nor with a form of a version that never was."""
        with pytest.raises(TypeError, match=told):
            kinds_of([with_forms(*forms)])

    def test_has_one_form_of_a_version(self) -> None:
        """Two would make what is read depend on the order of the code."""
        with pytest.raises(TypeError, match=r"kettle\.emptied/1 has two forms"):
            kinds_of([Kettle, with_forms(Kettle.Emptied)])

    def test_does_not_let_a_program_start_that_lost_a_form(self) -> None:
        """At import, before it reads or writes anything."""
        lost = (
            "from ledger.aggregates.contracteerruimte import Contracteerruimte as C; del C.CorrectedV1;"
            "import ledger.events"
        )
        ended = subprocess.run([sys.executable, "-c", lost], capture_output=True, text=True, check=False)
        assert ended.returncode != 0
        assert "contracteerruimte.corrected/1 can no longer be read" in ended.stderr

    def test_does_not_guess_at_a_version_of_later(self) -> None:
        """It says which is known here, and what to do."""
        with pytest.raises(Refused) as refused:
            decode("contracteerruimte.corrected/3", b"{}")
        assert refused.value.code == "topic-unknown"
        assert "contracteerruimte.corrected/2 de laatste. Werk dit programma bij." in refused.value.message
