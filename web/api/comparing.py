"""What changed in belief between two moments, and what commands would change; nothing is recorded."""

from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.responses import JSONResponse

from ledger.vocabulary.figures import WORDS
from ledger.vocabulary.source import Source
from web.api import schema
from web.api.amounts import DECIMAL, EURO
from web.api.commands import Form, form_of, lines_of
from web.api.parameters import AsOfText, ClientText, OnText, ProviderText, RegionText, day, identifier, name
from web.api.route import Body, KeyInspecting, guarded
from web.api.schema import COUNT, DAY, ERROR, MAYBE_TEXT, MOMENT, PROBLEM, TEXT, WHY, many, maybe, record
from web.dependencies import OpenHouse
from web.differences.answers import compared_answer, previewed_answer
from web.differences.comparing import about_of, compared
from web.differences.previewing import previewed
from web.errors import status_of
from web.recording import nothing_given

_KIND: dict[str, Any] = {"enum": list(WORDS)}
_UNIT: dict[str, Any] = {"enum": ["EUR", "PUNT", "UUR"]}
DIFFERENCE = record(
    kind=_KIND,
    unit=_UNIT,
    client=MAYBE_TEXT,
    provider=MAYBE_TEXT,
    region=MAYBE_TEXT,
    budget=MAYBE_TEXT,
    prestatie=MAYBE_TEXT,
    period=MAYBE_TEXT,
    figure=MAYBE_TEXT,
    was=DECIMAL,
    becomes=DECIMAL,
    change=DECIMAL,
    events=many(COUNT),
    event_count=COUNT,
)
_EVENT = record(position=COUNT, recorded_at=MOMENT, topic=TEXT, sentence=TEXT)
_COMPARED = {
    "on": maybe(DAY),
    "before": schema.AS_OF,
    "after": schema.AS_OF,
    "differences": many(DIFFERENCE),
    "events": many(_EVENT),
    "event_count": COUNT,
}
COMPARED = {"anyOf": [record(**{kind: TEXT}, **_COMPARED) for kind in ("client", "provider", "region")]}
_WOULD_BE = record(
    line=COUNT, ok={"const": True}, command_id=MAYBE_TEXT, events=many(record(position=COUNT, topic=TEXT))
)
PREVIEW = record(
    as_of=schema.AS_OF,
    ok={"type": "boolean"},
    recorded={"const": False},
    lines=many({"anyOf": [_WOULD_BE, schema.REFUSED]}),
    declarations=maybe(
        many(
            record(
                provider=TEXT,
                contract=TEXT,
                period=TEXT,
                already=EURO,
                events=many(COUNT),
                refusal=maybe(PROBLEM),
            )
        )
    ),
    periods=record(checked=COUNT, touched=COUNT),
    differences=many(DIFFERENCE),
    totals=many(
        record(
            kind=_KIND,
            unit=_UNIT,
            provider=MAYBE_TEXT,
            region=MAYBE_TEXT,
            year=maybe(COUNT),
            figure=MAYBE_TEXT,
            change=DECIMAL,
        )
    ),
    sums=record(declared=EURO, available={"type": "object", "additionalProperties": DECIMAL}, worth=EURO),
    events=many(_EVENT),
    event_count=COUNT,
)

router = guarded("Vragen")


@router.get("/diff", responses=schema.answers(COMPARED, 404, 409))
def read_diff(
    house: OpenHouse,
    inspecting: KeyInspecting,
    before: AsOfText = None,
    after: AsOfText = None,
    on: OnText = None,
    client: ClientText = None,
    provider: ProviderText = None,
    region: RegionText = None,
) -> JSONResponse:
    """Return which figures of one client, provider or region changed between two moments, and by which events.

    Without a moment everything that is known now counts; `on` is the last day of care that counts.
    """
    about = about_of(identifier(client, "client"), identifier(provider, "provider"), name(region, "region"))
    mandate = inspecting.see("lines", (about.kind, about.id))
    found = compared(house, mandate, about, before, after, day(on, "on"))
    return JSONResponse(compared_answer(house.ledger, found))


def _described() -> dict[int | str, dict[str, Any]]:
    """Describe the answers: the same one when a line would be refused, under the status of that refusal."""
    one = {status: {"anyOf": [PREVIEW, ERROR]} for status in (403, 404, 409, 422)}
    described = one | {401: ERROR, 413: ERROR, 415: ERROR}
    good: dict[int | str, dict[str, Any]] = {200: {"description": "Het antwoord.", **_json(PREVIEW)}}
    return good | {status: {"description": WHY[status], **_json(found)} for status, found in described.items()}


def _json(found: schema.Schema) -> dict[str, Any]:
    return {"content": {"application/json": {"schema": found}}}


@router.post("/previews", openapi_extra=schema.commands_body(), responses=_described())
def preview(
    request: Request, form: Annotated[Form, Depends(form_of)], body: Body, house: OpenHouse, inspecting: KeyInspecting
) -> JSONResponse:
    """Return what commands would do and change, with what would be declared anew. Nothing is recorded."""
    lines, _ = lines_of(body, form)
    mandate = inspecting.nothing()
    found = previewed(house, mandate, lines, Source("api", mandate.actor.id.removeprefix("api:")))
    if not found.lines:
        raise nothing_given()
    status = next((status_of(one.error) for one in found.lines if one.error is not None), 200)
    return JSONResponse(previewed_answer(found), status)
