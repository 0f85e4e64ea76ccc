"""The page of a region's year, from its envelope and the totals of its providers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from ledger.vocabulary.clock import AMSTERDAM
from projections.contracteerruimte.queries import Change, Envelope
from projections.provider_totals.queries import Total
from web import dutch
from web.charts import ScaleBars, scale_bars
from web.looking_back import View
from web.view_models.region import OverviewPage, ProviderRow, Ruimte
from web.view_models.shell import Link


class Known(NamedTuple):
    """What was known of a region's year at a position of the log."""

    envelope: Envelope | None
    totals: list[Total]
    names: dict[str, str]


@dataclass(frozen=True)
class Figures:
    """Cents of one provider or of all; `approved` is what was approved less what was credited."""

    agreed: int = 0
    declared: int = 0
    approved: int = 0
    refused: int = 0
    credited: int = 0

    def __add__(self, other: "Figures") -> "Figures":
        """Add two rows."""
        return Figures(
            self.agreed + other.agreed,
            self.declared + other.declared,
            self.approved + other.approved,
            self.refused + other.refused,
            self.credited + other.credited,
        )


def chosen_year(asked: str, years: Sequence[int], this_year: int) -> int:
    """Return the year asked for, else this year, else the latest year with a contracteerruimte.

    >>> chosen_year("2025", [2025, 2026], 2026), chosen_year("", [2024, 2025], 2026), chosen_year("x", [], 2026)
    (2025, 2025, 2026)
    """
    for year in years:
        if str(year) == asked:
            return year
    return this_year if this_year in years or not years else max(years)


def overview_page(region: str, year: int, years: Sequence[int], known: Known, view: View) -> OverviewPage:
    """Return the page. Without a contracteerruimte `changes` is empty and the ruimte is nothing."""
    figures = figures_per_provider(known.envelope, known.totals)
    total = sum(figures.values(), Figures())
    ruimte = known.envelope.eurocent if known.envelope else 0
    room = ruimte - total.approved
    return OverviewPage(
        region=region,
        year=year,
        years=tuple(Link(str(one), view.address("/regio", jaar=str(one)), current=one == year) for one in years),
        ruimte=dutch.euro(ruimte),
        room=dutch.euro(abs(room)),
        over=room < 0,
        share_used=dutch.percent(total.approved, ruimte),
        bars=_bars(ruimte, total),
        changes=_changes(known.envelope.changes if known.envelope else ()),
        providers=tuple(_row(known.names.get(one, one), figures[one]) for one in by_name(figures, known.names)),
        total=_row("Alle zorgaanbieders", total),
        as_of=view.shown,
        form=view.form,
    )


def figures_per_provider(envelope: Envelope | None, totals: Sequence[Total]) -> dict[str, Figures]:
    """Return the figures of every provider with an agreement or a declaration."""
    figures = {one.provider: Figures(agreed=one.eurocent) for one in (envelope.agreements if envelope else ())}
    for total in totals:
        paid = Figures(0, total.declared, total.paid, total.refused, total.credited)
        figures[total.provider] = figures.get(total.provider, Figures()) + paid
    return figures


def by_name(providers: Mapping[str, Figures], names: Mapping[str, str]) -> list[str]:
    """Return the providers in the order of their names."""
    return sorted(providers, key=lambda one: (names.get(one, one), one))


def _bars(ruimte: int, total: Figures) -> ScaleBars:
    parts = (
        ("reference", "Contracteerruimte", ruimte),
        ("left", "Afgesproken", total.agreed),
        ("reserved", "Gedeclareerd", total.declared),
        ("spent", "Goedgekeurd", total.approved),
    )
    return scale_bars(ruimte, parts, dutch.euro_whole)


def _row(name: str, figures: Figures) -> ProviderRow:
    room = figures.agreed - figures.approved
    return ProviderRow(
        name=name,
        agreed=dutch.euro(figures.agreed),
        declared=dutch.euro(figures.declared),
        approved=dutch.euro(figures.approved),
        refused=dutch.euro(figures.refused),
        credited=dutch.euro(figures.credited),
        room=dutch.euro(room),
        over=room < 0,
    )


def _changes(changes: Sequence[Change]) -> tuple[Ruimte, ...]:
    after = accumulate(change.eurocent for change in changes)
    return tuple(_change(change, known) for change, known in zip(changes, after, strict=True))


def _change(change: Change, after: int) -> Ruimte:
    is_first = change.kind == "set"
    return Ruimte(
        kind="Vastgesteld" if is_first else "Correctie",
        on=dutch.day_short(change.recorded_at.astimezone(AMSTERDAM).date()),
        amount=dutch.euro(change.eurocent),
        direction="" if is_first else dutch.direction(change.eurocent),
        after=dutch.euro(after),
        ground=change.ground,
        motivation=change.motivation or "",
        source=change.reference or "",
    )
