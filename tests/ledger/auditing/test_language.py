"""The language of candidate rules: what it says of the facts, and what it refuses when the file is read."""

from datetime import date

import pytest

from ledger.vocabulary.periods import Period
from tests.ledger.auditing.candidates import candidate, codes, problems, written
from tests.ledger.rechtmatigheid.made import a_case, a_delivery, a_line, rights


class TestTheLanguage:
    @pytest.mark.parametrize(
        ("when", "holds"),
        [
            ('line.prestatie in ("H126", "H127")', True),
            ('line.prestatie not in ("H126", "H127")', False),
            ("59 < line.quantity <= 60", True),
            ("60 < line.quantity <= 61", False),
            ("not line.by_file and (line.above > 0 or line.left == 5670)", True),
            ('line.last - line.first == 0 and line.first + 31 == day("2026-04-04")', True),
            ("line.received - 29 == line.first", True),
            ("-line.left < -5669 and line.left // 100 == 56 and line.left % 100 == 70", True),
            ("days(line) == 1 and year_of(line.first) == 2026 and month_of(line.first) == 3", True),
            ("weekday_of(line.first) == 3", True),
            ('starts_with(line.prestatie, "H12")', True),
            ("least(line.left, 3) == 3 and most(line.left, 3) == 5670 and abs(3 - line.left) == 5667", True),
            ("line.price is None or line.price > 3", True),
            ("line.price is not None and line.price > 3", False),
            ("not (line.price is None) and line.price > 3", False),
            ("maximum(line.prestatie, line.first) is None", True),
            ("is_known(line.provider)", False),
            ("is_allowed(line.prestatie, None, line.zorgprofiel, line.first)", True),
            ("count(contracts(line.provider)) == 0 and count(contracts_of(line)) == 0", True),
            ("plafond(line.region, line.provider, 2026) is None", True),
            ("entitled_on(line.first) is not None and entitled_on(line.first).besluitnummer == 1", True),
            ("form_on(line.first) is not None and form_on(line.first).leveringsvorm == 'vpt'", False),
            ("any(covers(one.period, line.first) for one in entitled)", True),
            ("all(overlaps(one.period, line) for one in entitled)", True),
            ("total(one.minutes for one in given_in(line)) == 60", True),
            ("distinct(one.provider for one in lines_on(line)) == 1", True),
            ("line.first in (client.registered, today)", False),
            ("count(planned_on(line)) + count(plans) + count(payments) + count(credits) == 0", True),
            ("line.entered_by is None and line.client is not None and line.client == line.client", True),
            ("any(given.given_by == line.client for given in given_in(line))", False),
        ],
    )
    def test_says(self, when: str, holds: bool) -> None:
        """A line of an hour of H126 on 4 March 2026, with its delivery."""
        line = a_line()
        found = list(candidate(when).judge(line, a_case(line, a_delivery())))
        assert bool(found) is holds

    def test_works_out_only_what_matters(self) -> None:
        """What stands before `and` keeps what follows from being asked."""
        assert list(candidate("line.above != 0 and line.left // line.above > 1").judge(a_line(), a_case())) == []

    def test_asks_an_open_period_until_today(self) -> None:
        """An indicatie without a last day."""
        open_ended = rights(entitled=(rights().entitled[0].__class__(Period(date(2026, 1, 1)), 1, "4VV", (2,)),))
        rule = candidate("any(count(lines_on(one.period)) == 1 for one in entitled)")
        assert list(rule.judge(a_line(), a_case(a_line(), rights=open_ended)))


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("when", "code"),
        [
            ("line.left >", "candidate-syntax"),
            ("line.left > 3 # genoeg", "candidate-comment"),
            ("line.left > 3.5", "candidate-literal"),
            ("lines.left > 3", "candidate-name-unknown"),
            ("line.lft > 3", "candidate-field-unknown"),
            ("line.left.real > 3", "candidate-field-unknown"),
            ("line.price > 3", "candidate-may-be-none"),
            ("any(one.price > 3 for one in lines_on(line))", "candidate-may-be-none"),
            ("entitled_on(line.first).besluitnummer == 1", "candidate-may-be-none"),
            ("line.price is None and line.price > 3", "candidate-may-be-none"),
            ("line.price is not None or line.price > 3", "candidate-may-be-none"),
            ("(line.price is not None or line.by_file) and line.price > 3", "candidate-may-be-none"),
            ("not (line.price is None and line.by_file) and line.price > 3", "candidate-may-be-none"),
            ("line.left", "candidate-kind"),
            ("line.left == '3'", "candidate-kind"),
            ("line.price == None", "candidate-kind"),
            ("line.left < line.first", "candidate-kind"),
            ("line.first + line.last > 3", "candidate-kind"),
            ("line.first * 2 > 3", "candidate-kind"),
            ("line.left + True > 3", "candidate-kind"),
            ("line.left and line.quantity", "candidate-kind"),
            ("line == line", "candidate-kind"),
            ("line.left in line.events and line.left in line.left", "candidate-kind"),
            ("'x' in line.events", "candidate-kind"),
            ("total(one.prestatie for one in lines_on(line)) > 1", "candidate-kind"),
            ("count(line.left) > 1", "candidate-kind"),
            ("days(line.first) > 1", "candidate-kind"),
            ("days(client) > 1", "candidate-kind"),
            ("is_allowed('H126', 3, None, line.first)", "candidate-kind"),
            ("line.left ** 2 > 3", "candidate-operator"),
            ("line.left / 2 > 3", "candidate-operator"),
            ("~line.left > 3", "candidate-operator"),
            ("line.left @ 2 > 3", "candidate-operator"),
            ("sum(one.left for one in lines_on(line)) > 3", "candidate-call"),
            ("days(line, line) > 3", "candidate-call"),
            ("days(one=line) > 3", "candidate-call"),
            ("line.first == day(line.first)", "candidate-call"),
            ("line.first == day('20260301')", "candidate-call"),
            ("line.first == day('2026-02-29')", "candidate-day-missing"),
            ("1 in (1, 2) in (3, 4)", "candidate-form"),
            ("3 if line.left else 4", "candidate-form"),
            ("any(x for x, y in lines_on(line))", "candidate-form"),
            ("any(x for x in lines_on(line) for y in lines_on(line))", "candidate-form"),
            ("any(line.left > 3 for line in lines_on(line))", "candidate-name-taken"),
            ("any(count.left > 3 for count in lines_on(line))", "candidate-name-taken"),
            (f"line.left > {10**12 + 1}", "candidate-number-too-large"),
            (f"line.prestatie == '{'a' * 201}'", "candidate-text-too-long"),
            (f"{'not ' * 23}line.by_file", "candidate-too-deep"),
            ("1 + " * 200 + "1 > 3", "candidate-too-deep"),
            (f"1 in ({'1, ' * 299})", "candidate-too-large"),
            ("line.by_file or " * 130, "candidate-too-long"),
        ],
    )
    def test_for(self, when: str, code: str) -> None:
        """Told when the file is read, not when the rule runs."""
        assert codes(when)[0] == code

    def test_not_what_is_just_within(self) -> None:
        """The other side of each boundary."""
        within = (
            f"line.left > {10**12}",
            f"line.prestatie == '{'a' * 200}'",
            f"{'not ' * 22}line.by_file",
            f"1 in ({'1, ' * 298})",
        )
        assert {candidate(one).id for one in within} == {"long-day"}

    def test_everything_at_once_with_its_place(self) -> None:
        """Line of the file, and character of the expression."""
        text = written(when="'line.lft > 3 and lien.left > 2'", at_stake="'line.prestatie'", told="'{line.client}'")
        told = [(one.code, one.field, one.line) for one in problems(text)]
        assert told == [
            ("candidate-field-unknown", "when, teken 1", 6),
            ("candidate-name-unknown", "when, teken 18", 6),
            ("candidate-kind", "at_stake, teken 1", 9),
            ("candidate-no-sentence", "told", 7),
            ("candidate-kind", "told {line.client}, teken 1", 7),
        ]

    @pytest.mark.parametrize("field", ["client", "entered_by", "judged_by"])
    def test_a_sentence_that_names_a_person(self, field: str) -> None:
        """Findings hold no names; to compare persons is allowed."""
        text = written(told=f"'Door {{line.{field}}}.'", when=f"'line.{field} is not None'")
        assert [one.code for one in problems(text)] == ["candidate-kind"]

    @pytest.mark.parametrize(
        ("told", "code"),
        [
            ("{line.left", "candidate-braces"),
            ("}.", "candidate-braces"),
            ("{{line.left}}.", "candidate-braces"),
            ("{line.left:>10}.", "candidate-syntax"),
            ("{line.left!r}.", "candidate-syntax"),
            ("{}.", "candidate-syntax"),
            ("{line}.", "candidate-kind"),
            ("Geen punt", "candidate-no-sentence"),
            ("a" * 500 + ".", "candidate-too-long"),
        ],
    )
    def test_a_sentence_that_cannot_be_told(self, told: str, code: str) -> None:
        """No formatting, no things, one sentence."""
        assert code in [one.code for one in problems(written(told=f"'{told}'"))]

    @pytest.mark.parametrize("looks_at", ["colleague", "stay", "provider"])
    def test_asking_for_a_client_where_there_is_none(self, looks_at: str) -> None:
        """Around these stands only the register."""
        assert codes("count(lines_on(today)) > 0", looks_at)[0] == "candidate-call"
        assert codes("client.born is None", looks_at) == ["candidate-name-unknown"]
