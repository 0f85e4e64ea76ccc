"""What every handler may ask for: the house it works in, and of a page what its visitor may see."""

from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy import Connection

from web.auth.visitor import SignedInVisitor
from web.composition import House
from web.inspecting import Inspecting

Reading = Connection
"""What `House.reading` yields: pages pass it on to queries, and know no SQL."""


async def the_house(request: Request) -> House:
    """Return the house that `create_app` was given. It waits for nothing, so it needs no thread of its own."""
    house: House = request.app.state.house
    return house


OpenHouse = Annotated[House, Depends(the_house)]


def page_inspecting(request: Request, house: OpenHouse, visitor: SignedInVisitor) -> Inspecting:
    """Return what is asked before a page shows anything; `InspectedRoute` writes down what was shown."""
    inspecting = Inspecting(house, visitor.mandate, "form")
    request.state.inspecting = inspecting
    return inspecting


PageInspecting = Annotated[Inspecting, Depends(page_inspecting)]
