"""Where an auditor begins: find a client, provider, budget or declaration by its number."""

from collections.abc import Callable, Mapping, Sequence

from fastapi import APIRouter, Request
from fastapi.responses import Response

from projections.audit_trail.fold import AUDIT_TRAIL
from projections.audit_trail.queries import Asked, Subject, count, find_subjects
from projections.provider_totals.queries import names_as_of
from web.auth.visitor import Auditor
from web.composition import House
from web.dependencies import OpenHouse, PageInspecting
from web.inspected import owner_of
from web.inspecting import InspectedRoute
from web.looking_back import view_at
from web.pages.auditor.search_view import MOST_HITS, cleaned, search_page
from web.pages.auditor.subjects import START
from web.pages.rendering import render

router = APIRouter(route_class=InspectedRoute)


@router.get("/controle")
def search(
    request: Request, house: OpenHouse, visitor: Auditor, inspecting: PageInspecting, q: str | None = None
) -> Response:
    """Show the field, and what was found within the inzagen of who asks."""
    text = None if q is None else cleaned(q)
    seen = inspecting.sees("lines") if text else None
    if seen is None:
        inspecting.nothing()
    view = view_at(house.ledger, START, request.query_params, with_standen=True)
    upto = view.known.position
    with house.reading() as connection:
        found = find_subjects(connection, text, MOST_HITS + 1, upto) if text else []
        found = [one for one in found if seen is None or seen((one.kind, one.id))]
        owners = (owner_of(connection, [(one.kind, one.id)]) for one in found)
        inspecting.looks_at_clients(sorted({client for client, _ in owners if client is not None}))
        found = [one._replace(events=count(connection, house.ledger, Asked(one.kind, one.id, upto))) for one in found]
    names = _names(house, text, found, upto, seen) if text and seen else {}
    page = search_page(text, found, names, view)
    return render(
        request, "auditor/index.html", page, 422 if page.form.errors else view.status, then_on=[AUDIT_TRAIL.name]
    )


def _names(
    house: House, text: str, found: Sequence[Subject], upto: int, seen: Callable[[tuple[str, str]], bool]
) -> Mapping[str, str]:
    """Return the names of the providers that were found, by number or by name; only of those is asked who sees them."""
    numbers = {one.id for one in found if one.kind == "provider"}
    return {
        id: name
        for id, name in names_as_of(house.ledger, upto).items()
        if id in numbers or (text.lower() in name.lower() and seen(("provider", id)))
    }
