"""`pvb keys`: API keys of other systems."""

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from web.auth.api_keys import create_key, list_keys, remove_key
from web.cli.session import house, say

KeyName = Annotated[str, typer.Argument(help="De naam van de sleutel, zoals ecd-de-linde.")]

app = typer.Typer(help="Sleutels voor andere systemen.", no_args_is_help=True)


@app.command("add")
def add(
    name: KeyName,
    role: Annotated[
        str, typer.Option(help="zorgaanbieder, zorgkantoor, medewerker, familie, auditor, accountant of beheerder.")
    ],
    client: Annotated[str | None, typer.Option(help="De cliënt, bij de rol familie.")] = None,
    provider: Annotated[
        str | None, typer.Option(help="De zorgaanbieder, bij de rol zorgaanbieder of medewerker.")
    ] = None,
    region: Annotated[str | None, typer.Option(help="De regio, bij de rol zorgkantoor.")] = None,
) -> None:
    """Maak een sleutel. Hij wordt één keer getoond."""
    with house() as opened:
        secret = create_key(opened.engine, name, role, provider=provider, client=client, region=region)
    say("Bewaar deze sleutel goed. Hij wordt niet nog eens getoond:")
    print(secret)


@app.command("remove")
def remove(name: KeyName) -> None:
    """Trek een sleutel in."""
    with house(make=False) as opened:
        remove_key(opened.engine, name)
    say(f"De sleutel {name} werkt niet meer.")


@app.command("list")
def show() -> None:
    """Toon welke sleutels er zijn."""
    table = Table("naam", "rol", "zorgaanbieder", "cliënt", "regio")
    with house(make=False) as opened:
        for key in list_keys(opened.engine):
            table.add_row(key.name, key.role, key.provider or "", key.client or "", key.region or "")
    Console().print(table)
