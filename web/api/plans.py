"""Does a zorgplan fit? As JSON; nothing is recorded."""

import msgspec
from fastapi.responses import JSONResponse

from ledger.vocabulary.errors import Malformed, Problem
from web.api import schema
from web.api.plan_schema import PLAN_ANSWER, plan_body
from web.api.route import Body, KeyInspecting, guarded
from web.dependencies import OpenHouse
from web.inspecting import about_named
from web.plan_answer import plan_answer
from web.planning import check_plan, read_plan

router = guarded("Vragen")


@router.post("/plans/check", openapi_extra=plan_body(), responses=schema.answers(PLAN_ANSWER, 404, 409, 413))
def check(body: Body, house: OpenHouse, inspecting: KeyInspecting) -> JSONResponse:
    """Return whether a plan fits, what is left, and every step; the fields are those of `agree_zorgplan`."""
    try:
        raw = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Malformed([Problem("not-json", f"Dit is geen geldige JSON ({error}).")]) from error
    plan = read_plan(raw)
    mandate = inspecting.see("lines", *about_named(client=plan.client))
    return JSONResponse(plan_answer(check_plan(house, mandate, plan)))
