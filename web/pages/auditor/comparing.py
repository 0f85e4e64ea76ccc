"""What changed in belief about a client, provider or region between two stands."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ledger.vocabulary.errors import Forbidden, LedgerError, Malformed
from web.auth.visitor import Auditor
from web.dependencies import OpenHouse, PageInspecting
from web.differences.comparing import compared_at
from web.errors import status_of
from web.inspecting import InspectedRoute
from web.pages.auditor.comparing_view import Typed, compare_page, read_asked
from web.pages.rendering import render

router = APIRouter(route_class=InspectedRoute)


@router.get("/controle/vergelijk")
def compare_stands(
    request: Request,
    house: OpenHouse,
    visitor: Auditor,
    inspecting: PageInspecting,
    soort: str = "",
    nummer: str = "",
    before: str = "",
    after: str = "",
    on: str = "",
) -> Response:
    """Show the form; once a stand was filled in, what differs from there."""
    typed = Typed(soort, nummer.strip(), before.strip(), after.strip(), on.strip())
    inspecting.nothing()
    if "before" not in request.query_params:
        return render(request, "auditor/compare.html", compare_page(typed))
    try:
        asked = read_asked(house.ledger, typed)
        mandate = inspecting.see("lines", (asked.about.kind, asked.about.id))
        found = compared_at(house, mandate, asked.about, asked.before, asked.after, asked.on)
    except Forbidden:
        raise
    except LedgerError as error:
        problems = error.problems if isinstance(error, Malformed) else [error]
        return render(request, "auditor/compare.html", compare_page(typed, None, problems), status_of(error))
    return render(request, "auditor/compare.html", compare_page(typed, found))
