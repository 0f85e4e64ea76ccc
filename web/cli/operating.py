"""`pvb projections`: how far the read models are, and what they set aside; `pvb projections release` after a repair."""

from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from projections.running.condition import Condition, Conditions
from projections.running.releasing import release as released
from web import dutch
from web.cli.options import AsJson
from web.cli.session import house, say, write_json

app = typer.Typer(help="Overzichten: hoe ver ze zijn, en wat ze apart zetten.")


@app.callback(invoke_without_command=True)
def show(context: typer.Context, as_json: AsJson = False) -> None:
    """Toon hoe ver elk overzicht is, en welke stromen apart staan."""
    if context.invoked_subcommand is not None:
        return
    with house(make=False) as opened:
        found = opened.conditions()
    write_json(as_answer(found)) if as_json else _tell(found)


@app.command("release")
def release(
    stream: Annotated[str, typer.Argument(metavar="STROOM", help="De stroom, zoals budget-b1.")],
    projection: Annotated[
        str | None, typer.Option("--projection", help="Alleen voor dit overzicht; zonder: voor alle.")
    ] = None,
) -> None:
    """Geef een stroom vrij: wat is overgeslagen, wordt alsnog verwerkt. Allemaal, of niets."""
    with house(make=False) as opened:
        for one in released(opened.runner, stream, projection):
            say(f"{one.stream} is vrijgegeven voor {one.projection}, vanaf gebeurtenis {one.position}.")


def as_answer(found: Conditions) -> dict[str, Any]:
    """Return the condition of all read models as JSON."""
    build = found.underway
    return {
        "head": found.head,
        "recorded_at": found.recorded_at.isoformat() if found.recorded_at else None,
        "projections": [_one(one) for one in found.projections],
        "rebuild": build._asdict() if build else None,
    }


def _one(one: Condition) -> dict[str, Any]:
    parked = [{**stream._asdict(), "parked_at": stream.parked_at.isoformat()} for stream in one.parked]
    return {**one._asdict(), "parked": parked, "wants_rebuild": one.wants_rebuild}


def _tell(found: Conditions) -> None:
    table = Table("overzicht", "versie", "gebeurtenis", "achterstand", "apart", "laatste opbouw")
    for one in found.projections:
        version = str(one.built) if one.built == one.version else f"{one.built} (programma: {one.version})"
        lag = f"{one.lag_events}, {one.lag_seconds} s" if one.lag_events else "bijgewerkt"
        built = str(one.last_build or "")
        table.add_row(one.name, version, str(one.position), lag, str(len(one.parked)), built)
    Console().print(table)
    for stream in found.parked:
        print(
            f"{stream.stream} staat apart voor {stream.projection}, vanaf gebeurtenis {stream.position} "
            f"({stream.topic}), sinds {dutch.moment(stream.parked_at)}: {stream.error}"
        )
    if found.underway:
        build = found.underway
        print(f"Opbouw {build.number} is begonnen: {build.parts_done} van {build.parts} delen klaar.")
    recorded = f", vastgelegd {dutch.moment_short(found.recorded_at)}" if found.recorded_at else ""
    print(f"Grootboek: gebeurtenis {found.head}{recorded}.")
