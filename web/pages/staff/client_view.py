"""The page of one client's budget as staff see it."""

from collections.abc import Callable
from datetime import date

from projections.client_budget.balance import balance
from projections.rows import Row
from web import dutch
from web.charts import budget_bar
from web.looking_back import View
from web.pages.lines_view import ListedLine, lines_of
from web.pages.reading import BudgetRead
from web.pages.staff.days import near
from web.pages.staff.parts_view import client_address, entry_address, head_of, unit_of, zorgplan_address
from web.pages.staff.spend_view import open_reservations
from web.view_models.shell import Form
from web.view_models.staff import ClientPage, Reserved, StaffLine

FormAt = Callable[[str], Form]
"""Makes a form without fields of its own, for an address."""


def client_page(read: BudgetRead, form_at: FormAt, view: View, page: int, may_agree: bool = False) -> ClientPage:
    """Return the page: what is planned, and the lines, newest first; `may_agree` a zorgplan with this client."""
    unit, budget = unit_of(read), read.rows.budget["budget"]
    figures = balance(read.rows, view.on)
    address, acts = client_address(budget), not view.looks_back
    view = view.keeping(pagina=str(page) if page > 1 else "")
    lines, pages = lines_of(read.rows, read.words, view.day, view.start(address), page, view.on)
    plans = [plan for plan in open_reservations(read) if view.on is None or plan["on"] <= view.on]
    return ClientPage(
        head=head_of(read, view.on),
        as_of=view.shown,
        form=view.form,
        bar=budget_bar(
            figures.spent.quantity,
            figures.reserved.quantity,
            figures.granted.quantity,
            lambda quantity: dutch.amount_short(quantity, unit),
        ),
        spend_href=f"/opschrijven/{budget}" if acts else "",
        plan_href=f"/plannen/{budget}" if acts else "",
        zorgplan_href=zorgplan_address(budget) if may_agree and acts else "",
        reserved=tuple(_reserved(read, plan, form_at if acts else None, view.day) for plan in plans),
        lines=tuple(_staff_line(budget, listed) if acts else StaffLine(listed.line, "") for listed in lines),
        pages=pages,
    )


def _reserved(read: BudgetRead, plan: Row, form_at: FormAt | None, today: date) -> Reserved:
    budget, entry = plan["budget"], plan["entry"]
    return Reserved(
        what=read.words.open(plan["what"]),
        on=near(plan["on"], today),
        amount=dutch.amount_short(plan["quantity"], unit_of(read)),
        spend_href=f"/opschrijven/{budget}?plan={entry}" if form_at else "",
        release=form_at(entry_address(budget, entry, "vrijgeven")) if form_at else None,
    )


def _staff_line(budget: str, listed: ListedLine) -> StaffLine:
    """Correct and answer at the last version of a line; what was withdrawn is corrected no more."""
    entry = listed.entry
    if entry is None or not listed.is_current:
        return StaffLine(listed.line, "")
    is_spend = entry["kind"] == "spent" and entry["quantity"] > 0
    return StaffLine(
        listed.line,
        entry_address(budget, entry["entry"], "verbeteren") if is_spend else "",
        entry_address(budget, entry["entry"], "antwoord") if entry["question_open"] else "",
    )
