"""The right to care of a day: an indicatie, the profile that a line names, and how long a profile may last."""

from datetime import date

import pytest

from ledger.rechtmatigheid.facts import Entitled
from ledger.rechtmatigheid.rules.indicatie import no_indicatie, profile_past_maximum, zorgprofiel_differs
from ledger.vocabulary.clock import SetClock
from ledger.vocabulary.periods import Period
from tests.ledger.care_lines import HOME
from tests.ledger.contract_lines import concluded
from tests.ledger.declare_lines import APRIL, CARE, declare, judged
from tests.ledger.rechtmatigheid.declared_lines import asked, paid, says, told
from tests.ledger.rechtmatigheid.made import a_case, a_delivery, a_line, rights
from tests.ledger.story import Story

MARCH_10, MARCH_11 = date(2026, 3, 10), date(2026, 3, 11)
ENDED = {"do": "end_indicatie", "client": "c1", "besluitnummer": 1, "reason": "nieuw besluit"}
GRANTED = {"do": "grant_indicatie", "client": "c1", "besluitnummer": 2}


def until(last: date, profile: str = "4VV", number: int = 1, first: date = date(2026, 1, 1)) -> Entitled:
    """An indicatie from New Year's Day until a day."""
    return Entitled(Period(first, last), number, profile, (2,))


def entitled(*known: Entitled) -> object:
    """What a client may claim."""
    return rights(entitled=known)


class TestNoIndicatie:
    @pytest.mark.parametrize(("last", "count"), [(MARCH_10, 0), (date(2026, 3, 9), 1)])
    def test_finds_a_line_on_the_day_after_the_last(self, last: date, count: int) -> None:
        """The last day of the indicatie still has a right to care; the day after it has none."""
        line = a_line(first=MARCH_10, last=MARCH_10)
        assert len(list(no_indicatie.judge(line, a_case(line, rights=entitled(until(last)))))) == count

    def test_tells_of_a_line_that_reaches_over_the_end(self) -> None:
        """A file says that there was care on every day of the line."""
        line = a_line(first=MARCH_10, last=MARCH_11)
        (one,) = no_indicatie.judge(line, a_case(line, rights=entitled(until(MARCH_10))))
        assert one.told == "Niet op elke dag van 10 maart 2026 tot en met 11 maart 2026 is er een geldige indicatie."
        assert (one.eurocent, one.events) == (5670, (90, 2))

    def test_leaves_what_a_contract_comes_to_around_a_gap(self) -> None:
        """p1 declares March in one line; between two besluiten there was no right, and no hour was counted."""
        line = a_line(first=date(2026, 3, 1), last=date(2026, 3, 31), model="A")
        gap = entitled(until(MARCH_10), until(date(2026, 12, 31), number=2, first=date(2026, 3, 20)))
        within, without = a_delivery(on=MARCH_10), a_delivery(on=MARCH_11)
        assert not list(no_indicatie.judge(line, a_case(line, within, rights=gap)))
        assert list(no_indicatie.judge(line, a_case(line, without, rights=gap)))

    def test_leaves_the_days_before_birth_and_after_death_to_their_own_rules(self) -> None:
        """One fault is one finding."""
        line = a_line(first=MARCH_11, last=MARCH_11)
        for lived in ({"died_on": MARCH_10}, {"born": date(2026, 3, 12)}):
            assert not list(no_indicatie.judge(line, a_case(line, rights=rights(entitled=(), **lived))))

    def test_is_not_about_the_wmo(self, home: Story) -> None:
        """A municipality decides in another way."""
        home.tell(ENDED | {"on": "2025-12-31"})
        wmo = {"act": "Wmo", "payer": "gemeente-rotterdam", "leveringsvormen": []}
        home.tell(concluded("k9", provider="p2", components=[{"model": "A", "covers": ["H126"]}], **wmo))
        home.tell(*paid(asked(), provider="p2"))
        assert not says(home, "no-indicatie")

    def test_becomes_unlawful_when_the_indicatie_turns_out_to_have_ended(self, home: Story, clock: SetClock) -> None:
        """The hour of 31 March was lawful when it was paid; the month of March is found as a whole."""
        clock.moment = APRIL
        home.tell(*CARE[len(HOME) :], declare(), judged("approve"), ENDED | {"on": "2026-03-30"})
        (one,) = says(home, "no-indicatie")
        assert one.change == "became-unlawful"


