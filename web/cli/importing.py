"""`pvb import`: a message of iWlz 2.2 or an AW319 in, a receipt or an answer per line and the return out."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from ledger.correspondence.aw319.receiving import is_aw319
from ledger.correspondence.receipt import ClientOutcome, Receipt
from ledger.correspondence.receiving import readable, take_in_message
from ledger.events import decode, sentence
from ledger.messages.iwlz import Finding
from ledger.vocabulary.errors import Malformed, NotFound
from web.cli.files import content_of, write_whole
from web.cli.importing_aw319 import import_declarations
from web.cli.session import house, say, write_json
from web.composition import House

UNREADABLE = 2
"""Exit code: the file is no message that can be read. 1: a client, or the whole message, was rejected."""


def import_message(
    file: Annotated[Path, typer.Argument(help="Een bericht van iWlz 2.2 (AW33, AW35 of AW39), of een AW319.")],
    as_json: Annotated[bool, typer.Option("--json", help="Geef het ontvangstbewijs als één JSON-object.")] = False,
    return_to: Annotated[
        Path | None,
        typer.Option("--return-to", metavar="DIR", help="Zet het retourbericht, of het antwoord als CSV, in deze map."),
    ] = None,
) -> None:
    """Lees een zorgtoewijzing (AW33), een melding aanvang zorg (AW35), een mutatie (AW39) of een declaratie (AW319) in.

    Exitcode 0: alles is verwerkt. 1: een cliënt, een regel of het hele bericht is afgekeurd. 2: het bestand is niet te
    lezen.
    """
    data = content_of(file)
    if return_to is not None and not (return_to.is_dir() and os.access(return_to, os.W_OK)):
        raise NotFound("folder-missing", f"In de map {return_to} kan niet worden geschreven. Maak die eerst aan.")
    if is_aw319(data):
        import_declarations(file, data, as_json, return_to)
    try:
        message = readable(data)
    except Malformed as error:
        _tell_problems(error, file, as_json)
        raise typer.Exit(UNREADABLE) from error
    with house() as opened:
        receipt = take_in_message(opened.ledger, message)
        sentences = [] if receipt.known else _sentences(opened, receipt)
    written = write_whole(return_to / receipt.return_name, receipt.return_message) if return_to else None
    write_json(receipt.as_json()) if as_json else _tell(receipt, sentences, written)
    raise typer.Exit(0 if receipt.accepted else 1)


def _tell_problems(error: Malformed, file: Path, as_json: bool) -> None:
    if as_json:
        problems = [
            {"line": one.line, "field": one.field, "code": one.code, "message": one.message} for one in error.problems
        ]
        write_json({"error": {"code": error.code, "message": error.problems[0].message, "problems": problems}})
        return
    say(f"{file} is niet in te lezen; er is niets vastgelegd.")
    for one in error.problems:
        line = f"regel {one.line}: " if one.line else ""
        where = f" ({one.field})" if one.field else ""
        say(f"  {line}{one.message}{where}")


def _tell(receipt: Receipt, sentences: list[str], written: Path | None) -> None:
    console = Console(file=sys.stdout)
    name = f"Bericht {receipt.kind} {receipt.identification} van {receipt.sender}"
    before = " Het was al eerder ingelezen; er is niets nieuws vastgelegd." if receipt.known else ""
    taken_in = sum(one.accepted for one in receipt.clients)
    if receipt.retourcodes:
        console.print(escape(f"{name} is als geheel afgekeurd.{before}"), soft_wrap=True)
        _tell_findings(console, receipt.findings)
    else:
        told = f"{name}: {taken_in} van {len(receipt.clients)} cliënten verwerkt.{before}"
        console.print(escape(told), soft_wrap=True)
        console.print(_table(receipt.clients))
        for one in receipt.clients:
            _tell_findings(console, one.findings)
        for sentence in sentences:
            console.print(escape(sentence), soft_wrap=True)
    if written is not None:
        console.print(escape(f"Retourbericht {receipt.return_kind}: {written}"), soft_wrap=True)


def _sentences(opened: House, receipt: Receipt) -> list[str]:
    """Tell each event that the clients of a message brought, with its number."""
    positions = [position for one in receipt.clients for position, _ in one.events]
    records = [(position, opened.ledger.at(position)) for position in positions]
    return [
        f"  {position} {sentence(decode(record.topic, record.state))}"
        for position, record in records
        if record is not None
    ]


def _table(clients: tuple[ClientOutcome, ...]) -> Table:
    table = Table("Cliënt", "Besluit", "Uitkomst")
    for one in clients:
        outcome = "verwerkt" if one.accepted else f"afgekeurd ({', '.join(one.retourcodes)})"
        number = str(one.besluitnummer) if one.besluitnummer is not None else "–"
        table.add_row(one.client or "niet bekend", number, outcome)
    return table


def _tell_findings(console: Console, findings: tuple[Finding, ...]) -> None:
    for one in findings:
        told = f"{one.retourcode} {one.rule}: {one.sentence} ({one.path})"
        console.print(escape(told), soft_wrap=True)
