"""Practice variation: what providers use beside the indicatiewaarde, worked out in the background."""

import msgspec
from fastapi import APIRouter, Request
from fastapi.responses import Response

from ledger.vocabulary.clock import today
from ledger.vocabulary.errors import LedgerError
from projections.provider_totals.queries import names_as_of
from web.auditing.asking import question
from web.audits import audits_of
from web.dependencies import OpenHouse, PageInspecting
from web.errors import status_of
from web.filters import Filters
from web.inspecting import InspectedRoute
from web.looking_back import told_of_now
from web.pages.auditor.auditing import REFRESH_SECONDS, Looker
from web.pages.auditor.auditing_view import how_far
from web.pages.auditor.findings import asked_of
from web.pages.auditor.findings_view import VARIATION
from web.pages.auditor.variation_view import variation_of, variation_page, years_of
from web.pages.rendering import render

router = APIRouter(route_class=InspectedRoute)


@router.get(VARIATION)
def compare_providers(
    request: Request,
    house: OpenHouse,
    visitor: Looker,
    inspecting: PageInspecting,
    year: str = "",
    stand: str = "",
) -> Response:
    """Show the providers of a region side by side, in one year. Of the filters only the region counts here."""
    filters = Filters.of(request.query_params)
    mandate = inspecting.see_totals(filters.region or visitor.mandate.region)
    asked = asked_of(request, house, mandate, VARIATION)
    now = today(house.clock).year
    try:
        filters.check()
        known = stand or (str(asked.view.known.position) if asked.view.looks_back else None)
        everything = question(house, mandate, filters.region or None, as_of=known)
        running = audits_of(request.app.state, house).ask(msgspec.structs.replace(everything, rules=()))
    except LedgerError as error:
        page = variation_page(asked._replace(error=error), now, ())
        return render(request, "auditor/variation.html", page, status_of(error))
    audit = running.outcome
    again = asked.address(VARIATION, year=year or str(now), stand=str(running.asked.known.position))
    if audit is None:
        waiting = variation_page(asked, now, (), waiting=how_far(running.done, running.all), refresh_href=again)
        answer = render(request, "auditor/variation.html", waiting)
        answer.headers["refresh"] = str(REFRESH_SECONDS)
        return answer
    years = years_of(audit.uses)
    chosen = next((one for one in years if str(one) == year), years[0] if years else now)
    found = variation_of(asked, audit.uses, chosen, names_as_of(house.ledger, audit.upto))
    as_of = told_of_now(house.ledger, audit.upto, audit.today, again)
    return render(request, "auditor/variation.html", variation_page(asked, chosen, years, found, as_of=as_of))
