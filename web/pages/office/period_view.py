"""The preview of a declaration: one sentence with one number, every line with its steps, and what is taken back."""

from datetime import date
from typing import NamedTuple

from ledger.dossier.declared import is_declared_anew
from ledger.dossier.standing import standing_as
from ledger.funding.deriving import Line
from ledger.funding.redeclaring import Changes, Credit, Standing, place_of
from web import dutch
from web.declared_periods import Period
from web.declaring import Preview
from web.looking_back import View
from web.pages.office.telling import (
    START,
    Names,
    days,
    part_of,
    period_address,
    period_name,
    quantity,
    steps_of,
)
from web.view_models.declaring import CreditRow, LineRow, PeriodPage
from web.view_models.shell import Form

NOTHING = "nothing-to-declare"
WHY = {
    "replaced": "Opnieuw berekend: er komt een nieuwe regel voor in de plaats.",
    "gone": "Opnieuw berekend: hiervoor is niets meer te declareren.",
    "settled": "Verrekend: de score is bekend, en daarmee het bedrag.",
}
Sentence = tuple[str, str, str]
"""What stands before the number, the number ('' for none), and what stands after it."""


class Asked(NamedTuple):
    """Which part of the lines and of the credits is looked at, as it stands in the address."""

    lines: str = ""
    credits: str = ""


def rows_of(preview: Preview) -> list[tuple[str, Line, Standing | None]]:
    """Return the lines that would be submitted, with number and what they replace; then those that are not paid."""
    found, changes = preview.prepared, preview.prepared.changes
    new = [(str(number), one.line, one.replaces) for number, one in enumerate(changes.lines, start=1)]
    return new + [("", line, None) for line in found.derived if not line.paid_eurocent and line.unpaid_eurocent]


def period_page(period: Period, names: Names, asked: Asked, form: Form, view: View) -> PeriodPage:
    """Return the page. `form` submits it; where that cannot be, only its errors are shown."""
    preview, here = period.preview, period_address(period.terms.contract, period.label.label)
    changes = preview.prepared.changes if preview else Changes((), ())
    lines, pages = part_of(rows_of(preview) if preview else [], asked.lines, view.start(here), anchor="#regels")
    credits, credit_pages = part_of(changes.credits, asked.credits, view.start(here), "terug", "#terug")
    view = view.keeping(
        pagina=str(pages.current) if pages.current > 1 else "",
        terug=str(credit_pages.current) if credit_pages.current > 1 else "",
    )
    all_lines = len(rows_of(preview)) if preview else 0
    return PeriodPage(
        contract=period.terms.contract,
        period=period_name(period.label),
        sentence=_sentence(period, changes, view.today),
        beside=tuple(_beside(period, changes)),
        notice=_notice(period),
        warning=_warning(period, changes),
        lines=tuple(_line(period, names, number, line, replaces) for number, line, replaces in lines),
        line_count=dutch.count(all_lines, "regel", "regels"),
        pages=pages,
        credits=tuple(_credit(period, names, one) for one in credits),
        credit_count=dutch.count(len(changes.credits), "regel gaat terug", "regels gaan terug"),
        credit_pages=credit_pages,
        errors=form,
        form=form if preview and preview.refusal is None and not view.looks_back else None,
        as_of=view.shown,
        look=view.form,
        standing_href=view.address(f"{here}/ingediend") if period.lines else "",
        back_href=view.address(START),
    )


def _sentence(period: Period, changes: Changes, today: date) -> Sentence:
    name, amount = period_name(period.label), dutch.euro(abs(changes.eurocent))
    if period.preview is None:
        return f"Over {name} is nu geen bedrag te berekenen.", "", ""
    standing = period.preview.prepared.standing
    stands = dutch.euro(sum(one.left_eurocent for one in standing))
    if not changes:
        if standing or period.lines:
            return f"Over {name} staat er", stands, "gedeclareerd. Er is niets nieuws."
        return f"Over {name} is er niets te declareren.", "", ""
    if not (standing or period.lines):
        is_running = today <= period.label.last and period.terms.basis != "plan"
        return (
            (f"Over {name} is er tot nu toe", amount, "te declareren.")
            if is_running
            else (f"Over {name} kunt u", amount, "declareren.")
        )
    if period.lines and not period.different:
        return f"Over {name} kunt u", amount, "opnieuw declareren."
    if not changes.eurocent:
        return f"Over {name} blijft u staan op", stands, "gedeclareerd."
    return (
        (f"Over {name} kunt u", amount, "erbij declareren.")
        if changes.eurocent > 0
        else (f"Over {name} gaat", amount, "terug.")
    )


