"""The same care under other models, side by side, for a region."""

from dataclasses import replace

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ledger.vocabulary.clock import today
from ledger.vocabulary.errors import Forbidden, LedgerError
from projections.provider_totals.queries import names_of_providers
from web.auth.visitor import Payer
from web.dependencies import OpenHouse
from web.errors import status_of
from web.looking_back import told_of_now
from web.pages.region.models_view import Chosen, models_page
from web.pages.region.overview_view import chosen_year
from web.pages.rendering import render
from web.simulating import question, years_with_contracteerruimte
from web.simulations import Running, simulations_of
from web.small_cells import without_small_cells

router = APIRouter()


REFRESH_SECONDS = 5


@router.get("/regio/modellen")
def compare_models(request: Request, house: OpenHouse, visitor: Payer, jaar: str = "", stand: str = "") -> Response:
    """Work out the chosen models over a year of the visitor's own region; nothing is recorded.

    `stand` is the position of the log that a comparison was begun at: a page that asks again asks the same question.
    """
    region = visitor.mandate.region
    if region is None:
        raise Forbidden("region-missing", "Dit account hoort niet bij een regio. Vraag de beheerder om hulp.")
    years = years_with_contracteerruimte(house, region)
    year = chosen_year(jaar, years, today(house.clock).year)
    models = request.query_params.getlist("models")
    chosen = Chosen(region, year, tuple(years), tuple(models), "stand" in request.query_params)
    try:
        running = _asked(request, house, visitor, chosen, stand or None) if chosen.is_asked else None
    except LedgerError as error:
        return render(request, "region/models.html", models_page(chosen, None, {}, error), status_of(error))
    with house.reading() as connection:
        names = names_of_providers(connection)
    shown = models_page(chosen, running, names)
    if running and running.outcome:
        known = told_of_now(house.ledger, running.asked.upto, today(house.clock), shown.refresh_href)
        shown = replace(shown, as_of=known)
    page = render(request, "region/models.html", shown)
    if running and not running.outcome:
        page.headers["refresh"] = str(REFRESH_SECONDS)
    return page


def _asked(request: Request, house: OpenHouse, visitor: Payer, chosen: Chosen, as_of: str | None) -> Running:
    asked = question(house, visitor.mandate, ",".join(chosen.models), chosen.year, chosen.region, as_of)
    running = simulations_of(request.app.state, house).ask(asked)
    if running.outcome is not None:
        without_small_cells(running.outcome)
    return running
