"""`pvb sample`: plan, draw, list, judge, evaluate and verify a sample of approved lines."""

from typing import Annotated, Any, get_args

import typer
from rich.console import Console
from rich.table import Table

from ledger.commands.door import NotRecorded
from ledger.commands.journal import read_command
from ledger.events import sentence
from ledger.sampling.plan import Method, size_of, target_of
from ledger.vocabulary.actor import SYSTEM
from ledger.vocabulary.dutch import euro, grouped
from ledger.vocabulary.errors import Malformed, Problem, Refused
from ledger.vocabulary.percentages import parse_percentage, percentage
from ledger.vocabulary.periods import period_of
from ledger.vocabulary.source import Source
from projections.as_of import resolve
from web.cli.options import AsJson, AsOf, OneClient, OneProvider, OneRegion
from web.cli.session import house, say, write_json
from web.composition import House
from web.samples import item_answers, redrawn_answer, sample_answer, sample_at

app = typer.Typer(help="Steekproeven: trek, beoordeel en evalueer goedgekeurde regels.", no_args_is_help=True)

Number = Annotated[str, typer.Argument(metavar="STEEKPROEF", help="Het nummer van de steekproef, zoals s1.")]
How = Annotated[str, typer.Option("--method", help="mus: elke cent heeft dezelfde kans. random: elke regel.")]
Confidence = Annotated[str, typer.Option("--confidence", help="Betrouwbaarheid in procenten.")]
Tolerable = Annotated[
    str, typer.Option("--tolerable", help="Hoogstens fout in procenten: 1.00 bij formele controle, 5.00 bij materiële.")
]
Expected = Annotated[str, typer.Option("--expected", help="Verwachte fout in procenten.")]


@app.callback()
def samples() -> None:
    """Steekproeven: trek, beoordeel en evalueer goedgekeurde regels."""


@app.command("plan")
def plan(
    method: How = "mus",
    confidence: Confidence = "95.00",
    tolerable: Tolerable = "1.00",
    expected: Expected = "0.00",
    as_json: AsJson = False,
) -> None:
    """Reken uit hoeveel regels een steekproef vraagt. Er wordt niets vastgelegd."""
    target = target_of(_basispoint(confidence), _basispoint(tolerable), _basispoint(expected))
    size = size_of(_method(method), target)
    if as_json:
        figures = {name: getattr(target, name) for name in target.__struct_fields__}
        write_json({"method": method, "size": size} | figures)
        return
    hit = "centen (elke cent wijst een regel aan)" if method == "mus" else "regels"
    print(
        f"{grouped(size)} {hit}: betrouwbaarheid {percentage(target.confidence_basispoint)}, hoogstens "
        f"{percentage(target.tolerable_basispoint)} fout, verwacht {percentage(target.expected_basispoint)}."
    )


