"""What a sender is told of a file that is no message: every problem, with line, place and reason."""

import pytest

from ledger.messages import iwlz, xml_input
from ledger.messages.reading import Reading
from ledger.vocabulary.errors import Problem
from tests.messages import samples

DATA = iwlz.write(samples.aw33())


def changed(*pairs: tuple[str, str]) -> Reading:
    text = DATA.decode()
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    return iwlz.read(text.encode())


def told(reading: Reading) -> list[tuple[str, str]]:
    return [(problem.path, problem.reason) for problem in reading.problems]


CLIENT = "Bericht/Clienten/Client[1]"
TOEWIJZING = f"{CLIENT}/Indicatie/ToegewezenZorgzwaartepakketten/ToegewezenZorgzwaartepakket[1]"


class TestStructure:
    def test_every_problem_is_listed_by_line(self) -> None:
        reading = changed(
            ("<Bsn>999900006</Bsn>", "<Bsn>99990000x</Bsn>"),
            ("<Geslacht>2</Geslacht>", "<Geslacht>7</Geslacht>"),
            ("<Leefeenheid>1</Leefeenheid>", ""),
            ("<Leveringsvorm>7</Leveringsvorm>", "<Leveringsvorm>7</Leveringsvorm><Kleur>rood</Kleur>"),
            ("<iwlz:Huisnummer>12<", "<iwlz:Huisnummer>123456<"),
        )
        assert reading.message is None
        assert told(reading) == [
            (f"{CLIENT}/Leefeenheid", "Verplicht element Leefeenheid ontbreekt."),
            (f"{CLIENT}/Bsn", "De waarde ‘99990000x’ heeft niet de voorgeschreven vorm."),
            (f"{CLIENT}/Geslacht", "De waarde ‘7’ staat niet in de codelijst."),
            (
                f"{CLIENT}/Contactgegevens/Contact[1]/Adres/Huis/Huisnummer",
                "De waarde ‘123456’ ligt niet tussen 0 en 99999.",
            ),
            (f"{TOEWIJZING}/Kleur", "Element Kleur hoort niet in ToegewezenZorgzwaartepakket."),
        ]

    def test_the_line_is_that_of_the_element(self) -> None:
        (problem,) = changed(("<Bsn>999900006</Bsn>", "<Bsn>1</Bsn>")).problems
        assert DATA.decode().splitlines()[problem.line - 1].strip() == "<Bsn>999900006</Bsn>"

    def test_a_problem_far_down_keeps_its_line(self) -> None:
        many = iwlz.write(samples.aw33([samples.client_aw33(bsn=bsn) for bsn in samples.bsns(1200)]))
        before, _, after = many.rpartition(b"<Geslacht>2<")
        (problem,) = iwlz.read(before + b"<Geslacht>8<" + after).problems
        assert problem.line == before.count(b"\n") + 1 > 65_535
        assert problem.path == "Bericht/Clienten/Client[1200]/Geslacht"

    def test_order_number_and_namespace(self) -> None:
        reading = changed(
            ("<GeheimeClient>2</GeheimeClient>", ""),
            ("<Geslacht>2</Geslacht>", "<Geslacht>2</Geslacht><GeheimeClient>2</GeheimeClient>"),
            ("<Partneropname>2</Partneropname>", "<Partneropname>2</Partneropname>" * 2),
            ("<iwlz:Postcode>3011AA</iwlz:Postcode>", "<Postcode>3011AA</Postcode>"),
        )
        assert told(reading) == [
            (f"{CLIENT}/GeheimeClient", "Element GeheimeClient staat op de verkeerde plaats: het hoort vóór Geslacht."),
            (f"{CLIENT}/Partneropname", "Element Partneropname komt te vaak voor: hoogstens 1 keer."),
            (
                f"{CLIENT}/Contactgegevens/Contact[1]/Adres/Postcode",
                "Element Postcode hoort in naamruimte http://www.istandaarden.nl/iwlz/2_2/basisschema/schema.",
            ),
        ]

    def test_half_percents_are_no_percents(self) -> None:
        (problem,) = changed(("<ToewijzingPercentage>10000<", "<ToewijzingPercentage>5050<")).problems
        assert (problem.rule, problem.retourcode) == ("CS129", "0001")

    def test_a_code_outside_its_list_has_a_retourcode_of_its_own(self) -> None:
        (problem,) = changed(("<Leveringsvorm>7<", "<Leveringsvorm>3<")).problems
        assert (problem.rule, problem.retourcode) == ("CS012", "S012")

    def test_a_long_value_is_shown_in_part(self) -> None:
        (problem,) = changed(("<Bsn>999900006<", "<Bsn>" + "9" * 500 + "<")).problems[:1]
        assert problem.reason == "De waarde is 500 tekens lang; dat mogen er 9 zijn."

    def test_the_header_is_there_when_only_the_rest_is_wrong(self) -> None:
        reading = changed(("<Bsn>999900006</Bsn>", ""))
        assert reading.soort == "AW33"
        assert reading.header == samples.aw33().header

    def test_no_header_when_the_header_is_wrong(self) -> None:
        reading = changed(("<BerichtVersie>5<", "<BerichtVersie>4<"), ("<BerichtCode>352<", "<BerichtCode>354<"))
        assert reading.header is None
        assert [problem.rule for problem in reading.problems] == ["CS126", "CS025"]

    def test_it_becomes_a_problem_of_the_shared_kind(self) -> None:
        (problem,) = changed(("<Bsn>999900006</Bsn>", "")).problems
        assert problem.as_problem() == Problem(
            "message-structure", "Verplicht element Bsn ontbreekt.", f"{CLIENT}/Bsn", problem.line
        )


