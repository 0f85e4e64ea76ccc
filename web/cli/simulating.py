"""`pvb simulate`: the same recorded care under other models, side by side."""

import os
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from ledger.simulation.outcome import Outcome
from ledger.simulation.scenarios import ASSUMPTIONS
from ledger.vocabulary.actor import SYSTEM
from ledger.vocabulary.clock import today
from web.cli.options import AsJson, AsOf, OneRegion
from web.cli.session import house, say, write_json
from web.model_figures import FIGURES, clients_told, same_for_all
from web.simulating import ALL, question, simulation_answer, simulation_of

PROCESSES = min(os.cpu_count() or 1, 4)


def simulate(
    models: Annotated[str, typer.Option(help="Welke modellen, met komma's ertussen; een mengvorm met een plus.")] = ALL,
    year: Annotated[int | None, typer.Option(min=2000, max=2100, help="Het jaar van de zorg; anders dit jaar.")] = None,
    region: OneRegion = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
    processes: Annotated[int, typer.Option(min=1, max=64, help="Hoeveel processen tegelijk.")] = PROCESSES,
) -> None:
    """Reken dezelfde zorg door met andere modellen. Er wordt niets vastgelegd."""
    with house(make=False) as opened:
        asked = question(opened, SYSTEM, models, year or today(opened.clock).year, region, as_of)
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        console = Console(stderr=True)
        with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
            task = bar.add_task("cliënten", total=None)

            def progress(done: int, all: int) -> None:
                bar.update(task, completed=done, total=all)

            found = simulation_of(opened, asked, progress, processes)
    if as_json:
        write_json(simulation_answer(found))
    else:
        _tell(found)


COLUMNS = 5
"""How many models stand side by side: on a narrow terminal the rest comes in a table below."""


def _tell(found: Outcome) -> None:
    where = found.region or "alle regio's"
    print(f"{clients_told(found)} met zorg thuis (mpt), {where}, {found.year}.")
    print(same_for_all(found))
    for start in range(0, len(found.figures), COLUMNS):
        some = found.figures[start : start + COLUMNS]
        table = Table("", show_edge=False)
        for figures in some:
            table.add_column(figures.scenario.code, justify="right")
        for one in FIGURES:
            table.add_row(one.name, *(one.told(figures) or "–" for figures in some))
        Console().print(table)
    print("Aannames:")
    for assumption in ASSUMPTIONS:
        Console().print(f"- {assumption}", markup=False, highlight=False)
    say(f"Stand: gebeurtenis {found.position}. Er is niets vastgelegd.")
