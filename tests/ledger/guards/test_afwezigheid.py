"""Days on which a client was not there, and how many of them may be declared: 91, 14, 42."""

from datetime import date

import msgspec
import pytest

from ledger.events import decode, sentence
from ledger.tariffs.afwezigheid import absence_limits, every_absence_limit
from ledger.vocabulary.errors import NotFound
from tests.ledger.care_lines import HOME, plan
from tests.ledger.control_lines import absent, back_earlier
from tests.ledger.lines import client
from tests.ledger.story import Story, somebody
from web.composition import House

STAFF = somebody("medewerker", provider="p1")


def told(story: Story) -> list[str]:
    """Return the absences of c1, in sentences."""
    return [sentence(decode(one.topic, one.state)) for one in story.house.ledger.stream("afwezigheid-c1")]


class TestAnAbsence:
    def test_is_recorded_and_put_right(self, house: House) -> None:
        """By who cares for the client, on both databases; reasons are sealed."""
        story = Story(house)
        story.tell(*HOME, plan())
        story.tell(absent(), back_earlier("2026-02-10"), back_earlier(None, withdraw=True), by=STAFF)
        assert told(story) == [
            "Niet aanwezig bij p1 van 2 februari 2026 tot en met 15 februari 2026: opgenomen bij een ander, "
            "afwezigheid a1.",
            "Afwezigheid a1 vanaf 2 februari 2026 duurde tot en met 10 februari 2026.",
            "Afwezigheid a1 van 2 februari 2026 tot en met 10 februari 2026 is ingetrokken.",
        ]
        stored = msgspec.json.decode(house.ledger.stream("afwezigheid-c1")[-1].state)
        assert house.keyring.open("client-c1", stored["reason"]) == "eerder terug"

    def test_is_of_a_kind_that_has_rules(self, story: Story) -> None:
        """Admitted elsewhere, on holiday, staying with family, or elsewhere: why is not told."""
        for number, kind in enumerate(("opname", "vakantie", "elders", "logeren"), 1):
            story.tell(absent(f"a{number}", f"2026-0{number}-01", f"2026-0{number}-02", kind=kind))
        assert story.refused(absent("a5", kind="weekend")) == "value-invalid"
        assert story.refused(absent("a5", kind="detentie")) == "value-invalid"
        assert told(story)[2].endswith(": elders om een andere reden, afwezigheid a3.")

    def test_lasts_a_day_or_longer(self, story: Story) -> None:
        """Left in the morning and back in the evening is no day away."""
        assert story.refused(absent(last="2026-02-01")) == "period-reversed"
        story.tell(absent(last="2026-02-02"))

    def test_has_a_number_once(self, story: Story) -> None:
        """Also after it was withdrawn."""
        story.tell(absent())
        assert story.refused(absent(first="2026-05-01", last="2026-05-02")) == "absence-exists"
        story.tell(back_earlier(None, withdraw=True))
        assert story.refused(absent()) == "absence-exists"

    @pytest.mark.parametrize(
        ("first", "last", "free"),
        [
            ("2026-01-20", "2026-02-01", True),
            ("2026-01-20", "2026-02-02", False),
            ("2026-02-15", "2026-02-20", False),
            ("2026-02-16", "2026-02-20", True),
        ],
    )
    def test_is_never_two_on_one_day(self, story: Story, first: str, last: str, free: bool) -> None:
        """The day before and the day after are free; else days would count twice."""
        story.tell(absent())
        if free:
            story.tell(absent("a2", first, last))
        else:
            error = story.refusal(absent("a2", first, last))
            assert (error.code, error.field) == ("absence-overlaps", "from")
            assert "2 februari 2026 tot en met 15 februari 2026" in error.message

    def test_at_another_provider_or_of_another_client_stands_apart(self, story: Story) -> None:
        """Each counts its own days; a withdrawn one counts none."""
        story.tell(client("c2"), absent(), absent("a2", provider="p2"), absent(client="c2"))
        story.tell(back_earlier(None, withdraw=True), absent("a3"))


