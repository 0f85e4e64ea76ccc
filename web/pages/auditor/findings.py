"""The portfolio of findings in totals, and the list of findings under pseudonyms; every filter holds on both."""

import re
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from ledger.vocabulary.actor import Mandate
from ledger.vocabulary.errors import Malformed, NotFound, Refused
from projections.findings.fold import FINDINGS
from projections.findings.queries import Found, Part, Wanted, findings_in, total_in
from projections.findings.sums import By
from projections.provider_totals.queries import names_as_of
from web import dutch
from web.auth.visitor import Visitor, require
from web.composition import House
from web.dependencies import OpenHouse, PageInspecting
from web.filters import Filters
from web.inspecting import InspectedRoute
from web.looking_back import view_at
from web.pages.auditor.findings_view import LIST, PORTFOLIO, WAYS, Asked, findings_page, portfolio_page
from web.pages.auditor.questions_saved import save_form, saved_rows
from web.pages.auditor.timeline_view import PER_PAGE, Page, page_of
from web.pages.rendering import render
from web.portfolio import NOTHING, portfolio_in
from web.view_models.shell import Message

router = APIRouter(route_class=InspectedRoute)

Reader = Annotated[Visitor, Depends(require("auditor", "accountant", "zorgkantoor", "zorgaanbieder"))]
"""Who reads findings: an auditor by inzage, a payer of its region, a provider its own."""
MAY_AUDIT = frozenset({"auditor", "accountant", "zorgkantoor"})
_COUNT = re.compile(r"[0-9]{1,9}", re.ASCII)
_CODES = re.compile(r"[a-z-]{1,60}(\.[a-z-]{1,60}){0,19}")
DONE = {
    "bewaard": Message("ok", "De vraag is bewaard."),
    "weg": Message("ok", "De vraag is weg."),
}


@router.get(PORTFOLIO)
def read_portfolio(
    request: Request,
    house: OpenHouse,
    visitor: Reader,
    inspecting: PageInspecting,
    klaar: str = "",
    nieuw: str = "",
    niet: str = "",
    code: str = "",
) -> Response:
    """Show the findings taken together by rule, provider, month or state."""
    filters = Filters.of(request.query_params)
    mandate, clients = inspecting.see_some("totals", filters.region or None, filters.provider or None)
    by = _way(request.query_params.get("by", ""))
    asked = asked_of(request, house, mandate, PORTFOLIO, by=by)
    asked, wanted = wanted_of(asked, clients)
    with house.reading() as connection:
        found = portfolio_in(connection, house.ledger, wanted, asked.view.upto, by) if wanted else NOTHING
    page = portfolio_page(
        asked,
        by,
        found,
        names_as_of(house.ledger, asked.view.known.position) if by == "provider" else {},
        saved_rows(house, visitor),
        save_form(visitor, asked, by),
        visitor.role in MAY_AUDIT,
    )
    status = 422 if asked.error else asked.view.status
    message = _recorded(nieuw, niet, code) if nieuw else DONE.get(klaar)
    return render(request, "auditor/portfolio.html", page, status, message, then_on=[FINDINGS.name])


@router.get(LIST)
def read_list(request: Request, house: OpenHouse, visitor: Reader, inspecting: PageInspecting) -> Response:
    """Show every finding that the filters leave, the last opened first."""
    filters = Filters.of(request.query_params)
    mandate, clients = inspecting.see_some("lines", filters.region or None, filters.provider or None)
    asked = asked_of(request, house, mandate, LIST)
    asked, wanted = wanted_of(asked, clients)
    number, found = _page(house, asked, wanted, request.query_params.get("pagina", "1"))
    names = names_as_of(house.ledger, asked.view.known.position)
    status = 422 if asked.error else asked.view.status
    page = findings_page(asked, found, number, names)
    return render(request, "auditor/findings.html", page, status, then_on=[FINDINGS.name])


def asked_of(request: Request, house: House, mandate: Mandate, action: str, **more: str) -> Asked:
    """Return the filters and the view of an address; both stay in every link."""
    filters = Filters.of(request.query_params)
    view = view_at(house.ledger, action, request.query_params, with_standen=True)
    return Asked(filters, view.keeping(**filters.parameters(), **more), mandate)


def wanted_of(asked: Asked, clients: frozenset[str] | None) -> tuple[Asked, Wanted | None]:
    """Return what is asked for; of filters that cannot be nothing, and what is wrong."""
    try:
        return asked, asked.filters.wanted(asked.mandate, clients)
    except (Malformed, Refused, NotFound) as error:
        return asked._replace(error=error), None


def _page(house: House, asked: Asked, wanted: Wanted | None, number: str) -> tuple[Page, list[Found]]:
    """Return one page of the list: which it is, and the findings on it."""
    if wanted is None:
        return page_of(0, number), []
    ledger, upto = house.ledger, asked.view.upto
    with house.reading() as connection:
        page = page_of(total_in(connection, ledger, wanted, upto).findings, number)
        return page, findings_in(connection, ledger, wanted, upto, Part(limit=PER_PAGE, offset=page.offset))


def _recorded(new: str, left_out: str, codes: str) -> Message | None:
    """Tell how many findings were put on record, and how many could not be, with the codes of their refusals."""
    if not _COUNT.fullmatch(new):
        return None
    told = dutch.count(int(new), "nieuwe bevinding", "nieuwe bevindingen")
    if not (_COUNT.fullmatch(left_out) and _CODES.fullmatch(codes)):
        return Message("ok", f"{told} vastgelegd. Wat er al stond, is gebleven zoals het was.")
    not_kept = dutch.count(int(left_out), "bevinding kon", "bevindingen konden")
    why = codes.replace(".", ", ")
    return Message("warning", f"{told} vastgelegd. {not_kept} niet worden vastgelegd ({why}). Vraag de beheerder.")


def _way(text: str) -> By:
    for way in WAYS:
        if text == way:
            return way
    return "rule"
