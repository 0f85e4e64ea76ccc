"""How a figure is asked for: `b1.available`, `b1/e1`, `d1/1`, `provider:p1.paid@2026`, `region:Rotterdam.left@2026`."""

import re
from typing import NamedTuple

from ledger.vocabulary.errors import NotFound

BUDGET_FIGURES = ("granted", "reserved", "spent", "available", "value")
PROVIDER_FIGURES = ("declared", "approved", "refused", "credited", "paid")
REGION_FIGURES = ("envelope", "production", "left")
_ID = r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}"
_YEAR, _MONTH = r"20[0-9]{2}|2100", r"(?:20[0-9]{2}|2100)-(?:0[1-9]|1[0-2])"
_PLACE = r"[^\x00-\x1f\x7f@]{1,200}"
_BUDGET = re.compile(rf"(?:budget:)?({_ID})\.({'|'.join(BUDGET_FIGURES)})(?:@({_MONTH}))?")
_LINE = re.compile(rf"(?:(budget|declaration):)?({_ID})/({_ID})")
_PROVIDER = re.compile(rf"provider:({_ID})\.({'|'.join(PROVIDER_FIGURES)})(?:@({_MONTH}|{_YEAR}))?(?:@({_PLACE}))?")
_REGION = re.compile(rf"region:({_PLACE})\.({'|'.join(REGION_FIGURES)})(?:@({_YEAR}))?")
_IN_MONTHS = frozenset({"reserved", "spent"})


class BudgetFigure(NamedTuple):
    """A figure of a budget; of what is reserved and spent also over one month (`2026-03`)."""

    budget: str
    figure: str
    month: str | None


class LineFigure(NamedTuple):
    """A line of a budget or of a declaration; `kind` is None where the address does not say which."""

    kind: str | None
    of: str
    line: str


class ProviderFigure(NamedTuple):
    """What became of what a provider declared: in all, in a year (`2026`) or a month, and in a region."""

    provider: str
    figure: str
    period: str | None
    region: str | None


class RegionFigure(NamedTuple):
    """The envelope of a region and year, what was produced in it, or what is left."""

    region: str
    figure: str
    year: int | None


Figure = BudgetFigure | LineFigure | ProviderFigure | RegionFigure


def read_figure(address: str) -> Figure:
    """Read the address of a figure. Raises `NotFound` with all addresses that there are."""
    if found := _PROVIDER.fullmatch(address):
        return ProviderFigure(*found.groups())
    if found := _REGION.fullmatch(address):
        region, figure, year = found.groups()
        return RegionFigure(region, figure, int(year) if year else None)
    if (found := _BUDGET.fullmatch(address)) and (not found[3] or found[2] in _IN_MONTHS):
        return BudgetFigure(*found.groups())
    if found := _LINE.fullmatch(address):
        return LineFigure(*found.groups())
    raise NotFound(
        "figure-unknown",
        f"{_quoted(address)} is geen bedrag dat hier is uit te leggen. Schrijf een van deze: "
        f"b1.{' b1.'.join(BUDGET_FIGURES)} (een budget), b1/e1 (een regel van een budget), "
        "declaratie/regel zoals d1/1 (een gedeclareerde regel), "
        f"provider:p1.{'|'.join(PROVIDER_FIGURES)} met @2026 of @2026-03 erachter, "
        f"region:Rotterdam.{'|'.join(REGION_FIGURES)} met @2026 erachter.",
        "figure",
    )


def provider_address(provider: str, figure: str, period: str | None, region: str | None) -> str:
    """Write the address of a figure of a provider; a region stands behind a period.

    >>> provider_address("p1", "paid", "2026", "Rotterdam")
    'provider:p1.paid@2026@Rotterdam'
    """
    return "".join((f"provider:{provider}.{figure}", f"@{period}" if period else "", f"@{region}" if region else ""))


def _quoted(text: str) -> str:
    quoted = repr(text)
    return quoted if len(quoted) <= 60 else quoted[:57] + "…"
