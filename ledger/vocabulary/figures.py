"""The figures that are shown, compared and explained: one key each, under which it is published, and its Dutch word."""

from typing import Final, Literal, get_args

BudgetFigureKind = Literal["granted", "reserved", "spent", "available", "worth"]
"""Of a budget: what it had, what is held, what was used, what is free, and what that is worth in euro."""

ProviderFigureKind = Literal["declared", "approved", "refused", "credited", "paid", "agreed"]
"""Of a provider: what was asked, what became of it, what is paid of it; and what was agreed for a region and year."""

RegionFigureKind = Literal["contracteerruimte", "production", "left"]
"""Of a region and year: the envelope, what was paid in it, and what is left of it."""

ControlFigureKind = Literal["at_stake"]
"""Of control: what is at stake in findings that are not ended."""

FigureKind = BudgetFigureKind | ProviderFigureKind | RegionFigureKind | ControlFigureKind

BUDGET_FIGURES: Final[tuple[BudgetFigureKind, ...]] = get_args(BudgetFigureKind)
PROVIDER_FIGURES: Final[tuple[ProviderFigureKind, ...]] = get_args(ProviderFigureKind)
REGION_FIGURES: Final[tuple[RegionFigureKind, ...]] = get_args(RegionFigureKind)

WORDS: Final[dict[FigureKind, str]] = {
    "granted": "toegekend",
    "reserved": "gereserveerd",
    "spent": "besteed",
    "available": "over",
    "worth": "waarde van wat over is",
    "declared": "gedeclareerd",
    "approved": "goedgekeurd",
    "refused": "afgekeurd",
    "credited": "teruggenomen",
    "paid": "betaald",
    "agreed": "productieafspraak",
    "contracteerruimte": "contracteerruimte",
    "production": "productie",
    "left": "over van de contracteerruimte",
    "at_stake": "in open bevindingen",
}
"""In the order in which figures are told."""
