"""`pvb apply`: a journal in, an answer per line out."""

import sys
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Annotated, Any

import typer

from ledger.vocabulary.actor import SYSTEM
from ledger.vocabulary.source import Source
from web.cli.comparing import preview_journal
from web.cli.files import content_of, lines_as_they_come
from web.cli.session import house, say, write_json
from web.recording import GROUP, apply_journal, nothing_given, record_each


def apply(
    file: Annotated[
        str, typer.Argument(metavar="BESTAND", help="Een bestand met één opdracht per regel (NDJSON), of - voor stdin.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Antwoord met één JSON-object per regel.")] = False,
    keep_going: Annotated[
        bool, typer.Option("--keep-going", help="Leg elke goede regel vast, ook als een andere regel fout is.")
    ] = False,
    only_look: Annotated[bool, typer.Option("--dry-run", help="Toon wat er zou veranderen; leg niets vast.")] = False,
) -> None:
    """Leg een journaal vast: alles, of niets met de reden erbij.

    Exitcode 0: alles is vastgelegd. 1: een regel is geweigerd. 2: het bestand is niet te lezen.
    """
    source = Source("journal", Path(file).name)
    if only_look:
        raise typer.Exit(0 if preview_journal(_commands(file), source, as_json, keep_going) else 1)
    recorded = _one_by_one(file, source, as_json) if keep_going else _together(file, source, as_json)
    raise typer.Exit(0 if recorded else 1)


def _together(file: str, source: Source, as_json: bool) -> bool:
    """Record all lines or none; tell whether all are."""
    lines = _commands(file)
    with house() as opened:
        answers = apply_journal(opened, lines, SYSTEM, source)
    all_ok = all(answer["ok"] for answer in answers)
    for answer in answers:
        if as_json:
            write_json(answer)
        elif all_ok or not (answer["ok"] or _waits(answer)):
            _tell(answer)
    if not as_json:
        _count(sum(bool(answer["ok"]) for answer in answers), len(answers), sum(map(_waits, answers)))
    return all_ok


def _one_by_one(file: str, source: Source, as_json: bool) -> bool:
    """Record each line that can be, and answer it as soon as it is; tell whether all are.

    However long the journal is, no more than a group of its lines is in memory.
    """
    groups = _answered(lines_as_they_come(None if file == "-" else Path(file), GROUP))
    before = recorded = answered = 0
    for first in groups:
        if any(line.removeprefix(BOM_UTF8).strip() for line in first):
            break
        before += len(first)
    else:
        raise nothing_given()
    with house() as opened:
        for one in record_each(opened, chain([first], groups), SYSTEM, source, before):
            answer = one.written()
            recorded, answered = recorded + one.ok, answered + 1
            write_json(answer) if as_json else _tell(answer)
    if not as_json:
        _count(recorded, answered)
    return recorded == answered


def _answered(groups: Iterator[list[bytes]]) -> Iterator[list[bytes]]:
    """Pass groups on; let the answers to one be seen before the next is read."""
    for group in groups:
        yield group
        sys.stdout.flush()


def _count(recorded: int, answered: int, waiting: int = 0) -> None:
    """Say how many lines are recorded; of the lines that only waited for others, nothing but their number."""
    said = f"{recorded} van {answered} opdrachten vastgelegd."
    if waiting:
        others = "1 andere regel wacht" if waiting == 1 else f"{waiting} andere regels wachten"
        said += f" {others} daarop: verbeter wat fout is en stuur alles opnieuw."
    say(said)


def _waits(answer: Mapping[str, Any]) -> bool:
    """Tell whether a line is not recorded only because another could not be."""
    return not answer["ok"] and answer["error"]["code"] == "not-recorded"


def _commands(file: str) -> list[bytes]:
    lines = _lines(file)
    if not any(line.removeprefix(BOM_UTF8).strip() for line in lines):
        raise nothing_given()
    return lines


def _lines(file: str) -> list[bytes]:
    if file == "-":
        return sys.stdin.buffer.read().splitlines()
    return content_of(Path(file)).splitlines()


def _tell(answer: Mapping[str, Any]) -> None:
    if answer["ok"]:
        topics = ", ".join(f"{event['position']} {event['topic']}" for event in answer["events"])
        print(f"regel {answer['line']}: {topics}")
        return
    for problem in answer.get("problems") or [answer["error"]]:
        where = f" ({problem['field']})" if problem.get("field") else ""
        print(f"regel {answer['line']}: {problem['code']}{where}: {problem['message']}")