class TestNotOurMessage:
    @pytest.mark.parametrize(
        ("old", "new", "reason"),
        [
            ("iwlz/2_2/aw33", "iwlz/2_1/aw33", "bericht AW33 van iwlz 2.1"),
            ("iwlz/2_2/aw33", "iwlz/2_2/io31", "bericht IO31 van iwlz 2.2"),
            ("iwlz/2_2/aw33", "iwmo/3_2/wmo301", "bericht WMO301 van iwmo 3.2"),
            ("iwlz/2_2/aw33", "iwlz/2_2/aw34", "retourbericht AW34"),
            ("http://www.istandaarden.nl/iwlz/2_2/aw33/schema", "urn:x", "geen iWlz-bericht"),
        ],
    )
    def test_other_kinds_are_named(self, old: str, new: str, reason: str) -> None:
        reading = changed((old, new))
        assert (reading.soort, reading.header, reading.message) == (None, None, None)
        assert reason in reading.problems[0].reason

    def test_another_root_element(self) -> None:
        data = DATA.replace(b"<Bericht ", b"<Brief ").replace(b"</Bericht>", b"</Brief>")
        assert told(iwlz.read(data)) == [("", "Het eerste element is Brief; dat moet Bericht zijn.")]


class TestHostileInput:
    @pytest.mark.parametrize(
        "data", [b"", b" \n", b"\xef\xbb\xbf", b"x", b"<a", b"<?xml version='1.0'?>", b"{}", b"<!--"]
    )
    def test_no_xml_at_all(self, data: bytes) -> None:
        reading = iwlz.read(data)
        assert reading.message is None
        assert len(reading.problems) >= 1

    def test_a_broken_file_tells_where(self) -> None:
        (problem, *_) = iwlz.read(DATA.replace(b"</Bsn>", b"</Bns>")).problems
        assert DATA.splitlines()[problem.line - 1].strip() == b"<Bsn>999900006</Bsn>"
        assert problem.reason.startswith("Dit is geen goed gevormde XML")

    def test_entities_are_refused_before_they_expand(self) -> None:
        bomb = b'<!DOCTYPE b [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>\n<b>&b;</b>'
        for data in (bomb, b"<?xml version='1.0'?>\n<!-- x --> " + bomb):
            (problem,) = iwlz.read(data).problems
            assert problem.reason == "Een DTD (<!DOCTYPE …>) is in een bericht niet toegestaan."

    def test_a_file_from_elsewhere_is_not_fetched(self) -> None:
        data = b'<!DOCTYPE b [<!ENTITY x SYSTEM "file:///etc/passwd">]><b>&x;</b>'
        assert "DTD" in iwlz.read(data).problems[0].reason
        assert "root:" not in str(iwlz.read(b"<b>&x;</b>").problems)

    def test_other_encodings(self) -> None:
        text = DATA.decode().replace("Voorbeeldstraat", "Café")
        latin = text.replace("UTF-8", "ISO-8859-1").encode("latin-1")
        assert told(iwlz.read(latin)) == [
            ("", "De tekens zijn opgegeven als ISO-8859-1; een iWlz-bericht is in UTF-8.")
        ]
        assert "geen UTF-8" in iwlz.read(text.encode("latin-1")).problems[0].reason
        assert iwlz.read(text.replace("UTF-8", "UTF-16").encode("utf-16")).message is None

    def test_a_byte_order_mark_is_no_problem(self) -> None:
        assert iwlz.read(b"\xef\xbb\xbf" + DATA).message == samples.aw33()

    def test_a_file_beyond_the_bound(self) -> None:
        (problem,) = iwlz.read(b" " * (xml_input.MAX_BYTES + 1) + b"x").problems
        assert "hoogstens 52428800" in problem.reason

    def test_nesting_without_end(self) -> None:
        assert iwlz.read(b"<a>" * 100_000).message is None
        deep = b"<x>" * 200 + b"</x>" * 200
        assert changed(("<Leefeenheid>1<", f"<Leefeenheid>{deep.decode()}<")).message is None

    def test_a_number_of_a_million_digits(self) -> None:
        reading = changed(("<iwlz:Huisnummer>12<", "<iwlz:Huisnummer>" + "9" * 1_000_000 + "<"))
        assert "ligt niet tussen 0 en 99999" in reading.problems[0].reason
        assert changed(("<iwlz:Huisnummer>12<", "<iwlz:Huisnummer>" + "0" * 9_000 + "12<")).message == samples.aw33()
