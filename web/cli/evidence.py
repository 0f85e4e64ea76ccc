"""`pvb evidence`: one archive with all that a third party needs to judge an answer of this ledger by itself."""

import os
from pathlib import Path
from typing import Annotated

import typer

from ledger.vocabulary.actor import SYSTEM
from ledger.vocabulary.errors import NotFound
from projections.as_of import resolve
from web.cli.files import write_whole
from web.cli.options import AsJson, AsOf
from web.cli.session import house, write_json
from web.dutch import count
from web.evidence.pack import pack
from web.evidence.question import question_of


def evidence(
    to: Annotated[Path, typer.Option("--to", metavar="BESTAND", help="Het archief (.zip) dat wordt geschreven.")],
    question: Annotated[str | None, typer.Option(help="De vraag die dit pakket beantwoordt.")] = None,
    ground: Annotated[str | None, typer.Option(help="De wettelijke grond, zoals 'artikel 9.1.2 Wlz'.")] = None,
    scope: Annotated[
        str | None,
        typer.Option(help="Over wie of wat: client:c1, provider:p1, region:Rotterdam, declaration:d1 of budget:b1."),
    ] = None,
    period: Annotated[
        str | None, typer.Option(help="De dagen van de zorg: 2026, 2026-03 of 2026-01-01..2026-03-31. Zonder: alle.")
    ] = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Schrijf een bewijspakket: wat is vastgelegd over een vraag, met totalen, boeken, hashes en een leeswijzer.

    Namen en vrije teksten blijven verzegeld. Hetzelfde pakket van dezelfde gebeurtenis is byte voor byte gelijk.
    """
    if not (to.parent.is_dir() and os.access(to.parent, os.W_OK)):
        raise NotFound("folder-missing", f"In de map {to.parent} kan niet worden geschreven. Maak die eerst aan.")
    with house(make=False) as opened:
        known = resolve(opened.ledger, as_of)
        asked = question_of(question, ground, scope, period, known, SYSTEM.actor)
        made = pack(opened, asked)
    write_whole(to, made.data)
    if as_json:
        told = {"events": made.events, "items": made.items, "findings": made.findings}
        write_json(asked.answer() | told | {"file": str(to), "bytes": len(made.data), "sha256": made.digest})
        return
    events, items = count(made.events, "gebeurtenis", "gebeurtenissen"), count(made.items, "post", "posten")
    findings = count(made.findings, "bevinding", "bevindingen")
    print(f"{to}: {events}, {items}, {findings}, tot en met gebeurtenis {known.position}.")
    print(f"SHA-256: {made.digest}")
