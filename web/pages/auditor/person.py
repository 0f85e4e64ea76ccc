"""Who is behind a pseudonym, and what people wrote about them: only under an access that a second person granted."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ledger.events import Client
from projections.audit_trail.fold import AUDIT_TRAIL
from projections.audit_trail.queries import Asked, timeline
from web.auth.visitor import Auditor
from web.dependencies import OpenHouse, PageInspecting
from web.inspecting import InspectedRoute
from web.looking_back import view_at
from web.pages.auditor.inzage_view import PERSON
from web.pages.auditor.person_view import identity_of, person_page, with_texts
from web.pages.auditor.timeline_view import page_of
from web.pages.rendering import render

router = APIRouter(route_class=InspectedRoute)


@router.get(f"{PERSON}/{{client}}")
def read_person(
    request: Request, house: OpenHouse, visitor: Auditor, inspecting: PageInspecting, client: str
) -> Response:
    """Show name, birth date and sex, and every event that holds a text, opened."""
    mandate = inspecting.see("detail", ("client", client))
    view = view_at(house.ledger, f"{PERSON}/{client}", request.query_params)
    with house.reading() as connection:
        asked = Asked("client", client, view.known.position, None, mandate.provider)
        lines = timeline(connection, house.ledger, asked, True)
    texts = with_texts(lines)
    page = page_of(len(texts), request.query_params.get("pagina", "1"))
    view = view.keeping(pagina=str(page.number) if page.number > 1 else "")
    subject = Client.stream_of(client)

    def opened(sealed: str) -> str | None:
        return house.keyring.open(subject, sealed)

    shown = person_page(client, identity_of(lines, opened), texts, page, view, opened)
    return render(request, "auditor/person.html", shown, view.status, then_on=[AUDIT_TRAIL.name])
