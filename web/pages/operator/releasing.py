"""Releasing a stream that a read model set aside: first the question, then the deed."""

from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ledger.vocabulary.errors import NotFound, Refused
from projections.running.parking import Parked
from projections.running.releasing import release
from web.auth.visitor import Operator
from web.composition import House
from web.dependencies import OpenHouse
from web.pages.operator.conditions_view import RELEASE, START
from web.pages.operator.releasing_view import release_page
from web.pages.posted import Fields, form_for
from web.pages.rendering import render, see_other
from web.view_models.shell import FieldError

router = APIRouter()


@router.get(RELEASE)
def ask(request: Request, house: OpenHouse, visitor: Operator, stroom: str, overzicht: str) -> Response:
    """Ask whether it is meant."""
    page = release_page(_parked(house, stroom, overzicht), form_for(visitor, RELEASE))
    return render(request, "operator/release.html", page)


@router.post(RELEASE)
def do_release(request: Request, house: OpenHouse, visitor: Operator, fields: Fields) -> Response:
    """Fold what was passed by; when that still fails, say so."""
    one = _parked(house, fields.get("stroom"), fields.get("overzicht"))
    try:
        release(house.runner, one.stream, one.projection)
    except Refused as refused:
        form = form_for(visitor, RELEASE, errors=(FieldError("", refused.message),))
        return render(request, "operator/release.html", release_page(one, form), 409)
    return see_other(f"{START}?{urlencode({'vrijgegeven': 'ja'})}")


def _parked(house: House, stream: str, projection: str) -> Parked:
    for one in house.conditions().parked:
        if (one.stream, one.projection) == (stream, projection):
            return one
    raise NotFound("stream-not-parked", f"De stroom {stream} staat niet apart.", "stroom")
