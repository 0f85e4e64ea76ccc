"""From bytes to an XML tree, safely: no DTD, no entities, no network, UTF-8 only, bounded in size
(here) and in depth and length of a single text (by libxml2, as `huge_tree` is off)."""

import re

from lxml import etree

from ledger.messages.findings import StructureProblem
from ledger.vocabulary.errors import at_most_listed

MAX_BYTES = 50 * 1024 * 1024
"""The largest file that is read. The standard itself allows 25 MB (OP179)."""

_DECLARED = re.compile(rb"\A(?:\xef\xbb\xbf)?<\?xml[^>]*?\bencoding\s*=\s*[\"']([^\"']*)[\"']")
_PROLOG_PARTS = (("<?", "?>"), ("<!--", "-->"))


def parse(data: bytes) -> etree._Element | list[StructureProblem]:
    """The root element, or why there is none."""
    refused = _size_problem(data) or _encoding_problem(data) or _doctype_problem(data)
    if refused:
        return [refused]
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        entries = [(entry.line, entry.message) for entry in parser.error_log] or [(error.lineno or 0, error.msg)]
        told = (StructureProblem(line, "", f"Dit is geen goed gevormde XML: {text}.") for line, text in entries)
        return at_most_listed(told, lambda more: StructureProblem(0, "", more))


def line_of(element: etree._Element) -> int:
    """The line of an element in the file, from 1; 0 for an element that was not read from a file."""
    line: object = element.sourceline
    return line if isinstance(line, int) else 0


def _size_problem(data: bytes) -> StructureProblem | None:
    if not data.strip():
        return StructureProblem(0, "", "Het bestand is leeg.")
    if len(data) > MAX_BYTES:
        return StructureProblem(
            0, "", f"Het bestand is {len(data)} bytes groot; er worden er hoogstens {MAX_BYTES} gelezen."
        )
    return None


def _encoding_problem(data: bytes) -> StructureProblem | None:
    declared = _DECLARED.match(data)
    if declared and declared[1].lower() != b"utf-8":
        name = declared[1].decode("ascii", "replace")
        return StructureProblem(1, "", f"De tekens zijn opgegeven als {name}; een iWlz-bericht is in UTF-8.")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return StructureProblem(line, "", "Het bestand bevat tekens die geen UTF-8 zijn; een iWlz-bericht is in UTF-8.")
    return None


def _doctype_problem(data: bytes) -> StructureProblem | None:
    """A document type declaration may hold entities that expand without end: no message needs one."""
    at = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    while at < len(data):
        rest = data[at : at + 9]
        if rest[:1].isspace():
            at += 1
        elif rest.startswith(b"<!DOCTYPE"):
            line = data.count(b"\n", 0, at) + 1
            return StructureProblem(line, "", "Een DTD (<!DOCTYPE …>) is in een bericht niet toegestaan.")
        else:
            end = next((c for o, c in _PROLOG_PARTS if rest.startswith(o.encode())), None)
            found = data.find(end.encode(), at) if end else -1
            if end is None or found < 0:
                return None
            at = found + len(end)
    return None
