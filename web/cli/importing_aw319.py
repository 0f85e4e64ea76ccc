"""`pvb import` of an AW319: what became of each declared line, as a table, JSON or CSV."""

import sys
from pathlib import Path
from typing import NoReturn

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from ledger.correspondence.aw319.answer import Answer, problems_as_csv
from ledger.correspondence.aw319.receiving import Unreadable, readable, take_in
from ledger.vocabulary import dutch
from ledger.vocabulary.clock import SystemClock, today
from web.cli.files import write_whole
from web.cli.session import house, say, write_json

UNREADABLE = 2
SHOWN = 20
"""How many accepted lines a person gets to see; the refused are all told."""


def import_declarations(file: Path, data: bytes, as_json: bool, return_to: Path | None) -> NoReturn:
    """Take an AW319 in and tell the answer; leave with 0, 1 (a line was refused) or 2 (the file has a fault)."""
    try:
        declared = readable(data, today(SystemClock()))
    except Unreadable as error:
        written = (
            write_whole(return_to / f"{file.stem}-problemen.csv", problems_as_csv(error.found)) if return_to else None
        )
        _tell_problems(error, file, as_json, written)
        raise typer.Exit(UNREADABLE) from error
    with house() as opened:
        answer = take_in(opened.ledger, declared, data)
    written = write_whole(return_to / answer.return_name, answer.as_csv()) if return_to else None
    write_json(answer.as_json()) if as_json else _tell(answer, written)
    raise typer.Exit(0 if answer.accepted else 1)


def _tell_problems(error: Unreadable, file: Path, as_json: bool, written: Path | None) -> None:
    if as_json:
        problems = [
            {
                "record": one.record or None,
                "field": one.number,
                "code": one.code,
                "retourcode": one.retourcode,
                "message": one.sentence,
            }
            for one in error.found
        ]
        write_json({"error": {"code": error.code, "message": error.found[0].sentence, "problems": problems}})
        return
    say(f"{file} is niet in te lezen; er is niets vastgelegd.")
    for one in error.found:
        code = f" (retourcode {one.retourcode})" if one.retourcode else ""
        say(f"  {one.place}: {one.sentence}{code}")
    if written is not None:
        say(f"Antwoord: {written}")


def _tell(answer: Answer, written: Path | None) -> None:
    console = Console(file=sys.stdout)
    accepted = [one for one in answer.lines if one.accepted]
    told = (
        f"AW319 {answer.factuurnummer} van {answer.sender}: {len(accepted)} van {len(answer.lines)} regels aangenomen."
    )
    if answer.known:
        told += " Het bestand was al eerder ingelezen; er is niets nieuws vastgelegd."
    elif answer.is_test:
        told += " Dit is een testbestand; er is niets vastgelegd."
    elif answer.declaration:
        told += f" Declaratie {answer.declaration}."
    console.print(escape(told), soft_wrap=True)
    console.print(_table(answer))
    if len(accepted) > SHOWN:
        rest = dutch.grouped(len(accepted) - SHOWN)
        console.print(f"En nog {rest} aangenomen regels; met --json of --return-to ziet u ze alle.", soft_wrap=True)
    for one in answer.lines:
        for reason in one.reasons:
            said = f"{one.record} {one.reference}: {reason.retourcode} {reason.sentence}"
            console.print(escape(said), soft_wrap=True)
    if written is not None:
        console.print(escape(f"Antwoord: {written}"), soft_wrap=True)


def _table(answer: Answer) -> Table:
    table = Table("Record", "Referentie", "Bedrag", "Uitkomst")
    shown = 0
    for one in answer.lines:
        shown += one.accepted
        if one.accepted and shown > SHOWN:
            continue
        codes = ", ".join(dict.fromkeys(reason.retourcode for reason in one.reasons))
        outcome = "aangenomen" if one.accepted else f"afgekeurd ({codes})"
        table.add_row(str(one.record), escape(one.reference), dutch.euro(one.eurocent), outcome)
    return table
