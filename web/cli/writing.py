"""`pvb apply`: a journal in, an answer per line out."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from ledger.vocabulary.actor import SYSTEM
from ledger.vocabulary.errors import NotFound
from web.answers import apply_journal
from web.cli.session import house, say, write_json


def apply(
    file: Annotated[str, typer.Argument(help="Een bestand met één opdracht per regel (NDJSON), of - voor stdin.")],
    as_json: Annotated[bool, typer.Option("--json", help="Antwoord met één JSON-object per regel.")] = False,
    keep_going: Annotated[
        bool, typer.Option("--keep-going", help="Leg elke goede regel vast, ook als een andere regel fout is.")
    ] = False,
) -> None:
    """Leg een journaal vast: alles, of niets met de reden erbij."""
    lines = _lines(file)
    with house() as opened:
        answers = apply_journal(opened, lines, SYSTEM, f"journal:{Path(file).name}", keep_going)
    for answer in answers:
        write_json(answer) if as_json else _tell(answer)
    wrong = sum(not answer["ok"] for answer in answers)
    if not as_json:
        say(f"{len(answers) - wrong} van {len(answers)} opdrachten vastgelegd.")
    raise typer.Exit(1 if wrong else 0)


def _lines(file: str) -> list[bytes]:
    if file == "-":
        return sys.stdin.buffer.read().splitlines()
    path = Path(file)
    if not path.is_file():
        raise NotFound("file-missing", f"Het bestand {file} bestaat niet.")
    return path.read_bytes().splitlines()


def _tell(answer: Mapping[str, Any]) -> None:
    if answer["ok"]:
        topics = ", ".join(f"{event['position']} {event['topic']}" for event in answer["events"])
        print(f"regel {answer['line']}: {topics}")
        return
    for problem in answer.get("problems") or [answer["error"]]:
        where = f" ({problem['field']})" if problem.get("field") else ""
        print(f"regel {answer['line']}: {problem['code']}{where}: {problem['message']}")