class TestAnAbsenceThatIsStillGoingOn:
    def test_has_no_last_day_until_that_is_known(self, story: Story) -> None:
        """The client is in hospital; nobody knows yet for how long."""
        story.tell(absent(last=None), back_earlier("2026-02-20"))
        assert told(story) == [
            "Niet aanwezig bij p1 vanaf 2 februari 2026: opgenomen bij een ander, afwezigheid a1.",
            "Afwezigheid a1 vanaf 2 februari 2026 duurde tot en met 20 februari 2026.",
        ]

    def test_leaves_no_later_day_free(self, story: Story) -> None:
        """The day before it does; with its last day what comes after is free again."""
        story.tell(absent(last=None), absent("a2", "2026-01-20", "2026-02-01"))
        error = story.refusal(absent("a3", "2026-07-01", "2026-07-02"))
        assert error.code == "absence-overlaps"
        assert "Vanaf 2 februari 2026 is afwezigheid a1 al vastgelegd" in error.message
        assert story.refused(absent("a3", "2026-01-01", None)) == "absence-overlaps"
        story.tell(back_earlier("2026-06-30"), absent("a3", "2026-07-01", "2026-07-02"))

    def test_ends_not_before_it_began_and_can_be_taken_back(self, story: Story) -> None:
        """It may last a day."""
        story.tell(absent(last=None))
        assert story.refused(back_earlier("2026-02-01")) == "period-reversed"
        story.tell(back_earlier(None, withdraw=True))
        assert told(story)[-1] == "Afwezigheid a1 vanaf 2 februari 2026 is ingetrokken."


class TestCorrecting:
    def test_gives_another_last_day_and_not_the_same(self, story: Story) -> None:
        """From the first day on, and free of what follows."""
        story.tell(absent(), absent("a2", "2026-03-01", "2026-03-02"))
        assert story.refused(back_earlier("2026-02-15")) == "correction-changes-nothing"
        assert story.refused(back_earlier("2026-02-01")) == "period-reversed"
        assert story.refused(back_earlier("2026-03-01")) == "absence-overlaps"
        story.tell(back_earlier("2026-02-28"), back_earlier("2026-02-02"))

    def test_frees_the_days_that_it_takes_away(self, story: Story) -> None:
        """Somebody else may have been right about them."""
        story.tell(absent(), back_earlier("2026-02-10"), absent("a2", "2026-02-11", "2026-02-15"))
        assert story.refused(back_earlier("2026-02-11")) == "absence-overlaps"

    def test_says_one_thing(self, story: Story) -> None:
        """Another last day, or no absence at all."""
        story.tell(absent())
        assert story.refused(back_earlier(None)) == "correction-unclear"
        assert story.refused(back_earlier("2026-02-10", withdraw=True)) == "correction-unclear"

    def test_what_is_not_there_is_refused(self, story: Story) -> None:
        """Nor what was withdrawn."""
        assert story.refused(back_earlier("2026-02-10")) == "absence-unknown"
        story.tell(absent())
        assert story.refused(back_earlier("2026-02-10", "a9")) == "absence-unknown"
        story.tell(back_earlier(None, withdraw=True))
        assert story.refused(back_earlier("2026-02-10")) == "absence-unknown"
        assert story.refused(back_earlier(None, withdraw=True)) == "absence-unknown"


class TestTheMandate:
    def test_of_a_provider_is_its_own_clients_and_its_own_absences(self, home: Story) -> None:
        """For another it looks as if it were not there."""
        assert home.refused(absent(), by=STAFF) == "client-unknown"
        home.tell(plan(), absent("a2", provider="p2"))
        assert home.refused(absent(provider="p2"), by=STAFF) == "provider-unknown"
        error = home.refusal(back_earlier("2026-02-10", "a2"), by=STAFF)
        assert isinstance(error, NotFound)
        assert error.code == "absence-unknown"
        home.tell(absent(), by=STAFF)


class TestHowManyDaysMayBeDeclared:
    @pytest.mark.parametrize(
        ("kind", "limits"),
        [
            ("opname", [(91, "stretch", True, ("opname",))]),
            ("vakantie", [(14, "stretch", True, ("vakantie",)), (42, "year", False, ("vakantie", "elders"))]),
            ("elders", [(42, "year", False, ("elders", "vakantie"))]),
            ("logeren", []),
        ],
    )
    def test_follows_from_the_kind(self, kind: str, limits: list[tuple[object, ...]]) -> None:
        """Per absence or per calendar year; holiday and elsewhere together; no number that no source names."""
        found = absence_limits(kind, date(2026, 7, 1))  # type: ignore[arg-type]
        assert [(one.days, one.per, one.permission, one.kinds) for one in found] == limits

    def test_is_known_from_a_first_day(self) -> None:
        """The day before it there is none, and the nearest is not taken."""
        assert absence_limits("opname", date(2022, 12, 31)) == ()
        assert [one.days for one in absence_limits("opname", date(2023, 1, 1))] == [91]

    def test_names_its_source_and_edition(self) -> None:
        """Every row."""
        assert all(one.source.startswith("https://") and one.edition for one in every_absence_limit())
