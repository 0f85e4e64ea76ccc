"""Material control of one client: the zorgplan cycle, what rules found, the care of a month, what was asked."""

import re
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from ledger.auditing.zorgplan_cycle import zorgplan_cycle
from ledger.rechtmatigheid.case import Case
from ledger.rechtmatigheid.planning import month_end
from ledger.vocabulary.actor import Mandate
from ledger.vocabulary.periods import Period
from projections.audit_trail.fold import AUDIT_TRAIL
from projections.findings.fold import FINDINGS
from projections.findings.queries import Wanted, findings_in
from projections.provider_totals.queries import names_as_of
from web.auditing.cycle import Controlled, control_of
from web.auth.visitor import Visitor, require
from web.composition import House
from web.dependencies import OpenHouse, PageInspecting
from web.inspecting import InspectedRoute
from web.looking_back import View, view_at
from web.navragen import questions_to
from web.pages.auditor.cycle_view import Read, cycle_page
from web.pages.auditor.navraag_view import Heard, may_ask
from web.pages.auditor.subjects import cycle_address
from web.pages.rendering import render
from web.view_models.shell import Message

router = APIRouter(route_class=InspectedRoute)

Controller = Annotated[Visitor, Depends(require("auditor", "accountant", "zorgkantoor"))]
"""Who does material control: an auditor by inzage, a payer in its region."""
DONE = {"gevraagd": Message("ok", "De vraag staat klaar voor de cliënt. Antwoorden hoeft niet.")}
_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
_MOST_YEARS = 15


@router.get("/controle/client/{client}/zorgplan")
def read_cycle(
    request: Request,
    house: OpenHouse,
    visitor: Controller,
    inspecting: PageInspecting,
    client: str,
    jaar: str = "",
    maand: str = "",
    klaar: str = "",
) -> Response:
    """Show plan, do, check and act of one client in a year, under a pseudonym."""
    mandate = inspecting.see("lines", ("client", client))
    view = view_at(house.ledger, cycle_address(client), request.query_params, with_days=True, with_standen=True)
    year = int(jaar) if re.fullmatch(r"[0-9]{4}", jaar) and 1900 <= int(jaar) <= 2200 else view.day.year
    days = Period(date(year, 1, 1), min(date(year, 12, 31), view.on or date.max))
    controlled = control_of(house, mandate, client, view, days)
    month = _month(controlled.case, days, maand)
    view = view.keeping(jaar=jaar and str(year), maand=maand and f"{month.first:%Y-%m}")
    read = Read(client, year, years_of(controlled.case, view), zorgplan_cycle(controlled.case, days), month)
    page = cycle_page(read, controlled, view, _heard(house, visitor, mandate, controlled, client, view))
    return render(request, "auditor/cycle.html", page, view.status, DONE.get(klaar), [FINDINGS.name, AUDIT_TRAIL.name])


def years_of(case: Case, view: View) -> tuple[int, ...]:
    """Return the years there is something of, the latest first."""
    firsts = [case.rights.registered.year, *(year for year, _ in (*case.given, *case.lines))]
    first = max(min(year for year in (*firsts, view.today.year) if year > 1), view.today.year - _MOST_YEARS)
    return tuple(range(view.today.year, first - 1, -1))


def _month(case: Case, days: Period, asked: str) -> Period:
    """Return the month asked for, else the last one of the days in which there was care."""
    year = days.first.year
    known = sorted(one for one in {*case.given, *case.lines} if one[0] == year)
    number = known[-1][1] if known else 1
    if _MONTH.fullmatch(asked) and int(asked[:4]) == year:
        number = int(asked[5:])
    first = date(year, number, 1)
    return Period(first, month_end(first))


def _heard(house: House, visitor: Visitor, mandate: Mandate, controlled: Controlled, client: str, view: View) -> Heard:
    """Return what stands on record about this client: findings and questions, and what the names are."""
    with house.reading() as connection:
        asked = questions_to(connection, house.ledger, client, view.upto, mandate.provider)
        wanted = Wanted(clients=frozenset({client}), provider=mandate.provider)
        recorded = {one.number: one for one in findings_in(connection, house.ledger, wanted, view.upto)}
    names = names_as_of(house.ledger, controlled.case.upto)
    return Heard(visitor, tuple(asked), recorded, names, house.keyring, may_ask(visitor.role) and not view.looks_back)
