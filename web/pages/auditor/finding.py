"""One finding: read under a pseudonym, explained by the provider, decided by the payer or the auditor."""

from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ledger.aggregates.finding import Finding
from ledger.events import Client
from ledger.subjects import subjects
from ledger.vocabulary.actor import Mandate
from ledger.vocabulary.errors import Forbidden
from projections.audit_trail.queries import Line, line_of
from projections.findings.fold import FINDINGS
from projections.findings.queries import Found, finding_of
from web.answers import in_euro
from web.auth.visitor import Visitor
from web.composition import House
from web.dependencies import OpenHouse, PageInspecting
from web.dutch_input import UnreadableAmount, parse_amount
from web.inspecting import GATED, InspectedRoute, Inspecting
from web.pages.attempt import Answer, attempt
from web.pages.auditor.finding_view import address_of, decision_form, finding_page, may_do
from web.pages.auditor.findings import Reader, asked_of
from web.pages.auditor.findings_view import ONE, Asked
from web.pages.auditor.subjects import event_address
from web.pages.posted import Fields, Posted, form_for
from web.pages.rendering import render, see_other
from web.pages.words import SEALED, opener
from web.view_models.findings import FindingPage
from web.view_models.shell import FieldError, Form, Message

router = APIRouter(route_class=InspectedRoute)

DONE = {
    "explain": Message("ok", "De toelichting is vastgelegd. Het zorgkantoor beslist."),
    "accept": Message("ok", "De toelichting is aangenomen. Wat betaald is, blijft betaald."),
    "recover": Message("ok", "Het bedrag is teruggenomen: de regel is gecrediteerd."),
    "dismiss": Message("ok", "Vastgelegd: dit was geen fout."),
}
FIELDS = {"text": "text", "reason": "text", "amount": "amount", "finding": "doing", "credit": "doing", "on": "doing"}
"""At which field of the form a field of the command stands."""
READS_TEXTS = frozenset({"zorgkantoor", "zorgaanbieder"})
"""Who an explanation is for, and who wrote it. Others read no words of people here."""


class Read(NamedTuple):
    """A finding as it stood, how it was opened, and the lines of its life until then."""

    found: Found
    opened: Finding.Opened
    life: tuple[Line, ...]


@router.get(f"{ONE}/{{number}}")
def read_finding(
    request: Request, house: OpenHouse, visitor: Reader, inspecting: PageInspecting, number: str, klaar: str = ""
) -> Response:
    """Show a finding with what it rests on, and its life."""
    asked, read = _read(request, house, inspecting, number)
    page = _page(house, visitor, asked, read, form_for(visitor, address_of(number)))
    return render(request, "auditor/finding.html", page, asked.view.status, DONE.get(klaar), then_on=[FINDINGS.name])


@router.post(f"{ONE}/{{number}}")
def take_decision(
    request: Request, house: OpenHouse, visitor: Reader, inspecting: PageInspecting, number: str, fields: Fields
) -> Response:
    """Put on record what somebody says of a finding, or decides about it."""
    asked, read = _read(request, house, inspecting, number)
    doing = fields.get("doing")
    may = may_do(visitor.role, read.found)
    if doing and doing not in may:
        raise Forbidden("finding-not-yours", "Over deze bevinding kunt u dit niet beslissen.")
    command, errors = _command(number, doing, fields)
    answer = Answer(errors, 422) if errors else attempt(house, visitor, [command], "bevinding", FIELDS)
    if not answer.errors:
        return see_other(f"{address_of(number)}?klaar={doing}")
    here = address_of(number)
    form = form_for(visitor, here, fields.values(), answer.errors, command_id=answer.id_for(fields))
    return render(request, "auditor/finding.html", _page(house, visitor, asked, read, form), answer.status)


def _read(request: Request, house: House, inspecting: Inspecting, number: str) -> tuple[Asked, Read]:
    """Return a finding that may be seen; raises `NotFound` for one that is not there, or outside the mandate."""
    inspecting.see_some("lines", None, None)  # who may see no lines at all is not told which findings there are
    asked = asked_of(request, house, inspecting.mandate, address_of(number))
    with house.reading() as connection:
        found = finding_of(connection, house.ledger, number, asked.view.upto)
    if found is None:
        raise Finding.not_found(number)
    records = house.ledger.stream(Finding.stream_of(number), asked.view.known.position)
    life = tuple(line_of(one) for one in records)
    opened = life[0].event
    assert isinstance(opened, Finding.Opened)
    mandate = inspecting.see("lines", *sorted(subjects(opened)))
    if mandate.region not in (None, found.region) or mandate.provider not in (None, found.provider):
        raise Finding.not_found(number)
    return asked._replace(mandate=mandate), Read(found, opened, life)


def _page(house: House, visitor: Visitor, asked: Asked, read: Read, form: Form) -> FindingPage:
    found, is_auditor = read.found, visitor.role in GATED
    lines = _rests_on(house, asked.mandate, read.opened)
    return finding_page(
        asked,
        found,
        read.opened,
        lines,
        [(line, _text(house, visitor, found, line)) for line in read.life],
        None if asked.view.looks_back else decision_form(visitor.role, found, form),
        partial(_event_href, asked, found) if is_auditor else _no_href,
        is_auditor,
    )


def _rests_on(house: House, mandate: Mandate, opened: Finding.Opened) -> Iterator[Line]:
    """Yield the events it rests on; a provider sees none that are about another provider only."""
    for record in house.ledger.at_positions(opened.rests_on):
        line = line_of(record)
        providers = [id for kind, id in subjects(line.event) if kind == "provider"]
        if mandate.provider is None or not providers or mandate.provider in providers:
            yield line


def _event_href(asked: Asked, found: Found, position: int) -> str:
    """Return the address of an event; it leads back to this finding, with the filters it was reached by."""
    return asked.address(event_address(position), van=f"bevinding/{found.number}")


def _no_href(position: int) -> str:
    return ""


def _text(house: House, visitor: Visitor, found: Found, line: Line) -> str | None:
    """Return what somebody wrote, for those whom it is for; else that it is sealed."""
    event: Any = line.event
    sealed = getattr(event, "text", None) or getattr(event, "reason", None)
    if sealed is None:
        return None
    if visitor.role not in READS_TEXTS:
        return SEALED
    subject = Client.stream_of(found.client) if found.client else Finding.stream_of(found.number)
    return opener(house.keyring, subject)(sealed)


def _command(number: str, doing: str, fields: Posted) -> tuple[dict[str, Any], tuple[FieldError, ...]]:
    """Return the command that the form means, or what is still missing in it."""
    text = fields.get("text")
    errors = [] if doing else [FieldError("doing", "Kies wat u besluit.")]
    if not text:
        errors.append(FieldError("text", "Schrijf op waarom. Schrijf geen namen op."))
    common = {"command_id": fields.command_id, "finding": number}
    if errors:
        return {}, tuple(errors)
    if doing == "explain":
        return {"do": "explain_finding", **common, "text": text}, ()
    if doing != "recover":
        return {"do": f"{doing}_finding", **common, "reason": text}, ()
    command = {"do": "recover_finding", **common, "credit": f"b-{number}", "reason": text}
    if not fields.get("amount"):
        return command, ()
    try:
        cents = parse_amount(fields.get("amount"), "EUR")
    except UnreadableAmount as error:
        return {}, (FieldError("amount", error.message),)
    return command | {"amount": {"EUR": in_euro(cents)}}, ()
