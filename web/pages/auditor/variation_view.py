"""The page about practice variation: the funnel with its table. Providers with few clients are not told."""

from collections.abc import Iterable, Mapping

from ledger.auditing.variation import Compared, Funnel, UseOf, by_provider
from ledger.vocabulary.amounts import rounded
from ledger.vocabulary.dutch import grouped
from web import dutch
from web.funnel import funnel
from web.pages.auditor.findings_view import LIST, PORTFOLIO, VARIATION, Asked, filter_form
from web.small_cells import SMALLEST_CELL
from web.view_models.findings import ProviderUseRow, Variation, VariationPage
from web.view_models.shell import AsOf, Link

PLACES = {
    "within": "tussen de lijnen",
    "outside": "buiten de gestreepte lijnen",
    "far": "buiten de stippellijnen",
}
STEPS = 60
"""In how many places the limits are drawn."""
NOTHING = "Er is geen mpt-zorg met een indicatiewaarde van genoeg cliënten om te vergelijken."


def years_of(uses: Iterable[UseOf]) -> list[int]:
    """Return the years with anything to compare, the last first."""
    return sorted({one.year for one in uses}, reverse=True)


def variation_page(
    asked: Asked,
    year: int,
    years: Iterable[int],
    found: Variation | None = None,
    waiting: str = "",
    refresh_href: str = "",
    as_of: AsOf | None = None,
) -> VariationPage:
    """Return the page: how far it is, or what was found."""
    return VariationPage(
        filters=filter_form(asked, VARIATION),
        years=tuple(Link(str(one), asked.address(VARIATION, year=str(one)), current=one == year) for one in years),
        year=year,
        variation=found,
        waiting=waiting,
        nothing="" if found or waiting else NOTHING,
        refresh_href=refresh_href,
        back_href=asked.address(PORTFOLIO),
        as_of=as_of,
    )


def variation_of(asked: Asked, uses: Iterable[UseOf], year: int, names: Mapping[str, str]) -> Variation | None:
    """Return providers side by side; None when there is nothing that may be told. All clients count in the mean."""
    known = by_provider(uses, year)
    shown = {provider: one for provider, one in known.items() if one.clients >= SMALLEST_CELL}
    if not shown:
        return None
    whole = Funnel(known)
    compared = [one for one in whole.compared() if one.provider in shown]
    most = max(one.clients for one in compared)
    places = sorted({SMALLEST_CELL + (most - SMALLEST_CELL) * step // STEPS for step in range(STEPS + 1)})
    limits = [whole.limits(clients) for clients in places]
    drawn = [(one.clients, (one.far_below, one.below, one.above, one.far_above)) for one in limits]
    points = [(names.get(one.provider, one.provider), one.clients, one.basispoint, one.place) for one in compared]
    small = len(known) - len(shown)
    return Variation(
        sentence=_sentence(compared, whole.mean),
        funnel=funnel(points, whole.mean, drawn),
        rows=tuple(_row(asked, one, names, year) for one in compared),
        limits=tuple(_limits(whole, clients) for clients in sorted({one.clients for one in compared})),
        small=_small(small),
    )


def _sentence(compared: list[Compared], mean: int) -> str:
    far = sum(one.place == "far" for one in compared)
    providers = dutch.count(len(compared), "zorgaanbieder", "zorgaanbieders")
    return (
        f"Gemiddeld gaat {_percent(mean)} van de indicatiewaarde op aan mpt-zorg van één zorgaanbieder. Van "
        f"{providers} {'ligt' if far == 1 else 'liggen'} er {far} buiten de stippellijnen."
    )


def _row(asked: Asked, one: Compared, names: Mapping[str, str], year: int) -> ProviderUseRow:
    return ProviderUseRow(
        name=names.get(one.provider, one.provider),
        href=asked.address(LIST, provider=one.provider, period=str(year)),
        clients=grouped(one.clients),
        paid=dutch.euro_whole(one.paid),
        worth=dutch.euro_whole(one.worth),
        use=_percent(one.basispoint),
        place=PLACES[one.place],
    )


def _limits(whole: Funnel, clients: int) -> tuple[str, str, str]:
    at = whole.limits(clients)
    return (
        grouped(clients),
        f"{_at_least_zero(at.below)} tot {_percent(at.above)}",
        f"{_at_least_zero(at.far_below)} tot {_percent(at.far_above)}",
    )


def _at_least_zero(basispoint: int) -> str:
    return _percent(max(basispoint, 0))


def _percent(basispoint: int) -> str:
    """Write a proportion with one decimal, so that a column of them reads well."""
    whole, tenth = divmod(rounded(basispoint, 10), 10)
    return f"{whole},{tenth}%"


def _small(providers: int) -> str:
    if not providers:
        return ""
    told = dutch.count(providers, "zorgaanbieder heeft", "zorgaanbieders hebben")
    return f"{told} minder dan {SMALLEST_CELL} cliënten en {'staat' if providers == 1 else 'staan'} er niet bij."
