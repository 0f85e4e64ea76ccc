"""What an audit found in totals, both judgements side by side; small cells are not told."""

from collections.abc import Iterable, Sequence

from ledger.auditing.audit import Audit
from ledger.rechtmatigheid.finding import Finding
from ledger.vocabulary.dutch import grouped
from web import dutch
from web.pages.auditor.findings_view import AUDIT, PORTFOLIO, Asked, filter_form, rule_label
from web.small_cells import SMALLEST_CELL, hidden_cells
from web.view_models.findings import Audited, AuditPage, AuditRow
from web.view_models.shell import AsOf, Form

SHOWN_BROKEN = 20


def audit_page(
    asked: Asked,
    audited: Audited | None = None,
    waiting: str = "",
    refresh_href: str = "",
    as_of: AsOf | None = None,
) -> AuditPage:
    """Return the page: only the form, or how far it is, or what was found."""
    form = filter_form(asked, AUDIT, toets="ja")
    return AuditPage(form, audited, waiting, refresh_href, asked.address(PORTFOLIO), as_of)


def how_far(done: int, of: int) -> str:
    """Tell how far an audit is."""
    if not of:
        return "Het lezen van het grootboek is begonnen."
    return f"{grouped(done)} van de {dutch.count(of, 'deel', 'delen')} getoetst."


def within(found: Iterable[Finding], region: str | None) -> tuple[Finding, ...]:
    """Return the findings of a region; what is about no region in particular is left to who may see all."""
    return tuple(one for one in found if region in (None, one.item.region))


def audited(audit: Audit, found: Sequence[Finding], rules: int, record: Form | None) -> Audited:
    """Return what was found, by rule, with the most at stake now first."""
    by_rule: dict[str, list[Finding]] = {}
    for one in found:
        by_rule.setdefault(one.rule, []).append(one)
    names = sorted(by_rule, key=lambda rule: (-_now(by_rule[rule]), rule))
    hidden = hidden_cells([_people(by_rule[rule]) for rule in names])
    rows = tuple(_row(rule_label(rule), by_rule[rule], place in hidden) for place, rule in enumerate(names))
    everybody = _people(found)
    small = 0 < len(everybody) < SMALLEST_CELL
    return Audited(
        sentence=_sentence(audit),
        rows=rows,
        total=_row("Samen", found, small),
        clean=f"{rules - len(by_rule)} van de {dutch.count(rules, 'regel vond', 'regels vonden')} niets.",
        broken=tuple(
            f"Regel {one.rule} is gestopt bij gebeurtenis {one.event}: {one.error}."
            for one in audit.broken[:SHOWN_BROKEN]
        ),
        has_hidden=bool(hidden) or small,
        record=record if found else None,
    )


def _sentence(audit: Audit) -> str:
    then_and_now = f"zoals bekend bij het betalen en zoals bekend op {dutch.day(audit.today)}"
    return f"Getoetst tot en met gebeurtenis {audit.upto}, {then_and_now}."


def _people(found: Iterable[Finding]) -> frozenset[str]:
    return frozenset(one.item.client for one in found if one.item.client is not None)


def _now(found: Iterable[Finding]) -> int:
    return sum(one.now.eurocent for one in found if one.now is not None)


def _row(name: str, found: Sequence[Finding], hidden: bool) -> AuditRow:
    if hidden:
        return AuditRow(name, "", "", "", "", "")
    return AuditRow(
        name,
        grouped(sum(one.then is not None for one in found)),
        grouped(sum(one.now is not None for one in found)),
        grouped(sum(one.change == "became-unlawful" for one in found)),
        grouped(sum(one.change == "became-lawful" for one in found)),
        dutch.euro(_now(found)),
    )
