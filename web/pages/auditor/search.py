"""Where an auditor begins: find a client, provider, budget or declaration by its number."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from projections.audit_trail.fold import AUDIT_TRAIL
from projections.audit_trail.queries import Asked, count, find_subjects
from projections.provider_totals.queries import names_as_of
from web.auth.visitor import Auditor
from web.dependencies import OpenHouse
from web.looking_back import view_at
from web.pages.auditor.search_view import MOST_HITS, cleaned, search_page
from web.pages.auditor.subjects import START
from web.pages.rendering import render

router = APIRouter()


@router.get("/controle")
def search(request: Request, house: OpenHouse, visitor: Auditor, q: str | None = None) -> Response:
    """Show the field, and what was found."""
    text = None if q is None else cleaned(q)
    view = view_at(house.ledger, START, request.query_params, with_standen=True)
    upto = view.known.position
    with house.reading() as connection:
        found = find_subjects(connection, text, MOST_HITS + 1, upto) if text else []
        found = [one._replace(events=count(connection, house.ledger, Asked(one.kind, one.id, upto))) for one in found]
    page = search_page(text, found, names_as_of(house.ledger, upto) if text else {}, view)
    return render(
        request, "auditor/index.html", page, 422 if page.form.errors else view.status, then_on=[AUDIT_TRAIL.name]
    )
