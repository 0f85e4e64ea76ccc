"""`pvb tariffs`: the register of maximum tariffs and allowed combinations."""

from pathlib import Path
from typing import Annotated

import typer

from ledger.aggregates.tarieven import Tarief, Tarieven
from ledger.commands.door import NotRecorded
from ledger.correspondence.tariffs import Taken, read_combinations, read_tariffs, registers, take_in
from ledger.vocabulary import dutch
from ledger.vocabulary.actor import SYSTEM
from ledger.vocabulary.errors import Malformed
from ledger.vocabulary.source import Source
from web.answers import Answer
from web.cli.files import content_of
from web.cli.options import AsJson
from web.cli.session import house, say, write_json

UNREADABLE = 2
"""Exit code: something in the file is not good; nothing of it is recorded."""

app = typer.Typer(help="Het register: maximumtarieven en toegestane combinaties.", no_args_is_help=True)


@app.command("import")
def import_tariffs(
    file: Annotated[Path, typer.Argument(help="Een CSV-bestand met de kolommen year,code,name,unit,tariff,source.")],
    combinations: Annotated[
        bool,
        typer.Option(
            "--combinations",
            help="Het bestand heeft toegestane combinaties: year,code,leveringsvorm,zorgprofiel,source.",
        ),
    ] = False,
) -> None:
    """Lees een bestand met tarieven of combinaties in: alles, of niets met de reden erbij.

    Exitcode 0: alles staat in het register. 1: een regel is geweigerd. 2: het bestand is niet te lezen.
    """
    data = content_of(file)
    try:
        requests = read_combinations(data) if combinations else read_tariffs(data)
    except Malformed as error:
        _tell_problems(error, file)
        raise typer.Exit(UNREADABLE) from error
    with house() as opened:
        try:
            taken = take_in(opened.ledger, requests, SYSTEM, Source("journal", file.name))
        except NotRecorded as refused:
            raise refused.error from refused
    print(_counted(taken, "combinatie" if combinations else "tarief"))


@app.command("show")
def show(
    year: Annotated[int | None, typer.Option(help="Eén jaar.")] = None,
    as_json: AsJson = False,
) -> None:
    """Toon de tarieven en de toegestane combinaties, per jaar."""
    with house(make=False) as opened:
        found = list(registers(opened.ledger, year))
    if as_json:
        write_json(_answer(found))
    elif not found:
        say(f"Er staan geen tarieven in het register{'' if year is None else f' van {year}'}.")
    else:
        for register in found:
            _tell(register)


def _tell_problems(error: Malformed, file: Path) -> None:
    say(f"{file} is niet in te lezen; er is niets vastgelegd.")
    for one in error.problems:
        places = [f"regel {one.line}" if one.line else "", f"kolom {one.field}" if one.field else ""]
        where = ", ".join(filter(None, places))
        say(f"  {where}: {one.message}" if where else f"  {one.message}")


def _counted(taken: Taken, word: str) -> str:
    several = {"tarief": "tarieven", "combinatie": "combinaties"}[word]
    recorded = f"{taken.recorded} {word if taken.recorded == 1 else several} vastgelegd"
    if not taken.known:
        return f"{recorded}."
    return f"{recorded}, {taken.known} {'stond' if taken.known == 1 else 'stonden'} er al in."


def _answer(found: list[Tarieven]) -> Answer:
    return {
        "tariffs": [_tariff(register.year, one) for register in found for one in _in_order(register)],
        "combinations": [
            {
                "year": register.year,
                "code": one.code,
                "leveringsvorm": one.leveringsvorm,
                "zorgprofiel": one.zorgprofiel,
                "source": source,
            }
            for register in found
            for one, source in register.combinaties.items()
        ],
    }


def _tariff(year: int, one: Tarief) -> Answer:
    return {
        "year": year,
        "code": one.code,
        "name": one.name,
        "unit": one.unit,
        "tariff": f"{one.eurocent // 100}.{one.eurocent % 100:02}",
        "version": one.version,
        "source": one.source,
        "demo": is_demo(one.source),
    }


def is_demo(source: str) -> bool:
    """Tell whether an amount or a combination was made up for the demo."""
    return source.startswith("demo")


def _in_order(register: Tarieven) -> list[Tarief]:
    return sorted(register.tarieven.values(), key=lambda one: one.code)


def _tell(register: Tarieven) -> None:
    """Two lines for each tariff, so that it fits on a terminal of 80 columns."""
    for one in _in_order(register):
        later = f", versie {one.version}" if one.version > 1 else ""
        print(f"{register.year} {one.code}: {dutch.euro(one.eurocent)} per {one.unit}{_demo(one.source)}{later}")
        print(f"     {one.name}. Bron: {one.source}")
    for known, source in register.combinaties.items():
        form, profile = known.leveringsvorm or "elke leveringsvorm", known.zorgprofiel or "elk zorgprofiel"
        print(f"{register.year} {known.code} mag bij {form} en {profile}{_demo(source)}. Bron: {source}")


def _demo(source: str) -> str:
    return " (demo)" if is_demo(source) else ""
