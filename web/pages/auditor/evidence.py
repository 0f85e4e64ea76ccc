"""The evidence pack on a page: asked with a question and a ground, made in the background, fetched as one archive."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ledger.vocabulary.errors import LedgerError
from projections.as_of import resolve
from web.auth.visitor import Auditor, Visitor
from web.composition import House
from web.dependencies import OpenHouse, PageInspecting
from web.errors import status_of
from web.evidence.question import Question, question_of
from web.inspecting import InspectedRoute
from web.packs import packs_of
from web.pages.attempt import told_at
from web.pages.auditor.evidence_view import (
    ASKED,
    EVIDENCE,
    FIELDS,
    PACK,
    again,
    evidence_page,
    file_name,
    missing,
    ready_of,
)
from web.pages.rendering import render, see_other

router = APIRouter(route_class=InspectedRoute)

REFRESH_SECONDS = 5
WORKING = "Het pakket wordt gemaakt."
_LONGEST = 2_000


@router.get(EVIDENCE)
def ask_evidence(request: Request, house: OpenHouse, visitor: Auditor, inspecting: PageInspecting) -> Response:
    """Show the form; once it was sent how far the pack is, and then where it is fetched."""
    typed = {name: request.query_params.get(name, "").strip()[: _LONGEST + 1] for name in ASKED}
    inspecting.nothing()
    if "maak" not in request.query_params:
        return render(request, "auditor/evidence.html", evidence_page(typed))
    if errors := tuple(missing(typed)):
        return render(request, "auditor/evidence.html", evidence_page(typed, errors), 422)
    try:
        asked = _asked(house, visitor, typed)
    except LedgerError as error:
        page = evidence_page(typed, told_at(error, FIELDS))
        return render(request, "auditor/evidence.html", page, status_of(error))
    inspecting.see_whole("lines", asked.scope)
    try:
        running = packs_of(request.app.state, house).ask(asked)
    except LedgerError as error:
        page = evidence_page(typed, told_at(error, FIELDS))
        return render(request, "auditor/evidence.html", page, status_of(error))
    if running.outcome is None:
        here = again(typed, asked)
        answer = render(request, "auditor/evidence.html", evidence_page(typed, (), None, WORKING, here))
        answer.headers["refresh"] = f"{REFRESH_SECONDS}; url={here}"
        return answer
    return render(request, "auditor/evidence.html", evidence_page(typed, (), ready_of(typed, asked, running.outcome)))


@router.get(f"{PACK}/{{kind}}/{{id:path}}")
def fetch_pack(
    request: Request, house: OpenHouse, visitor: Auditor, inspecting: PageInspecting, kind: str, id: str
) -> Response:
    """Give the archive; the address tells all that it follows from, so that it is the same whenever it is fetched."""
    typed = {name: request.query_params.get(name, "").strip() for name in ASKED} | {"kind": kind, "id": id}
    asked = _asked(house, visitor, typed)
    inspecting.see_whole("lines", asked.scope)
    running = packs_of(request.app.state, house).ask(asked)
    if running.outcome is None:
        return see_other(again(typed, asked))
    named = {"Content-Disposition": f'attachment; filename="{file_name(asked)}"'}
    return Response(running.outcome.data, media_type="application/zip", headers=named)


def _asked(house: House, visitor: Visitor, typed: dict[str, str]) -> Question:
    """Return the question that was typed, as known at an event that is named from then on."""
    known = resolve(house.ledger, typed["stand"] or None)
    scope = f"{typed['kind']}:{typed['id']}" if typed["id"] else None
    actor = visitor.mandate.actor
    return question_of(typed["question"], typed["ground"], scope, typed["period"] or None, known, actor)
