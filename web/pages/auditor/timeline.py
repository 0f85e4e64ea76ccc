"""The timeline of a client, provider, budget, declaration or region, as known at a moment."""

from typing import Annotated, NamedTuple

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from ledger.vocabulary.errors import NotFound
from projections.audit_trail.queries import Asked, count, timeline
from projections.client_budget.balance import Balance, balance
from projections.client_budget.queries import budget_as_of, budgets_of_client
from web.auth.visitor import Auditor
from web.composition import House
from web.dependencies import OpenHouse
from web.looking_back import View, view_at
from web.pages.auditor.subjects import BY_ADDRESS, Kind, timeline_address
from web.pages.auditor.timeline_view import PER_PAGE, page_of, timeline_page
from web.pages.rendering import render

router = APIRouter()


class Subject(NamedTuple):
    """Whose timeline is asked for."""

    kind: Kind
    id: str


def the_subject(house: OpenHouse, visitor: Auditor, soort: str, id: str) -> Subject:
    """Return the subject of the address; nothing was ever recorded about it is not found."""
    kind = BY_ADDRESS.get(soort)
    if kind is not None and id.isprintable():
        with house.reading() as connection:
            if count(connection, house.ledger, Asked(kind.kind, id)):
                return Subject(kind, id)
    raise NotFound("subject-unknown", "Hierover is niets vastgelegd.")


def the_view(request: Request, house: OpenHouse, subject: Annotated[Subject, Depends(the_subject)]) -> View:
    """Return which part of the log counts."""
    asked = request.query_params
    action = timeline_address(subject.kind.kind, subject.id)
    at, position, stand = (asked.get(name, "") for name in ("at", "position", "stand"))
    return view_at(house.ledger, action, at, position, stand=stand)


@router.get("/controle/{soort}/{id:path}")
def read_timeline(
    request: Request,
    house: OpenHouse,
    subject: Annotated[Subject, Depends(the_subject)],
    view: Annotated[View, Depends(the_view)],
) -> Response:
    """Show what was recorded about a subject, newest first."""
    asked = Asked(subject.kind.kind, subject.id, view.known.position)
    with house.reading() as connection:
        page = page_of(count(connection, house.ledger, asked), request.query_params.get("pagina", "1"))
        lines = timeline(connection, house.ledger, asked, True, PER_PAGE, page.offset)
    balances = _balances(house, subject, view.known.position)
    shown = timeline_page(subject.kind, subject.id, lines, page, view, balances)
    return render(request, "auditor/timeline.html", shown, view.status)


def _balances(house: House, subject: Subject, upto: int) -> list[Balance]:
    """Return the figures of the budget, or of every budget of the client, that was known by then."""
    if subject.kind.kind == "budget":
        budgets = [subject.id]
    elif subject.kind.kind == "client":
        with house.reading() as connection:
            budgets = [one.budget for one in budgets_of_client(connection, subject.id)]
    else:
        return []
    return [known for budget in budgets if (known := _balance(house, budget, upto)) is not None]


def _balance(house: House, budget: str, upto: int) -> Balance | None:
    try:
        return balance(budget_as_of(house.ledger, budget, upto))
    except NotFound:
        return None
