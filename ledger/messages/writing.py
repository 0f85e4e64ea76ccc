"""Write a message: a typed message in, bytes out that the published XSD accepts."""

from collections.abc import Callable, Sequence
from typing import Any

from lxml import etree

from ledger.messages import structure_check
from ledger.messages.binding import slots
from ledger.messages.datatypes import text_of
from ledger.messages.findings import StructureProblem
from ledger.messages.model import Message, Part
from ledger.messages.standard import BASE_NAMESPACE, Element, structure

RetourcodesAt = Callable[[str], Sequence[str]]
"""From the path of a message class to its retourcodes; none: the class gets no RetourCodes element."""


class UnwritableMessage(ValueError):
    """A typed message holds values that the standard does not allow. Carries every problem."""

    def __init__(self, problems: Sequence[StructureProblem]) -> None:
        super().__init__("; ".join(f"{problem.path}: {problem.reason}" for problem in problems))
        self.problems = tuple(problems)


def write(message: Message) -> bytes:
    """An AW33, AW35 or AW39 as UTF-8 XML, indented, the same bytes for equal messages. Raises UnwritableMessage."""
    return serialise(message, message.soort)


def serialise(message: Part, soort: str, retourcodes: RetourcodesAt = lambda path: ()) -> bytes:
    """A typed message by the structure of one kind; for a return, with the retourcodes of each message class."""
    spec = structure(soort)
    namespaces: Any = {None: spec.namespace, "iwlz": BASE_NAMESPACE}
    root = etree.Element(spec.tag, nsmap=namespaces)
    try:
        _fill(root, message, spec, spec.name, retourcodes)
    except ValueError as error:
        reason = f"De tekst bevat tekens die in XML niet kunnen ({error})."
        raise UnwritableMessage([StructureProblem(0, spec.name, reason)]) from error
    problems = structure_check.check(root, spec)
    if problems:
        raise UnwritableMessage(problems)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _fill(node: etree._Element, part: Part, spec: Element, path: str, retourcodes: RetourcodesAt) -> None:
    bound = slots(type(part))
    for child in spec.children:
        if child.name == "RetourCodes":
            _retourcodes(node, child, retourcodes(path))
            continue
        slot = bound[child.name]
        value = getattr(part, slot.field)
        if value is None or value == ():
            continue
        below = etree.SubElement(node, child.tag)
        if slot.part is None:
            below.text = text_of(value, child.datatype)
        elif slot.many:
            _list(below, value, child, f"{path}/{child.name}", retourcodes)
        else:
            _fill(below, value, child, f"{path}/{child.name}", retourcodes)


def _list(node: etree._Element, items: Sequence[Part], spec: Element, path: str, retourcodes: RetourcodesAt) -> None:
    item = spec.children[0]
    for number, one in enumerate(items, start=1):
        _fill(etree.SubElement(node, item.tag), one, item, f"{path}/{item.name}[{number}]", retourcodes)


def _retourcodes(node: etree._Element, spec: Element, codes: Sequence[str]) -> None:
    if codes:
        below = etree.SubElement(node, spec.tag)
        for code in codes:
            etree.SubElement(below, spec.children[0].tag).text = code
