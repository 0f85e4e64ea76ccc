"""Write an auditfile: typed books in, bytes out."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from lxml import etree

from ledger.messages.xaf.forms import NAMESPACE, ROOT, Form, forms
from ledger.messages.xaf.model import Auditfile, Part
from ledger.messages.xaf.problems import XafProblem
from ledger.messages.xaf.rules import check


class UnwritableAuditfile(ValueError):
    """Books hold values that the format does not allow, or do not add up. Carries every problem."""

    def __init__(self, problems: Sequence[XafProblem]) -> None:
        super().__init__("; ".join(f"{problem.path}: {problem.sentence}" for problem in problems[:20]))
        self.problems = tuple(problems)


def write(auditfile: Auditfile) -> bytes:
    """Return the bytes of a file, the same for equal books; what `read` reads and `check` finds nothing wrong with.

    Raises `UnwritableAuditfile`.
    """
    if problems := check(auditfile):
        raise UnwritableAuditfile(problems)
    written = BytesIO()
    with etree.xmlfile(written, encoding="UTF-8") as file:
        file.write_declaration()
        _write(file, ROOT, auditfile, 0)
    written.write(b"\n")
    return written.getvalue()


def _write(file: Any, form: Form, value: Any, depth: int) -> None:
    """Write an element on a line of its own, indented by where it stands."""
    name = f"{{{NAMESPACE}}}{form.name}"
    with file.element(name, nsmap={None: NAMESPACE} if depth == 0 else None):
        if form.part is None:
            file.write(form.text(value))
            return
        for inner, one in elements(value):
            file.write("\n" + "  " * (depth + 1))
            _write(file, inner, one, depth + 1)
        file.write("\n" + "  " * depth)


def elements(part: Part) -> Iterator[tuple[Form, Any]]:
    """Yield what stands in an element, in its order, each of several by itself; what is None does not stand there."""
    for form in forms(type(part)).values():
        value = getattr(part, form.attribute)
        if form.many:
            yield from ((form, one) for one in value)
        elif value is not None:
            yield form, value
