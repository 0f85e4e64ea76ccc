"""Read a message: bytes in, a typed message or the complete list of what is wrong with its structure out."""

import re
from dataclasses import dataclass
from typing import Any, TypeVar

from lxml import etree

from ledger.messages import structure_check, xml_input
from ledger.messages.aw33 import AW33
from ledger.messages.aw35 import AW35
from ledger.messages.aw39 import AW39
from ledger.messages.binding import slots
from ledger.messages.datatypes import parse
from ledger.messages.findings import StructureProblem
from ledger.messages.model import Header, Message, Part
from ledger.messages.standard import INCOMING, Element, structure

KINDS: dict[str, type[AW33] | type[AW35] | type[AW39]] = {"AW33": AW33, "AW35": AW35, "AW39": AW39}
_P = TypeVar("_P", bound=Part)
_NAMESPACE = re.compile(r"http://www\.istandaarden\.nl/([a-z]+)/([0-9]+_[0-9]+)/([a-z0-9]+)/schema")


@dataclass(frozen=True, slots=True)
class Reading:
    """The outcome of reading: either `message`, or `problems` (at least one, by line).

    `soort` is the kind of message as soon as that is known. `header` is there as soon as the header itself is in
    order, also when the rest is not: enough to answer the sender (`returns.write_rejection`).
    """

    soort: str | None
    header: Header | None
    message: Message | None
    problems: tuple[StructureProblem, ...]


def read(data: bytes) -> Reading:
    """Read an AW33, AW35 or AW39 of iWlz 2.2. Never raises for what is in the bytes.

    >>> read(b"<Bericht/>").problems[0].reason
    'Dit is geen iWlz-bericht: het eerste element is Bericht zonder naamruimte.'
    """
    root = xml_input.parse(data)
    if isinstance(root, list):
        return Reading(None, None, None, tuple(root))
    soort = _kind(root)
    if soort not in KINDS or structure_check.local(root) != "Bericht":
        problem = StructureProblem(xml_input.line_of(root), "", _not_ours(root, soort))
        return Reading(None, None, None, (problem,))
    spec = structure(soort)
    problems = structure_check.check(root, spec)
    header = _header(root, spec, problems)
    if problems:
        return Reading(soort, header, None, tuple(problems))
    return Reading(soort, header, _part(root, spec, KINDS[soort]), ())


def _kind(root: etree._Element) -> str | None:
    """The kind of message that the namespace of the root element names, where it is one of release 2.2."""
    match = _NAMESPACE.fullmatch(etree.QName(root).namespace or "")
    return match[3].upper() if match and match[1] == "iwlz" and match[2] == "2_2" else None


def _not_ours(root: etree._Element, soort: str | None) -> str:
    name, namespace = etree.QName(root).localname, etree.QName(root).namespace
    match = _NAMESPACE.fullmatch(namespace or "")
    if soort in KINDS:
        return f"Het eerste element is {name}; dat moet Bericht zijn."
    if soort in INCOMING.values():
        return f"Dit is retourbericht {soort}; ingelezen worden alleen {', '.join(KINDS)}."
    if match:
        release = match[2].replace("_", ".")
        kind = f"{match[3].upper()} van {match[1]} {release}"
        return f"Dit is bericht {kind}; ingelezen worden alleen {', '.join(KINDS)} van iwlz 2.2."
    where = f"in naamruimte {namespace}" if namespace else "zonder naamruimte"
    return f"Dit is geen iWlz-bericht: het eerste element is {name} {where}."


def _header(root: etree._Element, spec: Element, problems: list[StructureProblem]) -> Header | None:
    own = spec.child("Header")
    nodes = root.findall(own.tag)
    if len(nodes) != 1 or any(problem.path.startswith("Bericht/Header") for problem in problems):
        return None
    if structure_check.check(nodes[0], own):
        return None
    return _part(nodes[0], own, Header)


def _part(node: etree._Element, spec: Element, kind: type[_P]) -> _P:
    """The typed form of an element without problems."""
    values: dict[str, Any] = {}
    bound = slots(kind)
    for child in node:
        name = structure_check.local(child)
        slot, below = bound[name], spec.child(name)
        if slot.part is None:
            values[slot.field] = parse(child.text or "", below.datatype)
        elif slot.many:
            values[slot.field] = tuple(_part(item, below.children[0], slot.part) for item in child)
        else:
            values[slot.field] = _part(child, below, slot.part)
    return kind(**values)
