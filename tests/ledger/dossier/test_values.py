"""What may be spent on a client by day, from every way in which it was decided; at the day before and the day after."""

from datetime import date

import pytest

from ledger.aggregates.client import Client
from ledger.aggregates.zorgplan import Zorgplan
from ledger.application import Transaction
from ledger.dossier.values import entitled_of, leveringsvormen_of, values_of, zorgprofielen_of
from ledger.vocabulary.prorata import Dated, amount_between
from tests.ledger.care_lines import arranged, care, plan, revised
from tests.ledger.care_lines import tarief as priced
from tests.ledger.guards.test_client_values import (
    amend,
    by_code,
    ekt,
    ekt_ended,
    ended,
    euro,
    meerzorg,
    tarief,
    value,
    withdrawn,
)
from tests.ledger.lines import Line, client, died, indicatie
from tests.ledger.story import Story

Told = list[tuple[str, int, str]]


def known(story: Story) -> Client:
    """Return the client as it stands."""
    return Transaction(story.house.ledger, fresh=True).find(Client, "c1")


def worth(story: Story) -> tuple[Dated, ...]:
    """Return what may be spent on the client."""
    now = Transaction(story.house.ledger, fresh=True)
    return values_of(now.find(Client, "c1"), now.find(Zorgplan, "c1"))


def stretch(first: date, last: date | None) -> str:
    """Write a stretch of days."""
    return f"{first}..{last or ''}"


def values(story: Story, *lines: Line) -> Told:
    """Return what may be spent after these lines."""
    story.tell(*lines)
    return [(stretch(one.period.first, one.period.last), one.eurocent, one.per) for one in worth(story)]


def on(story: Story, day: str) -> int:
    """Return the cents of one day."""
    return amount_between(worth(story), date.fromisoformat(day), date.fromisoformat(day))


def on_week(story: Story) -> int:
    """Return the cents of the first whole week of 2026."""
    return amount_between(worth(story), date(2026, 1, 5), date(2026, 1, 11))


def form(word: str, first: str = "2026-01-01") -> Line:
    """Choose a leveringsvorm."""
    return {"do": "choose_leveringsvorm", "client": "c1", "leveringsvorm": word, "from": first}


YEAR = "2026-01-01..2026-12-31"


@pytest.fixture
def story(empty_story: Story) -> Story:
    """A client with an indicatie of 4VV for 2026, worth 70,00 a day."""
    empty_story.tell(client(), indicatie(value=euro("70.00"), per="day"))
    return empty_story


class TestTheValueOfTheBesluit:
    def test_holds_on_the_days_of_the_indicatie(self, story: Story) -> None:
        """Not on the day before, not on the day after."""
        assert values(story) == [(YEAR, 7000, "day")]
        assert [on(story, day) for day in ("2025-12-31", "2026-01-01", "2026-12-31", "2027-01-01")] == [
            0,
            7000,
            7000,
            0,
        ]

    def test_is_another_from_the_day_of_an_amendment(self, story: Story) -> None:
        """The day before it is what it was."""
        assert values(story, amend("2026-07-01", value=euro("80.00"), per="day")) == [
            ("2026-01-01..2026-06-30", 7000, "day"),
            ("2026-07-01..2026-12-31", 8000, "day"),
        ]

    def test_is_replaced_by_a_later_decision_about_an_earlier_day(self, story: Story) -> None:
        """The amendment of March says what holds from March on, July included."""
        first, then = (
            amend("2026-07-01", value=euro("80.00"), per="day"),
            amend("2026-03-01", value=euro("75.00"), per="day"),
        )
        assert values(story, first, then) == [
            ("2026-01-01..2026-02-28", 7000, "day"),
            ("2026-03-01..2026-12-31", 7500, "day"),
        ]

    def test_of_an_amendment_on_the_first_day_replaces_all(self, story: Story) -> None:
        """As if it was never otherwise."""
        assert values(story, amend("2026-01-01", value=euro("75.00"), per="day")) == [(YEAR, 7500, "day")]

    def test_goes_on_when_only_the_profile_changes(self, story: Story) -> None:
        """One stretch, for nothing changed in it."""
        assert values(story, amend("2026-07-01", zorgprofiel="5VV")) == [(YEAR, 7000, "day")]

    def test_ends_with_the_indicatie(self, story: Story) -> None:
        """Ended, ended before it began, or shortened."""
        end = {"do": "end_indicatie", "client": "c1", "besluitnummer": 1, "reason": "einde"}
        assert values(story, amend("2026-03-01", to="2026-10-31")) == [("2026-01-01..2026-10-31", 7000, "day")]
        assert values(story, end | {"on": "2026-06-30"}) == [("2026-01-01..2026-06-30", 7000, "day")]
        assert values(story, end | {"on": "2025-12-31"}) == []

    def test_ends_with_death(self, story: Story) -> None:
        """The day itself counts; withdrawn, all is as it was."""
        assert values(story, died("2026-03-04")) == [("2026-01-01..2026-03-04", 7000, "day")]
        again = {"do": "withdraw_death", "client": "c1", "reason": "vergissing"}
        assert values(story, again) == [(YEAR, 7000, "day")]

    def test_of_the_next_besluit_follows(self, story: Story) -> None:
        """Without a value of its own there is none."""
        assert values(
            story,
            indicatie(2, "2027-01-01", "2027-06-30"),
            indicatie(3, "2027-07-01", None, value=euro("90.00"), per="week"),
        ) == [
            (YEAR, 7000, "day"),
            ("2027-07-01..", 9000, "week"),
        ]


