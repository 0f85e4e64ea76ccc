"""The contracteerruimte of a region and year against what its providers agreed, declared and were paid."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ledger.vocabulary.clock import today
from ledger.vocabulary.errors import Forbidden
from projections.audit_trail.queries import streams_about
from projections.contracteerruimte.queries import envelope_as_of, regions_and_years
from projections.provider_totals.queries import names_of_providers, totals_as_of
from web.auth.visitor import Payer
from web.composition import House
from web.dependencies import OpenHouse
from web.looking_back import view_at
from web.pages.region.overview_view import Known, chosen_year, overview_page
from web.pages.rendering import render

router = APIRouter()


@router.get("/regio")
def read_overview(
    request: Request, house: OpenHouse, visitor: Payer, jaar: str = "", at: str = "", position: str = ""
) -> Response:
    """Show a year of the visitor's own region, as known now or at an earlier moment."""
    region = visitor.mandate.region
    if region is None:
        raise Forbidden("region-missing", "Dit account hoort niet bij een regio. Vraag de beheerder om hulp.")
    with house.reading() as connection:
        years = sorted(year for name, year in regions_and_years(connection) if name == region)
    year = chosen_year(jaar, years, today(house.clock).year)
    view = view_at(house.ledger, "/regio", at, position, {"jaar": str(year)})
    page = overview_page(region, year, years, known_at(house, region, year, view.known.position), view)
    return render(request, "region/overview.html", page, view.status)


def known_at(house: House, region: str, year: int, position: int) -> Known:
    """Replay the envelope and the declarations of a region up to a position."""
    with house.reading() as connection:
        names = names_of_providers(connection)
        declarations = streams_about(connection, "region", region, "declaration-", position)
    found = totals_as_of(house.ledger, declarations, position)
    totals = [total for total in found if (total.region, total.year) == (region, year)]
    return Known(envelope_as_of(house.ledger, region, year, position), totals, names)
