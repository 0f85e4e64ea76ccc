"""How a figure is asked for: `b1.available`, `b1/e1`, `d1/1`, `provider:p1.paid@2026`, `region:Rotterdam.left@2026`."""

import re
from typing import Any, NamedTuple

from ledger.vocabulary.errors import NotFound
from ledger.vocabulary.figures import (
    BUDGET_FIGURES,
    PROVIDER_FIGURES,
    REGION_FIGURES,
    BudgetFigureKind,
    ProviderFigureKind,
    RegionFigureKind,
)
from projections.belief.figures import Figure as Believed

_ID = r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}"
_YEAR, _MONTH = r"20[0-9]{2}|2100", r"(?:20[0-9]{2}|2100)-(?:0[1-9]|1[0-2])"
_PLACE = r"[^\x00-\x1f\x7f@]{1,200}"
_BUDGET = re.compile(rf"(?:budget:)?({_ID})\.({'|'.join(BUDGET_FIGURES)})(?:@({_MONTH}))?")
_LINE = re.compile(rf"(?:(budget|declaration):)?({_ID})/({_ID})")
_PROVIDER = re.compile(
    rf"provider:({_ID})\.({'|'.join(PROVIDER_FIGURES)})(?:@({_MONTH}|{_YEAR}))?(?:@(?!prestatie=|client=)({_PLACE}))?"
    rf"(?:@prestatie=({_PLACE}))?(?:@client=({_ID}))?"
)
_REGION = re.compile(rf"region:({_PLACE})\.({'|'.join(REGION_FIGURES)})(?:@({_YEAR}))?")
_IN_MONTHS = frozenset({"reserved", "spent"})
ADDRESSES = {
    f"b1.{'|'.join(BUDGET_FIGURES)}": "een budget; achter reserved en spent mag @2026-03",
    "b1/e1": "een regel van een budget",
    "d1/1": "een regel van een declaratie",
    f"provider:p1.{'|'.join(PROVIDER_FIGURES)}": (
        "een zorgaanbieder; daarachter mag @2026 of @2026-03, dan @Rotterdam, @prestatie=H126 en @client=c1"
    ),
    f"region:Rotterdam.{'|'.join(REGION_FIGURES)}": "een regio; daarachter mag @2026",
}
"""All addresses by an example, with of what they are."""


class BudgetFigure(NamedTuple):
    """A figure of a budget; of what is reserved and spent also over one month (`2026-03`)."""

    budget: str
    figure: BudgetFigureKind
    month: str | None


class LineFigure(NamedTuple):
    """A line of a budget or of a declaration; `kind` is None where the address does not say which."""

    kind: str | None
    of: str
    line: str


class ProviderFigure(NamedTuple):
    """What became of what a provider declared: in all, in a year (`2026`) or a month, in a region, or only some of it.

    Or what was agreed with it: in all, for a year, for a region.
    """

    provider: str
    figure: ProviderFigureKind
    period: str | None
    region: str | None
    prestatie: str | None = None
    client: str | None = None


class RegionFigure(NamedTuple):
    """The envelope of a region and year, what was produced in it, or what is left."""

    region: str
    figure: RegionFigureKind
    year: int | None


Figure = BudgetFigure | LineFigure | ProviderFigure | RegionFigure


def read_figure(address: str) -> Figure:
    """Read the address of a figure. Raises `NotFound` with two examples."""
    if (found := _PROVIDER.fullmatch(address)) and _is_there(told := ProviderFigure(*_parts(found))):
        return told
    if found := _REGION.fullmatch(address):
        region, figure, year = _parts(found)
        return RegionFigure(region, figure, int(year) if year else None)
    if (found := _BUDGET.fullmatch(address)) and (not found[3] or found[2] in _IN_MONTHS):
        return BudgetFigure(*_parts(found))
    if found := _LINE.fullmatch(address):
        return LineFigure(*found.groups())
    raise NotFound(
        "figure-unknown",
        f"{_quoted(address)} is geen bedrag dat hier is uit te leggen. Schrijf bijvoorbeeld b1.available of "
        "provider:p1.paid@2026-03. Alle adressen staan in pvb explain --help.",
        "figure",
    )


def _parts(found: re.Match[str]) -> tuple[Any, ...]:
    """Return what an address is made of; its figure is one that the pattern knows."""
    return found.groups()


def _is_there(figure: ProviderFigure) -> bool:
    """Tell whether there is such a figure: what is agreed is for a year and for all care."""
    whole = figure.prestatie is None and figure.client is None
    return figure.figure != "agreed" or (whole and "-" not in (figure.period or ""))


def provider_address(
    provider: str,
    figure: str,
    period: str | None,
    region: str | None,
    prestatie: str | None = None,
    client: str | None = None,
) -> str:
    """Write the address of a figure of a provider; a region stands behind a period.

    >>> provider_address("p1", "paid", "2026", "Rotterdam"), provider_address("p1", "paid", None, None, "H126", "c1")
    ('provider:p1.paid@2026@Rotterdam', 'provider:p1.paid@prestatie=H126@client=c1')
    """
    parts = (("", period), ("", region), ("prestatie=", prestatie), ("client=", client))
    return f"provider:{provider}.{figure}" + "".join(f"@{name}{part}" for name, part in parts if part)


def address_of(figure: Believed) -> str | None:
    """Return the address under which a figure of a belief is explained; None of all budgets together.

    >>> from ledger.vocabulary.amounts import Unit
    >>> address_of(Believed("spent", Unit.PUNT, client="c1", provider="p1", budget="b1", period="2026-03"))
    'b1.spent@2026-03'
    >>> address_of(Believed("contracteerruimte", Unit.EUR, region="Rotterdam", period="2026"))
    'region:Rotterdam.contracteerruimte@2026'
    """
    when = f"@{figure.period}" if figure.period else ""
    if figure.budget is not None:
        return f"{figure.budget}.{figure.kind}{when}"
    if figure.provider is not None and figure.kind in PROVIDER_FIGURES:
        return provider_address(
            figure.provider, figure.kind, figure.period, figure.region, figure.prestatie, figure.client
        )
    return f"region:{figure.region}.{figure.kind}{when}" if figure.kind in REGION_FIGURES else None


def _quoted(text: str) -> str:
    quoted = repr(text)
    return quoted if len(quoted) <= 60 else quoted[:57] + "…"
