"""`pvb audit`: what the rules find in the log, as known when it was paid and as known now; `pvb rules`: the rules."""

import os
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from ledger.auditing.audit import Audit
from ledger.auditing.judging import Broken
from ledger.rechtmatigheid.catalogue import RULES
from ledger.rechtmatigheid.finding import Finding
from ledger.rechtmatigheid.rule import Rule
from ledger.vocabulary.actor import SYSTEM
from ledger.vocabulary.dutch import euro
from ledger.vocabulary.source import Source
from web.answers import Answer
from web.auditing.answer import audit_answer, rule_answer
from web.auditing.asking import audit_of, chosen, question
from web.auditing.recording import OnRecord, record
from web.cli.candidates import candidate_in
from web.cli.options import AsJson, AsOf, OneClient, OneProvider, OneRegion
from web.cli.reading import tell_as_of
from web.cli.session import house, write_json

SHOWN = 20
"""How many findings are told one by one."""
PROCESSES = min(2, os.cpu_count() or 1)
_FAMILIES = {"formal": "formeel", "material": "materieel", "signal": "signaal"}

Period = Annotated[str | None, typer.Option("--period", help="Zorg in een jaar, een maand, of tussen twee dagen.")]
OnlyRules = Annotated[str | None, typer.Option("--rules", help="Alleen deze regels, met komma's ertussen.")]
RuleFile = Annotated[
    Path | None,
    typer.Option(
        "--rule-file", help="Probeer een regel uit die in een bestand staat (TOML); er wordt niets vastgelegd."
    ),
]
Recorded = Annotated[bool, typer.Option("--record", help="Leg elke nieuwe bevinding vast.")]
Processes = Annotated[int, typer.Option("--processes", min=1, max=64, help="Hoeveel processen tegelijk werken.")]


def audit(
    region: OneRegion = None,
    provider: OneProvider = None,
    client: OneClient = None,
    period: Period = None,
    rules: OnlyRules = None,
    rule_file: RuleFile = None,
    as_of: AsOf = None,
    recorded: Recorded = False,
    processes: Processes = PROCESSES,
    as_json: AsJson = False,
) -> None:
    """Controleer of alles rechtmatig is: zoals bekend op de dag van betalen, en zoals nu bekend."""
    candidate = None if rule_file is None else candidate_in(rule_file)
    with house(make=False) as opened:
        asked = question(opened, SYSTEM, region, provider, client, period, rules, as_of)
        choose = partial(chosen, asked.rules) if candidate is None else partial(_only, candidate)
        found = audit_of(opened, asked, choose, processes)
        is_kept = recorded and candidate is None
        kept = record(opened, SYSTEM, found, Source("journal", "pvb audit")) if is_kept else None
        answer = audit_answer(asked, found, tuple(choose()))
    if as_json:
        write_json(answer if kept is None else answer | {"recorded": _recorded(kept)})
        return
    _tell(answer, found)
    if kept is not None:
        _tell_recorded(kept)
    tell_as_of(answer)


def rules(as_json: AsJson = False) -> None:
    """Toon alle regels, met hun wet."""
    if as_json:
        write_json({"rules": [rule_answer(one) for one in RULES]})
        return
    for one in RULES:
        print(f"{one.id}: {one.label} ({_FAMILIES[one.family]})")
        print(f"     {'; '.join(str(basis) for basis in one.basis)}")


def _only(rule: Rule) -> tuple[Rule, ...]:
    return (rule,)


def _tell(answer: Answer, found: Audit) -> None:
    table = Table(box=None, pad_edge=False)
    for name in ("regel", "toen", "nu", "nieuw", "voorbij", "bedrag nu"):
        table.add_column(name, justify="left" if name == "regel" else "right", no_wrap=name == "regel")
    for one in answer["rules"]:
        if one["then"] or one["now"]:
            counts = [str(one[name]) for name in ("then", "now", "became_unlawful", "became_lawful")]
            table.add_row(one["rule"], *counts, euro(_at_stake(found.findings, one["rule"])))
    clean = sum(not one["then"] and not one["now"] for one in answer["rules"])
    console = Console(highlight=False)
    if table.row_count:
        console.print(table)
    print("toen: zoals bekend bij het betalen of vastleggen; nieuw: pas later gebleken; voorbij: later rechtgezet.")
    print(f"{clean} van {len(answer['rules'])} regels vonden niets.")
    for finding in found.findings[:SHOWN]:
        print(_line(finding))
    if len(found.findings) > SHOWN:
        print(f"… en nog {len(found.findings) - SHOWN} bevindingen: pvb audit --json geeft ze alle.")
    for broken in found.broken[:SHOWN]:
        print(_broken(broken))


def _recorded(kept: OnRecord) -> Answer:
    return {"new": kept.new, "left_out": [one._asdict() for one in kept.left_out]}


def _tell_recorded(kept: OnRecord) -> None:
    print(f"{kept.new} nieuwe bevindingen vastgelegd.")
    for one in kept.left_out[:SHOWN]:
        print(f"Niet vastgelegd: {one.finding} ({one.rule}, {one.code}). {one.message}")
    if len(kept.left_out) > SHOWN:
        print(f"… en nog {len(kept.left_out) - SHOWN} die niet konden: pvb audit --record --json geeft ze alle.")


def _at_stake(findings: tuple[Finding, ...], rule: str) -> int:
    return sum(one.now.eurocent for one in findings if one.rule == rule and one.now is not None)


def _line(one: Finding) -> str:
    changed = {"same": "", "became-unlawful": " (toen niet bekend)", "became-lawful": " (nu niet meer)"}[one.change]
    amount = f" {euro(one.found.eurocent)}." if one.found.eurocent else ""
    return f"{one.number}  {one.rule}, {one.item.key}{changed}: {one.found.told}{amount}"


def _broken(one: Broken) -> str:
    return f"Regel {one.rule} is gestopt bij {one.item.key}, gebeurtenis {one.event}: {one.error}. De rest ging door."
