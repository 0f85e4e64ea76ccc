"""The page that the office begins with: its contracts, each period with a word, and on top what changed."""

from collections.abc import Sequence
from datetime import date

from ledger.dossier.declared import Declared, is_declared_anew
from ledger.funding.catalogue import model_of
from ledger.vocabulary.percentages import percentage
from web import dutch
from web.declared_periods import Held, Period, Year
from web.looking_back import View
from web.pages.office.telling import START, period_address, period_name
from web.view_models.declaring import ChangedPeriod, ContractPart, DeclaringPage, PeriodRow
from web.view_models.shell import Badge, Link

DIFFERENT = Badge("anders geworden", "wait")
IMPOSSIBLE = Badge("niet te berekenen", "stop")
RUNNING = Badge("loopt nog")
NOTHING = Badge("niets te declareren")
IN_FILE = Badge("ingediend in een bestand")
NOT_YET = Badge("nog niet gedeclareerd", "wait")
WAITING = Badge("ingediend")
APPROVED = Badge("goedgekeurd", "ok")
PARTLY_REFUSED = Badge("deels afgekeurd", "stop")
REFUSED = Badge("afgekeurd", "stop")
TAKEN_BACK = Badge("teruggenomen")
PARTLY_TAKEN_BACK = Badge("deels teruggenomen")


def declaring_page(found: Year, provider: str, view: View) -> DeclaringPage:
    """Return the page; one year needs no choice."""
    shown = view.keeping(jaar=str(found.year), kijk="ja" if found.checked else "")
    years = found.years if found.years != (found.year,) else ()
    return DeclaringPage(
        provider=provider,
        year=found.year,
        years=tuple(Link(str(one), view.address(START, jaar=str(one)), current=one == found.year) for one in years),
        changed=tuple(
            _changed(one, len(found.held) > 1, view) for held in found.held for one in held.periods if one.different
        ),
        contracts=tuple(_contract(held, view) for held in found.held),
        check_href="" if found.checked else view.address(START, jaar=str(found.year), kijk="ja"),
        as_of=shown.shown,
        form=shown.form,
    )


def changed_sentence(period: Period) -> str:
    """Tell how much is taken back and how much is new.

    It is told of what would be declared now, also where somebody took a part back by hand.
    """
    assert period.preview is not None
    changes = period.preview.prepared.changes
    back, new = sum(one.eurocent for one in changes.credits), sum(one.line.paid_eurocent for one in changes.lines)
    told = ([f"{dutch.euro(back)} terug"] if back else []) + ([f"{dutch.euro(new)} nieuw"] if new else [])
    return f"Over {period_name(period.label)} is iets veranderd: {', '.join(told)}."


def status_of(period: Period, today: date) -> Badge:
    """Return how a period stands, in a word."""
    if period.different:
        return DIFFERENT
    if period.lines:
        return _judged(period.lines)
    if period.problem is not None:
        return IMPOSSIBLE
    if today <= period.label.last and period.terms.basis != "plan":
        return RUNNING
    if period.preview is not None and not period.preview.prepared.changes:
        return IN_FILE if period.preview.prepared.standing else NOTHING
    return NOT_YET


def line_status(one: Declared) -> Badge:
    """Return how a line stands, in a word."""
    if one.status == "submitted":
        return WAITING
    if one.status == "refused":
        return REFUSED
    if one.taken:
        return PARTLY_TAKEN_BACK if one.left else TAKEN_BACK
    return APPROVED


def _judged(lines: Sequence[Declared]) -> Badge:
    if any(one.status == "submitted" for one in lines):
        return WAITING
    if any(one.status == "refused" and not is_declared_anew(one, lines) for one in lines):
        return PARTLY_REFUSED if any(one.left for one in lines) else REFUSED
    return APPROVED if any(one.left for one in lines) else TAKEN_BACK


def _changed(period: Period, several: bool, view: View) -> ChangedPeriod:
    name = f"Bekijk {period_name(period.label)}" + (f", contract {period.terms.contract}" if several else "")
    address = view.address(period_address(period.terms.contract, period.label.label))
    return ChangedPeriod(changed_sentence(period), Link(name, address))


def _contract(held: Held, view: View) -> ContractPart:
    terms, whole = held.periods[0].terms, held.contract.period
    models = dutch.listed([f"{one.model} ({model_of(one.model).NAME})" for one in terms.components])
    rhythm = {"month": "per maand", "week": "per week"}[terms.rhythm]
    return ContractPart(
        anchor=f"contract-{terms.contract}",
        number=terms.contract,
        terms=(
            f"Model {models}, voor {percentage(terms.rate_basispoint)} van het maximumtarief.",
            f"Regio {terms.region}, {dutch.period(whole.first, whole.last)}.",
            f"U declareert {rhythm}{', wat is afgesproken' if terms.basis == 'plan' else ''}.",
        ),
        periods=tuple(_row(one, view) for one in held.periods),
    )


def _row(period: Period, view: View) -> PeriodRow:
    address, status = period_address(period.terms.contract, period.label.label), status_of(period, view.today)
    stands = sum(one.left for one in period.lines)
    is_done = bool(period.lines) and status not in (DIFFERENT, REFUSED, PARTLY_REFUSED)
    return PeriodRow(
        name=period_name(period.label),
        href=view.address(f"{address}/ingediend" if is_done else address),
        status=status,
        amount=dutch.euro(stands) if stands else "",
    )
