"""The office of a provider declares: its contracts, a preview of a period, and what was submitted."""

from collections.abc import Iterator
from contextlib import contextmanager

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ledger.commands.then import Then
from ledger.events import Client, Declaration
from ledger.vocabulary.errors import NotFound
from projections.caseload.fold import CASELOAD
from projections.client_budget.queries import person, provider_name_as_of
from projections.provider_totals.queries import names_as_of
from web.auth.visitor import Office, Visitor
from web.composition import House
from web.declared_periods import Period, period_of, prestaties_of, year_of
from web.dependencies import OpenHouse
from web.looking_back import view_at
from web.pages.office.contracts_view import declaring_page
from web.pages.office.declared_view import declared_page
from web.pages.office.period_view import Asked, period_page
from web.pages.office.submitting import SEEN, seen, submit, submitted, submitted_page
from web.pages.office.telling import START, Names, period_address
from web.pages.posted import COMMAND_ID, Fields, form_for
from web.pages.rendering import render, see_other
from web.pages.words import client_name
from web.view_models.shell import FieldError, Form

router = APIRouter()


@router.get("/declareren")
def show_contracts(request: Request, house: OpenHouse, visitor: Office, jaar: str = "", kijk: str = "") -> Response:
    """Show the contracts of the visitor's provider, and how each period of a year stands."""
    provider, view = visitor.mandate.provider or "", view_at(house.ledger, START, request.query_params)
    check = bool(kijk) if view.looks_back else (True if kijk else None)
    found = year_of(house, visitor.mandate, provider, jaar, view.then, check)
    name = provider_name_as_of(house.ledger, provider, view.known.position)
    return render(
        request, "office/contracts.html", declaring_page(found, name, view), view.status, then_on=[CASELOAD.name]
    )


@router.get("/declareren/{contract}/{period}")
def show_period(
    request: Request,
    house: OpenHouse,
    visitor: Office,
    contract: str,
    period: str,
    pagina: str = "",
    terug: str = "",
) -> Response:
    """Show what a period comes to, before it is submitted."""
    view = view_at(house.ledger, period_address(contract, period), request.query_params)
    found = _period(house, visitor, contract, period, view.then)
    with names_for(house, visitor, found, view.then) as names:
        page = period_page(found, names, Asked(pagina, terug), _form(visitor, found), view)
    return render(request, "office/period.html", page, view.status, then_on=[CASELOAD.name])


@router.post("/declareren/{contract}/{period}")
def take_period(
    request: Request, house: OpenHouse, visitor: Office, contract: str, period: str, fields: Fields
) -> Response:
    """Submit it; refused, the page tells why."""
    found, command_id = _period(house, visitor, contract, period), fields.command_id
    answer = submit(house, visitor, found, fields, command_id)
    if not answer.errors:
        return see_other(f"{period_address(contract, period)}/gedaan?opdracht={command_id}")
    form = _form(visitor, found, answer.errors, None if answer.used else command_id)
    view = view_at(house.ledger, period_address(contract, period), {})
    with names_for(house, visitor, found, view.then) as names:
        page = period_page(found, names, Asked(), form, view)
    return render(request, "office/period.html", page, answer.status)


@router.get("/declareren/{contract}/{period}/gedaan")
def show_submitted(
    request: Request, house: OpenHouse, visitor: Office, contract: str, period: str, opdracht: str = ""
) -> Response:
    """Confirm what was just submitted."""
    found = _period(house, visitor, contract, period)
    done = submitted(house, visitor, found, opdracht) if COMMAND_ID.fullmatch(opdracht) else None
    if done is None:
        raise NotFound("declaration-unknown", "Met dit formulier is niets ingediend.")
    return render(request, "office/submitted.html", submitted_page(found, done))


@router.get("/declareren/{contract}/{period}/ingediend")
def show_declared(
    request: Request, house: OpenHouse, visitor: Office, contract: str, period: str, pagina: str = ""
) -> Response:
    """Show every line that was submitted over a period, and how it stands."""
    view = view_at(house.ledger, f"{period_address(contract, period)}/ingediend", request.query_params)
    found = _period(house, visitor, contract, period, view.then)
    if not found.lines:
        raise NotFound("declaration-unknown", "Over deze periode is niets ingediend.")
    with names_for(house, visitor, found, view.then) as names:
        page = declared_page(found, names, pagina, view)
    return render(request, "office/declared.html", page, view.status, then_on=[CASELOAD.name])


@contextmanager
def names_for(house: House, visitor: Visitor, period: Period, then: Then) -> Iterator[Names]:
    """Yield what everything is called; a client outside the mandate has only a number."""
    prestaties = prestaties_of(house, visitor.mandate, period.label.first.year, then)
    with house.reading() as connection:

        def named(client: str) -> str:
            known = person(connection, client) if client in period.seen else None
            return client_name(house.keyring, client, known.identity if known else None)

        def reason(credit: Declaration.LineCredited) -> str:
            subject = Client.stream_of(credit.client) if credit.client else Declaration.stream_of(credit.declaration)
            return house.keyring.open(subject, credit.reason) or "" if credit.reason else ""

        yield Names(named, prestaties, names_as_of(house.ledger, then.position), reason)


def _period(house: House, visitor: Visitor, contract: str, period: str, then: Then | None = None) -> Period:
    return period_of(house, visitor.mandate, contract, visitor.mandate.provider or "", period, then)


def _form(visitor: Visitor, found: Period, errors: tuple[FieldError, ...] = (), command_id: str | None = None) -> Form:
    form = form_for(
        visitor, period_address(found.terms.contract, found.label.label), errors=errors, command_id=command_id
    )
    return Form(form.action, {**form.hidden, SEEN: seen(found)}, errors=form.errors)
