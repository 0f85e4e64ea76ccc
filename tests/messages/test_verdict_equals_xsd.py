"""Our own check of the structure and the published XSD agree on whatever is done to a message."""

import copy
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from ledger.messages import iwlz
from ledger.messages.standard import BASE_NAMESPACE
from tests.messages import generated, samples
from tests.messages.schemas import schema

pytestmark = pytest.mark.slow

KINDS = ["AW33", "AW35", "AW39"]
XSI = "http://www.w3.org/2001/XMLSchema-instance"
VALUES = [
    *("", " ", "x", "0", "-1", "-0", "1", "2", "9", "12", " 1 ", "+5", "05", "5.0", "5 ", "٣", "1e1", "007"),
    *("2026-02-28", "2026-02-30", "2026-01-01Z", "2026-01-01+01:00", "2026-1-1", " 2026-01-01\n", "20260101"),
    *(
        "1900-02-29",
        "2000-02-29",
        "24:00:00",
        "24:00:01",
        "10:60:00",
        "10:00",
        "10:00:60",
        "10:00:00.5",
        "10:00:00+01:00",
    ),
    *("10:00:00Z", "25:00:00", "99999", "100000", "999999999", "1000000000", "99999999999999999999999999"),
    *("10000", "10050", "00", "100", "0100", "99900", "999900006", "12345678", "123456789", "1234567a"),
    *("1.0.0", "01.0.0", "1.0", "1.0.0.0", "K1", "KE7", "NL", "nl", "3,5", "753", "5521", "01", "352", "354"),
    *("a\nb", "\t", "\n", ".", ". .", "é", "ỳ", "Ŀ", "\u00a0", "\u2028", "a" * 6, "a" * 7, "a" * 200, "a" * 201),
]

ONLY_IN_AW33 = {"Toewijzingstijd", "NaamGebruik", "Huisnummer", "Postcode", "LandCode", "ToewijzingPercentage"}


@cache
def originals(soort: str) -> tuple[bytes, ...]:
    small = {"AW33": samples.aw33(), "AW35": samples.aw35(), "AW39": samples.aw39()}[soort]
    return iwlz.write(small), iwlz.write(generated.complete(soort))


def elements(root: etree._Element) -> list[etree._Element]:
    return list(root.iter("*"))


def drop(draw: st.DataObject, node: etree._Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def duplicate(draw: st.DataObject, node: etree._Element) -> None:
    node.addnext(copy.deepcopy(node)) if node.getparent() is not None else None


def swap(draw: st.DataObject, node: etree._Element) -> None:
    following = node.getnext()
    if following is not None:
        following.addnext(node)


def move_to_end(draw: st.DataObject, node: etree._Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.append(node)


def transplant(draw: st.DataObject, node: etree._Element) -> None:
    root = node.getroottree().getroot()
    other = draw.draw(st.sampled_from(elements(root)))
    other.append(copy.deepcopy(node))


def rename(draw: st.DataObject, node: etree._Element) -> None:
    root = node.getroottree().getroot()
    node.tag = draw.draw(st.sampled_from(["Onbekend", *sorted({str(other.tag) for other in elements(root)})]))


def change_namespace(draw: st.DataObject, node: etree._Element) -> None:
    own = etree.QName(node).localname
    spaces = [BASE_NAMESPACE, str(etree.QName(node.getroottree().getroot()).namespace), "urn:anders"]
    node.tag = draw.draw(st.sampled_from([own, *(f"{{{space}}}{own}" for space in spaces)]))


def set_text(draw: st.DataObject, node: etree._Element) -> None:
    node.text = draw.draw(st.sampled_from(VALUES) | st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn"))))


def add_tail(draw: st.DataObject, node: etree._Element) -> None:
    if node.getparent() is not None:
        node.tail = draw.draw(st.sampled_from(["los", " \n", "\u00a0"]))


def add_attribute(draw: st.DataObject, node: etree._Element) -> None:
    names = ["soort", "{urn:a}b", f"{{{XSI}}}nil", f"{{{XSI}}}schemaLocation", f"{{{XSI}}}noNamespaceSchemaLocation"]
    node.set(draw.draw(st.sampled_from(names)), draw.draw(st.sampled_from(["true", "urn:a b.xsd"])))


def empty(draw: st.DataObject, node: etree._Element) -> None:
    for child in list(node):
        node.remove(child)


def add_comment(draw: st.DataObject, node: etree._Element) -> None:
    node.append(etree.Comment("opmerking"))
    node.append(etree.ProcessingInstruction("doel", "inhoud"))


MUTATIONS = [
    *(drop, duplicate, swap, move_to_end, transplant, rename, change_namespace),
    *(set_text, set_text, set_text, add_tail, add_attribute, empty, add_comment),
]


class TestVerdict:
    @pytest.mark.parametrize("soort", KINDS)
    @settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
    @given(draw=st.data())
    def test_is_that_of_the_xsd(self, soort: str, draw: st.DataObject) -> None:
        root = etree.fromstring(draw.draw(st.sampled_from(originals(soort))))
        for _ in range(draw.draw(st.integers(1, 2))):
            mutation = draw.draw(st.sampled_from(MUTATIONS))
            mutation(draw, draw.draw(st.sampled_from(elements(root))))
        data = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
        checked = schema(soort)
        valid = checked.validate(etree.fromstring(data))
        reading = iwlz.read(data)
        assert (reading.problems == ()) == valid, f"{checked.error_log}\n{reading.problems}\n{data.decode()}"
        assert (reading.message is not None) == valid

    @pytest.mark.parametrize("soort", KINDS)
    def test_of_every_single_omission(self, soort: str) -> None:
        data = originals(soort)[1]
        for place in range(1, len(elements(etree.fromstring(data)))):
            root = etree.fromstring(data)
            node = elements(root)[place]
            parent = node.getparent()
            assert parent is not None
            parent.remove(node)
            valid = schema(soort).validate(root)
            assert (iwlz.read(etree.tostring(root)).problems == ()) == valid, node.tag

    @pytest.mark.parametrize("value", VALUES)
    def test_of_every_value_in_every_field(self, value: str) -> None:
        for soort in KINDS:
            data = originals(soort)[0]
            count = len(elements(etree.fromstring(data)))
            for place in range(count):
                root = etree.fromstring(data)
                node = elements(root)[place]
                if len(node) or (soort == "AW33" and etree.QName(node).localname not in ONLY_IN_AW33):
                    continue
                node.text = value
                valid = schema(soort).validate(etree.fromstring(etree.tostring(root)))
                reading = iwlz.read(etree.tostring(root))
                assert (reading.problems == ()) == valid, (node.tag, value, reading.problems)
