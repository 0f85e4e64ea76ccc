"""What was submitted over a period: every line with its status, what stands of it, and the number of its event."""

from collections.abc import Sequence
from itertools import chain, groupby

from ledger.dossier.declared import Declared, Taken, is_declared_anew
from web import dutch
from web.declared_periods import Period
from web.looking_back import View
from web.pages.office.contracts_view import line_status
from web.pages.office.telling import START, Names, days, part_of, period_address, period_name, quantity, steps_of
from web.view_models.declaring import DeclaredPage, DeclaredRow

WHY = {
    "replaced": "Opnieuw berekend: er kwam een nieuwe regel voor in de plaats.",
    "gone": "Opnieuw berekend: hiervoor was niets meer te declareren.",
    "settled": "Verrekend: de score was bekend, en daarmee het bedrag.",
    "message": "Dit kwam uit een bericht.",
    "recovered": "Teruggenomen om een bevinding.",
}


def declared_page(period: Period, names: Names, asked: str, view: View) -> DeclaredPage:
    """Return the page; the last declaration comes first."""
    here, name = period_address(period.terms.contract, period.label.label), period_name(period.label)
    by_declaration = [list(lines) for _, lines in groupby(period.lines, lambda one: one.line.declaration)]
    ordered = list(chain.from_iterable(reversed(by_declaration)))
    shown, pages = part_of(ordered, asked, view.start(f"{here}/ingediend"), anchor="#regels")
    view = view.keeping(pagina=str(pages.current) if pages.current > 1 else "")
    return DeclaredPage(
        contract=period.terms.contract,
        period=name,
        sentence=(f"Over {name} staat er", dutch.euro(sum(one.left for one in period.lines)), "gedeclareerd."),
        beside=tuple(_beside(period.lines)),
        rows=tuple(_row(one, period, names) for one in shown),
        count=dutch.count(len(ordered), "regel", "regels"),
        pages=pages,
        preview_href=view.address(here),
        as_of=view.shown,
        form=view.form,
        back_href=view.address(START),
    )


def _beside(lines: Sequence[Declared]) -> list[str]:
    waiting = sum(one.left for one in lines if one.status == "submitted")
    approved = sum(one.left for one in lines if one.status == "approved")
    refused = sum(one.line.eurocent for one in lines if one.status == "refused" and not is_declared_anew(one, lines))
    told = []
    if approved:
        told.append(f"{dutch.euro(approved)} is goedgekeurd.")
    if waiting:
        told.append(f"{dutch.euro(waiting)} wacht op een oordeel.")
    if refused:
        told.append(f"{dutch.euro(refused)} is afgekeurd.")
    return told


def _row(one: Declared, period: Period, names: Names) -> DeclaredRow:
    line = one.line
    return DeclaredRow(
        number=f"{line.declaration}, regel {line.line}",
        client=names.of_client(line.client),
        prestatie=names.of_prestatie(line.prestatie),
        days=days(line.first, line.last, period.label),
        quantity=quantity(line.quantity, line.unit),
        amount=dutch.euro(line.eurocent),
        left=dutch.euro(one.left),
        status=line_status(one),
        position=one.position,
        steps=steps_of(line.derivation.steps if line.derivation else ()),
        notes=(
            *_notes(one, period.lines, names),
            *(_owed(party.provider, party.eurocent, names) for party in line.owed),
        ),
    )


def _notes(one: Declared, lines: Sequence[Declared], names: Names) -> list[str]:
    told = [_taken(taken, names) for taken in one.taken]
    if one.line.replaces:
        told.insert(0, f"Kwam in de plaats van {one.line.replaces.declaration}, regel {one.line.replaces.line}.")
    if one.status == "refused":
        told.append(f"Afgekeurd met retourcode {dutch.listed(one.retourcodes)}.")
        if is_declared_anew(one, lines):
            told.append("Daarna opnieuw gedeclareerd.")
    return [*told, *(_owed(party.provider, party.eurocent, names) for party in one.line.owed)]


def _taken(taken: Taken, names: Names) -> str:
    credit = taken.credit
    reason = names.reason(credit)
    given = f"Reden: {reason.rstrip('.')}." if reason else ""
    why = f"{WHY['recovered']} {given}" if credit.why == "recovered" else given or WHY.get(credit.why, "")
    back = f"{dutch.euro(credit.eurocent)} teruggenomen op {dutch.day(credit.on)} (gebeurtenis {taken.position})."
    return f"{back} {why}".rstrip()


def _owed(provider: str, eurocent: int, names: Names) -> str:
    return f"Hiervan is {dutch.euro(eurocent)} voor {names.providers.get(provider, provider)}."
