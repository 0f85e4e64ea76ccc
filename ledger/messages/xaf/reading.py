"""Read an auditfile: bytes in, typed books out, or every reason why not."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from lxml import etree

from ledger.messages.xaf.forms import NAMESPACE, ROOT, Form, forms
from ledger.messages.xaf.model import Auditfile, Part
from ledger.messages.xaf.problems import XafProblem
from ledger.messages.xml_input import line_of
from ledger.vocabulary.errors import at_most_listed


class Reading(NamedTuple):
    """Books, or what is wrong with the file. Whether the books add up is for `check` to tell."""

    auditfile: Auditfile | None
    problems: tuple[XafProblem, ...] = ()


def read(data: bytes) -> Reading:
    """Read a file of any size. Entities, DTDs and addresses on a network are never followed."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        return _unreadable(f"Dit is geen goed gevormde XML: {error.msg}.", error.lineno or 0)
    if root.getroottree().docinfo.internalDTD is not None:
        return _unreadable("Een DTD (<!DOCTYPE …>) mag niet in een auditfile staan. Haal die weg.", 1)
    if root.tag != f"{{{NAMESPACE}}}{ROOT.name}":
        told = (
            f"Dit is geen XML Auditfile Financieel 3.2: het begint met {root.tag}, niet met auditfile in {NAMESPACE}."
        )
        return _unreadable(told, line_of(root))
    problems: list[XafProblem] = []
    read_part = _Reader(problems).part(root, Auditfile, "")
    if problems:
        listed = at_most_listed(problems, lambda more: XafProblem("", "more-problems", more))
        return Reading(None, tuple(listed))
    assert isinstance(read_part, Auditfile)
    return Reading(read_part)


def _unreadable(sentence: str, line: int) -> Reading:
    return Reading(None, (XafProblem("", "xaf-unreadable", sentence, line),))


class _Reader:
    def __init__(self, problems: list[XafProblem]) -> None:
        self._problems = problems

    def part(self, element: etree._Element, part: type[Part], path: str) -> Part | None:
        """Return an element with all that is in it; None where something is wrong, which is listed."""
        known, before = forms(part), len(self._problems)
        found: dict[str, list[Any]] = {}
        place = -1
        for child, name in _children(element):
            form = known.get(name)
            at = f"{path}/{name}".lstrip("/")
            if form is None:
                self._tell(
                    at, "element-unknown", f"Het element {name} kan hier niet staan, of is hier niet te lezen.", child
                )
                continue
            if (order := list(known).index(name)) < place:
                self._tell(at, "element-order", f"Het element {name} staat na een element dat erachter hoort.", child)
            place = max(place, order)
            values = found.setdefault(form.attribute, [])
            if values and not form.many:
                self._tell(at, "element-twice", f"Het element {name} mag hier één keer staan.", child)
            values.append(self._value(child, form, f"{at}[{len(values) + 1}]" if form.many else at))
        for form in known.values():
            if form.required and form.attribute not in found:
                told = f"Het element {form.name} ontbreekt."
                self._tell(f"{path}/{form.name}".lstrip("/"), "element-missing", told, element)
        if len(self._problems) > before:
            return None
        many = {one.attribute for one in known.values() if one.many}
        return part(**{name: tuple(values) if name in many else values[0] for name, values in found.items()})

    def _value(self, element: etree._Element, form: Form, path: str) -> Any:
        if form.part is not None:
            return self.part(element, form.part, path)
        if len(element):
            self._tell(path, "element-unknown", f"In het element {form.name} staan geen andere elementen.", element)
            return None
        try:
            value = form.value(element.text or "")
        except ValueError as error:
            self._tell(path, "value-invalid", str(error), element)
            return None
        if wrong := form.wrong(value):
            self._tell(path, "value-invalid", wrong, element)
        return value

    def _tell(self, path: str, code: str, sentence: str, element: etree._Element) -> None:
        self._problems.append(XafProblem(path, code, sentence, line_of(element)))


def _children(element: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Yield the elements within one with their names; of another namespace, with the namespace before the name."""
    start = f"{{{NAMESPACE}}}"
    for child in element:
        yield child, str(child.tag).removeprefix(start)
