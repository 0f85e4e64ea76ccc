"""Write the message that answers a message: AW34 to an AW33, AW36 to an AW35, AW310 to an AW39.

How a return is made up (OP065, OP093, IV028, IV032 of iWlz 2.2):

* a message without findings is answered by its header alone, with retourcode 0200;
* a finding in the header rejects the message as a whole: its header alone, with the retourcodes found;
* otherwise every client with a finding goes back unchanged and whole, and every message class of that client carries
  retourcodes: those of the findings in it, or 0200. Clients without findings are not in the return: they are accepted;
* a finding on an element that is no message class (a name, a postcode) counts for the class around it;
* a code that the list of release 2.2 does not have is answered as 0001.

Sender and receiver in the header stay those of the message that is answered: the return is about that message.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from msgspec.structs import asdict

from ledger.messages.findings import Finding
from ledger.messages.model import Header, Message, Part, XsdVersie
from ledger.messages.standard import (
    INCOMING,
    NO_REMARK,
    TECHNICAL,
    XSD_VERSION,
    Element,
    retourcodes,
    structure,
)
from ledger.messages.writing import serialise


class RetourHeader(Header, frozen=True, kw_only=True):
    """The header of the message that is answered, with what names the answer itself."""

    identificatie_retour: str
    dagtekening_retour: date
    xslt_versie: str | None = None
    xsd_versie_retour: XsdVersie = XsdVersie(basisschema_xsd_versie=XSD_VERSION, bericht_xsd_versie=XSD_VERSION)


class _Return(Part, frozen=True, kw_only=True):
    header: RetourHeader
    clienten: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class ClassCodes:
    """The retourcodes of every message class that is hit, by path; all other classes have nothing to remark."""

    by_path: dict[str, tuple[str, ...]]

    def at(self, path: str) -> Sequence[str]:
        return self.by_path.get(path, (NO_REMARK,))


def write_return(message: Message, findings: Iterable[Finding], *, dagtekening: date, identificatie: str) -> bytes:
    """The return message of a message that could be read, as UTF-8 XML.

    `dagtekening` is the day and `identificatie` the name (1 to 12 characters) of the return itself.
    Raises UnwritableMessage where these are not allowed, ValueError where a finding points outside the message.
    """
    found = list(findings)
    own = [one for one in found if one.client is None]
    hit = sorted({one.client for one in found if one.client is not None}) if not own else []
    spec = structure(INCOMING[message.soort])
    codes = _header_codes(own) if own else _by_class(found, hit, spec, len(message.personen))
    answer = _Return(
        header=_header(message.header, message.soort, dagtekening, identificatie),
        clienten=tuple(message.personen[place] for place in hit),
    )
    return serialise(answer, INCOMING[message.soort], ClassCodes(codes).at)


def write_rejection(
    header: Header, soort: str, codes: Sequence[str] = (TECHNICAL,), *, dagtekening: date, identificatie: str
) -> bytes:
    """The return of a message whose header could be read but whose structure is wrong: the header alone, with codes.

    The standard does not ask for this answer (structure is its first level of control); it may be sent or not.
    """
    answer = _Return(header=_header(header, soort, dagtekening, identificatie))
    known = tuple(sorted({_listed(code) for code in codes}))
    return serialise(answer, INCOMING[soort], ClassCodes({"Bericht/Header": known}).at)


def _header(header: Header, soort: str, dagtekening: date, identificatie: str) -> RetourHeader:
    code = structure(INCOMING[soort]).child("Header").child("BerichtCode").pattern
    return RetourHeader(
        **{**asdict(header), "bericht_code": code},
        identificatie_retour=identificatie,
        dagtekening_retour=dagtekening,
    )


def _listed(code: str) -> str:
    return code if code in retourcodes() else TECHNICAL


def _header_codes(found: Iterable[Finding]) -> dict[str, tuple[str, ...]]:
    return {"Bericht/Header": tuple(sorted({_listed(one.retourcode) for one in found}))}


def _by_class(found: Iterable[Finding], hit: Sequence[int], spec: Element, clients: int) -> dict[str, tuple[str, ...]]:
    """Retourcodes by the path that a message class has in the return, where clients are numbered anew."""
    codes: dict[str, set[str]] = {}
    for one in found:
        assert one.client is not None, "findings about the message as a whole are answered in the header"
        if one.client >= clients:
            raise ValueError(f"a finding points at client {one.client + 1} of {clients}: {one.path}")
        path = _class_of(one.path, spec)
        old, new = f"/Client[{one.client + 1}]", f"/Client[{hit.index(one.client) + 1}]"
        codes.setdefault(path.replace(old, new, 1), set()).add(_listed(one.retourcode))
    return {path: tuple(sorted(own)) for path, own in codes.items()}


def _class_of(path: str, spec: Element) -> str:
    """The path of the innermost message class (an element with RetourCodes) that holds an element."""
    steps = path.split("/")
    best, element = 0, spec
    for depth, step in enumerate(steps[1:], start=2):
        name = step.partition("[")[0]
        if name not in element.positions:
            break
        element = element.child(name)
        if "RetourCodes" in element.positions:
            best = depth
    return "/".join(steps[:best])
