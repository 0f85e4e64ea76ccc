"""What may be declared, as JSON; nothing is recorded. Declaring itself is a command."""

from typing import Annotated

from fastapi import Query
from fastapi.responses import JSONResponse

from web.api import schema
from web.api.amounts import EURO
from web.api.parameters import IDENTIFIER, identifier
from web.api.route import KeyInspecting, guarded
from web.api.schema import COUNT, DAY, MAYBE_TEXT, PROBLEM, TEXT, many, maybe, record
from web.declaring import preview
from web.declaring_answer import preview_answer
from web.dependencies import OpenHouse

_PLACE = {"declaration": TEXT, "line": TEXT, "client": MAYBE_TEXT, "prestatie": TEXT}
PREVIEW = record(
    contract=TEXT,
    provider=TEXT,
    period=TEXT,
    **{"from": DAY, "to": DAY},
    declaration=MAYBE_TEXT,
    lines=many(
        record(
            line=MAYBE_TEXT,
            client=MAYBE_TEXT,
            prestatie=TEXT,
            **{"from": DAY, "to": DAY},
            quantity=COUNT,
            unit=TEXT,
            model=TEXT,
            amount=EURO,
            computed=EURO,
            unpaid=EURO,
            above=EURO,
            ceiling=maybe(EURO),
            replaces=maybe(record(declaration=TEXT, line=TEXT)),
            settles={"type": "boolean"},
            owed=many(record(provider=TEXT, amount=EURO)),
            steps=many(TEXT),
            rests_on=many(COUNT),
        )
    ),
    credits=many(record(**_PLACE, amount=EURO, why={"enum": ["replaced", "gone", "settled"]})),
    standing=many(record(**_PLACE, amount=EURO, waiting={"type": "boolean"})),
    declared=EURO,
    credited=EURO,
    change=EURO,
    unpaid=EURO,
    refusal=maybe(PROBLEM),
)
Number = Annotated[str, Query(json_schema_extra={"pattern": IDENTIFIER})]
Label = Annotated[
    str,
    Query(
        description="De maand (2026-03) of de ISO-week (2026-W10), zoals het contract wordt gedeclareerd.",
        examples=["2026-03", "2026-W10"],
        json_schema_extra={"pattern": "^20[0-9]{2}-(0[1-9]|1[0-2]|W(0[1-9]|[1-4][0-9]|5[0-3]))$"},
    ),
]

router = guarded("Vragen")


@router.get("/declarations/preview", responses=schema.answers(PREVIEW, 404, 409))
def read_preview(
    house: OpenHouse, inspecting: KeyInspecting, contract: Number, provider: Number, period: Label
) -> JSONResponse:
    """Return what a contract comes to over a period, each line with its steps; and what would be credited."""
    identifier(contract, "contract")
    identifier(provider, "provider")
    return JSONResponse(preview_answer(preview(house, inspecting.nothing(), contract, provider, period)))
