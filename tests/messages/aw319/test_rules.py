"""Each rule of AW319 finds its breach at the record and field where it is, and nothing else is told."""

from datetime import date

import pytest
from msgspec import structs

from ledger.messages import aw319
from ledger.messages.aw319 import Prestatie
from ledger.messages.aw319.record_rules import RULES
from tests.messages.aw319 import samples
from tests.messages.aw319.breaches import ALL, OTHER_BSN, RECORD, Breach, bsn
from tests.messages.aw319.edits import PRESTATIE, VERZEKERDE, VOORLOOP, base, changed, problems, put, told


def codes(prestatie: Prestatie, **voorloop: date) -> list[str]:
    """The codes that a file of one prestatie gives."""
    file = samples.file([samples.verzekerde(prestaties=(prestatie,))], **voorloop)
    return [problem.code for problem in aw319.check(file)]


class TestEveryRule:
    @pytest.mark.parametrize("breach", ALL, ids=lambda breach: f"{breach[0]}-{breach[3]}")
    def test_finds_its_breach_and_nothing_else_is_told(self, breach: Breach) -> None:
        code, changes, record, number, retourcode = breach
        data = changed(*changes)
        assert told(data) == [(record, number, code, retourcode)]
        assert all(problem.sentence.endswith(".") for problem in problems(data))

    def test_about_one_record_is_in_the_table(self) -> None:
        """Two show only together with others, and are below."""
        known = {rule.code for rules in RULES.values() for rule in rules}
        assert known == {breach[0] for breach in RECORD} | {"before-2013", "begin-after-dagtekening"}

    def test_says_nothing_of_the_base_file(self) -> None:
        assert told(base()) == []


class TestDays:
    """Exactly the limit is right, one day over it is not."""

    def test_care_of_2012_is_too_old(self) -> None:
        old, new = date(2012, 12, 31), date(2013, 1, 1)
        assert codes(samples.prestatie(begindatum=old, einddatum=old), begindatum=old, einddatum=old) == ["before-2013"]
        assert codes(samples.prestatie(begindatum=new, einddatum=new), begindatum=new, einddatum=new) == []

    def test_the_dagtekening_itself_is_in_time(self) -> None:
        on = date(2026, 1, 20)
        assert codes(samples.prestatie(begindatum=on, einddatum=on), dagtekening=on) == []

    def test_the_day_after_the_dagtekening_is_not(self) -> None:
        on, before = date(2026, 1, 20), date(2026, 1, 19)
        found = codes(samples.prestatie(begindatum=on, einddatum=on), dagtekening=before)
        assert found == ["begin-after-dagtekening", "end-after-dagtekening"]

    def test_retourcodes_tell_begin_and_end_apart(self) -> None:
        changes = (put(PRESTATIE, "0414", "20260112"), put(PRESTATIE, "0415", "20260115"))
        assert [one[3] for one in told(changed(*changes, put(VOORLOOP, "0117", "20260110")))] == ["8177", "8178"]

    @pytest.mark.parametrize(("first", "last"), [("20260101", "20260131"), ("20260131", "20260131")])
    def test_the_first_and_last_day_of_the_period_are_in_it(self, first: str, last: str) -> None:
        assert told(changed(put(PRESTATIE, "0414", first), put(PRESTATIE, "0415", last))) == []

    def test_a_whole_calendar_year_fits_one_file(self) -> None:
        assert codes(samples.prestatie(), einddatum=date(2026, 12, 31)) == []

    @pytest.mark.parametrize(
        ("received", "expected"),
        [
            (date(2026, 2, 10), []),
            (date(2026, 2, 9), ["dagtekening-in-future"]),
            (date(2025, 12, 31), ["period-in-future", "dagtekening-in-future"]),
        ],
    )
    def test_nothing_lies_after_the_day_of_receipt(self, received: date, expected: list[str]) -> None:
        assert [problem.code for problem in aw319.read(base(), received).problems] == expected
        assert [problem.code for problem in aw319.check(samples.file(), received)] == expected


