"""The page that compares models, from the outcome of a simulation."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import NamedTuple
from urllib.parse import urlencode

from ledger.funding.composition import FAILURES
from ledger.simulation.criteria import Criterion, criteria
from ledger.simulation.outcome import PERCENTILES, Bin, Effect, Figures, Outcome
from ledger.simulation.scenarios import ASSUMPTIONS, HYBRID, SINGLE, scenario_of
from ledger.vocabulary.dutch import grouped
from ledger.vocabulary.errors import LedgerError
from web import dutch
from web.charts import ScaleBars, scale_bars
from web.model_charts import Histogram, deviations, histogram
from web.model_figures import FIGURES, clients_told, same_for_all
from web.simulations import Running
from web.small_cells import SMALLEST_CELL, without_small_cells
from web.view_models.models import (
    ChoiceGroup,
    Compared,
    CriteriaGroup,
    CriterionPart,
    EffectRow,
    FigureRow,
    Judged,
    ModelPart,
    ModelsPage,
)
from web.view_models.shell import Choice, FieldError, Form, Link

ADDRESS = "/regio/modellen"
NOTHING = "–"
SMALL_TOGETHER = "Kleine zorgaanbieders samen"


class Chosen(NamedTuple):
    """What was filled in: the models by their codes, for a year of a region. Sent without models it is asked too."""

    region: str
    year: int
    years: tuple[int, ...]
    models: tuple[str, ...]
    sent: bool = False

    @property
    def is_asked(self) -> bool:
        """Tell whether there is something to work out."""
        return self.sent or bool(self.models)


def models_page(
    chosen: Chosen, running: Running | None, names: Mapping[str, str], error: LedgerError | None = None
) -> ModelsPage:
    """Return the page: only the form, or with an error, or how far it is, or the outcome."""
    errors = (FieldError("models", error.message),) if error else ()
    picked = frozenset(chosen.models) if chosen.is_asked else frozenset(SINGLE)
    hidden = {"jaar": str(chosen.year), "stand": ""}
    outcome = without_small_cells(running.outcome) if running and running.outcome else None
    return ModelsPage(
        region=chosen.region,
        year=chosen.year,
        years=tuple(Link(str(year), f"{ADDRESS}?jaar={year}", current=year == chosen.year) for year in chosen.years),
        form=Form(ADDRESS, hidden, picked={"models": picked}, errors=errors),
        groups=(ChoiceGroup("Kies de modellen", choices(SINGLE)), ChoiceGroup("Mengvormen", choices(HYBRID))),
        assumptions=ASSUMPTIONS,
        compared=compared(outcome, names) if outcome else None,
        waiting=_how_far(running) if running and not outcome else "",
        refresh_href=_again(chosen, running),
    )


def _again(chosen: Chosen, running: Running | None) -> str:
    """Return the address of the same question about the same part of the log."""
    if running is None:
        return ADDRESS
    asked = [("jaar", str(chosen.year)), *(("models", code) for code in chosen.models)]
    return f"{ADDRESS}?{urlencode([*asked, ('stand', str(running.asked.upto))])}"


def _how_far(running: Running) -> str:
    if not running.all:
        return "Het opzoeken van de zorg is begonnen."
    clients = dutch.count(running.all, "cliënt is", "cliënten zijn")
    return f"{grouped(running.done)} van de {clients} doorgerekend."


def choices(codes: Sequence[str]) -> tuple[Choice, ...]:
    """Return models to choose from; of one that the law rules out for the mpt it is said."""
    return tuple(Choice(code, f"{code} {scenario_of(code).name}", _against_the_law(code)) for code in codes)


def _against_the_law(code: str) -> str:
    base = scenario_of(code).base
    if base is None:
        return ""
    return f"{base} voldoet voor het mpt niet aan {len(FAILURES[base])} van de 6 wettelijke criteria"


def compared(found: Outcome, names: Mapping[str, str]) -> Compared:
    """Return everything below the form."""
    every = "alle cliënten" if found.sampled_one_in == 1 else f"1 op de {found.sampled_one_in} cliënten"
    return Compared(
        clients=clients_told(found),
        same=same_for_all(found),
        sample=f"De schattingen en het uur meer zijn gemeten bij {every}.",
        codes=tuple(figures.scenario.code for figures in found.figures),
        names=tuple(figures.scenario.name for figures in found.figures),
        bars=_bars(found),
        figures=tuple(
            FigureRow(one.name, tuple(one.told(figures) or NOTHING for figures in found.figures)) for one in FIGURES
        ),
        parts=tuple(_part(figures, names) for figures in found.figures),
        groups=_groups(found.figures),
    )


def _bars(found: Outcome) -> ScaleBars:
    parts = [("reference", "Waarde van de geleverde zorg", found.delivered_eurocent)]
    parts += [
        ("spent", f"{figures.scenario.code} {figures.scenario.name}", figures.paid_eurocent)
        for figures in found.figures
    ]
    return scale_bars(found.delivered_eurocent, parts, dutch.euro_whole)


def _part(figures: Figures, names: Mapping[str, str]) -> ModelPart:
    effects = [(_named(one, names), one) for one in figures.providers]
    return ModelPart(
        code=figures.scenario.code,
        name=figures.scenario.name,
        percentiles=tuple(
            FigureRow(_rank(rank), (NOTHING if cents is None else dutch.euro_whole(cents),))
            for rank, cents in zip(PERCENTILES, figures.percentiles_eurocent, strict=False)
        ),
        histogram=_histogram(figures.bins),
        deviations=deviations([(name, one.difference) for name, one in effects], dutch.euro_whole),
        providers=tuple(_effect(name, one) for name, one in effects),
    )


def _histogram(bins: Sequence[Bin]) -> Histogram | None:
    if not bins:
        return None
    low, high = dutch.euro_whole(bins[0].low_eurocent), dutch.euro_whole(bins[-1].high_eurocent)
    return histogram([_bin(one) for one in bins], low, high)


def _named(one: Effect, names: Mapping[str, str]) -> str:
    return SMALL_TOGETHER if one.provider is None else names.get(one.provider, one.provider)


def _rank(rank: int) -> str:
    return "De middelste cliënt kost" if rank == 50 else f"{rank}% van de cliënten kost hoogstens"


def _bin(one: Bin) -> tuple[str, str, int]:
    label = f"{dutch.euro_whole(one.low_eurocent)} tot {dutch.euro_whole(one.high_eurocent)}"
    if one.clients is None:
        return label, f"minder dan {SMALLEST_CELL}", SMALLEST_CELL // 2
    return label, grouped(one.clients), one.clients


def _effect(name: str, one: Effect) -> EffectRow:
    return EffectRow(
        name,
        dutch.euro_whole(one.paid_eurocent),
        dutch.euro_whole(one.delivered_eurocent),
        dutch.euro_whole(one.difference),
        _direction(one.difference),
    )


def _direction(cents: int) -> str:
    """Return the word beside a difference in whole euros."""
    return dutch.direction(cents if abs(cents) >= 50 else 0)


def _groups(figures: Sequence[Figures]) -> tuple[CriteriaGroup, ...]:
    return tuple(
        CriteriaGroup(
            group,
            tuple(
                CriterionPart(
                    _titled(one),
                    tuple(
                        Judged(each.scenario.code, _measured(one.measured, each), one.judgement(each.scenario))
                        for each in figures
                    ),
                )
                for one in members
            ),
        )
        for group, members in groupby(criteria(), key=lambda one: one.group)
    )


def _titled(one: Criterion) -> str:
    return f"{one.number}. {one.name}{f' ({one.article})' if one.article else ''}"


def _measured(word: str | None, figures: Figures) -> str:
    """Tell the figures that go with a criterion, each with its name."""
    told = ((one.name, one.told(figures)) for one in FIGURES if word is not None and one.word == word)
    return " ".join(f"{name}: {text}." for name, text in told if text)
