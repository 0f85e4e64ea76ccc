"""JSON Schema of commands and events, with our own form of amounts, laid out to be read."""

import json
from inspect import cleandoc
from typing import Any

import msgspec

from ledger.vocabulary.amounts import LARGEST, Amount

AMOUNT_SCHEMA: dict[str, Any] = {
    "title": "Amount",
    "description": "One unit with its figure as text: euro and points with two decimals, hours with minutes. "
    f"At most {LARGEST} of the smallest unit.",
    "anyOf": [
        {
            "type": "object",
            "properties": {name: {"type": "string", "pattern": pattern}},
            "required": [name],
            "additionalProperties": False,
        }
        for name, pattern in (
            ("EUR", r"^-?[0-9]{1,13}\.[0-9]{2}$(?!\n)"),
            ("PUNT", r"^-?[0-9]{1,13}\.[0-9]{2}$(?!\n)"),
            ("UUR", r"^-?[0-9]{1,13}:[0-5][0-9]$(?!\n)"),
        )
    ],
}
"""The journal's form of `Amount`; `Amount.parse` is what decides."""

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_WIDTH = 120


def schema_of(kind: type[msgspec.Struct]) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a command or an event."""
    schema: dict[str, Any] = _tidied(msgspec.json.schema(kind, schema_hook=_own_type))
    if "#/$defs/Amount" in json.dumps(schema):
        schema["$defs"]["Amount"] = AMOUNT_SCHEMA
    return {"$schema": _DRAFT} | schema


def laid_out(value: Any, indent: str = "") -> str:
    """Write JSON with every part on one line that fits on it."""
    short = json.dumps(value, ensure_ascii=False)
    if len(indent) + len(short) <= _WIDTH or not isinstance(value, dict | list) or not value:
        return short
    deeper = indent + "  "
    if isinstance(value, list):
        items = [laid_out(item, deeper) for item in value]
    else:
        items = [f"{json.dumps(name)}: {laid_out(part, deeper)}" for name, part in value.items()]
    opening, closing = "[]" if isinstance(value, list) else "{}"
    return f"{opening}\n{deeper}" + f",\n{deeper}".join(items) + f"\n{indent}{closing}"


def _own_type(kind: type) -> dict[str, Any]:
    if kind is Amount:
        return {"$ref": "#/$defs/Amount"}
    raise TypeError(kind)


def _tidied(schema: Any) -> Any:
    """Return a schema whose descriptions have lost the indent of the source."""
    if isinstance(schema, list):
        return [_tidied(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        name: " ".join(cleandoc(part).split()) if name == "description" and isinstance(part, str) else _tidied(part)
        for name, part in schema.items()
    }
