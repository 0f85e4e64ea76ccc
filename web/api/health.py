"""For whoever watches over the machine: does the process live, and can it serve?"""

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from web.api import schema
from web.dependencies import OpenHouse
from web.readiness import readiness

router = APIRouter(tags=["Bewaking"])

_READY = schema.record(
    ready={"type": "boolean"},
    database={"type": "boolean"},
    migrated={"type": "boolean"},
    lag={"type": "object", "additionalProperties": schema.COUNT},
    newer={"type": "boolean"},
)


@router.get("/healthz", responses={200: {"content": {"application/json": {"schema": schema.record(lives={})}}}})
async def read_health() -> JSONResponse:
    """The process lives. Asks nothing of the database."""
    return JSONResponse({"lives": True})


@router.get(
    "/readyz",
    responses={
        200: {"content": {"application/json": {"schema": _READY}}},
        503: {"description": "Niet klaar om te dienen.", "content": {"application/json": {"schema": _READY}}},
    },
)
def read_readiness(house: OpenHouse) -> JSONResponse:
    """The database is reachable and its tables are the newest; `lag` counts the events not yet folded.

    `newer`: a newer version of the program made the read models; this one cannot read them.
    """
    found = readiness(house)
    return JSONResponse({"ready": found.ready, **found._asdict()}, 200 if found.ready else 503)
