"""What every handler may ask for: the house it works in."""

from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy import Connection

from web.composition import House

Reading = Connection
"""What `House.reading` yields: pages pass it on to queries, and know no SQL."""


async def the_house(request: Request) -> House:
    """Return the house that `create_app` was given. It waits for nothing, so it needs no thread of its own."""
    house: House = request.app.state.house
    return house


OpenHouse = Annotated[House, Depends(the_house)]
