"""The portfolio and the list of findings, from what was found; the filters stand in every address."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ledger.rechtmatigheid.catalogue import BY_ID, RULES
from ledger.vocabulary.actor import Mandate
from ledger.vocabulary.dutch import grouped
from ledger.vocabulary.errors import LedgerError
from projections.findings.queries import Found, Total
from projections.findings.sums import By
from web import dutch
from web.filters import FAMILIES, STATES, Filters, problems_of
from web.looking_back import View
from web.pages.auditor.timeline_view import Page
from web.portfolio import Portfolio
from web.view_models.findings import (
    FilterForm,
    FindingRow,
    FindingsPage,
    PortfolioPage,
    SavedRow,
    SumRow,
)
from web.view_models.shell import Badge, BadgeKind, Choice, FieldError, Form, Link, Pages

PORTFOLIO = "/controle/bevindingen"
LIST = f"{PORTFOLIO}/lijst"
ONE = f"{PORTFOLIO}/nummer"
AUDIT = f"{PORTFOLIO}/toetsen"
VARIATION = f"{PORTFOLIO}/praktijk"
SAVED = f"{PORTFOLIO}/vragen"
WAYS: dict[By, tuple[str, str]] = {
    "rule": ("Per regel", "Regel"),
    "provider": ("Per zorgaanbieder", "Zorgaanbieder"),
    "month": ("Per maand", "Maand"),
    "state": ("Per stand", "Stand"),
}
"""How findings are taken together: the link, and the head of the column."""
BADGES: dict[str, BadgeKind] = {
    "open": "wait",
    "explained": "wait",
    "accepted": "ok",
    "recovered": "stop",
    "dismissed": "plain",
}
NOBODY = "geen zorgaanbieder"


class Asked(NamedTuple):
    """What every page of the workplace starts from: the filters, what counts, who asks, and what is wrong."""

    filters: Filters
    view: View
    mandate: Mandate
    error: LedgerError | None = None

    def address(self, path: str, **more: str) -> str:
        """Return an address with the same filters and the same view."""
        return self.view.address(path, **{**self.filters.parameters(), **more})

    def without(self, path: str) -> str:
        """Return an address in the same view, without filters."""
        return self.view.address(path)


def rule_label(rule: str) -> str:
    """Return what a rule is called; one that is no longer in the catalogue by its id."""
    return BY_ID[rule].label if rule in BY_ID else rule


def badge_of(state: str) -> Badge:
    """Return how a finding stands."""
    words: Mapping[str, str] = {str(key): word for key, word in STATES.items()}
    return Badge(words.get(state, state), BADGES.get(state, "plain"))


def filter_form(asked: Asked, action: str, **more: str) -> FilterForm:
    """Return the form of the filters; what is looked back to goes along unseen."""
    filters = asked.filters
    errors = tuple(FieldError(field, told) for field, told in problems_of(asked.error)) if asked.error else ()
    values = filters._asdict()
    is_bound = asked.mandate.region is not None
    if is_bound and not values["region"]:
        values["region"] = asked.mandate.region or ""
    return FilterForm(
        form=Form(action, {**asked.view.parameters(), **more}, values, errors=errors),
        rules=tuple(Choice(one.id, one.label) for one in RULES),
        families=tuple(Choice(key, word.capitalize()) for key, word in FAMILIES.items()),
        states=tuple(Choice(key, word.capitalize()) for key, word in STATES.items()),
        told=filters_told(filters),
        clear_href=asked.view.address(action, **more) if filters.parameters() else "",
        is_bound=is_bound,
    )


def filters_told(filters: Filters) -> str:
    """Tell in words what was chosen.

    >>> filters_told(Filters(region="Rotterdam", state="open", period="2026-03"))
    'regio Rotterdam, zorg in 2026-03, stand open'
    """
    families: Mapping[str, str] = {str(key): word for key, word in FAMILIES.items()}
    states: Mapping[str, str] = {str(key): word for key, word in STATES.items()}
    parts = [
        filters.region and f"regio {filters.region}",
        filters.provider and f"zorgaanbieder {filters.provider}",
        filters.rule and f"regel ‘{rule_label(filters.rule)}’",
        filters.family and families.get(filters.family, filters.family),
        filters.period and f"zorg in {filters.period}",
        filters.state and f"stand {states.get(filters.state, filters.state)}",
    ]
    return ", ".join(part for part in parts if part)


def portfolio_page(
    asked: Asked,
    by: By,
    found: Portfolio,
    names: Mapping[str, str],
    saved: tuple[SavedRow, ...] = (),
    save: Form | None = None,
    may_audit: bool = False,
) -> PortfolioPage:
    """Return the page; the names are those of providers."""
    rows = tuple(_sum_row(asked, by, one.key, one.sum, names) for one in found.groups)
    hidden = sum(one.sum is None for one in found.groups)
    links = [Link("Alle bevindingen in een lijst", asked.address(LIST))]
    if may_audit:
        links += [
            Link("Toets opnieuw", asked.address(AUDIT), note="De regels over alles wat is vastgelegd: toen en nu."),
            Link("Praktijkvariatie", asked.address(VARIATION), note="Gebruik naast de indicatiewaarde."),
        ]
    return PortfolioPage(
        filters=filter_form(asked, PORTFOLIO, by=by),
        by=tuple(Link(word, asked.address(PORTFOLIO, by=way), current=way == by) for way, (word, _) in WAYS.items()),
        column=WAYS[by][1],
        rows=rows,
        total=_figures("Samen", asked.address(LIST), found.sum),
        caption=f"Bevindingen {WAYS[by][0].lower()}",
        has_hidden=hidden > 0 or found.sum is None,
        links=tuple(links),
        saved=saved,
        save=save,
        as_of=asked.view.shown,
        look=asked.view.form,
    )


def _sum_row(asked: Asked, by: By, key: str, found: Total | None, names: Mapping[str, str]) -> SumRow:
    field = "period" if by == "month" else by
    name, note = _named(by, key, names)
    href = asked.address(LIST, **{field: key}) if key else ""
    return _figures(name, href, found, note)


def _named(by: By, key: str, names: Mapping[str, str]) -> tuple[str, str]:
    if by == "rule":
        family = BY_ID[key].family if key in BY_ID else None
        return rule_label(key), FAMILIES[family] if family else ""
    if by == "provider":
        return (names.get(key, key), key) if key else (NOBODY, "")
    if by == "month":
        return dutch.month_or_year(key), ""
    return badge_of(key).text, ""


def _figures(name: str, href: str, found: Total | None, note: str = "") -> SumRow:
    if found is None:
        return SumRow(name, href, "", "", "", note)
    return SumRow(name, href, grouped(found.findings), dutch.euro(found.eurocent), dutch.euro(found.recovered), note)


def findings_page(asked: Asked, found: Sequence[Found], page: Page, names: Mapping[str, str]) -> FindingsPage:
    """Return one page of the list, with the findings on it, the last opened first."""
    return FindingsPage(
        filters=filter_form(asked, LIST),
        rows=tuple(_finding_row(asked, one, names) for one in found),
        count=f"{dutch.count(page.lines, 'bevinding', 'bevindingen')}, de laatste eerst",
        pages=_pages(asked, page),
        back_href=asked.address(PORTFOLIO),
        as_of=asked.view.shown,
        look=asked.view.form,
    )


def _finding_row(asked: Asked, one: Found, names: Mapping[str, str]) -> FindingRow:
    days = dutch.day_short(one.first)
    return FindingRow(
        number=one.number,
        href=asked.address(f"{ONE}/{one.number}"),
        told=one.told,
        rule=rule_label(one.rule),
        client=one.client or "",
        provider=names.get(one.provider, one.provider) if one.provider else "",
        days=days if one.first == one.last else f"{days} – {dutch.day_short(one.last)}",
        amount=dutch.euro(one.eurocent) if one.eurocent else "",
        state=badge_of(one.state),
    )


def _pages(asked: Asked, page: Page) -> Pages:
    def at(number: int) -> str:
        return asked.address(LIST, pagina=str(number))

    before = at(page.number - 1) if page.number > 1 else ""
    after = at(page.number + 1) if page.number < page.pages else ""
    return Pages(page.number, page.pages, before, after)