def _beside(period: Period, changes: Changes) -> list[str]:
    if period.preview is None:
        return []
    told = []
    back, new = sum(one.eurocent for one in changes.credits), sum(one.line.paid_eurocent for one in changes.lines)
    if back and new:
        told.append(f"{dutch.euro(back)} gaat terug en {dutch.euro(new)} is nieuw.")
    if (unpaid := period.preview.prepared.unpaid) > 0:
        told.append(f"{dutch.euro(unpaid)} wordt niet betaald: dat ligt boven het plafond.")
    return told


def _notice(period: Period) -> str:
    """Return why this cannot be submitted; that there is nothing is told by the sentence."""
    if period.problem is not None:
        return period.problem.message
    refusal = period.preview.refusal if period.preview else None
    return refusal.message if refusal is not None and refusal.code != NOTHING else ""


def _warning(period: Period, changes: Changes) -> str:
    """Say what declaring again would undo: what the payer refused, and what somebody took back by hand."""
    touched = {(one.standing.declaration, one.standing.line) for one in changes.credits}
    again = {place_of(one.line) for one in changes.lines}
    open_lines = [one for one in period.lines if not one.left and not is_declared_anew(one, period.lines)]
    asked_again = [one for one in open_lines if standing_as(one.line, 0).place in again]
    refused = sum(one.line.eurocent for one in asked_again if one.status == "refused")
    replaced = [one for one in period.lines if (one.line.declaration, one.line.line) in touched]
    by_hand = sum(one.by_hand for one in (*asked_again, *replaced))
    told = []
    if refused and not period.different:
        told.append(f"{dutch.euro(refused)} is afgekeurd. Daarna is er niets veranderd. Kijk eerst waarom.")
    if by_hand:
        told.append(
            f"{dutch.euro(by_hand)} is eerder met de hand teruggenomen. Dient u nu in, dan vraagt u dat bedrag weer "
            "aan. Klopt dat niet? Verbeter dan eerst wat er is geleverd."
        )
    return " ".join(told)


def _line(period: Period, names: Names, number: str, line: Line, replaces: Standing | None) -> LineRow:
    of = line.computed
    return LineRow(
        number=number,
        client=names.of_client(of.client),
        prestatie=names.of_prestatie(of.prestatie),
        days=days(of.first, of.last, period.label),
        quantity=quantity(of.quantity, of.unit),
        amount=dutch.euro(line.paid_eurocent),
        unpaid=dutch.euro(line.unpaid_eurocent) if line.unpaid_eurocent else "",
        steps=steps_of(of.steps),
        notes=(
            *([f"Komt in de plaats van {_reference(replaces)}."] if replaces else []),
            *(["Dit verrekent wat eerder is gedeclareerd."] if of.settles else []),
            *(f"Hiervan is {dutch.euro(one.eurocent)} voor {_provider(one.provider, names)}." for one in of.owed),
        ),
    )


def _provider(number: str, names: Names) -> str:
    return names.providers.get(number, number)


def _reference(one: Standing) -> str:
    return f"{one.declaration}, regel {one.line}"


def _credit(period: Period, names: Names, credit: Credit) -> CreditRow:
    place = credit.standing.place
    return CreditRow(
        reference=_reference(credit.standing),
        client=names.of_client(place.client),
        prestatie=names.of_prestatie(place.prestatie),
        days=days(place.first, place.last, period.label),
        amount=f"{dutch.MINUS}{dutch.euro(credit.eurocent)}",
        why=WHY[credit.why],
    )
