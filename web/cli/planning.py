"""`pvb plan check`: does a zorgplan fit? Nothing is recorded."""

import sys
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from ledger.rekenmodule.answer import Step
from ledger.vocabulary.actor import SYSTEM
from ledger.vocabulary.dutch import day, euro
from ledger.vocabulary.errors import LedgerError, Malformed, Problem
from web.answers import error_answer
from web.cli.files import content_of
from web.cli.options import AsJson
from web.cli.session import house, say, write_json
from web.composition import House
from web.plan_answer import plan_answer
from web.planning import Checked, PlanToCheck, check_plan, read_plan

UNREADABLE = 2
"""Exit code: the plan cannot be read or worked out. 1: it does not fit."""

app = typer.Typer(help="Zorgplannen: past het?", no_args_is_help=True)


@app.callback()
def plans() -> None:
    """Zorgplannen: past het?"""


@app.command("check")
def check(
    file: Annotated[Path, typer.Argument(help="Een JSON-bestand met de velden van agree_zorgplan.")],
    as_json: AsJson = False,
) -> None:
    """Reken uit of een zorgplan past in de indicatiewaarde, stap voor stap. Er wordt niets vastgelegd.

    Exitcode 0: het past. 1: het past niet. 2: het plan is niet te lezen of uit te rekenen; elk probleem wordt genoemd.
    """
    try:
        plan = read_plan(_decoded(content_of(file)))
        with house(make=False) as opened:
            checked = _checked(opened, plan)
    except Malformed as error:
        _tell_problems(error, file, as_json)
        raise typer.Exit(UNREADABLE) from error
    write_json(plan_answer(checked)) if as_json else _tell(checked)
    raise typer.Exit(0 if checked.calculation.fits else 1)


def _checked(opened: House, plan: PlanToCheck) -> Checked:
    """Work it out; whatever is in the way makes it a plan that cannot be worked out."""
    try:
        return check_plan(opened, SYSTEM, plan)
    except Malformed:
        raise
    except LedgerError as error:
        code, told, field = error.code, error.message, error.field
        raise Malformed([Problem(code, told, field)]) from error


def _decoded(data: bytes) -> Any:
    try:
        return msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Malformed([Problem("not-json", f"Dit bestand is geen geldige JSON ({error}).")]) from error


def _tell_problems(error: Malformed, file: Path, as_json: bool) -> None:
    if as_json:
        write_json(error_answer(error))
        return
    say(f"{file} is niet uit te rekenen:")
    for one in error.problems:
        say(f"  {one.code}: {one.message}{f' ({one.field})' if one.field else ''}")


def _tell(checked: Checked) -> None:
    console = Console(file=sys.stdout)
    found, known = checked.calculation, checked.known
    whose = f" van cliënt {checked.plan.client}" if checked.plan.client else ""
    about = f"Zorgplan{whose}: {known.zorgprofiel}, {known.leveringsvorm}, op {day(checked.on)}."
    console.print(escape(about), soft_wrap=True)
    table = Table("Stap", "Hoe", box=None, pad_edge=False, show_edge=False)
    table.add_column("Per week", justify="right", no_wrap=True)
    for step in found.steps:
        table.add_row(*_row(step))
    console.print(table)
    console.print(escape(_outcome(checked)), soft_wrap=True)


def _row(step: Step) -> tuple[str, str, str]:
    return escape(step.label), escape(step.sentence), "" if step.eurocent is None else euro(step.eurocent.week)


def _outcome(checked: Checked) -> str:
    left, year = checked.calculation.left, checked.known.year
    if not checked.calculation.fits:
        return f"Het past niet: {euro(-left.week)} per week te veel ({euro(-left.year)} in {year})."
    return f"Het past: er is nog {euro(left.week)} per week te verdelen ({euro(left.year)} in {year})."