class TestBsn:
    def test_nine_nines_mean_no_bsn(self) -> None:
        """The number fails the 11-test, and is allowed in this format alone."""
        reading = aw319.read(changed(*bsn(aw319.ZONDER_BSN)))
        assert reading.problems == ()
        assert reading.file
        assert reading.file.verzekerden[0].zonder_bsn

    def test_one_digit_off_is_no_such_number(self) -> None:
        assert [one[2] for one in told(changed(*bsn("999999998")))] == ["bsn-invalid"]

    def test_the_prestatie_cannot_be_without_when_the_verzekerde_is_not(self) -> None:
        assert told(changed(put(PRESTATIE, "0403", aw319.ZONDER_BSN)))[0][2] == "differs-from-verzekerde"

    def test_another_bsn_of_another_client_is_fine(self) -> None:
        assert told(changed(*bsn(OTHER_BSN))) == []


class TestAmounts:
    def test_less_than_computed_may_be_declared(self) -> None:
        """What a ceiling leaves unpaid is not asked."""
        assert codes(samples.prestatie(declaratie_eurocent=23999)) == []
        assert codes(samples.prestatie(declaratie_eurocent=24001)) == ["declared-above-berekend"]

    def test_a_balance_below_zero_is_credit(self) -> None:
        credit = aw319.credit_of(samples.prestatie(referentienummer="D0-1"), "D1-1")
        file = samples.file([samples.verzekerde(prestaties=(credit,))])
        assert (file.sluitrecord.totaal_eurocent, file.sluitrecord.debet_credit) == (24000, "C")
        assert aw319.check(file) == []

    def test_a_balance_of_nothing_is_debit(self) -> None:
        debit = samples.prestatie()
        file = samples.file([samples.verzekerde(prestaties=(debit, aw319.credit_of(debit, "D1-2")))])
        assert (file.sluitrecord.totaal_eurocent, file.sluitrecord.debet_credit) == (0, "D")
        wrong = structs.replace(file, sluitrecord=structs.replace(file.sluitrecord, debet_credit="C"))
        assert [problem.code for problem in aw319.check(wrong)] == ["total-side-wrong"]


class TestSeveralFaults:
    def test_all_are_told_in_the_order_of_the_records(self) -> None:
        data = changed(
            put(VOORLOOP, "0105", "X"),
            put(VERZEKERDE, "0207", "20251301"),
            put(VERZEKERDE, "0208", "9"),
            put(PRESTATIE, "0419", "31"),
            put(PRESTATIE, "0426", "00000001"),
            put(6, "0432", ""),
            put(7, "9905", "000009"),
        )
        assert [(record, number) for record, number, _, _ in told(data)] == [
            (1, "0105"),
            (2, "0207"),
            (2, "0208"),
            (3, "0419"),
            (3, "0426"),
            (3, "0429"),
            (6, "0432"),
            (7, "9905"),
        ]

    def test_what_follows_from_an_unreadable_field_is_not_told(self) -> None:
        """An amount that cannot be read makes neither the line nor the total wrong."""
        assert [one[2] for one in told(changed(put(PRESTATIE, "0429", "0002400O")))] == ["field-not-numeric"]
        assert [one[2] for one in told(changed(put(VOORLOOP, "0114", "20260132")))] == ["field-date"]
        assert [one[2] for one in told(changed(put(PRESTATIE, "0402", "X")))] == ["field-not-numeric"]

    def test_a_problem_tells_its_place(self) -> None:
        (problem,) = problems(changed(put(PRESTATIE, "0419", "31")))
        assert problem.place == "record 3 (prestatierecord), veld 0419"
        assert problem.as_problem().field == "0419 tijdseenheid"
        assert problem.as_problem().line == PRESTATIE
