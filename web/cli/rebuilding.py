"""`pvb rebuild`: fold the whole log anew beside the live read models, compare, and switch."""

import os
from typing import Annotated

import typer
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from projections.catalogue import by_name
from projections.projection import Projection
from projections.rebuilding.comparing import TableDifference
from projections.rebuilding.rebuild import Differs, Phase, Rebuild, Rebuilt
from projections.running.runner import Runner
from web.cli.session import house, say
from web.composition import House

DIFFERENT = 1
PHASES: dict[Phase, str] = {"read": "gelezen", "fold": "verwerkt"}


def rebuild(
    projection: Annotated[
        list[str] | None, typer.Option("--projection", help="Alleen dit overzicht. Mag vaker; zonder: alle.")
    ] = None,
    workers: Annotated[
        int, typer.Option(min=1, max=64, help="Hoeveel processen tegelijk.", show_default="één per kern")
    ] = os.cpu_count() or 1,
    accept: Annotated[
        bool, typer.Option("--accept", help="Neem de nieuwe overzichten in gebruik, ook als ze verschillen.")
    ] = False,
    give_up: Annotated[
        bool, typer.Option("--give-up", help="Gooi weg wat een onderbroken opbouw maakte, en doe verder niets.")
    ] = False,
) -> None:
    """Bouw overzichten opnieuw op uit het grootboek, naast de huidige; gelijk bevonden komen ze daarvoor in de plaats.

    Een onderbroken opbouw gaat verder waar die was. Exitcode 1: er is verschil gevonden en getoond; er is dan niets
    veranderd.
    """
    with house(make=False) as opened:
        runner = Runner(opened.ledger, opened.engine, _chosen(opened, projection))
        work = Rebuild(runner, opened.settings.database_url, workers)
        if give_up:
            work.give_up()
            say("Weggegooid. De overzichten zijn niet veranderd.")
            return
        try:
            done = _with_progress(work, accept)
        except Differs as differs:
            for one in differs.found:
                _tell(one)
            print("De nieuwe overzichten zijn niet in gebruik genomen. Wilt u dat toch, geef dan --accept mee.")
            raise typer.Exit(DIFFERENT) from differs
    count = len(runner.projections)
    names = "1 overzicht" if count == 1 else f"{count} overzichten"
    say(f"Klaar: {names}, tot en met gebeurtenis {done.position}.")


def _chosen(opened: House, names: list[str] | None) -> list[Projection]:
    asked = [by_name(name).name for name in names or ()]
    return [one for one in opened.runner.projections if not asked or one.name in asked]


class _Rate(ProgressColumn):
    """How many events a second."""

    def render(self, task: Task) -> Text:
        """Write the rate, once there is one."""
        return Text("" if task.speed is None else f"{task.speed:,.0f}/s".replace(",", "."))


def _with_progress(work: Rebuild, accept: bool) -> Rebuilt:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
    with Progress(*columns) as bar:
        tasks = {phase: bar.add_task(told, total=None, start=False) for phase, told in PHASES.items()}

        def progress(phase: Phase, done: int, of: int) -> None:
            bar.start_task(tasks[phase])
            bar.update(tasks[phase], completed=done, total=of)

        return work.run(progress, accept)


def _tell(one: TableDifference) -> None:
    """Say what differs in a table, with the keys of some rows."""
    print(f"Verschil in {one.table}: {_rows(one.missing)} minder, {_rows(one.added)} meer dan nu.")
    for column, count in one.changed.items():
        print(f"  {column}: anders in {_rows(count)}")
    for example in one.examples:
        print("  bijvoorbeeld " + ", ".join(f"{name}={value}" for name, value in example.items()))


def _rows(count: int) -> str:
    return "1 regel" if count == 1 else f"{count} regels"
