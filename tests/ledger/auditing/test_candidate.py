"""A candidate rule is data: it finds what its expressions say, and a file with a fault is refused with all of them."""

import pickle
import re
from datetime import date
from pathlib import Path

import pytest

from ledger.auditing.candidate import LARGEST, read_candidate
from ledger.auditing.expression.calling import COUNTING, FUNCTIONS
from ledger.auditing.expression.scope import LOOKED_AT, names_for
from ledger.auditing.written import Written
from ledger.rechtmatigheid.finding import Found
from ledger.vocabulary.errors import Malformed
from tests.ledger.auditing.candidates import candidate, problems, read, written
from tests.ledger.rechtmatigheid.made import a_case, a_delivery, a_line, a_month

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "docs" / "examples" / "candidate-many-short-lines.toml"
PAGE = ROOT / "docs" / "rechtmatigheid" / "candidates.md"


class TestACandidate:
    def test_finds_what_its_condition_says(self) -> None:
        """One minute more than the hour, and told in Dutch with what is left of the line at stake."""
        rule = read(written())
        line = a_line(quantity=61)
        assert list(rule.judge(line, a_case(line))) == [Found(5670, (90,), "Op 4 maart 2026 staan 1:01 uur voor H126.")]

    def test_is_silent_at_the_boundary(self) -> None:
        """Exactly an hour is not more than an hour."""
        line = a_line(quantity=60)
        assert list(read(written()).judge(line, a_case(line))) == []

    def test_says_itself_what_is_at_stake_and_what_proves_it(self) -> None:
        """The delivery of that day is named beside the line."""
        proof = "rests_on = ['(one for one in given_in(line) if one.minutes > 30)']\nat_stake = 'line.left // 2'\n"
        line = a_line(quantity=61)
        case = a_case(line, a_delivery(), a_delivery(levering="l2", minutes=30, events=(81,)))
        (found,) = read(proof + written()).judge(line, case)
        assert (found.eurocent, found.events) == (2835, (90, 80))

    def test_counts_what_falls_below_zero_as_nothing(self) -> None:
        """An amount at stake is never a gain."""
        (found,) = candidate("line.left < 0").judge(a_line(left=-100), a_case())
        assert found.eurocent == 0

    def test_holds_for_care_from_its_first_to_its_last_day(self) -> None:
        """A day that stands there without quotes."""
        rule = candidate("line.left > 0", first="2026-03-04", last="2026-03-05")
        assert candidate("line.left > 0", first="2026-03-04", last="2026-03-04").holds_on(date(2026, 3, 4))
        days = [date(2026, 3, day) for day in (3, 4, 5, 6)]
        assert [rule.holds_on(day) for day in days] == [False, True, True, False]

    def test_looks_around_in_the_case(self) -> None:
        """More than four lines of H126 in one month."""
        rule = candidate('count(one for one in lines_on(month) if one.prestatie == "H126") > 4', "month")
        lines = [a_line(line=str(number)) for number in range(5)]
        others = [*lines[:4], a_line(line="9", prestatie="H127")]
        assert len(list(rule.judge(a_month(*lines), a_case(*lines)))) == 1
        assert len(list(rule.judge(a_month(*others), a_case(*others)))) == 0

    def test_travels_to_another_process(self) -> None:
        """As its text, read there again."""
        judge = pickle.loads(pickle.dumps(read(written()).judge))
        assert list(judge(a_line(quantity=61), a_case()))

    def test_may_have_several_grounds(self) -> None:
        """Each is a table of its own."""
        text = written(basis=None) + '[[basis]]\nlaw="Wlz"\narticle="3.2.1"\n[[basis]]\nlaw="AWR"\narticle="52"\n'
        assert [str(one) for one in read(text).basis] == ["Wlz, 3.2.1 (2026)", "AWR, 52 (2026)"]


