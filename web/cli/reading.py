"""`pvb balance`, `pvb history`, `pvb totals`: questions to the ledger, on a day and as known at a moment."""

from datetime import date, datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from ledger.vocabulary import dutch
from ledger.vocabulary.actor import SYSTEM
from ledger.vocabulary.amounts import Amount
from web.answers import Answer
from web.cli.session import house, write_json
from web.questions import balance_of, history_of, totals_of

On = Annotated[
    datetime | None,
    typer.Option("--on", formats=["%Y-%m-%d"], help="De dag waarop het geldt; zonder deze dag telt de hele periode."),
]
AsOf = Annotated[
    str | None, typer.Option("--as-of", help="Wat toen bekend was: een nummer in het grootboek of een tijdstip.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Antwoord als JSON.")]


def show_balance(budget: str, on: On = None, as_of: AsOf = None, as_json: AsJson = False) -> None:
    """Toon wat er in een budget was, wat is gereserveerd en besteed, en wat over is."""
    with house() as opened:
        answer = balance_of(opened, SYSTEM, budget, on and on.date(), as_of)
    if as_json:
        write_json(answer)
        return
    unit = answer["unit"]
    print(f"Budget {budget}, tot en met {dutch.day(date.fromisoformat(answer['on']))}")
    for label, name in (("toegekend", "granted"), ("gereserveerd", "reserved"), ("besteed", "spent")):
        _line(label, unit, answer[name])
    _line("over", unit, answer["available"])
    if unit != "EUR" and answer["value_in_eur"] is not None:
        _line("waard", "EUR", answer["value_in_eur"])
    _tell_as_of(answer)


def show_history(client: str, as_of: AsOf = None, as_json: AsJson = False) -> None:
    """Toon alles wat over een cliënt is vastgelegd, in volgorde."""
    with house() as opened:
        answer = history_of(opened, SYSTEM, client, as_of)
    if as_json:
        write_json(answer)
        return
    table = Table("nr", "vastgelegd (UTC)", "wat")
    for event in answer["events"]:
        table.add_row(str(event["position"]), event["recorded_at"][:16].replace("T", " "), event["sentence"])
    Console().print(table)
    _tell_as_of(answer)


def show_totals(
    provider: Annotated[str | None, typer.Option(help="Eén zorgaanbieder.")] = None,
    region: Annotated[str | None, typer.Option(help="Eén regio.")] = None,
    year: Annotated[int | None, typer.Option(help="Eén jaar, van de dag van de zorg.")] = None,
    as_json: AsJson = False,
) -> None:
    """Toon wat zorgaanbieders declareerden en wat daarvan is goedgekeurd, naast de contracteerruimte."""
    with house() as opened:
        answer = totals_of(opened, SYSTEM, provider, region, year)
    if as_json:
        write_json(answer)
        return
    table = Table("zorgaanbieder", "regio", "jaar")
    for heading in ("regels", "gedeclareerd", "goedgekeurd", "afgekeurd", "gecrediteerd"):
        table.add_column(heading, justify="right")
    for one in answer["totals"]:
        cents = (_written("EUR", one[name]) for name in ("declared", "approved", "refused", "credited"))
        table.add_row(one["name"], one["region"], str(one["year"]), str(one["lines"]), *cents)
    Console().print(table)
    for one in answer["contracteerruimte"]:
        print(f"Contracteerruimte {one['year']} {one['region']}: {_written('EUR', one['amount'])}")
    _tell_as_of(answer)


def _line(label: str, unit: str, text: str) -> None:
    print(f"  {label:<13}{_written(unit, text):>20}")


def _written(unit: str, text: str) -> str:
    return dutch.amount(Amount.parse({unit: text}))


def _tell_as_of(answer: Answer) -> None:
    print(f"Stand: gebeurtenis {answer['as_of']['position']}.")
