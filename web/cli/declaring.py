"""`pvb declare`: what a provider may declare over a period, shown with every step, and then submitted."""

import json
import sys
from collections.abc import Iterator
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from ledger.vocabulary import dutch
from ledger.vocabulary.actor import SYSTEM
from ledger.vocabulary.amounts import Amount
from ledger.vocabulary.errors import Malformed, NotFound, Problem
from ledger.vocabulary.source import Source
from web.answers import Answer
from web.cli.session import house, say, write_json
from web.composition import House
from web.declared_periods import period_of
from web.declaring import Preview, all_contracts, contracts_in, declared_periods, preview
from web.declaring_answer import preview_answer
from web.recording import record_lines

NOTHING = "nothing-to-declare"
_WHY = {"replaced": "vervangen door een nieuwe regel", "gone": "niets meer te declareren", "settled": "verrekend"}


def declare(
    provider: Annotated[str, typer.Option(help="De zorgaanbieder die declareert.")],
    period: Annotated[
        str, typer.Option(help="De maand (2026-03) of de week (2026-W10). Met --affected mag ook een jaar (2026).")
    ],
    contract: Annotated[str | None, typer.Option(help="Eén contract. Zonder: elk contract in deze periode.")] = None,
    only_preview: Annotated[bool, typer.Option("--preview", help="Toon alleen; leg niets vast.")] = False,
    affected: Annotated[
        bool, typer.Option("--affected", help="Elke periode van dat jaar die al is gedeclareerd en nu anders uitkomt.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Antwoord met één JSON-object per declaratie.")] = False,
) -> None:
    """Declareer wat volgt uit de contracten: toon elke regel met zijn berekening en dien in.

    Wat eerder is gedeclareerd en nu anders uitkomt, wordt teruggenomen en opnieuw gedeclareerd. Exitcode 1: iets kon
    niet worden ingediend.
    """
    refused = False
    with house(make=False) as opened:
        for found in _asked(opened, provider, period, contract, affected):
            answer = preview_answer(found)
            if not only_preview and found.refusal is None:
                answer |= _submitted(opened, found)
            refused = refused or answer.get("error") is not None or _is_in_the_way(found)
            write_json(answer) if as_json else _tell(answer, only_preview)
    raise typer.Exit(1 if refused else 0)


def _asked(opened: House, provider: str, period: str, contract: str | None, affected: bool) -> Iterator[Preview]:
    if affected:
        yield from _affected(opened, provider, period, contract)
        return
    contracts = contracts_in(opened, SYSTEM, provider, period) if contract is None else [contract]
    if not contracts:
        told = f"Zorgaanbieder {provider} heeft geen contract dat over {period} wordt gedeclareerd."
        raise NotFound("contract-unknown", told, "provider")
    for one in contracts:
        yield preview(opened, SYSTEM, one, provider, period)


def _affected(opened: House, provider: str, period: str, contract: str | None) -> Iterator[Preview]:
    """Yield what was declared before in the year of the period and would now be declared otherwise.

    What the payer refused, or somebody took back by hand, is left as it is while the facts are the same.
    """
    if not period[:4].isdecimal():
        raise Malformed(
            [Problem("period-label-invalid", f"{period!r} begint niet met een jaar, zoals 2026.", "period")]
        )
    contracts = all_contracts(opened, SYSTEM, provider) if contract is None else [contract]
    changed = False
    for one in contracts:
        for label in declared_periods(opened, SYSTEM, one, provider, int(period[:4])):
            found = period_of(opened, SYSTEM, one, provider, label)
            if found.problem is not None:
                raise found.problem
            if found.different and found.preview is not None:
                changed = True
                yield found.preview
    if not changed:
        say(f"Over {period[:4]} klopt alles wat is gedeclareerd.")


def _submitted(opened: House, found: Preview) -> Answer:
    """Give the command, and return what became of it; it is decided anew on what is true by then."""
    asked = found.command
    line = {
        "do": "declare",
        "contract": asked.contract,
        "provider": asked.provider,
        "period": asked.period,
        "clients": list(asked.clients),
    }
    (answer,) = record_lines(opened, [json.dumps(line).encode()], SYSTEM, Source("journal", "pvb declare"))
    written = answer.written()
    return {"events": written["events"]} if answer.ok else {"error": written["error"]}


def _is_in_the_way(found: Preview) -> bool:
    return found.refusal is not None and found.refusal.code != NOTHING


def _tell(answer: Answer, only_preview: bool) -> None:
    console = Console(file=sys.stdout)
    about = f"{answer['provider']}, contract {answer['contract']}, {answer['period']}"
    console.print(escape(about), soft_wrap=True)
    if answer["lines"]:
        _tell_lines(console, answer)
    for one in answer["credits"]:
        whose = f" ({one['client']})" if one["client"] else ""
        told = (
            f"Terug: regel {one['line']} van {one['declaration']}{whose}, {_euro(one['amount'])}: {_WHY[one['why']]}."
        )
        console.print(escape(told), soft_wrap=True)
    console.print(escape(_outcome(answer, only_preview)), soft_wrap=True)


def _tell_lines(console: Console, answer: Answer) -> None:
    table = Table("regel", "cliënt", "prestatie", box=None, pad_edge=False, show_edge=False)
    for name in ("aantal", "bedrag", "onbetaald"):
        table.add_column(name, justify="right", no_wrap=True)
    for one in answer["lines"]:
        amounts = (_quantity(one), _euro(one["amount"]), _euro(one["unpaid"]))
        table.add_row(one["line"] or "-", escape(one["client"] or "-"), escape(one["prestatie"]), *amounts)
    console.print(table)
    for one in answer["lines"]:
        console.print(escape(f"{one['line'] or '-'}: {' '.join(one['steps'])}"), soft_wrap=True)


def _outcome(answer: Answer, only_preview: bool) -> str:
    said = f"Nieuw {_euro(answer['declared'])}, terug {_euro(answer['credited'])}, samen {_euro(answer['change'])}."
    problem = answer.get("error") or answer["refusal"]
    if problem is not None:
        return f"{said} {problem['message']}"
    if "events" in answer:
        return f"{said} Ingediend: {dutch.grouped(len(answer['events']))} gebeurtenissen."
    return f"{said} Er is niets vastgelegd." if only_preview else said


def _quantity(line: Answer) -> str:
    return dutch.hours_short(line["quantity"]) if line["unit"] == "minuut" else f"{line['quantity']} {line['unit']}"


def _euro(text: str) -> str:
    return dutch.euro(Amount.parse({"EUR": text}).quantity)
