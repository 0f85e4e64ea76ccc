"""Saved questions on the portfolio: the forms to keep one and to throw one away."""

from typing import Annotated
from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from projections.findings.sums import By
from web.auth.saved_questions import READ_ONLY, Saved, forget_question, save_question, saved_for
from web.auth.visitor import Visitor, require
from web.composition import House
from web.dependencies import OpenHouse
from web.filters import Filters
from web.pages.auditor.findings_view import PORTFOLIO, SAVED, Asked, filters_told
from web.pages.posted import Fields, form_for
from web.pages.rendering import see_other
from web.view_models.findings import SavedRow
from web.view_models.shell import Form

router = APIRouter()

Keeper = Annotated[Visitor, Depends(require("auditor", "zorgkantoor", "zorgaanbieder"))]


@router.post(SAVED)
def keep_question(request: Request, house: OpenHouse, visitor: Keeper, fields: Fields) -> Response:
    """Keep the filters under a name, or throw a name away."""
    if fields.get("doing") == "forget":
        forget_question(house.engine, visitor.account, fields.get("name"))
        return see_other(f"{PORTFOLIO}?klaar=weg")
    query = _cleaned(fields.get("query"))
    save_question(house.engine, visitor.account, fields.get("name"), query)
    return see_other(f"{PORTFOLIO}?{query}{'&' if query else ''}klaar=bewaard")


def saved_rows(house: House, visitor: Visitor) -> tuple[SavedRow, ...]:
    """Return the saved questions that somebody is offered."""
    return tuple(_row(one, visitor) for one in saved_for(house.engine, visitor.account))


def save_form(visitor: Visitor, asked: Asked, by: By) -> Form | None:
    """Return the form that keeps what is asked; None for who only reads."""
    if visitor.role in READ_ONLY:
        return None
    form = form_for(visitor, SAVED)
    query = urlencode({**asked.filters.parameters(), "by": by})
    return Form(SAVED, {**form.hidden, "doing": "save", "query": query})


def _row(one: Saved, visitor: Visitor) -> SavedRow:
    filters = Filters.of(dict(parse_qsl(one.query)))
    remove = None
    if visitor.role not in READ_ONLY:
        form = form_for(visitor, SAVED)
        remove = Form(SAVED, {**form.hidden, "doing": "forget", "name": one.name})
    return SavedRow(one.name, f"{PORTFOLIO}?{one.query}", filters_told(filters), remove)


def _cleaned(query: str) -> str:
    """Return only what is a filter or a way to take findings together, so that a saved question leads nowhere else."""
    given = dict(parse_qsl(query))
    by = {"by": given["by"]} if "by" in given else {}
    return urlencode({**Filters.of(given).parameters(), **by})