@app.command("draw")
def draw(
    number: Number,
    seed: Annotated[str, typer.Option("--seed", help="Waaruit alle toevalsgetallen volgen; wordt vastgelegd.")],
    period: Annotated[
        str, typer.Option("--period", help="Dagen van de zorg: 2026, 2026-03 of 2026-01-01..2026-03-31.")
    ],
    method: How = "mus",
    confidence: Confidence = "95.00",
    tolerable: Tolerable = "1.00",
    expected: Expected = "0.00",
    region: OneRegion = None,
    provider: OneProvider = None,
    client: OneClient = None,
    rules: Annotated[
        str | None, typer.Option("--rules", help="Alleen regels met een bevinding hiervan; komma's.")
    ] = None,
    purpose: Annotated[
        str | None, typer.Option("--purpose", help="Waarvoor. Iedereen leest dit: noem geen persoon.")
    ] = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Trek een steekproef uit de goedgekeurde regels, en leg vast hoe."""
    days = period_of(period)
    with house(make=False) as opened:
        facts = {
            "do": "draw_sample",
            "sample": number,
            "method": _method(method),
            "seed": seed,
            "period": [str(days.first), str(days.last)],
            "confidence": confidence,
            "tolerable": tolerable,
            "expected": expected,
            "region": region,
            "provider": provider,
            "client": client,
            "rules": rules.split(",") if rules else None,
            "purpose": purpose,
            "as_of": None if as_of is None else resolve(opened.ledger, as_of).position,
        }
        _record(opened, facts)
        sample = sample_at(opened, SYSTEM, number)
    if as_json:
        write_json(sample_answer(sample) | {"items": item_answers(sample)})
    else:
        print(sentence(sample.drawn))
        say(f"Zie de regels met: pvb sample items {number}")


@app.command("items")
def items(number: Number, as_of: AsOf = None, as_json: AsJson = False) -> None:
    """Toon de getrokken regels, en hoe ze zijn beoordeeld."""
    with house(make=False) as opened:
        sample = sample_at(opened, SYSTEM, number, as_of)
    if as_json:
        write_json(sample_answer(sample) | {"items": item_answers(sample)})
        return
    print(sentence(sample.drawn))
    table = Table("Regel", box=None, pad_edge=False, show_edge=False)
    for name in ("Goedgekeurd", "Klopt", "Niet vast te stellen"):
        table.add_column(name, justify="right")
    for one in item_answers(sample):
        judged = one["judgement"]
        told = (euro(judged["audited_eurocent"]), euro(judged["uncertain_eurocent"])) if judged else ("–", "–")
        table.add_row(one["item"], euro(one["eurocent"]), *told)
    Console().print(table)
    say(f"{len(sample.judged)} van {len(sample.items)} regels beoordeeld.")


@app.command("judge")
def judge(
    number: Number,
    item: Annotated[str, typer.Argument(metavar="REGEL", help="De regel: declaratie/regel, zoals d1/1.")],
    audited: Annotated[str, typer.Argument(metavar="KLOPT", help="Hoeveel ervan klopt, in euro: 40.00.")],
    uncertain: Annotated[
        str | None, typer.Option("--uncertain", help="Hoeveel niet is vast te stellen, in euro.")
    ] = None,
    ground: Annotated[
        str | None, typer.Option("--ground", help="Regel of wet. Iedereen leest dit: noem geen persoon.")
    ] = None,
    reason: Annotated[str | None, typer.Option("--reason", help="Waarom; wordt verzegeld.")] = None,
    as_json: AsJson = False,
) -> None:
    """Leg vast hoeveel van een getrokken regel klopt."""
    facts = {
        "do": "judge_item",
        "sample": number,
        "item": item,
        "audited": {"EUR": audited},
        "uncertain": uncertain and {"EUR": uncertain},
        "ground": ground,
        "reason": reason,
    }
    with house(make=False) as opened:
        _record(opened, facts)
        sample = sample_at(opened, SYSTEM, number)
    if as_json:
        write_json(next(one for one in item_answers(sample) if one["item"] == item))
    else:
        print(sentence(sample.judged[item]))
        say(f"{len(sample.judged)} van {len(sample.items)} regels beoordeeld.")


@app.command("evaluate")
def evaluate(number: Number, as_json: AsJson = False) -> None:
    """Leg vast wat de steekproef over het geheel zegt. Exitcode 0: goedgekeurd. 1: niet."""
    with house(make=False) as opened:
        _record(opened, {"do": "evaluate_sample", "sample": number})
        sample = sample_at(opened, SYSTEM, number)
    found = sample.evaluated
    assert found is not None
    if as_json:
        write_json(sample_answer(sample))
    else:
        print(sentence(found))
        most = "" if found.bound_eurocent is None else f", hoogstens {euro(found.bound_eurocent)}"
        print(f"In het geheel waarschijnlijk {euro(found.projected_eurocent)} te veel betaald{most}.")
        if found.understated_eurocent:
            print(f"Te weinig betaald: waarschijnlijk {euro(found.understated_eurocent)}. Dat telt niet af.")
    raise typer.Exit(0 if found.verdict == "approved" else 1)


@app.command("verify")
def verify(number: Number, as_json: AsJson = False) -> None:
    """Trek de steekproef opnieuw uit het grootboek. Exitcode 0: precies hetzelfde. 1: niet."""
    with house(make=False) as opened:
        sample = sample_at(opened, SYSTEM, number)
        answer = redrawn_answer(opened, sample)
    if as_json:
        write_json(answer)
    else:
        _tell_verified(answer)
    raise typer.Exit(0 if answer["same"] else 1)


def _tell_verified(answer: dict[str, Any]) -> None:
    population = answer["population"]
    whole = f"{grouped(population['count'])} regels van samen {euro(population['eurocent'])}"
    if answer["same"]:
        print(f"Steekproef {answer['sample']} klopt: {len(answer['items'])} dezelfde regels uit {whole}.")
        print(f"SHA-256 van wat er was om uit te trekken: {population['digest']}")
    else:
        print(f"Steekproef {answer['sample']} klopt NIET met het grootboek: {', '.join(answer['different'])}.")


def _record(opened: House, facts: dict[str, Any]) -> None:
    request = read_command({name: value for name, value in facts.items() if value is not None})
    try:
        opened.door.accept([request], SYSTEM, Source("journal", "pvb sample"))
    except NotRecorded as refused:
        raise refused.error from refused


def _method(text: str) -> Method:
    method: Method
    for method in get_args(Method):
        if text == method:
            return method
    raise Refused("sample-method-unknown", f"{text!r} is geen manier van trekken. Kies mus of random.", "method")


def _basispoint(text: str) -> int:
    try:
        return parse_percentage(text)
    except ValueError as error:
        raise Malformed([Problem("value-invalid", str(error))]) from error
