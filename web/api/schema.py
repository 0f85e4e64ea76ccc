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


AS_OF: Schema = {
    "type": "object",
    "required": ["position", "recorded_at"],
    "additionalProperties": False,
    "properties": {"position": COUNT, "recorded_at": maybe(MOMENT), "name": TEXT, "misses_since": COUNT},
}
"""`name` is there when it was asked for by the name of a stand, `misses_since` when an event that counts is missing."""
STANDS = record(stands=many(record(name=TEXT, as_of=AS_OF, purpose=MAYBE_TEXT, named_at=MOMENT, named_by=TEXT)))
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
    on=maybe(DAY),
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
PERIOD = record(**{"from": DAY, "to": DAY})
TOTALS = record(
    as_of=AS_OF,
    period=maybe(PERIOD),
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
            production=EURO,
            changes=many(
                record(
                    position=COUNT,
                    recorded_at=MOMENT,
                    kind=TEXT,
                    amount=EURO,
                    ground=TEXT,
                    motivation=MAYBE_TEXT,
                    source=MAYBE_TEXT,
                )
            ),
            agreements=many(record(provider=TEXT, amount=EURO, ground=TEXT)),
            cut=many(record(provider=TEXT, production=EURO, amount=EURO)),
        )
    ),
)
EFFECT = record(provider=MAYBE_TEXT, clients=COUNT, paid=EURO, delivered=EURO, difference=EURO)
SIMULATED = record(
    model=TEXT,
    name=TEXT,
    paid=EURO,
    unpaid=EURO,
    clients_above_ceiling=maybe(COUNT),
    above_ceiling=EURO,
    on_prestatie=maybe(DECIMAL),
    pgb_known_on_1_january=maybe(DECIMAL),
    pgb_known_by_half=maybe(DAY),
    providers_per_client=maybe(DECIMAL),
    most_providers=maybe(COUNT),
    forecast_error={"type": "object", "additionalProperties": maybe(DECIMAL)},
    extra_hour=maybe(EURO),
    longer_hour=maybe(EURO),
    undelivered=EURO,
    unused=maybe(EURO),
    registrations_per_client_week=maybe(DECIMAL),
    newcomers=EURO,
    newcomers_delivered=EURO,
    cost_per_client={"type": "object", "additionalProperties": maybe(EURO)},
    distribution=many({"type": "object", "required": ["from", "below", "clients"]}),
    providers=many(EFFECT),
)
SIMULATION = record(
    year=COUNT,
    region=MAYBE_TEXT,
    as_of=record(position=COUNT),
    clients=maybe(COUNT),
    value=EURO,
    pgb=EURO,
    delivered=EURO,
    sampled_one_in=COUNT,
    assumptions=many(TEXT),
    models=many(SIMULATED),
    criteria=many(
        record(
            number=COUNT,
            group=TEXT,
            name=TEXT,
            article=MAYBE_TEXT,
            measured=many(TEXT),
            judgement={"type": "object", "additionalProperties": TEXT},
        )
    ),
)
SIMULATING = record(done=COUNT, all=COUNT, as_of=record(position=COUNT), again=TEXT)
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


def running(progress: Schema) -> dict[int | str, dict[str, Any]]:
    """Describe the answer to a question that is still being worked out."""
    return {202: {"description": "Wordt nog berekend; vraag het straks nog eens.", **_json(progress)}}


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
    return {word: written_out(named[kind.__name__], named) for word, kind in COMMANDS.items()}


def _amount(kind: type) -> Schema:
    if kind is Amount:
        return AMOUNT
    raise TypeError(kind)


def written_out(part: Any, named: dict[str, Schema]) -> Any:
    """Return a schema with its references written out."""
    if isinstance(part, list):
        return [written_out(one, named) for one in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part:
        return written_out(named[part["$ref"].removeprefix("#/")], named)
    return {name: written_out(value, named) for name, value in part.items()}


def _per_line(one: Schema, *others: Schema) -> dict[str, Any]:
    return {
        "content": {
            "application/json": {"schema": {"anyOf": [one, many(one), *others]}},
            "application/x-ndjson": {"schema": {"type": "string", "description": "Een antwoord per regel."}},
        }
    }


def _json(schema: Schema) -> dict[str, Any]:
    return {"content": {"application/json": {"schema": schema}}}
