"""The standard as carried in the project agrees with the shared tables of facts and with the typed messages."""

import csv

import pytest

from ledger.messages import standard
from ledger.messages.aw33 import AW33
from ledger.messages.binding import slots
from ledger.messages.model import Part
from ledger.messages.reading import KINDS
from ledger.messages.rules import RULES
from ledger.messages.standard import Element, structure
from tests.messages.derived import MESSAGES, SHARED, TARGET, derived, shared_rows

PLACES = {"structuur", "bericht", "grootboek", "niet"}


class TestDerivedFiles:
    @pytest.mark.parametrize("name", sorted(derived()))
    def test_file_follows_from_the_shared_tables(self, name: str) -> None:
        assert (TARGET / name).read_text(encoding="utf-8") == derived()[name]

    def test_no_other_data_is_carried(self) -> None:
        assert {path.name for path in TARGET.glob("*.csv")} == {*derived(), "rules.csv"}


class TestRules:
    def test_retourcodes_are_those_of_the_standard(self) -> None:
        published = {row["regel"].strip(): row["retourcode"] for row in shared_rows("iwlz22_regels.csv")}
        ours = {text.rule: text.retourcode for text in standard.rule_texts().values()}
        assert ours == {rule: published[rule] for rule in ours}

    def test_every_rule_says_where_it_is_checked(self) -> None:
        assert {text.place for text in standard.rule_texts().values()} == PLACES

    def test_rules_checked_here_are_exactly_those_marked_so(self) -> None:
        marked = {text.rule for text in standard.rule_texts().values() if text.place == "bericht"}
        assert {rule.rule for rule in RULES} == marked

    def test_labels_are_our_own_words(self) -> None:
        published = {row["titel"] for row in shared_rows("iwlz22_regels.csv")}
        assert not published & {text.label for text in standard.rule_texts().values()}

    def test_every_rule_is_answered_with_a_code_of_the_list(self) -> None:
        assert {standard.retourcode_of(rule) for rule in standard.rule_texts()} <= set(standard.retourcodes())


class TestHeaders:
    @pytest.mark.parametrize("message", MESSAGES)
    def test_code_and_namespace_are_published(self, message: str) -> None:
        (row,) = [row for row in shared_rows("berichtcodes.csv") if row["bericht"] == message]
        spec = structure(message)
        header = spec.child("Header")
        assert spec.namespace == row["namespace"]
        assert header.child("BerichtCode").pattern == row["berichtcode"]
        assert header.child("BerichtVersie").pattern == row["berichtversie"]
        assert header.child("BerichtSubversie").pattern == row["berichtsubversie"]

    @pytest.mark.parametrize("message", MESSAGES)
    def test_we_write_by_the_published_version(self, message: str) -> None:
        text = (SHARED / "xsd" / "iwlz_2_2" / f"{message}.xsd").read_text(encoding="utf-8")
        assert f"<iwlz:BerichtXsdVersie>{standard.XSD_VERSION}<" in text
        assert f"<iwlz:BasisschemaXsdVersie>{standard.XSD_VERSION}<" in text


def _mismatches(kind: type[Part], spec: Element) -> list[str]:
    bound = slots(kind)
    wrong = [f"{kind.__name__}: {name}" for name in {*bound} ^ {child.name for child in spec.children}]
    for child in spec.children:
        slot = bound.get(child.name)
        if slot is None:
            continue
        listed = len(child.children) == 1 and child.children[0].repeats
        if (slot.optional, slot.many, slot.part is None) != (child.minimum == 0, listed, bool(child.datatype)):
            # A field with a default is no option of the standard: only a None or an empty list is.
            wrong.append(f"{kind.__name__}.{slot.field}")
        if slot.part:
            wrong += _mismatches(slot.part, child.children[0] if listed else child)
    return wrong


class TestTypes:
    @pytest.mark.parametrize("soort", sorted(KINDS))
    def test_every_element_has_its_field_and_no_field_is_made_up(self, soort: str) -> None:
        assert _mismatches(KINDS[soort], structure(soort)) == []

    def test_the_comparison_can_fail(self) -> None:
        assert _mismatches(AW33, structure("AW35"))


class TestWords:
    def test_zorgprofielen_go_both_ways(self) -> None:
        with (TARGET / "zorgprofielen.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert rows
        for row in rows:
            assert standard.zorgprofiel(row["zzp_code"]) == row["zorgprofiel"]
            assert standard.zzp_code(row["zorgprofiel"]) == row["zzp_code"]

    def test_unknown_words_have_no_code(self) -> None:
        assert standard.zorgprofiel("996") is None
        assert standard.zzp_code("11VV") is None
        assert standard.leveringsvorm("9") is None
        assert standard.leveringsvorm_code("pension") is None

    def test_leveringsvormen_are_those_of_the_code_list(self) -> None:
        published = {row["code"] for row in shared_rows("leveringsvormen.csv") if "COD578" in row["lijst"]}
        assert {code for code in published if standard.leveringsvorm(code)} == published - {"9"}
        assert standard.leveringsvorm_code("mpt") == "7"
