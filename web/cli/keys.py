"""`pvb keys`: API keys of other systems."""

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from web.auth.api_keys import create_key, list_keys, remove_key
from web.cli.session import house, say

app = typer.Typer(help="Sleutels voor andere systemen.", no_args_is_help=True)


@app.command("add")
def add(
    name: str,
    role: Annotated[str, typer.Option(help="zorgaanbieder, zorgkantoor, medewerker, familie of auditor.")],
    client: Annotated[str | None, typer.Option()] = None,
    provider: Annotated[str | None, typer.Option()] = None,
    region: Annotated[str | None, typer.Option()] = None,
) -> None:
    """Maak een sleutel. Hij wordt één keer getoond."""
    with house() as opened:
        secret = create_key(opened.engine, name, role, provider=provider, client=client, region=region)
    say("Bewaar deze sleutel goed. Hij wordt niet nog eens getoond:")
    print(secret)


@app.command("remove")
def remove(name: str) -> None:
    """Trek een sleutel in."""
    with house() as opened:
        remove_key(opened.engine, name)
    say(f"De sleutel {name} werkt niet meer.")


@app.command("list")
def show() -> None:
    """Toon welke sleutels er zijn."""
    table = Table("naam", "rol", "zorgaanbieder", "cliënt", "regio")
    with house() as opened:
        for key in list_keys(opened.engine):
            table.add_row(key.name, key.role, key.provider or "", key.client or "", key.region or "")
    Console().print(table)
