"""Does a line fit the person: alive, born, known here, with a BSN that can be one."""

from datetime import date
from typing import Any

import pytest

from ledger.rechtmatigheid.register import History, Maximum, Register, Registers
from ledger.rechtmatigheid.rules.person import (
    bsn_dummy,
    bsn_invalid,
    care_after_death,
    care_before_birth,
    care_before_registration,
)
from tests.ledger.care_lines import chosen
from tests.ledger.contract_lines import concluded
from tests.ledger.lines import client, died, indicatie
from tests.ledger.rechtmatigheid.declared_lines import asked, formal, paid, says, told
from tests.ledger.rechtmatigheid.made import LATEST, a_case, a_line, rights
from tests.ledger.story import Story

DIED = date(2026, 3, 4)
WMO: dict[str, Any] = {"act": "Wmo", "payer": "gemeente-rotterdam", "leveringsvormen": []}
EMPTY_ROOM = Maximum("Mutatiedag verpleging en verzorging", 10_000, "dag", 1, 5)


def register_with(code: str, maximum: Maximum) -> Register:
    """A register of 2026 with one prestatie."""
    registers = Registers()
    known: History[Maximum | None] = History()
    known.add(maximum.event, maximum)
    registers.maxima[2026, code] = known
    return Register(registers, LATEST)


class TestCareAfterDeath:
    @pytest.mark.parametrize(("died_on", "count"), [(DIED, 0), (date(2026, 3, 3), 1), (None, 0)])
    def test_is_not_paid_from_the_day_after(self, died_on: date | None, count: int) -> None:
        """Care on the day of death is care; what was declared for the day after it is not."""
        line = a_line(first=DIED, last=DIED)
        assert len(list(care_after_death.judge(line, a_case(line, rights=rights(died_on=died_on))))) == count

    def test_rests_on_the_report_and_tells_both_days(self) -> None:
        """A line that reaches over the death is found as a whole: it cannot be split by who reads it."""
        line = a_line(first=date(2026, 3, 1), last=date(2026, 3, 31))
        (one,) = care_after_death.judge(line, a_case(line, rights=rights(died_on=DIED, death=(7,))))
        assert one.told == (
            "De cliënt is overleden op 4 maart 2026, maar de gedeclareerde zorg loopt tot en met 31 maart 2026."
        )
        assert (one.eurocent, one.events) == (5670, (90, 7))

    @pytest.mark.parametrize(("last", "count"), [(date(2026, 3, 17), 0), (date(2026, 3, 18), 1)])
    def test_leaves_thirteen_days_for_a_room_that_stands_empty(self, last: date, count: int) -> None:
        """NZa pays at most thirteen mutatiedagen; the register says which prestatie that is."""
        line = a_line(prestatie="Z900", first=date(2026, 3, 5), last=last, unit="dag")
        case = a_case(line, rights=rights(died_on=DIED), register=register_with("Z900", EMPTY_ROOM))
        assert len(list(care_after_death.judge(line, case))) == count

    def test_that_was_reported_late_makes_what_was_paid_unlawful(self, home: Story) -> None:
        """p1 was paid in good faith, and is asked back; nothing else is wrong with the line."""
        home.tell(*paid(asked("2026-03-03"), asked("2026-03-04")))
        before = formal(home)
        home.tell(died("2026-03-03"))
        (one,) = says(home, "care-after-death")
        assert (one.change, one.item.line) == ("became-unlawful", "2")
        assert formal(home) - before == {"care-after-death"}

    def test_that_was_reported_by_mistake_is_found_no_more(self, home: Story) -> None:
        """The client lives: the report was withdrawn."""
        home.tell(*paid(asked()), died("2026-03-01"))
        home.tell({"do": "withdraw_death", "client": "c1", "reason": "verkeerde cliënt"})
        assert not told(home, "care-after-death")