class TestAValueDecidedApart:
    def test_goes_before_that_of_the_besluit_on_its_days(self, story: Story) -> None:
        """And after them that of the besluit holds again."""
        assert values(story, value("600.00", "2026-02-01", to="2026-02-28")) == [
            ("2026-01-01..2026-01-31", 7000, "day"),
            ("2026-02-01..2026-02-28", 60000, "week"),
            ("2026-03-01..2026-12-31", 7000, "day"),
        ]

    def test_is_replaced_by_a_later_decision_on_the_days_of_that_one(self, story: Story) -> None:
        """Also when it is about an earlier day."""
        assert values(story, value("600.00", "2026-03-01"), value("500.00", "2026-02-01", to="2026-03-31")) == [
            ("2026-01-01..2026-01-31", 7000, "day"),
            ("2026-02-01..2026-03-31", 50000, "week"),
            ("2026-04-01..2026-12-31", 60000, "week"),
        ]

    def test_for_a_leveringsvorm_holds_while_that_is_chosen(self, story: Story) -> None:
        """From the day of the choice until the day before the next."""
        story.tell(value("600.00", leveringsvorm="mpt"), value("900.00", leveringsvorm="vpt"))
        assert values(story) == [(YEAR, 7000, "day")]
        assert values(story, form("mpt", "2026-02-01"), form("vpt", "2026-07-01")) == [
            ("2026-01-01..2026-01-31", 7000, "day"),
            ("2026-02-01..2026-06-30", 60000, "week"),
            ("2026-07-01..2026-12-31", 90000, "week"),
        ]

    def test_for_a_leveringsvorm_goes_before_one_for_all(self, story: Story) -> None:
        """Also when that was decided later."""
        story.tell(form("mpt"), value("600.00", leveringsvorm="mpt"), value("500.00"))
        assert values(story) == [(YEAR, 60000, "week")]

    def test_does_not_outlive_its_besluit(self, story: Story) -> None:
        """An open end is that of the indicatie; the next besluit starts without it."""
        assert values(story, value(), indicatie(2, "2027-01-01", None)) == [(YEAR, 60000, "week")]

    def test_from_the_register_is_the_amount_of_the_year(self, story: Story) -> None:
        """To the cent."""
        assert values(story, tarief(), by_code()) == [(YEAR, 4626500, "year")]
        assert amount_between(worth(story), date(2026, 1, 1), date(2026, 12, 31)) == 4626500


class TestEktAndMeerzorg:
    def test_stand_beside_the_value_as_amounts_of_their_own(self, story: Story) -> None:
        """Added up on the days that they share."""
        story.tell(form("mpt"))
        assert values(story, ekt("25.00", "2026-02-01", "2026-02-28"), meerzorg("2026-02-28", "2026-03-01")) == [
            (YEAR, 7000, "day"),
            ("2026-02-01..2026-02-28", 1750, "day"),
            ("2026-02-28..2026-03-01", 21000, "week"),
        ]
        days = ("2026-01-31", "2026-02-01", "2026-02-28", "2026-03-01", "2026-03-02")
        assert [on(story, day) for day in days] == [7000, 8750, 11750, 10000, 7000]

    def test_ekt_follows_the_value(self, story: Story) -> None:
        """Another value, another quarter."""
        assert values(story, ekt(), amend("2026-07-01", value=euro("80.02"), per="day"))[2:] == [
            ("2026-01-01..2026-06-30", 1750, "day"),
            ("2026-07-01..2026-12-31", 2001, "day"),
        ]

    def test_ekt_is_only_for_who_is_at_home_without_a_full_package(self, story: Story) -> None:
        """From the day on which the client goes to live in an institution there is none."""
        assert values(story, ekt(), form("mpt"), form("verblijf", "2026-03-01"), form("mpt_pgb", "2026-05-01"))[1:] == [
            ("2026-01-01..2026-02-28", 1750, "day"),
            ("2026-05-01..2026-12-31", 1750, "day"),
        ]

    def test_end_with_the_indicatie_and_with_death(self, story: Story) -> None:
        """On the same day."""
        assert values(story, ekt(), meerzorg(last=None), died("2026-03-01")) == [
            ("2026-01-01..2026-03-01", 7000, "day"),
            ("2026-01-01..2026-03-01", 1750, "day"),
            ("2026-03-01..2026-03-01", 21000, "week"),
        ]

    def test_meerzorg_that_ended_early_holds_until_then(self, story: Story) -> None:
        """And that was taken away, never."""
        assert values(story, meerzorg(), ended("2026-03-01"))[1:] == [("2026-03-01..2026-03-01", 21000, "week")]
        assert values(story, ended("2026-02-28"))[1:] == []

    def test_ekt_that_ended_early_holds_until_then(self, story: Story) -> None:
        """And that was taken away, never."""
        assert values(story, form("mpt"), ekt(), ekt_ended("2026-01-31"))[1:] == [
            ("2026-01-01..2026-01-31", 1750, "day")
        ]
        assert values(story, ekt_ended("2025-12-31"))[1:] == []

    def test_a_value_that_was_withdrawn_leaves_what_else_is_known(self, story: Story) -> None:
        """Decided twice from one day, both are gone; a wider decision and the besluit count again."""
        story.tell(value("600.00"), value("650.00", "2026-03-01"), value("660.00", "2026-03-01"))
        assert values(story, withdrawn("2026-03-01")) == [(YEAR, 60000, "week")]
        assert values(story, withdrawn()) == [(YEAR, 7000, "day")]


