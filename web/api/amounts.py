"""Amounts as JSON Schema: exact decimal text, never a number."""

from typing import Any

DECIMAL: dict[str, Any] = {"type": "string", "pattern": r"^-?[0-9]+[.:][0-9]{2}$", "examples": ["118.50", "1:30"]}
"""An amount whose unit stands beside it: '118.50' euro or points, '1:30' hours."""

EURO: dict[str, Any] = {"type": "string", "pattern": r"^-?[0-9]+\.[0-9]{2}$", "examples": ["431.25"]}


def _in_unit(name: str, pattern: str, example: str) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {name: {"type": "string", "pattern": pattern, "examples": [example]}},
        "required": [name],
        "additionalProperties": False,
    }


AMOUNT: dict[str, Any] = {
    "oneOf": [
        _in_unit("EUR", r"^-?[0-9]{1,13}\.[0-9]{2}$", "450.00"),
        _in_unit("PUNT", r"^-?[0-9]{1,13}\.[0-9]{2}$", "34.50"),
        _in_unit("UUR", r"^-?[0-9]{1,13}:[0-5][0-9]$", "1:30"),
    ]
}
"""An amount with its unit, as commands write it."""