class TestTheProfileOfALine:
    @pytest.mark.parametrize(("names", "count"), [({}, 0), ({"zorgprofiel": "4VV", "besluitnummer": 1}, 0)])
    def test_may_be_left_out_and_is_else_that_of_the_indicatie(self, names: dict[str, str], count: int) -> None:
        """A line that was derived from a contract names neither."""
        line = a_line(**names)
        assert len(list(zorgprofiel_differs.judge(line, a_case(line)))) == count

    def test_is_not_another(self) -> None:
        """The profile decides the tariff, so the sentence names both."""
        line = a_line(zorgprofiel="5VV", besluitnummer=2)
        (one,) = zorgprofiel_differs.judge(line, a_case(line))
        assert one.told == "De regel noemt zorgprofiel 5VV, maar op 4 maart 2026 geldt 4VV."
        assert (one.eurocent, one.events) == (5670, (90, 2))

    def test_is_of_the_besluit_that_holds(self) -> None:
        """The profile is right, but it is that of a besluit of before."""
        line = a_line(zorgprofiel="4VV", besluitnummer=2)
        (one,) = zorgprofiel_differs.judge(line, a_case(line))
        assert one.told == "De regel noemt besluit 2, maar op 4 maart 2026 geldt besluit 1."

    def test_says_nothing_where_there_is_no_indicatie(self) -> None:
        """That is the fault, and it has a rule."""
        line = a_line(zorgprofiel="5VV")
        assert not list(zorgprofiel_differs.judge(line, a_case(line, rights=entitled())))


class TestAProfileThatMayNotLast:
    HALF_A_YEAR = date(2026, 6, 30)

    @pytest.mark.parametrize(("on", "count"), [(date(2026, 6, 30), 0), (date(2026, 7, 1), 1)])
    def test_holds_for_six_months(self, on: date, count: int) -> None:
        """9bVV from New Year's Day: 30 June is the last day of care."""
        line = a_line(first=on, last=on)
        known = entitled(until(date(2026, 12, 31), "9bVV"))
        assert len(list(profile_past_maximum.judge(line, a_case(line, rights=known)))) == count

    def test_counts_on_when_something_else_of_the_besluit_changes(self) -> None:
        """Another indicatiewaarde from 1 March does not begin the six months again."""
        parts = (until(date(2026, 2, 28), "9bVV"), until(date(2026, 12, 31), "9bVV", first=date(2026, 3, 1)))
        line = a_line(first=date(2026, 7, 1), last=date(2026, 7, 1))
        (one,) = profile_past_maximum.judge(line, a_case(line, rights=entitled(*parts)))
        assert one.told == (
            "Zorgprofiel 9bVV kon tot en met 30 juni 2026 gelden. De zorg op 1 juli 2026 gaat daar overheen."
        )

    def test_begins_again_with_a_new_besluit(self) -> None:
        """CIZ judged anew, and another besluit says so."""
        parts = (
            until(self.HALF_A_YEAR, "9bVV"),
            until(date(2026, 12, 31), "9bVV", number=2, first=date(2026, 7, 1)),
        )
        line = a_line(first=date(2026, 7, 1), last=date(2026, 7, 1))
        assert not list(profile_past_maximum.judge(line, a_case(line, rights=entitled(*parts))))

    def test_is_found_in_what_was_recorded(self, story: Story) -> None:
        """CIZ grants 9bVV for a year by mistake; care in July is paid all the same."""
        story.tell(ENDED | {"on": "2025-12-31"})
        story.tell(GRANTED | {"zorgprofiel": "9bVV", "from": "2026-01-01", "to": "2026-12-31"})
        story.tell(*paid(asked("2026-06-30"), asked("2026-07-01")))
        assert told(story, "profile-past-maximum") == [
            "Zorgprofiel 9bVV kon tot en met 30 juni 2026 gelden. De zorg op 1 juli 2026 gaat daar overheen."
        ]

    def test_of_which_no_maximum_is_known_may_last(self) -> None:
        """4VV is for good."""
        line = a_line(first=date(2026, 12, 31), last=date(2026, 12, 31))
        assert not list(profile_past_maximum.judge(line, a_case(line)))
