"""`pvb rebuild`: throw the read models away and fold the whole log anew."""

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from web.cli.session import house, say


def rebuild() -> None:
    """Bouw alle overzichten opnieuw op uit het grootboek."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with house(make=False) as opened, Progress(*columns) as bar:
        tasks = {projection.name: bar.add_task(projection.name) for projection in opened.runner.projections}

        def progress(name: str, reached: int, last: int) -> None:
            bar.update(tasks[name], completed=reached, total=last)

        reached = opened.runner.rebuild(progress)
    say(f"Klaar: {len(tasks)} overzichten, tot en met gebeurtenis {reached}.")
