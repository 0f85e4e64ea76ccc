"""`pvb users`: local accounts."""

import sys
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from ledger.vocabulary.actor import Role
from ledger.vocabulary.errors import NotFound
from web.auth.accounts import (
    account_exists,
    check_scope,
    create_account,
    list_accounts,
    remove_account,
    set_password,
)
from web.cli.known import check_known
from web.cli.session import house, say

app = typer.Typer(help="Mensen die mogen inloggen.", no_args_is_help=True)
Username = Annotated[str, typer.Argument(help="De gebruikersnaam, het pseudoniem in het grootboek.")]
FromStdin = Annotated[bool, typer.Option("--password-stdin", help="Lees het wachtwoord van standaardinvoer.")]


@app.command("add")
def add(
    username: Username,
    role: Annotated[
        str, typer.Option(help="familie, medewerker, zorgaanbieder, auditor, accountant, zorgkantoor of beheerder.")
    ],
    name: Annotated[str, typer.Option(help="Hoe deze persoon heet.")],
    client: Annotated[str | None, typer.Option(help="De cliënt die familie mag zien.")] = None,
    provider: Annotated[str | None, typer.Option(help="De zorgaanbieder van een medewerker.")] = None,
    region: Annotated[str | None, typer.Option(help="De regio van een zorgkantoor.")] = None,
    password_stdin: FromStdin = False,
) -> None:
    """Voeg iemand toe."""
    with house() as opened:
        check_scope(role, provider, client, region)
        check_known(opened, provider, client, region)
        password = _password(password_stdin)
        create_account(
            opened.engine, username, password, name, _role(role), provider=provider, client=client, region=region
        )
    say(f"{username} kan nu inloggen als {role}.")


@app.command("password")
def password(username: Username, password_stdin: FromStdin = False) -> None:
    """Geef iemand een nieuw wachtwoord; wie ingelogd was, moet opnieuw inloggen."""
    with house(make=False) as opened:
        if not account_exists(opened.engine, username):
            raise NotFound("account-unknown", f"Er is geen gebruiker {username}.", "username")
        set_password(opened.engine, username, _password(password_stdin))
    say(f"Het wachtwoord van {username} is gewijzigd.")


@app.command("remove")
def remove(username: Username) -> None:
    """Haal iemand weg; wat diegene heeft vastgelegd blijft, en de gebruikersnaam komt niet meer vrij."""
    with house(make=False) as opened:
        remove_account(opened.engine, username, opened.clock.now())
    say(f"{username} kan niet meer inloggen.")


@app.command("list")
def show() -> None:
    """Toon wie mag inloggen."""
    table = Table("gebruiker", "naam", "rol", "zorgaanbieder", "cliënt", "regio")
    with house(make=False) as opened:
        for account in list_accounts(opened.engine):
            scope = (account.provider or "", account.client or "", account.region or "")
            table.add_row(account.username, account.name, account.role, *scope)
    Console().print(table)


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    return str(typer.prompt("Wachtwoord", hide_input=True, confirmation_prompt="Nog een keer"))


def _role(text: str) -> Role:
    return text  # type: ignore[return-value]  # `create_account` refuses what is no role
