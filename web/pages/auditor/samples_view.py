"""The page of all samples: how they are told in a list, the plan of a new one, and how large it would be."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from ledger.aggregates.inzage import Bounds
from ledger.aggregates.samples import Sample
from ledger.commands.journal import read_command
from ledger.commands.samples import Planned
from ledger.rechtmatigheid.catalogue import RULES
from ledger.sampling.plan import FORMAL, MATERIAL, Target
from ledger.sentences.samples import METHODS, VERDICTS
from ledger.vocabulary.dutch import grouped
from ledger.vocabulary.errors import Malformed, Refused
from ledger.vocabulary.percentages import percentage
from ledger.vocabulary.periods import period_of
from web import dutch
from web.pages.attempt import told_at
from web.pages.auditor.findings_view import rule_label
from web.pages.auditor.subjects import START
from web.view_models.samples import PlanForm, SamplePreview, SampleRow
from web.view_models.shell import Badge, BadgeKind, Choice, Fact, FieldError, Form

SAMPLES = f"{START}/steekproeven"
PLANNED = (
    *("sample", "seed", "kind", "method", "period", "region", "provider", "client", "rule"),
    *("confidence", "tolerable", "expected", "purpose"),
)
"""The fields of the plan, as they stand in the address."""
FIELDS = {name: name for name in PLANNED} | {"rules": "rule", "as_of": ""}
"""At which field of the form a field of the command stands."""
KINDS: dict[str, Target] = {"formal": FORMAL, "material": MATERIAL}
_PERCENTAGE = re.compile(r"([0-9]{1,4})(?:[.,]([0-9]{1,2}))?\s*%?")
_VERDICT_KINDS: dict[str, BadgeKind] = {"approved": "ok"}


def plan_form(form: Form, is_bound: bool, is_open: bool) -> PlanForm:
    """Return the form of a plan, with what every figure means."""
    return PlanForm(
        form=form,
        kinds=(
            Choice("formal", "Formele controle", "95% zeker dat hoogstens 1% fout is (95/99)."),
            Choice("material", "Materiële controle", "95% zeker dat hoogstens 5% fout is (95/95)."),
        ),
        methods=(
            Choice("mus", "Geldsteekproef", "Elke cent heeft dezelfde kans. Zegt iets over het bedrag."),
            Choice("random", "Aselecte steekproef", "Elke regel heeft dezelfde kans. Zegt iets over aantallen."),
        ),
        rules=tuple(Choice(one.id, one.label) for one in RULES),
        meanings=_MEANINGS,
        is_bound=is_bound,
        is_open=is_open,
    )


_MEANINGS = (
    Fact("Betrouwbaarheid", "Hoe zeker u wilt zijn. Bij 95% klopt het oordeel bij 95 van de 100 steekproeven."),
    Fact(
        "Toegestane fout",
        "Hoeveel er hoogstens fout mag zijn. Formeel 1%: dan is het oordeel op 99% nauwkeurig. Materieel 5%: op 95%.",
    ),
    Fact("Verwachte fout", "Hoeveel fout u vooraf verwacht. Verwacht u meer, dan zijn er meer regels nodig."),
    Fact(
        "Het oordeel",
        "Goedgekeurd als waarschijnlijk hoogstens 1% fout is, met een onzekerheid van hoogstens 3%. "
        "Bij materiële controle van hoogstens 5%.",
    ),
)


def read_draw(typed: Mapping[str, str], region: str | None) -> dict[str, Any]:
    """Return the command that a plan means; what was left empty is left out, or is that of the kind of control."""
    target = KINDS.get(typed.get("kind", ""), FORMAL)
    usual = {
        "confidence": target.confidence_basispoint,
        "tolerable": target.tolerable_basispoint,
        "expected": target.expected_basispoint,
    }
    command: dict[str, Any] = {"do": "draw_sample"} | {name: typed.get(name, "") for name in ("sample", "seed")}
    command["method"] = typed.get("method") or "mus"
    for name, basispoint in usual.items():
        command[name] = _percent(typed.get(name, "")) or f"{basispoint // 100}.{basispoint % 100:02}"
    command |= {name: typed[name] for name in ("provider", "client", "purpose") if typed.get(name)}
    if typed.get("rule"):
        command["rules"] = [typed["rule"]]
    if typed.get("region") or region:
        command["region"] = typed.get("region") or region
    if typed.get("as_of", "").isascii() and typed.get("as_of", "").isdigit():
        command["as_of"] = int(typed["as_of"][:18])
    return command


def asked_draw(typed: Mapping[str, str], region: str | None) -> tuple[dict[str, Any], tuple[FieldError, ...]]:
    """Return the command of a plan with its days, and everything that is wrong with how it was typed."""
    command, errors = read_draw(typed, region), tuple[FieldError, ...]()
    try:
        days = period_of(typed.get("period", ""))
        command["period"] = [str(days.first), str(days.last)]
    except (Malformed, Refused) as error:
        errors = told_at(error, FIELDS)
        command["period"] = ["2026-01-01", "2026-01-01"]
    try:
        read_command(command)
    except Malformed as error:
        errors = (*told_at(error, FIELDS), *errors)
    return command, errors


def wanted_bounds(command: Mapping[str, Any]) -> Bounds:
    """Return the bounds that a draw stays within."""
    clients = frozenset([command["client"]]) if "client" in command else frozenset[str]()
    return Bounds(command.get("region"), command.get("provider"), clients)


def bounds_of(drawn: Sample.Drawn) -> Bounds:
    """Return the bounds that a drawn sample stays within."""
    clients = frozenset([drawn.client]) if drawn.client else frozenset[str]()
    return Bounds(drawn.region, drawn.provider, clients)


def preview_of(found: Planned, draw: Form) -> SamplePreview:
    """Return how large a sample would be."""
    target, count = found.plan.target, found.population.count
    lines = dutch.count(count, "goedgekeurde regel", "goedgekeurde regels")
    facts = [
        Fact("Om uit te trekken", f"{lines} van samen {dutch.euro(found.population.eurocent)}"),
        Fact("Betrouwbaarheid", percentage(target.confidence_basispoint)),
        Fact("Toegestane fout", percentage(target.tolerable_basispoint)),
        Fact("Verwachte fout", percentage(target.expected_basispoint)),
        Fact("Zoals bekend bij gebeurtenis", str(found.as_of)),
    ]
    interval = found.plan.interval_eurocent
    if interval is None:
        told = f"U trekt {dutch.count(found.plan.size, 'regel', 'regels')} uit {grouped(count)}."
    else:
        told = (
            f"U trekt {grouped(found.plan.size)} centen: uit elke {dutch.euro(interval)} een. De regel waar de cent in "
            "valt, beoordeelt u. Een regel kan vaker vallen, dus er zijn hoogstens zoveel regels."
        )
        facts.append(Fact("Regels vanaf dit bedrag zitten er altijd in", dutch.euro(interval)))
    return SamplePreview(told, tuple(facts), draw)


def sample_rows(samples: Iterable[Sample]) -> tuple[SampleRow, ...]:
    """Return samples as rows, the last drawn first."""
    return tuple(_row(one) for one in sorted(samples, key=lambda one: -one.positions[0]))


def _row(sample: Sample) -> SampleRow:
    drawn = sample.drawn
    return SampleRow(
        number=sample.id,
        href=address_of(sample.id),
        scope=scope_told(drawn),
        days=dutch.period(drawn.first, drawn.last),
        method=METHODS[drawn.method],
        judged=f"{grouped(len(sample.judged))} van {grouped(len(sample.items))}",
        state=state_of(sample),
    )


def address_of(number: str) -> str:
    """Return the address of a sample."""
    return f"{SAMPLES}/{number}"


def scope_told(drawn: Sample.Drawn) -> str:
    """Tell what a sample was drawn from."""
    told = (
        f"regio {drawn.region}" if drawn.region else "",
        f"zorgaanbieder {drawn.provider}" if drawn.provider else "",
        f"cliënt {drawn.client}" if drawn.client else "",
        f"alleen: {', '.join(rule_label(one) for one in drawn.rules)}" if drawn.rules else "",
    )
    return ", ".join(one for one in told if one) or "alles"


def state_of(sample: Sample) -> Badge:
    """Return how a sample stands."""
    if sample.evaluated is not None and not sample.moved:
        verdict = sample.evaluated.verdict
        return Badge(VERDICTS[verdict].lower(), _VERDICT_KINDS.get(verdict, "stop"))
    if len(sample.judged) < len(sample.items):
        return Badge("wordt beoordeeld", "wait")
    return Badge("klaar om te evalueren", "wait")


def _percent(text: str) -> str:
    """Write a percentage as the journal has it; what is none stays as it was typed.

    >>> _percent("1"), _percent("99,5 %"), _percent("veel")
    ('1.00', '99.50', 'veel')
    """
    found = _PERCENTAGE.fullmatch(text.strip())
    return f"{found[1]}.{(found[2] or '').ljust(2, '0')}" if found else text
