"""What a correction of the past would change, before the payer records it."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ledger.vocabulary.errors import LedgerError, Malformed
from ledger.vocabulary.source import Source
from web.auth.visitor import Payer
from web.dependencies import OpenHouse
from web.differences.previewing import previewed
from web.errors import status_of
from web.pages.posted import Fields, form_for
from web.pages.region.previewing_view import ADDRESS, errors_of, preview_page
from web.pages.rendering import render
from web.view_models.differences import PreviewPage
from web.view_models.shell import FieldError

router = APIRouter()


@router.get(ADDRESS)
def ask_what_changes(request: Request, house: OpenHouse, visitor: Payer) -> Response:
    """Show the form."""
    return render(request, "region/preview.html", PreviewPage(form_for(visitor, ADDRESS)))


@router.post(ADDRESS)
def show_what_changes(request: Request, house: OpenHouse, visitor: Payer, fields: Fields) -> Response:
    """Work out what the commands would change. Nothing is recorded, so the answer is a page, not an address."""
    lines = fields.get("opdrachten").encode().splitlines()
    try:
        found = previewed(house, visitor.mandate, lines, Source("form", "wat-verandert-er"))
        errors = errors_of(found)
    except LedgerError as error:
        told = error.problems[0].message if isinstance(error, Malformed) else error.message
        form = form_for(visitor, ADDRESS, fields.values(), (FieldError("opdrachten", told),))
        return render(request, "region/preview.html", PreviewPage(form), status_of(error))
    page = preview_page(form_for(visitor, ADDRESS, fields.values(), errors), found)
    return render(request, "region/preview.html", page, 422 if errors else 200)
