"""The contracteerruimte of a region and year against what its providers agreed, declared and were paid."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ledger.vocabulary.clock import today
from ledger.vocabulary.errors import Forbidden
from ledger.vocabulary.periods import period_of
from projections.as_of import AsOf
from projections.contracteerruimte.queries import envelopes_in, regions_and_years
from projections.provider_totals.queries import totals_in
from web.auth.visitor import Payer
from web.composition import House
from web.dependencies import OpenHouse
from web.known_totals import known_totals
from web.looking_back import view_at
from web.pages.region.overview_view import Known, chosen_year, overview_page
from web.pages.rendering import render

router = APIRouter()


@router.get("/regio")
def read_overview(
    request: Request,
    house: OpenHouse,
    visitor: Payer,
    jaar: str = "",
    at: str = "",
    position: str = "",
    stand: str = "",
) -> Response:
    """Show a year of the visitor's own region, as known now or at an earlier moment."""
    region = visitor.mandate.region
    if region is None:
        raise Forbidden("region-missing", "Dit account hoort niet bij een regio. Vraag de beheerder om hulp.")
    with house.reading() as connection:
        years = sorted(year for name, year in regions_and_years(connection) if name == region)
    year = chosen_year(jaar, years, today(house.clock).year)
    view = view_at(house.ledger, "/regio", at, position, {"jaar": str(year)}, stand)
    page = overview_page(region, year, years, known_at(house, region, year, view.known), view)
    return render(request, "region/overview.html", page, view.status)


def known_at(house: House, region: str, year: int, known: AsOf) -> Known:
    """Return what was known of a year of a region."""
    found = known_totals(house, known)
    totals = totals_in(found.totals, region=region, period=period_of(str(year)))
    envelope = next((one for one in envelopes_in(found.envelopes, region) if one.year == year), None)
    return Known(envelope, totals, found.totals.names)
