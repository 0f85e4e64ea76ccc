"""The transparency page of one budget, from its rows."""

from dataclasses import replace
from datetime import date

from ledger.vocabulary.amounts import Amount, value_in_cents
from projections.client_budget.balance import Balance, balance
from projections.client_budget.forecast import Forecast, forecast
from projections.client_budget.queries import BudgetOf
from projections.rows import Row
from web import dutch
from web.charts import budget_bar, time_bar
from web.explaining.entries import ONE
from web.looking_back import View
from web.pages.lines_view import ListedLine, lines_of
from web.pages.reading import BudgetRead
from web.view_models.client import BudgetPage, BudgetState, Line, Signal
from web.view_models.shell import Link


def budget_page(read: BudgetRead, others: tuple[Link, ...], view: View, page: int) -> BudgetPage:
    """Return the page; without a day asked for, the whole period counts, planned care included."""
    rows, words = read
    budget = rows.budget
    figures = balance(rows, view.on)
    unit: dutch.Unit = budget["unit"]
    state = state_of(figures, budget, view.day)
    address = budget_address(budget["budget"])
    view = view.keeping(pagina=str(page) if page > 1 else "")
    lines, pages = lines_of(rows, words, view.day, view.start(address), page, view.on)
    worth, rate = _worth(figures, balance(rows, min(view.day, budget["last"])))
    return BudgetPage(
        client=words.client,
        provider=words.provider,
        state=state,
        available=dutch.amount(abs(figures.available.quantity), unit),
        first=dutch.day(budget["first"]),
        last=dutch.day(budget["closed_on"] or budget["last"]),
        bar=budget_bar(
            figures.spent.quantity,
            figures.reserved.quantity,
            figures.granted.quantity,
            lambda quantity: dutch.amount_short(quantity, unit),
        ),
        time=time_bar(budget["first"], budget["last"], view.day),
        as_of=view.shown,
        form=view.form,
        rules=rules(budget, unit, words.provider),
        lines=tuple(_with_question_link(listed, address, view) for listed in lines),
        pages=pages,
        worth=worth if figures.available.quantity > 0 else "",
        rate=rate if figures.available.quantity > 0 else "",
        signal=signal(forecast(rows, view.day), unit, view.day) if state == "open" else None,
        other_budgets=tuple(link for link in others if link.href.partition("?")[0] != address),
    )


def state_of(figures: Balance, budget: Row, day: date) -> BudgetState:
    """Return which sentence the page begins with."""
    available = figures.available.quantity
    if available < 0:
        return "overspent"
    if budget["closed_on"] is not None or day > budget["last"]:
        return "ended"
    if day < budget["first"]:
        return "not_started"
    return "open" if available else "nothing_left"


def rules(budget: Row, unit: dutch.Unit, provider: str) -> tuple[str, ...]:
    """Return in words what was decided beforehand about what is left, and about spending more."""
    last = dutch.day(budget["last"])
    remainder = {
        "lapses": f"Wat op {last} over is, vervalt. Het gaat niet mee naar een volgend budget.",
        "carries_over": f"Wat op {last} over is, gaat mee naar uw volgende budget.",
        "to_group": f"Wat op {last} over is, gaat naar de groepspot van {provider}.",
    }[budget["remainder"]]
    if not budget["overdraft"]:
        return (remainder,)
    return remainder, f"{provider} staat toe dat u {dutch.amount(budget['overdraft'], unit)} meer gebruikt."


def signal(found: Forecast | None, unit: dutch.Unit, today: date) -> Signal | None:
    """Return the forecast in words."""
    if found is None:
        return None
    spent, days = dutch.amount(found.spent, unit), dutch.count(found.days, "dag", "dagen")
    planned = " Wat gepland staat, telt mee." if found.planned else ""
    return Signal(
        kind=found.pace,
        forecast=dutch.amount(abs(found.left), unit),
        basis=f"We rekenden met wat er tot nu toe is besteed: {spent} in {days}.{planned}",
        made_on=dutch.day(today),
        runs_out=dutch.day(found.runs_out) if found.runs_out else "",
    )


def budget_address(budget: str) -> str:
    """Return the address of the page of a budget."""
    return f"/budget/{budget}"


def budget_link(budget: BudgetOf, provider: str, view: View | None = None) -> Link:
    """Return the link to a budget in a list of budgets; in a view of what was known then it stays there."""
    unit = {"EUR": "euro", "PUNT": "punten", "UUR": "uren"}[budget.unit]
    note = dutch.period(budget.first, budget.last)
    address = budget_address(budget.budget)
    return Link(f"Budget in {unit} bij {provider}", view.address(address) if view else address, note=note)


def _worth(figures: Balance, today: Balance) -> tuple[str, str]:
    """Return what is available in euro at the rate of the day, and which rate that is."""
    if today.rate is None or today.rate_from is None:
        return "", ""
    cents = value_in_cents(Amount(figures.unit, figures.available.quantity), today.rate.quantity)
    rate = f"{ONE[figures.unit.name]} is {dutch.euro(today.rate.quantity)} waard, vanaf {dutch.day(today.rate_from)}."
    return dutch.euro(cents), rate


def _with_question_link(listed: ListedLine, address: str, view: View) -> Line:
    """Offer a question where there is none open, on the page of now."""
    entry = listed.entry
    if entry is None or not listed.is_current or entry["question_open"] or view.looks_back:
        return listed.line
    return replace(listed.line, question_href=f"{address}/regel/{entry['entry']}/vraag")
