"""The rules over a region, a provider or everything, in the background; and what they find put on record."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from ledger.rechtmatigheid.catalogue import RULES
from ledger.vocabulary.errors import LedgerError
from ledger.vocabulary.source import Source
from web.auditing.asking import Question, question
from web.auditing.recording import record
from web.audits import Running, audits_of
from web.auth.visitor import Visitor, require
from web.composition import House
from web.dependencies import OpenHouse, PageInspecting
from web.errors import status_of
from web.filters import Filters
from web.inspecting import InspectedRoute
from web.looking_back import told_of_now
from web.pages.auditor.auditing_view import audit_page, audited, how_far, within
from web.pages.auditor.findings import asked_of
from web.pages.auditor.findings_view import AUDIT, PORTFOLIO, Asked
from web.pages.posted import Fields, form_for
from web.pages.rendering import render, see_other
from web.view_models.shell import Form

router = APIRouter(route_class=InspectedRoute)

Looker = Annotated[Visitor, Depends(require("auditor", "accountant", "zorgkantoor"))]
Recorder = Annotated[Visitor, Depends(require("auditor", "zorgkantoor"))]
REFRESH_SECONDS = 5


@router.get(AUDIT)
def run_audit(
    request: Request,
    house: OpenHouse,
    visitor: Looker,
    inspecting: PageInspecting,
    toets: str = "",
    stand: str = "",
) -> Response:
    """Show what the rules find in the scope of the filters: then, now, and the difference. Nothing is recorded.

    `stand` is the position an audit was begun at: a page that asks again asks the same question.
    """
    filters = Filters.of(request.query_params)
    mandate = inspecting.see_totals(filters.region or visitor.mandate.region, filters.provider or None)
    asked = asked_of(request, house, mandate, AUDIT)
    if not toets:
        return render(request, "auditor/audit.html", audit_page(asked))
    try:
        questioned = _question(house, asked, stand or None)
        running = audits_of(request.app.state, house).ask(questioned)
    except LedgerError as error:
        return render(request, "auditor/audit.html", audit_page(asked._replace(error=error)), status_of(error))
    return _shown(request, house, visitor, asked, running)


@router.post(AUDIT)
def record_findings(
    request: Request, house: OpenHouse, visitor: Recorder, inspecting: PageInspecting, fields: Fields
) -> Response:
    """Put on record what an audit found: what is there already stays as it is."""
    filters = Filters.of(fields.values())
    mandate = inspecting.see_totals(filters.region or visitor.mandate.region, filters.provider or None)
    asked = asked_of(request, house, mandate, AUDIT)._replace(filters=filters)
    running = audits_of(request.app.state, house).ask(_question(house, asked, fields.get("stand") or None))
    if running.outcome is None:
        return see_other(_again(asked, running))
    found = within(running.outcome.findings, mandate.region)
    kept = record(house, visitor.mandate, running.outcome, Source("form", "toetsen"), found)
    told = {"nieuw": str(kept.new)}
    if kept.left_out:
        told |= {"niet": str(len(kept.left_out)), "code": ".".join(sorted({one.code for one in kept.left_out}))}
    return see_other(f"{asked.address(PORTFOLIO)}{'&' if filters.parameters() else '?'}{urlencode(told)}")


def _question(house: House, asked: Asked, stand: str | None) -> Question:
    """Return the question of the filters, within the mandate."""
    filters = asked.filters
    filters.check()
    rules = None
    if filters.rule or filters.family:
        rules = ",".join(sorted(asked.filters.wanted(asked.mandate).rules or ())) or None
    return question(
        house,
        asked.mandate,
        filters.region or None,
        filters.provider or None,
        None,
        filters.period or None,
        rules,
        stand,
    )


def _again(asked: Asked, running: Running) -> str:
    return asked.address(AUDIT, toets="ja", stand=str(running.asked.known.position))


def _shown(request: Request, house: House, visitor: Visitor, asked: Asked, running: Running) -> Response:
    again = _again(asked, running)
    audit = running.outcome
    if audit is None:
        page = audit_page(asked, waiting=how_far(running.done, running.all), refresh_href=again)
        answer = render(request, "auditor/audit.html", page)
        answer.headers["refresh"] = str(REFRESH_SECONDS)
        return answer
    found = within(audit.findings, asked.mandate.region)
    told = audited(audit, found, len(running.asked.rules or RULES), _record_form(visitor, asked, audit.upto))
    as_of = told_of_now(house.ledger, audit.upto, audit.today, again)
    return render(request, "auditor/audit.html", audit_page(asked, told, as_of=as_of))


def _record_form(visitor: Visitor, asked: Asked, upto: int) -> Form | None:
    """Return the form that puts it on record; None for who only reads."""
    if visitor.role == "accountant":
        return None
    form = form_for(visitor, AUDIT)
    return Form(AUDIT, {**form.hidden, **asked.filters.parameters(), "stand": str(upto)})
