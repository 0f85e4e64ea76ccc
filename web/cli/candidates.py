"""Candidate rules at a terminal: a file that cannot be one is told with every problem at its place."""

import sys
from pathlib import Path

import typer

from ledger.auditing.candidate import read_candidate
from ledger.rechtmatigheid.rule import Rule
from ledger.vocabulary.errors import Malformed, Problem
from web.cli.files import content_of

UNREADABLE = 2


def candidate_in(file: Path) -> Rule:
    """Return the rule of a file; of a file that is none, tell what is wrong with it and leave."""
    content = content_of(file)
    try:
        return read_candidate(content)
    except Malformed as error:
        print(f"{file} is geen regel; er is niets nagegaan.", file=sys.stderr)
        for one in error.problems:
            print(f"  {_place(one)}{one.message} ({one.code})", file=sys.stderr)
        raise typer.Exit(UNREADABLE) from error


def _place(problem: Problem) -> str:
    places = [f"regel {problem.line}" if problem.line else "", problem.field or ""]
    where = ", ".join(filter(None, places))
    return f"{where}: " if where else ""
