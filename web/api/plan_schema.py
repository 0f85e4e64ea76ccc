"""The plan that is checked and its answer, as JSON Schema."""

from typing import Any

import msgspec

from ledger.commands.zorgplan import AgreeZorgplan
from ledger.vocabulary.amounts import Amount
from web.api.amounts import AMOUNT, EURO
from web.api.schema import COUNT, DAY, MAYBE_TEXT, TEXT, Schema, many, maybe, record, written_out
from web.planning import PlanToCheck

BOTH = record(week=EURO, year=EURO)
HOURS: Schema = {"type": "string", "pattern": r"^[0-9]+:[0-5][0-9]$", "examples": ["5:25"]}
PLAN_ANSWER = record(
    fits={"type": "boolean"},
    client=MAYBE_TEXT,
    on=DAY,
    year=COUNT,
    zorgprofiel=TEXT,
    leveringsvorm=TEXT,
    ceiling=BOTH,
    used=BOTH,
    pgb=BOTH,
    left=BOTH,
    remainder_to={"enum": ["pgb", "unused"]},
    hours_per_week=HOURS,
    meerzorg_counts={"type": ["boolean", "null"]},
    lines=many(record(line=TEXT, description=TEXT, provider=MAYBE_TEXT, hours_per_week=HOURS, amount=BOTH)),
    steps=many(record(label=TEXT, sentence=TEXT, amount=maybe(BOTH))),
)


def plan_body() -> dict[str, Any]:
    """Describe the body: one plan."""
    _, named = msgspec.json.schema_components([PlanToCheck], schema_hook=_amount, ref_template="#/{name}")
    one = written_out(named[PlanToCheck.__name__], named)
    example = {"value": {name: value for name, value in AgreeZorgplan.EXAMPLE.items() if name != "zorgplan"}}
    content = {"application/json": {"schema": one, "examples": {"agree_zorgplan": example}}}
    return {"requestBody": {"required": True, "content": content}}


def _amount(kind: type) -> Schema:
    if kind is Amount:
        return AMOUNT
    raise TypeError(kind)
