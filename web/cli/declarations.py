"""`pvb declarations`: every declared line with what became of it, as known at a moment."""

from datetime import date
from typing import Annotated

import typer

from ledger.vocabulary import dutch
from ledger.vocabulary.actor import SYSTEM
from ledger.vocabulary.amounts import Amount
from ledger.vocabulary.figures import WORDS
from web.answers import Answer
from web.cli.options import AsJson, AsOf, OneClient, OneProvider
from web.cli.reading import tell_as_of
from web.cli.session import house, say, write_json
from web.declarations import declarations_of

STATES = {
    "submitted": "ingediend",
    "approved": WORDS["approved"],
    "refused": WORDS["refused"],
    "credited": WORDS["credited"],
}


def show_declarations(
    provider: OneProvider = None,
    client: OneClient = None,
    period: Annotated[
        str | None,
        typer.Option(help="De eerste dag van de zorg ligt hierin: 2026, 2026-03 of 2026-01-15..2026-03-31."),
    ] = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Toon de gedeclareerde regels van een zorgaanbieder of een cliënt, en wat er van elke regel werd."""
    with house(make=False) as opened:
        answer = declarations_of(opened, SYSTEM, provider, client, period, as_of)
    if as_json:
        write_json(answer)
        return
    for one in answer["lines"]:
        print(_told(one))
    if answer["lines"]:
        print(f"Gedeclareerd {_euro(answer['declared'])}, betaald {_euro(answer['paid'])}.")
    else:
        say("Er is niets gedeclareerd.")
    tell_as_of(answer)


def _told(one: Answer) -> str:
    first = dutch.day(date.fromisoformat(one["from"]))
    taken = "" if one["state"] == "credited" or one["credited"] == "0.00" else f", {_euro(one['credited'])} terug"
    whose = f"{one['client']}, " if one["client"] else ""
    start = f"{one['declaration']} regel {one['line']}, {whose}{one['prestatie']}, {first}"
    return f"{start}: {_euro(one['amount'])} {STATES[one['state']]}{taken}"


def _euro(text: str) -> str:
    return dutch.amount(Amount.parse({"EUR": text}))
