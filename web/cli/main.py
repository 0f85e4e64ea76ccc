"""The command `pvb`: every verb is in a file of its own beside this one."""

import sys
from importlib import metadata
from typing import Annotated

import typer

from ledger.vocabulary.errors import LedgerError, Malformed
from web.cli import (
    auditing,
    comparing,
    declarations,
    declaring,
    demo,
    evidence,
    explaining,
    exporting,
    importing,
    keys,
    operating,
    planning,
    reading,
    rebuilding,
    sampling,
    serving,
    simulating,
    snapshots,
    tariffs,
    users,
    vocabulary,
    writing,
)


def _tell_version(wanted: bool) -> None:
    if wanted:
        try:
            print(f"pvb {metadata.version('pvb-grootboek')}")
        except metadata.PackageNotFoundError:
            print("pvb, uit een map met broncode die niet is geïnstalleerd")
        raise typer.Exit


app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def version(
    shown: Annotated[
        bool, typer.Option("--version", help="Toon welke versie dit is.", is_eager=True, callback=_tell_version)
    ] = False,
) -> None:
    """Het PVB-grootboek: geld, punten en uren die de persoon volgen."""


app.command("apply")(writing.apply)
app.command("audit")(auditing.audit)
app.command("rules")(auditing.rules)
app.command("balance")(reading.show_balance)
app.command("history")(reading.show_history)
app.command("explain", epilog=explaining.ALL_ADDRESSES)(explaining.explain)
app.command("evidence")(evidence.evidence)
app.command("totals")(reading.show_totals)
app.command("declarations")(declarations.show_declarations)
app.command("diff")(comparing.diff)
app.command("snapshot")(snapshots.snapshot)
app.command("snapshots")(snapshots.snapshots)
app.command("declare")(declaring.declare)
app.command("simulate")(simulating.simulate)
app.command("import")(importing.import_message)
app.command("rebuild")(rebuilding.rebuild)
app.command("serve")(serving.serve)
app.command("demo")(demo.fill)
app.command("vocabulary")(vocabulary.show)
app.add_typer(exporting.app, name="export")
app.add_typer(tariffs.app, name="tariffs")
app.add_typer(planning.app, name="plan")
app.add_typer(sampling.app, name="sample")
app.add_typer(operating.app, name="projections")
app.add_typer(users.app, name="users")
app.add_typer(keys.app, name="keys")


def main() -> None:
    """Run a verb; an error of the ledger is told in one Dutch sentence, with exit code 1 (2: could not be read)."""
    try:
        app()
    except Malformed as error:
        for problem in error.problems:
            print(f"{problem.code}: {problem.message}", file=sys.stderr)
        sys.exit(2)
    except LedgerError as error:
        print(f"{error.code}: {error.message}", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