class TestCareBeforeBirth:
    @pytest.mark.parametrize(("born", "count"), [(date(2026, 3, 4), 0), (date(2026, 3, 5), 1), (None, 0)])
    def test_is_not_paid(self, born: date | None, count: int) -> None:
        """Care on the day of birth is care; a birth date that is not known proves nothing."""
        line = a_line()
        assert len(list(care_before_birth.judge(line, a_case(line, rights=rights(born=born))))) == count

    def test_does_not_tell_the_birth_date(self, empty_story: Story) -> None:
        """A child of a few weeks; the birth date is sealed, and stays so."""
        empty_story.tell(client(birth_date="2026-03-05"), indicatie(), *paid(asked("2026-03-05")))
        assert not told(empty_story, "care-before-birth")
        line = a_line()
        (one,) = care_before_birth.judge(line, a_case(line, rights=rights(born=date(2026, 3, 5))))
        assert one.told == "Op 4 maart 2026 is zorg gedeclareerd van voor de geboortedatum van de cliënt."

    def test_and_care_after_death_are_stopped_when_they_come_in(self) -> None:
        """With the codes that AW319 knows for it."""
        assert (care_before_birth.retourcode, care_after_death.retourcode) == ("8007", "0551")


class TestCareFromBeforeTheRegistration:
    """The family was registered on the day of the tests."""

    def test_by_the_wmo_is_a_signal(self, empty_story: Story) -> None:
        """No besluit of the municipality is known here, so somebody has to look."""
        empty_story.tell(client(), concluded(components=[{"model": "A", "covers": ["H126"]}], **WMO))
        empty_story.tell(*paid(asked("2026-01-02")))
        assert told(empty_story, "care-before-registration") == [
            "De cliënt is ingeschreven op 4 maart 2026, maar de zorg begint op 2 januari 2026, "
            "zonder indicatie, toewijzing of zorgplan."
        ]
        assert care_before_registration.family == "signal"

    def test_is_none_from_that_day_on(self, empty_story: Story) -> None:
        """The boundary: the day of registration itself."""
        empty_story.tell(client(), concluded(components=[{"model": "A", "covers": ["H126"]}], **WMO))
        empty_story.tell(*paid(asked("2026-03-04")))
        assert not told(empty_story, "care-before-registration")

    def test_by_a_back_dated_indicatie_is_normal(self, home: Story) -> None:
        """CIZ decides from the day on which it was asked, and the registration here follows the besluit."""
        home.tell(*paid(asked("2026-01-02")))
        assert not told(home, "care-before-registration")

    def test_without_indicatie_in_the_wlz_is_told_once(self) -> None:
        """That there is no indicatie is the fault; that it was before the registration adds nothing."""
        line = a_line(first=date(2025, 12, 31), last=date(2025, 12, 31))
        assert not list(care_before_registration.judge(line, a_case(line, rights=rights(entitled=()))))


class TestABsn:
    @pytest.mark.parametrize(
        ("bsn", "invalid", "dummy"), [("valid", 0, 0), ("unknown", 0, 0), ("invalid", 1, 0), ("dummy", 0, 1)]
    )
    def test_is_one_fault_at_most(self, bsn: str, invalid: int, dummy: int) -> None:
        """What is not known yet is no fault; 999999999 fails the test too, but says something else."""
        case = a_case(rights=rights(bsn=bsn))
        found = len(list(bsn_invalid.judge(case, case))), len(list(bsn_dummy.judge(case, case)))
        assert found == (invalid, dummy)

    @pytest.mark.parametrize(("rule", "bsn"), [(bsn_invalid, "invalid"), (bsn_dummy, "dummy")])
    def test_puts_all_that_was_paid_for_the_client_at_stake(self, rule: Any, bsn: str) -> None:
        """A line over two months counts once."""
        long = a_line(line="2", first=date(2026, 3, 31), last=date(2026, 4, 1))
        case = a_case(a_line(), long, rights=rights(bsn=bsn))
        (one,) = rule.judge(case, case)
        assert (one.eurocent, one.events) == (11340, (1,))

    def test_that_passes_is_lawful(self, empty_story: Story) -> None:
        """A test number, as everywhere here."""
        empty_story.tell(client(bsn="999900006"), indicatie(), chosen())
        assert not formal(empty_story)
