"""Where staff begin."""

from dataclasses import replace

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ledger.vocabulary.clock import today
from projections.client_budget.fold import CLIENT_BUDGET
from projections.client_budget.queries import last_written, planned, spent_until, standings, with_open_question
from projections.positions import positions
from web.auth.visitor import Staff, Visitor
from web.composition import House
from web.dependencies import OpenHouse
from web.looking_back import told_of_now
from web.pages.rendering import render
from web.pages.staff.messages import message_of
from web.pages.staff.today_view import Around, namer, today_page
from web.pages.words import opener, subject_of
from web.view_models.staff import TodayPage

router = APIRouter()


@router.get("/vandaag")
def show(request: Request, house: OpenHouse, visitor: Staff, zoek: str = "", gedaan: str = "") -> Response:
    """Show the clients with a budget at the visitor's provider."""
    page = read_page(house, visitor, zoek.strip())
    return render(request, "staff/today.html", page, message=message_of(gedaan))


def read_page(house: House, visitor: Visitor, sought: str) -> TodayPage:
    """Return the page of the provider the visitor works for."""
    day, provider = today(house.clock), visitor.mandate.provider or ""
    with house.reading() as connection:
        found = standings(connection, provider)
        plans = planned(connection, provider, day)
        written = last_written(connection, provider, visitor.username)
        questions = with_open_question(connection, provider)
        spent = spent_until(connection, provider, day)
        reached = positions(connection).get(CLIENT_BUDGET.name, 0)
    clients = {standing.budget: standing.client for standing in found}
    by_budget: dict[str, list[str]] = {}
    for plan in plans:
        text = opener(house.keyring, subject_of(clients[plan.budget], plan.budget))(plan.what)
        by_budget.setdefault(plan.budget, []).append(text)
    around = Around(by_budget, written, questions, spent)
    page = today_page(found, around, namer(house.keyring), day, sought)
    return replace(page, as_of=told_of_now(house.ledger, reached, day))
