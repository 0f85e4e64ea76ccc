"""The record layout as carried in the project agrees with the shared tables of facts, and with the typed records."""

import re

import pytest

from ledger.messages.aw319 import layout, problems, record_rules
from ledger.messages.aw319.forms import TYPES, forms
from ledger.messages.aw319.layout import Field
from tests.messages.derived import shared_rows

PUBLISHED = {row["volgnummer"]: row for row in shared_rows("aw319_v1_4_recordlayout.csv")}
CODES = [
    (number, row["code"], row["omschrijving"])
    for row in shared_rows("aw319_codelijsten.csv")
    for number in row["veld"].split("/")
]
BELOW = {"commentaar", "prestaties"}
"""What a typed record holds of the records below it."""


class TestLayout:
    def test_fields_are_those_published_in_their_order(self) -> None:
        assert [field.number for fields in layout.records().values() for field in fields] == list(PUBLISHED)

    @pytest.mark.parametrize("number", PUBLISHED)
    def test_field_is_as_published(self, number: str) -> None:
        own, published = layout.field(number), PUBLISHED[number]
        assert own.record == published["recordcode"]
        assert own.type == published["type"]
        assert own.length == int(published["lengte"])
        assert (own.first, own.last) == (int(published["startpositie"]), int(published["eindpositie"]))
        assert own.obligation == published["verplichting"]
        assert own.codelist == published["codelijst"]
        assert own.pattern == published["regex"]
        assert (own.kind == "date") is (published["patroon"] == "EEJJMMDD")

    @pytest.mark.parametrize("kind", layout.KINDS)
    def test_fields_follow_each_other_without_a_gap(self, kind: str) -> None:
        end = 0
        for field in layout.records()[kind]:
            assert field.first == end + 1
            assert field.last == end + field.length
            end = field.last
        assert end == layout.LENGTH

    def test_codes_are_as_published(self) -> None:
        assert [(number, code, meaning) for number, code, meaning in CODES] == [
            (number, code, layout.code_list(number)[code]) for number, code, _ in CODES
        ]

    @pytest.mark.parametrize("number", ["0102", "0105", "0208", "0223", "0427", "0430", "9908"])
    def test_listed_values_have_a_meaning(self, number: str) -> None:
        assert set(layout.field(number).values) == set(layout.code_list(number))

    def test_units_not_for_the_wlz_are_those_of_the_list(self) -> None:
        named = {code for number, code, meaning in CODES if number == "0419" and "alleen wijkverpleging" in meaning}
        assert named == record_rules.NOT_IN_WLZ


class TestExpressions:
    """Our expression for a field takes the same texts as the published one."""

    @pytest.mark.parametrize("number", [number for number, row in PUBLISHED.items() if row["regex"]])
    def test_agrees_with_the_published_pattern(self, number: str) -> None:
        field = layout.field(number)
        for text in _texts(field):
            expected = re.fullmatch(field.pattern, text) is not None and not (
                field.must_be_filled and text == field.blank
            )
            assert (re.fullmatch(field.expression, text) is not None) is expected, text

    def test_a_mandatory_field_without_pattern_is_not_empty(self) -> None:
        filled = {number for number in PUBLISHED if layout.field(number).must_be_filled}
        assert {"0116", "0202", "0203", "0204", "0402", "0418", "9802", "9803", "9902", "9904"} == filled

    def test_an_amount_of_nothing_is_an_amount(self) -> None:
        assert re.fullmatch(layout.field("0425").expression, "00000000")


def _texts(field: Field) -> list[str]:
    """Texts of the right length: the listed values, AGB codes, blanks and near misses."""
    ends = ["", "1", "0", " ", "A", "é", "-", "AB", "98000001", "75999901", "00123456", "75000000", "1234AB", "12A4AB"]
    ends += [*field.values, "NL123456789B01", "0000002", "0000001", "1000000", "00", "X1"]
    cut = [text[: field.length] for text in ends]
    padded = [text.ljust(field.length, fill) for text in cut for fill in "0 A"]
    return padded + [text.rjust(field.length, fill) for text in cut for fill in "0 A"]


class TestTypedRecords:
    @pytest.mark.parametrize("kind", TYPES)
    def test_every_field_has_its_place_and_none_is_made_up(self, kind: str) -> None:
        names = {field.name for field in forms()[kind].read_fields}
        assert names == set(TYPES[kind].__struct_fields__) - BELOW

    def test_what_is_not_kept_is_fixed_or_stands_above(self) -> None:
        left_out = [field for field in layout.fields().values() if field.kind in {"fixed", "same"}]
        above = {field.name for field in layout.records()["02"]}
        for field in left_out:
            assert field.name in above if field.kind == "same" else field.is_reserve or len(field.values) == 1


class TestRetourcodes:
    def test_all_are_of_the_published_list(self) -> None:
        published = {row["code"] for row in shared_rows("retourcodes.csv") if row["codelijst"] == problems.SOURCE}
        used = {problems.retourcode_of(number) for number in PUBLISHED} - {None}
        ruled = {rule.retourcode for rules in record_rules.RULES.values() for rule in rules} - {None}
        assert used | ruled | {problems.LENGTH_WRONG, problems.LINE_END_WRONG} <= published
        assert used
        assert ruled
