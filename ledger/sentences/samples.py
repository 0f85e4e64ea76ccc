"""How samples are told in Dutch."""

from collections.abc import Callable
from typing import Any

from ledger.aggregates.base import Event
from ledger.aggregates.samples import Sample
from ledger.vocabulary.dutch import day, euro, grouped
from ledger.vocabulary.percentages import percentage

METHODS: dict[str, str] = {"mus": "geldsteekproef", "random": "aselecte steekproef"}
VERDICTS: dict[str, str] = {
    "approved": "Goedgekeurd",
    "error-too-large": "De fout is te groot",
    "uncertainty-too-large": "De onzekerheid is te groot",
}


def _within(e: Sample.Drawn) -> str:
    """Tell what a sample was drawn from."""
    told = [
        f"regio {e.region}" if e.region else "",
        f"zorgaanbieder {e.provider}" if e.provider else "",
        f"cliënt {e.client}" if e.client else "",
        f"controleregels {', '.join(e.rules)}" if e.rules else "",
    ]
    return ", ".join(one for one in told if one) or "alles"


def _drawn(e: Sample.Drawn) -> str:
    return (
        f"Steekproef {e.sample} ({METHODS[e.method]}): {len(e.items)} regels getrokken uit "
        f"{grouped(e.population_count)} goedgekeurde regels van samen {euro(e.population_eurocent)} ({_within(e)}), "
        f"zorg van {day(e.first)} tot en met {day(e.last)}, zoals bekend bij gebeurtenis {e.as_of}."
    )


def _judged(e: Sample.ItemJudged) -> str:
    unsure = f", {euro(e.uncertain_eurocent)} niet vast te stellen" if e.uncertain_eurocent else ""
    return f"Steekproef {e.sample}, regel {e.item}: van {euro(e.eurocent)} klopt {euro(e.audited_eurocent)}{unsure}."


def _evaluated(e: Sample.Evaluated) -> str:
    of = "het geld" if e.method == "mus" else "de regels"
    return (
        f"Steekproef {e.sample}: {VERDICTS[e.verdict].lower()}. Waarschijnlijk is {percentage(e.error_basispoint)} van "
        f"{of} fout, hoogstens {percentage(e.bound_basispoint)}; de onzekerheid is "
        f"{percentage(e.uncertainty_basispoint)}."
    )


SENTENCES: dict[type[Event], Callable[[Any], str]] = {
    Sample.Drawn: _drawn,
    Sample.ItemJudged: _judged,
    Sample.Evaluated: _evaluated,
}
