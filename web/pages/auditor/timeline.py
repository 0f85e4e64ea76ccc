"""The timeline of a client, provider, budget, declaration or region, as known at a moment."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from ledger.vocabulary.actor import Mandate
from ledger.vocabulary.errors import LedgerError, NotFound
from projections.audit_trail.queries import Asked, count, timeline
from projections.client_budget.balance import Balance, balance
from projections.client_budget.fold import CLIENT_BUDGET
from projections.client_budget.queries import budget_as_of, budgets_of_client
from web.auth.visitor import Auditor
from web.composition import House
from web.dependencies import OpenHouse, PageInspecting
from web.explaining.asking import explanation
from web.inspecting import InspectedRoute
from web.looking_back import View, view_at
from web.pages.auditor.subjects import BY_ADDRESS, Kind, timeline_address
from web.pages.auditor.timeline_view import PER_PAGE, page_of, timeline_page
from web.pages.explained_view import LINES, REST, explained_of, with_events
from web.pages.rendering import render
from web.view_models.shell import Explained

router = APIRouter(route_class=InspectedRoute)


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
    action = timeline_address(subject.kind.kind, subject.id)
    return view_at(house.ledger, action, request.query_params, with_days=True, with_standen=True)


@router.get("/controle/{soort}/{id:path}")
def read_timeline(
    request: Request,
    house: OpenHouse,
    inspecting: PageInspecting,
    subject: Annotated[Subject, Depends(the_subject)],
    view: Annotated[View, Depends(the_view)],
) -> Response:
    """Show what was recorded about a subject, newest first."""
    mandate = inspecting.see("lines", (subject.kind.kind, subject.id))
    asked = Asked(subject.kind.kind, subject.id, view.known.position, view.on, mandate.provider)
    with house.reading() as connection:
        page = page_of(count(connection, house.ledger, asked), request.query_params.get("pagina", "1"))
        lines = timeline(connection, house.ledger, asked, True, PER_PAGE, page.offset)
    view = view.keeping(pagina=str(page.number) if page.number > 1 else "")
    balances = _balances(house, mandate, subject, view)
    shown = timeline_page(subject.kind, subject.id, lines, page, view, balances)
    explained = _explained(house, mandate, [one.budget for one in balances], view)
    then_on = [CLIENT_BUDGET.name] if subject.kind.kind in ("client", "budget") else ()
    page_shown = replace(shown, explained=explained)
    return render(request, "auditor/timeline.html", page_shown, view.status, then_on=then_on)


def _explained(house: House, mandate: Mandate, budgets: Sequence[str], view: View) -> tuple[Explained, ...]:
    """Return why so much is left of budgets, with links to the events."""
    found = []
    for budget in budgets:
        node = explanation(house, mandate, f"{budget}.available", view.on, view.known, LINES)
        href, note = with_events(("budget", budget))
        found.append(explained_of(node, href, note, REST))
    return tuple(found)


def _balances(house: House, mandate: Mandate, subject: Subject, view: View) -> list[Balance]:
    """Return the figures of the budget, or of every budget of the client, that was known by then."""
    if subject.kind.kind == "budget":
        budgets = [subject.id]
    elif subject.kind.kind == "client":
        with house.reading() as connection:
            of_client = budgets_of_client(connection, subject.id)
        budgets = [one.budget for one in of_client if mandate.provider in (None, one.provider)]
    else:
        return []
    return [known for budget in budgets if (known := _balance(house, budget, view)) is not None]


def _balance(house: House, budget: str, view: View) -> Balance | None:
    try:
        return balance(budget_as_of(house.ledger, budget, view.known.position), view.on)
    except LedgerError as error:
        if isinstance(error, NotFound) or error.code == "event-not-taken":
            return None  # what the budget cannot take, the trail may still tell
        raise
