"""Commands in: one, or several that are recorded together or not at all."""

from enum import Enum
from typing import Annotated

import msgspec
from fastapi import Depends, Request
from fastapi.responses import JSONResponse, Response

from ledger.vocabulary.source import Source
from web.api import schema
from web.api.controlling import outside_inzage
from web.api.route import Body, KeyInspecting, NotTaken, guarded
from web.dependencies import OpenHouse
from web.errors import status_of
from web.recording import LineAnswer, nothing_given, record_lines

router = guarded("Opdrachten")

MOST_COMMANDS = 10_000


class Form(Enum):
    """How commands are sent, and so how the answers come back."""

    JSON = "application/json"
    LINES = "application/x-ndjson"


async def form_of(request: Request) -> Form:
    """Return the form by the content type; any other is not taken."""
    written = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if written in [form.value for form in Form]:
        return Form(written)
    message = f"Stuur opdrachten als {Form.JSON.value}, of als regels met {Form.LINES.value}."
    raise NotTaken(415, "content-type-unknown", message)


@router.post("/commands", openapi_extra=schema.commands_body(), responses=schema.command_answers())
def record_commands(
    request: Request, form: Annotated[Form, Depends(form_of)], body: Body, house: OpenHouse, inspecting: KeyInspecting
) -> Response:
    """Record commands whole; one answer per command, as `pvb apply --json` gives.

    What the answer to a command of control tells of is within an inzage of the giver, and stands in the log.
    """
    lines, is_one = lines_of(body, form)
    if len(lines) > MOST_COMMANDS:
        raise NotTaken(413, "too-many-commands", f"Stuur hoogstens {MOST_COMMANDS} opdrachten tegelijk.")
    mandate = inspecting.nothing()
    answers = outside_inzage(house, inspecting, lines, request.url.path)
    if answers is None:
        answers = record_lines(house, lines, mandate, Source("api", mandate.actor.id.removeprefix("api:")))
    if not answers:
        raise nothing_given()
    return answered(answers, form, is_one)


def lines_of(body: bytes, form: Form) -> tuple[list[bytes], bool]:
    """Return each command as JSON, and whether it was sent as one object rather than several."""
    if form is Form.LINES:
        return body.split(b"\n"), False
    try:
        return [bytes(one) for one in msgspec.json.decode(body, type=list[msgspec.Raw])], False
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return [body], True


def answered(answers: list[LineAnswer], form: Form, is_one: bool) -> Response:
    """Return the answers in the form of the request, under the status of what went wrong, if anything."""
    status = next((status_of(one.error) for one in answers if one.error is not None), 200)
    written = [answer.written() for answer in answers]
    if form is Form.LINES:
        lines = b"".join(msgspec.json.encode(one) + b"\n" for one in written)
        return Response(lines, status, media_type=Form.LINES.value)
    return JSONResponse(written[0] if is_one else written, status)
