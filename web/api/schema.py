"""What goes in and comes out, as JSON Schema for /api/v1/openapi.json.

The schemas of commands are made from the commands themselves; references are written out, for the framework keeps
only schemas of its own under `components`.
"""

from typing import Any

import msgspec

from ledger.commands.catalogue import COMMANDS
from ledger.vocabulary.amounts import Amount
from web.api.amounts import AMOUNT, DECIMAL, EURO

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
MAYBE_TEXT: Schema = {"type": ["string", "null"]}
COUNT: Schema = {"type": "integer"}
DAY: Schema = {"type": "string", "format": "date"}
MOMENT: Schema = {"type": "string", "format": "date-time"}


def record(**fields: Schema) -> Schema:
    """Describe an object with exactly these fields."""
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


def many(of: Schema) -> Schema:
    """Describe a list."""
    return {"type": "array", "items": of}


def maybe(of: Schema) -> Schema:
    """Describe what may be null."""
    return {"anyOf": [of, {"type": "null"}]}


AS_OF = record(position=COUNT, recorded_at=maybe(MOMENT))
BALANCE = record(
    budget=TEXT,
    client=MAYBE_TEXT,
    unit={"enum": ["EUR", "PUNT", "UUR"]},
    granted=DECIMAL,
    reserved=DECIMAL,
    spent=DECIMAL,
    available=DECIMAL,
    value_in_eur=maybe(EURO),
    on=DAY,
    as_of=AS_OF,
)
HISTORY = record(
    client=TEXT,
    as_of=AS_OF,
    events=many(
        record(
            position=COUNT,
            recorded_at=MOMENT,
            topic=TEXT,
            sentence=TEXT,
            actor={"type": "object"},
            command_id=TEXT,
            source=MAYBE_TEXT,
            data={"type": "object"},
            sealed=many(TEXT),
        )
    ),
)
TOTALS = record(
    as_of=AS_OF,
    totals=many(
        record(
            provider=TEXT,
            name=TEXT,
            region=TEXT,
            year=COUNT,
            lines=COUNT,
            declared=EURO,
            approved=EURO,
            refused=EURO,
            credited=EURO,
            paid=EURO,
        )
    ),
    spending=many(record(provider=TEXT, year=COUNT, unit=TEXT, spends=COUNT, amount=DECIMAL)),
    contracteerruimte=many(
        record(
            region=TEXT,
            year=COUNT,
            amount=EURO,
            changes=many(record(position=COUNT, recorded_at=MOMENT, kind=TEXT, amount=EURO, ground=TEXT)),
            agreements=many(record(provider=TEXT, amount=EURO, ground=TEXT)),
        )
    ),
)
PROBLEM = record(code=TEXT, message=TEXT, field=MAYBE_TEXT)
ERROR: Schema = {
    "type": "object",
    "required": ["error"],
    "additionalProperties": False,
    "properties": {"error": PROBLEM, "problems": many(PROBLEM)},
}
ACCEPTED = record(line=COUNT, ok={"const": True}, command_id=TEXT, events=many(record(position=COUNT, topic=TEXT)))
REFUSED: Schema = {
    "type": "object",
    "required": ["line", "ok", "command_id", "error"],
    "additionalProperties": False,
    "properties": {
        "line": COUNT,
        "ok": {"const": False},
        "command_id": MAYBE_TEXT,
        "error": PROBLEM,
        "problems": many(PROBLEM),
    },
}
WHY = {
    401: "Geen sleutel, of een die niet (meer) geldig is.",
    403: "Deze sleutel mag dit niet.",
    404: "Dit is er niet, of is niet voor deze sleutel.",
    409: "Een regel zegt nee, of iemand anders was eerder.",
    413: "Te veel tegelijk.",
    415: "Een andere vorm dan JSON of regels JSON.",
    422: "Dit is niet te lezen; elk probleem wordt genoemd.",
}


def answers(good: Schema, *errors: int) -> dict[int | str, dict[str, Any]]:
    """Describe the answers of a question: what it gives, and the errors it can end in."""
    described: dict[int | str, dict[str, Any]] = {200: {"description": "Het antwoord.", **_json(good)}}
    return described | {status: {"description": WHY[status], **_json(ERROR)} for status in (401, 403, 422, *errors)}


def command_answers() -> dict[int | str, dict[str, Any]]:
    """Describe the answers to commands: one per command, also when nothing was recorded."""
    described: dict[int | str, dict[str, Any]] = {200: {"description": "Vastgelegd.", **_per_line(ACCEPTED)}}
    for status in (403, 404, 409, 422):
        described[status] = {"description": WHY[status], **_per_line({"anyOf": [ACCEPTED, REFUSED]}, ERROR)}
    return described | {status: {"description": WHY[status], **_json(ERROR)} for status in (401, 413, 415)}


def commands_body() -> dict[str, Any]:
    """Describe the body: a command, or a list of them; or a command per line."""
    one: Schema = {"oneOf": list(command_schemas().values()), "discriminator": {"propertyName": "do"}}
    examples = {word: {"value": {"do": word, **command.EXAMPLE}} for word, command in COMMANDS.items()}
    several = {"type": "array", "items": one, "minItems": 1}
    content = {
        "application/json": {"schema": {"anyOf": [one, several]}, "examples": examples},
        "application/x-ndjson": {"schema": {"type": "string", "description": "Een opdracht per regel."}},
    }
    return {"requestBody": {"required": True, "content": content}}


def command_schemas() -> dict[str, Schema]:
    """Return the schema of every command by its word."""
    _, named = msgspec.json.schema_components(COMMANDS.values(), schema_hook=_amount, ref_template="#/{name}")
    return {word: _written_out(named[kind.__name__], named) for word, kind in COMMANDS.items()}


def _amount(kind: type) -> Schema:
    if kind is Amount:
        return AMOUNT
    raise TypeError(kind)


def _written_out(part: Any, named: dict[str, Schema]) -> Any:
    if isinstance(part, list):
        return [_written_out(one, named) for one in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part:
        return _written_out(named[part["$ref"].removeprefix("#/")], named)
    return {name: _written_out(value, named) for name, value in part.items()}


def _per_line(one: Schema, *others: Schema) -> dict[str, Any]:
    return {
        "content": {
            "application/json": {"schema": {"anyOf": [one, many(one), *others]}},
            "application/x-ndjson": {"schema": {"type": "string", "description": "Een antwoord per regel."}},
        }
    }


def _json(schema: Schema) -> dict[str, Any]:
    return {"content": {"application/json": {"schema": schema}}}
