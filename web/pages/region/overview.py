"""The contracteerruimte of a region and year against what its providers agreed, declared and were paid."""

from dataclasses import replace

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ledger.vocabulary.errors import Forbidden
from ledger.vocabulary.periods import period_of
from projections.contracteerruimte.fold import CONTRACTEERRUIMTE
from projections.contracteerruimte.queries import envelopes_in
from projections.provider_totals.fold import PROVIDER_TOTALS
from projections.provider_totals.queries import totals_in
from web.auth.visitor import Payer
from web.dependencies import OpenHouse
from web.explaining.regions import region_node
from web.explaining.witness import Witness
from web.known_totals import KnownTotals, known_totals
from web.looking_back import view_at
from web.pages.explained_view import LINES, explained_of
from web.pages.region.overview_view import Known, chosen_year, overview_page
from web.pages.rendering import render

router = APIRouter()


@router.get("/regio")
def read_overview(request: Request, house: OpenHouse, visitor: Payer, jaar: str = "") -> Response:
    """Show a year of the visitor's own region, as known now or at an earlier moment."""
    region = visitor.mandate.region
    if region is None:
        raise Forbidden("region-missing", "Dit account hoort niet bij een regio. Vraag de beheerder om hulp.")
    view = view_at(house.ledger, "/regio", request.query_params, with_standen=True)
    found = known_totals(house, view.known if view.looks_back else None, spending=False)
    view = view.reached(house.ledger, found.known.position)
    years = sorted(one.year for one in envelopes_in(found.envelopes, region))
    year = chosen_year(jaar, years, view.today.year)
    page = overview_page(region, year, years, known_of(found, region, year), view.keeping(jaar=str(year)))
    witness = Witness(house, visitor.mandate, found.known.position)
    envelope = known_of(found, region, year).envelope
    left = region_node(witness, envelope, found.totals, (region, year), "left", LINES, 0)
    explained = explained_of(left, lambda node: "", lambda node: node.basis)
    missed = found.missed_by(envelopes=True, spending=False)
    then_on = [PROVIDER_TOTALS.name, CONTRACTEERRUIMTE.name] if missed else ()
    return render(request, "region/overview.html", replace(page, explained=explained), view.status, then_on=then_on)


def known_of(found: KnownTotals, region: str, year: int) -> Known:
    """Return what was known of a year of a region."""
    totals = totals_in(found.totals, region=region, period=period_of(str(year)))
    envelope = next((one for one in envelopes_in(found.envelopes, region) if one.year == year), None)
    return Known(envelope, totals, found.totals.names)
