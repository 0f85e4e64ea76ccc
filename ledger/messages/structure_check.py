"""Hold an XML tree against the structure of a message: every breach is listed, none stops the check."""

from collections.abc import Iterator

from lxml import etree

from ledger.messages.datatypes import reasons
from ledger.messages.findings import StructureProblem
from ledger.messages.standard import TECHNICAL, Element, retourcode_of
from ledger.messages.xml_input import line_of
from ledger.vocabulary.errors import LISTED, at_most_listed

_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
_HARMLESS = {f"{_XSI}schemaLocation", f"{_XSI}noNamespaceSchemaLocation"}
_SPACE = " \t\n\r"

# Fixed values of the header that a rule of the standard names.
_RULES = {
    "BerichtCode": "CS126",
    "BerichtVersie": "CS025",
    "BerichtSubversie": "CS015",
    "ToewijzingPercentage": "CS129",
    "BasisschemaXsdVersie": "CS128",
    "BerichtXsdVersie": "CS128",
}


def check(root: etree._Element, spec: Element) -> list[StructureProblem]:
    """All breaches of the structure, by line, as far as they are listed; what is missing is told at its parent."""
    found = at_most_listed(_element(root, spec, spec.name), lambda told: StructureProblem(0, "", told))
    return sorted(found[:LISTED], key=lambda problem: problem.line) + found[LISTED:]


def local(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return etree.QName(element).localname


def _element(node: etree._Element, spec: Element, path: str) -> Iterator[StructureProblem]:
    line = line_of(node)
    for name in node.attrib:
        if name not in _HARMLESS:
            shown = etree.QName(str(name)).localname
            yield StructureProblem(line, path, f"Attribuut {shown} is hier niet toegestaan.")
    if spec.datatype:
        yield from _value(node, spec, path)
    else:
        yield from _children(node, spec, path)


def _value(node: etree._Element, spec: Element, path: str) -> Iterator[StructureProblem]:
    line = line_of(node)
    if len(node):
        yield StructureProblem(line, path, "Hier hoort een waarde, geen onderliggende elementen.")
        return
    for reason, rule in reasons(node.text or "", spec.datatype, spec.pattern):
        rule = rule or _RULES.get(spec.name)
        yield StructureProblem(line, path, reason, retourcode_of(rule) if rule else TECHNICAL, rule)


def _children(node: etree._Element, spec: Element, path: str) -> Iterator[StructureProblem]:
    counts = [0] * len(spec.children)
    furthest = -1
    if _loose_text(node):
        yield StructureProblem(line_of(node), path, "Tussen de elementen staat losse tekst.")
    for child in node:
        name, line = local(child), line_of(child)
        place = spec.positions.get(name)
        if place is None:
            yield StructureProblem(line, f"{path}/{name}", f"Element {name} hoort niet in {spec.name}.")
            continue
        expected = spec.children[place]
        counts[place] += 1
        own = f"{path}/{name}[{counts[place]}]" if expected.repeats else f"{path}/{name}"
        if child.tag != expected.tag:
            yield StructureProblem(line, own, f"Element {name} hoort in naamruimte {expected.namespace}.")
        if expected.maximum is not None and counts[place] > expected.maximum:
            yield StructureProblem(line, own, f"Element {name} komt te vaak voor: hoogstens {expected.maximum} keer.")
        if place < furthest:
            after = spec.children[furthest].name
            yield StructureProblem(line, own, f"Element {name} staat op de verkeerde plaats: het hoort vóór {after}.")
        furthest = max(furthest, place)
        yield from _element(child, expected, own)
    yield from _missing(node, spec, path, counts)


def _missing(node: etree._Element, spec: Element, path: str, counts: list[int]) -> Iterator[StructureProblem]:
    line = line_of(node)
    for child, count in zip(spec.children, counts, strict=True):
        if count < child.minimum:
            yield StructureProblem(line, f"{path}/{child.name}", f"Verplicht element {child.name} ontbreekt.")


def _loose_text(node: etree._Element) -> bool:
    texts = [node.text, *(child.tail for child in node)]
    return any(text and text.strip(_SPACE) for text in texts)