class TestAFile:
    @pytest.mark.parametrize("field", ["id", "label", "family", "severity", "basis", "looks_at", "when", "told"])
    def test_has_every_field(self, field: str) -> None:
        """The first thing that is told."""
        assert [(one.code, one.field) for one in problems(written(**{field: None}))] == [
            ("candidate-field-missing", field)
        ]

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"code": '"import os"'}, "candidate-field-extra"),
            ({"basis": '{ law = "Wlz", article = "1", run = "x" }'}, "candidate-field-extra"),
            ({"basis": '{ law = "Wlz" }'}, "candidate-field-missing"),
            ({"basis": '"Wlz"'}, "candidate-basis-missing"),
            ({"basis": "[]"}, "candidate-basis-missing"),
            ({"basis": '["Wlz"]'}, "candidate-basis-missing"),
            ({"family": '"foraml"'}, "candidate-choice"),
            ({"looks_at": '"invoice"'}, "candidate-choice"),
            ({"looks_at": "{ a = 1 }"}, "candidate-choice"),
            ({"severity": "3"}, "candidate-choice"),
            ({"when": "3"}, "candidate-value"),
            ({"label": '""'}, "candidate-value"),
            ({"first": "2026-01-01T10:00:00"}, "candidate-value"),
            ({"rests_on": '"entitled"'}, "candidate-value"),
            ({"rests_on": '["line.left"]'}, "candidate-kind"),
            ({"rests_on": '["line.events"]'}, "candidate-kind"),
            ({"rests_on": '["(one for one in x)"]'}, "candidate-name-unknown"),
            ({"id": '"Long Day"'}, "candidate-id"),
            ({"id": '"no-indicatie"'}, "candidate-id-taken"),
            ({"first": "2026-01-02", "last": "2026-01-01"}, "candidate-days-reversed"),
            ({"when": "'''line.left'"}, "candidate-not-toml"),
        ],
    )
    def test_is_refused_for(self, changes: dict[str, str], code: str) -> None:
        """A field too many, of another kind, or with a value that cannot be."""
        assert code in [one.code for one in problems(written(**changes))]

    def test_has_a_bounded_size(self) -> None:
        """Exactly the bound may be; one byte more is refused before it is read."""
        text = written()
        assert read(text + "#" * (LARGEST - len(text))).id == "long-day"
        assert [one.code for one in problems(text + "#" * (LARGEST - len(text) + 1))] == ["candidate-too-long"]

    def test_is_text(self) -> None:
        """A program or a picture is not."""
        with pytest.raises(Malformed) as malformed:
            read_candidate(b"\x80\x04cos\nsystem\n")
        assert malformed.value.code == "candidate-not-text"


class TestThePage:
    """docs/rechtmatigheid/candidates.md is true."""

    def test_shows_the_example_as_it_is(self) -> None:
        """Without the line that points back to the page."""
        text = EXAMPLE.read_text(encoding="utf-8")
        assert text.partition("\n\n")[2] in PAGE.read_text(encoding="utf-8")
        assert read_candidate(EXAMPLE.read_bytes()).id == "many-short-lines"

    def test_names_every_function_name_and_field(self) -> None:
        """What is not explained cannot be used."""
        page = PAGE.read_text(encoding="utf-8")
        words = set(re.findall(r"\w+", " ".join(re.findall(r"`([^`\n]+)`", page))))
        names = {name for looks_at in LOOKED_AT for name in names_for(looks_at)}
        assert {*FUNCTIONS, *COUNTING, "day", *names, *LOOKED_AT, *Written.__struct_fields__} - words == set()

    def test_the_example_finds_five_short_lines_and_not_four(self) -> None:
        """Each of one day and one prestatie."""
        rule = read_candidate(EXAMPLE.read_bytes())
        lines = [a_line(line=str(number), events=(number,)) for number in range(1, 6)]
        (found,) = rule.judge(a_month(*lines), a_case(*lines))
        told = "In de maand vanaf 1 maart 2026 staan 5 regels van één dag, samen € 283,50."
        assert found == Found(28350, (1, 2, 3, 4, 5), told)
        assert list(rule.judge(a_month(*lines[:4]), a_case(*lines[:4]))) == []
