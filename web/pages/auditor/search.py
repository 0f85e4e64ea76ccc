"""Where an auditor begins: find a client, provider, budget or declaration by its number."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from projections import as_of
from projections.audit_trail.queries import find_subjects
from projections.provider_totals.queries import names_of_providers
from web.auth.visitor import Auditor
from web.dependencies import OpenHouse
from web.pages.auditor.search_view import MOST_HITS, cleaned, search_page
from web.pages.rendering import render

router = APIRouter()


@router.get("/controle")
def search(request: Request, house: OpenHouse, visitor: Auditor, q: str | None = None) -> Response:
    """Show the field, and what was found."""
    text = None if q is None else cleaned(q)
    with house.reading() as connection:
        known = as_of.now(house.ledger)
        found = find_subjects(connection, text, MOST_HITS + 1) if text else []
        names = names_of_providers(connection)
    page = search_page(text, found, names, known)
    return render(request, "auditor/index.html", page, 422 if page.form.errors else 200)
