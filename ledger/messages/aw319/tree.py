"""From the records of a file without problems, in their order, to the declaration they make up."""

from collections.abc import Sequence
from typing import cast

from msgspec import structs

from ledger.messages.aw319.layout import COMMENTAAR, SLUIT, VERZEKERDE
from ledger.messages.aw319.model import (
    Commentaar,
    Declaratiebestand,
    Prestatie,
    Sluitrecord,
    Verzekerde,
    Voorlooprecord,
)
from ledger.messages.aw319.rows import Row


def tree(rows: Sequence[Row]) -> Declaratiebestand:
    """The typed file. The order of the records must have been checked."""
    verzekerden: list[Verzekerde] = []
    start = 1
    for place in range(2, len(rows)):
        if rows[place].kind in (VERZEKERDE, SLUIT):
            verzekerden.append(_verzekerde(rows[start:place]))
            start = place
    return Declaratiebestand(
        voorlooprecord=cast(Voorlooprecord, rows[0].record),
        verzekerden=tuple(verzekerden),
        sluitrecord=cast(Sluitrecord, rows[-1].record),
    )


def _verzekerde(rows: Sequence[Row]) -> Verzekerde:
    """A verzekerde with the prestaties below it; rebuilt only where something stands below."""
    prestaties: list[Prestatie] = []
    start = 0
    own: tuple[Commentaar, ...] = ()
    for place in range(1, len(rows) + 1):
        if place == len(rows) or rows[place].kind != COMMENTAAR:
            comments = tuple(cast(Commentaar, row.record) for row in rows[start + 1 : place])
            if start == 0:
                own = comments
            else:
                prestatie = cast(Prestatie, rows[start].record)
                prestaties.append(structs.replace(prestatie, commentaar=comments) if comments else prestatie)
            start = place
    verzekerde = cast(Verzekerde, rows[0].record)
    return structs.replace(verzekerde, prestaties=tuple(prestaties), commentaar=own)