class TestMeerzorgAndTheHoursOfThePlan:
    """7VV counts 22:15 hours a week; meerzorg asks 27:49, so 27:50 of a plan is enough and 27:45 is not."""

    @pytest.fixture
    def cheap(self, home: Story) -> Story:
        """So much care that a plan can hold many hours, and meerzorg for the whole year."""
        home.tell(amend("2026-01-01", zorgprofiel="7VV"), priced("H126", "uur", "1.00"), meerzorg("2026-01-01", None))
        return home

    @pytest.mark.parametrize(("hours", "cents"), [("27:50", 21000), ("27:45", 0)])
    def test_counts_with_enough_hours_only(self, cheap: Story, hours: str, cents: int) -> None:
        """By the same test as the zorgplan itself."""
        cheap.tell(plan(care(minutes=hours)))
        assert on_week(cheap) == 60000 + cents

    def test_counts_without_a_plan_and_when_no_line_is_in_hours(self, cheap: Story) -> None:
        """There is nothing to test: an arrangement of all that may be spent is all of it."""
        assert on_week(cheap) == 81000
        cheap.tell(plan(arranged("zwaar")))
        assert on_week(cheap) == 81000

    def test_counts_from_the_day_of_a_revision_with_more_hours(self, cheap: Story) -> None:
        """Until the day before, it does not; nor when the profile knows no hours, does it stop."""
        told = values(cheap, plan(care(minutes="27:45")), revised(care(minutes="27:50")))
        assert [one for one in told if one[1] == 21000] == [("2026-04-01..2026-12-31", 21000, "week")]
        assert [one for one in values(cheap, amend("2026-01-01", zorgprofiel="4VV")) if one[1] == 21000] == [
            (YEAR, 21000, "week")
        ]


class TestTheOtherTerms:
    def test_entitled_joins_besluiten_that_follow_each_other(self, story: Story) -> None:
        """A day between them keeps them apart; a withdrawn one never held."""
        story.tell(indicatie(2, "2027-01-01", "2027-06-30"), indicatie(3, "2027-07-02", None))
        assert [stretch(one.first, one.last) for one in entitled_of(known(story))] == [
            "2026-01-01..2027-06-30",
            "2027-07-02..",
        ]
        story.tell(died("2027-07-02"))
        assert [stretch(one.first, one.last) for one in entitled_of(known(story))][1:] == ["2027-07-02..2027-07-02"]

    def test_zorgprofiel_changes_on_the_day_of_the_amendment(self, story: Story) -> None:
        """And is replaced by a later decision about an earlier day."""
        story.tell(amend("2026-07-01", zorgprofiel="5VV"), amend("2026-03-01", zorgprofiel="6VV"))
        assert [(stretch(one.period.first, one.period.last), one.word) for one in zorgprofielen_of(known(story))] == [
            ("2026-01-01..2026-02-28", "4VV"),
            ("2026-03-01..2026-12-31", "6VV"),
        ]

    def test_leveringsvorm_holds_until_the_next_choice(self, story: Story) -> None:
        """Before the first there is none; the same again is one stretch; after death there is none."""
        assert leveringsvormen_of(known(story)) == ()
        story.tell(form("mpt", "2026-02-01"), form("mpt", "2026-03-01"), form("vpt", "2026-04-01"))
        told = [(stretch(one.period.first, one.period.last), one.word) for one in leveringsvormen_of(known(story))]
        assert told == [("2026-02-01..2026-03-31", "mpt"), ("2026-04-01..", "vpt")]
        story.tell(died("2026-03-31"))
        told = [(stretch(one.period.first, one.period.last), one.word) for one in leveringsvormen_of(known(story))]
        assert told == [("2026-02-01..2026-03-31", "mpt")]
