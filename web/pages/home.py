"""Where everybody begins, and the page on accessibility."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from web.auth.visitor import SignedInVisitor
from web.pages.rendering import render, see_other
from web.pages.shell import START
from web.view_models.shell import AccessibilityPage

router = APIRouter()

CONTACT = "Bel uw zorgaanbieder of spreek een medewerker aan."


@router.get("/")
def home(visitor: SignedInVisitor) -> Response:
    """Lead everybody to their own first page."""
    return see_other(START[visitor.role])


@router.get("/toegankelijkheid")
def accessibility(request: Request) -> Response:
    """Tell how the site can be used by everyone."""
    return render(request, "accessibility.html", AccessibilityPage(CONTACT))
