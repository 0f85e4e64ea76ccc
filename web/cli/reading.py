"""`pvb balance`, `pvb history`, `pvb totals`: questions to the ledger, on a day and as known at a moment."""

from datetime import date, datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from ledger.vocabulary import dutch
from ledger.vocabulary.actor import SYSTEM
from ledger.vocabulary.amounts import Amount
from ledger.vocabulary.figures import WORDS, ProviderFigureKind
from web.answers import Answer
from web.cli.days import day_of
from web.cli.options import AsJson, AsOf, On, OneProvider, OneRegion
from web.cli.session import house, say, write_json
from web.dutch import moment_short
from web.questions import balance_of, history_of, totals_of

_FIGURES: tuple[ProviderFigureKind, ...] = ("declared", "approved", "refused", "credited", "paid")


def show_balance(
    budget: Annotated[str, typer.Argument(help="Het nummer van het budget, zoals b1.")],
    on: On = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Toon wat er in een budget was, wat is gereserveerd en besteed, en wat over is."""
    day = None if on is None else day_of(on)
    with house(make=False) as opened:
        answer = balance_of(opened, SYSTEM, budget, day, as_of)
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
    tell_as_of(answer)


def show_history(
    client: Annotated[str, typer.Argument(help="Het pseudoniem van de cliënt, zoals c1.")],
    on: On = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Toon alles wat over een cliënt is vastgelegd, in volgorde."""
    day = None if on is None else day_of(on)
    with house(make=False) as opened:
        answer = history_of(opened, SYSTEM, client, as_of, day)
    if as_json:
        write_json(answer)
        return
    table = Table("nr", "vastgelegd", "wat")
    for event in answer["events"]:
        at = moment_short(datetime.fromisoformat(event["recorded_at"]))
        table.add_row(str(event["position"]), at, event["sentence"])
    Console().print(table)
    tell_as_of(answer)


def show_totals(
    provider: OneProvider = None,
    region: OneRegion = None,
    year: Annotated[int | None, typer.Option(help="Eén jaar, van de dag van de zorg.")] = None,
    period: Annotated[
        str | None,
        typer.Option(help="Hele maanden van de dag van de zorg: 2026, 2026-03 of 2026-01-01..2026-03-31."),
    ] = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Toon wat zorgaanbieders declareerden en wat daarvan is goedgekeurd, naast de contracteerruimte."""
    with house(make=False) as opened:
        answer = totals_of(opened, SYSTEM, provider, region, year, period, as_of)
    if as_json:
        write_json(answer)
        return
    over = period or year
    if answer["totals"]:
        _tell_totals(answer)
    else:
        by = "" if provider is None else f" door {provider}"
        there = "" if region is None else f" in {region}"
        say(f"Er is niets gedeclareerd{by}{there}{'' if over is None else f' over {over}'}.")
    for one in answer["contracteerruimte"]:
        print(f"Contracteerruimte {one['year']} {one['region']}: {_written('EUR', one['amount'])}")
        _tell_cut(one)
    tell_as_of(answer)


def _tell_totals(answer: Answer) -> None:
    """Two lines for each total, so that all amounts fit on a terminal of 80 columns."""
    print("Bedragen in euro. Betaald is goedgekeurd min teruggenomen.")
    if answer["period"]:
        first, last = (dutch.day(date.fromisoformat(answer["period"][end])) for end in ("from", "to"))
        print(f"Zorg vanaf {first} tot en met {last}.")
    print("".join(f"{WORDS[name]:>15}" for name in _FIGURES))
    for one in answer["totals"]:
        lines = "1 regel" if one["lines"] == 1 else f"{one['lines']} regels"
        print(f"{one['name']} ({one['provider']}), {one['region']}, {one['year']}: {lines}")
        print("".join(f"{_written('EUR', one[name]).replace('€ ', ''):>15}" for name in _FIGURES))


def _tell_cut(envelope: Answer) -> None:
    """Say what each provider gets when everybody is cut by the same factor; nothing when all of it fits."""
    if envelope["cut"]:
        print(f"De productie is {_written('EUR', envelope['production'])}: meer dan de ruimte.")
        print("Als de zorg de cliënt volgt, krijgt iedereen hetzelfde deel van zijn productie:")
    for one in envelope["cut"]:
        print(f"  {one['provider']}: {_written('EUR', one['amount'])} van {_written('EUR', one['production'])}")


def _line(label: str, unit: str, text: str) -> None:
    print(f"  {label:<13}{_written(unit, text):>20}")


def _written(unit: str, text: str) -> str:
    return dutch.amount(Amount.parse({unit: text}))


def tell_as_of(answer: Answer) -> None:
    """Say up to which event is counted, and when that was recorded."""
    known = answer["as_of"]
    name, at = known.get("name"), known["recorded_at"]
    recorded = f", vastgelegd {moment_short(datetime.fromisoformat(at))}" if at else ""
    print(f"Stand: gebeurtenis {known['position']}{f' ({name})' if name else ''}{recorded}.")
    if "misses_since" in known:
        print(f"Let op: dit mist wijzigingen vanaf gebeurtenis {known['misses_since']}. Kijk met pvb projections.")
