"""Where an operator begins: is everything up to date, and if not, what is wrong?"""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from web.auth.visitor import Operator
from web.dependencies import OpenHouse
from web.pages.operator.conditions_view import RELEASED, conditions_page
from web.pages.rendering import render

router = APIRouter()


@router.get("/beheer")
def show_conditions(request: Request, house: OpenHouse, visitor: Operator, vrijgegeven: str = "") -> Response:
    """Show how the read models are doing, without bringing them up to date."""
    page = conditions_page(house.conditions())
    return render(request, "operator/conditions.html", page, message=RELEASED if vrijgegeven else None)
