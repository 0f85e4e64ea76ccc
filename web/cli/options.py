"""Options that several commands have, under one name and with one explanation."""

from typing import Annotated

import typer

On = Annotated[
    str | None,
    typer.Option(
        "--on",
        metavar="DATUM",
        help="De dag waarop het geldt, zoals 2026-03-31 of 31-03-2026; zonder deze dag telt de hele periode.",
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of", help="Wat toen bekend was: een nummer in het grootboek, een naam van pvb snapshot, of een tijdstip."
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Antwoord als JSON.")]
OneClient = Annotated[str | None, typer.Option("--client", help="Eén cliënt, zoals c1.")]
OneProvider = Annotated[str | None, typer.Option("--provider", help="Eén zorgaanbieder.")]
OneRegion = Annotated[str | None, typer.Option("--region", help="Eén regio.")]
