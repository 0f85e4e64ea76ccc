"""Where a figure comes from, as a tree. Nothing is recorded."""

from typing import Annotated

from fastapi import Path, Query
from fastapi.responses import JSONResponse

from ledger.vocabulary.errors import Malformed, Problem
from web.api import schema
from web.api.amounts import AMOUNT
from web.api.parameters import AsOfText, OnText, day
from web.api.route import KeyInspecting, guarded
from web.api.schema import AS_OF, COUNT, DAY, MAYBE_TEXT, TEXT, Schema, many, maybe, record
from web.dependencies import OpenHouse
from web.explaining.addresses import read_figure
from web.explaining.asking import DEPTH, MOST_DEEP, explanation_of
from web.inspecting import about_figure

_LONGEST = 6
"""Digits of a number of parts to skip."""


def _node(levels: int) -> Schema:
    """Describe a node with so many levels below it; references are written out."""
    below = many(_node(levels - 1)) if levels else {"type": "array", "maxItems": 0}
    return record(
        label=TEXT,
        amount=maybe(AMOUNT),
        positions=many(COUNT),
        basis=TEXT,
        by=maybe(record(id=TEXT, role=TEXT)),
        on=maybe(DAY),
        figure=MAYBE_TEXT,
        adds={"type": "boolean"},
        parts=COUNT,
        children=below,
    )


EXPLANATION = record(figure=TEXT, on=maybe(DAY), as_of=AS_OF, depth=COUNT, skip=COUNT, explanation=_node(MOST_DEEP))
Figure = Annotated[
    str,
    Path(
        description="Het bedrag: b1.available, b1/e1, d1/1, provider:p1.paid@2026-03, region:Rotterdam.left@2026.",
        examples=["b1.available", "d1/1"],
    ),
]
DepthText = Annotated[
    str | None,
    Query(
        alias="depth",
        description=f"Hoeveel niveaus, van 0 tot en met {MOST_DEEP}; anders {DEPTH}.",
        json_schema_extra={"pattern": f"^[0-{MOST_DEEP}]$"},
    ),
]
SkipText = Annotated[
    str | None,
    Query(
        alias="skip",
        description="Hoeveel delen van het bedrag zelf worden overgeslagen; er komen er hoogstens 100 tegelijk.",
        json_schema_extra={"pattern": f"^[0-9]{{1,{_LONGEST}}}$"},
    ),
]

router = guarded("Vragen")


@router.get("/explanations/{figure:path}", responses=schema.answers(EXPLANATION, 404, 409))
def read_explanation(
    house: OpenHouse,
    inspecting: KeyInspecting,
    figure: Figure,
    on: OnText = None,
    as_of: AsOfText = None,
    depth: DepthText = None,
    skip: SkipText = None,
) -> JSONResponse:
    """Return what a figure is made of, down to events, rule or model, rate version and who recorded it."""
    levels, skipped = _number(depth, "depth", DEPTH, MOST_DEEP), _number(skip, "skip", 0, 10**_LONGEST - 1)
    mandate = inspecting.see("lines", *about_figure(read_figure(figure)))
    return JSONResponse(explanation_of(house, mandate, figure, day(on, "on"), as_of, levels, skipped))


def _number(text: str | None, field: str, otherwise: int, most: int) -> int:
    """Read a whole number from 0 up to and including the most there can be."""
    if text is None:
        return otherwise
    if text.isascii() and text.isdigit() and len(text) <= _LONGEST and int(text) <= most:
        return int(text)
    message = f"{text!r} is hier niet goed: schrijf een heel getal van 0 tot en met {most}."
    raise Malformed([Problem("value-invalid", message, field)])
