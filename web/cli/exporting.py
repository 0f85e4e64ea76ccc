"""`pvb export`: what was recorded, as a file in a format of the sector."""

import os
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from ledger.correspondence.aw319.exporting import Incomplete, export
from ledger.correspondence.aw319.outgoing import Wanted
from ledger.vocabulary.errors import NotFound
from web.cli.files import write_whole
from web.cli.session import house, say

REFUSED = 1

app = typer.Typer(help="Schrijf wat is vastgelegd als bestand.", no_args_is_help=True)


@app.callback()
def formats() -> None:
    """Schrijf wat is vastgelegd als bestand."""


@app.command("aw319")
def export_aw319(
    declaration: Annotated[str, typer.Option(help="De declaratie.")],
    to: Annotated[Path, typer.Option("--to", metavar="BESTAND", help="Het bestand dat wordt geschreven.")],
    uzovi: Annotated[
        str | None, typer.Option(help="Het UZOVI-nummer van het zorgkantoor. Zonder: de betaler van het contract.")
    ] = None,
    credits: Annotated[
        bool, typer.Option("--credits", help="Schrijf de creditregels van deze declaratie, en niet de regels zelf.")
    ] = False,
    factuurnummer: Annotated[
        str | None, typer.Option(help="Het factuurnummer, hoogstens 12 tekens. Zonder: naar de declaratie.")
    ] = None,
    dated: Annotated[
        datetime | None,
        typer.Option("--date", formats=["%Y-%m-%d"], help="De dagtekening. Zonder: de dag van de declaratie."),
    ] = None,
) -> None:
    """Schrijf een declaratie als AW319, met de namen en BSN's van de cliënten: bewaar het bestand zorgvuldig.

    Exitcode 1: er ontbreekt iets, of een regel past niet in dit formaat; er is dan niets geschreven.
    """
    if not (to.parent.is_dir() and os.access(to.parent, os.W_OK)):
        raise NotFound("folder-missing", f"In de map {to.parent} kan niet worden geschreven. Maak die eerst aan.")
    wanted = Wanted(
        declaration=declaration, uzovi=uzovi, credits=credits, factuurnummer=factuurnummer, dated=_day(dated)
    )
    with house(make=False) as opened:
        try:
            data = export(opened.ledger, wanted)
        except Incomplete as error:
            for one in error.problems:
                print(f"{one.code}: {one.message}", file=sys.stderr)
            raise typer.Exit(REFUSED) from error
    write_whole(to, data)
    say(f"Geschreven: {to}")


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
