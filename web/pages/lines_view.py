"""The lines of a budget as people read them; a correction is a line of its own that points to the old one."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from projections.client_budget.balance import BudgetRows
from projections.rows import Row
from web import dutch
from web.explaining.budgets import GRANTS
from web.explaining.entries import value_at
from web.pages.history import Item, chain, history
from web.pages.questions_view import questions
from web.pages.steps_view import steps_of_correction, steps_of_spend
from web.pages.words import Words
from web.view_models.client import Line
from web.view_models.shell import Badge, Link, Pages

PER_PAGE = 20


@dataclass(frozen=True)
class Telling:
    """All that one line is told with."""

    rows: BudgetRows
    items: list[Item]
    words: Words
    today: date
    address: Callable[[str], str]

    @property
    def unit(self) -> dutch.Unit:
        """Return the unit of the budget."""
        unit: dutch.Unit = self.rows.budget["unit"]
        return unit


@dataclass(frozen=True)
class ListedLine:
    """A line, with the entry it is about; `entry` is None for a change of the budget itself."""

    line: Line
    entry: Row | None
    is_current: bool
    """Whether this is the last word on its entry: that is where one corrects, asks and answers."""


def lines_of(
    rows: BudgetRows, words: Words, today: date, here: str, page: int, on: date | None = None
) -> tuple[list[ListedLine], Pages]:
    """Return one page of lines; `here` is the page's address with its query ('/budget/b1?')."""
    items = history(rows, on)
    last = max(1, -(-len(items) // PER_PAGE))
    current = min(max(page, 1), last)
    telling = Telling(rows, items, words, today, addresses(items, here, current).__getitem__)
    shown = items[(current - 1) * PER_PAGE : current * PER_PAGE]
    pages = Pages(
        current,
        last,
        f"{here}pagina={current - 1}" if current > 1 else "",
        f"{here}pagina={current + 1}" if current < last else "",
    )
    return [_listed(telling, item) for item in shown], pages


def addresses(items: list[Item], here: str, current: int) -> dict[str, str]:
    """Return where each line stands, by its anchor, as seen from one page of them."""
    page_of = {item.anchor: index // PER_PAGE + 1 for index, item in enumerate(items)}
    return {
        anchor: f"#{anchor}" if page == current else f"{here}pagina={page}#{anchor}" for anchor, page in page_of.items()
    }


def _listed(telling: Telling, item: Item) -> ListedLine:
    if item.kind == "grant":
        return ListedLine(_grant(telling, item), None, False)
    if item.kind == "reserved":
        return ListedLine(_with_questions(telling, item, [item], _reserved(telling, item)), item.entry, True)
    versions = chain(telling.items, item.row["entry"])
    line = _spent(telling, item) if item.kind == "spent" else _corrected(telling, item)
    line = _with_questions(telling, item, versions, _linked(telling, item, versions, line))
    return ListedLine(line, item.entry, item == versions[-1])


def _line(telling: Telling, item: Item, what: str, status: Badge) -> Line:
    return Line(
        anchor=item.anchor,
        what=what,
        by=telling.words.who(item.row["by"]),
        on=dutch.day(item.entry["on"]),
        amount=dutch.signed(item.signed, telling.unit),
        direction=dutch.direction(item.signed),
        status=status,
        recorded=dutch.moment(item.row["recorded_at"]),
    )


def _grant(telling: Telling, item: Item) -> Line:
    line = _line(telling, item, GRANTS[item.row["kind"]], Badge("Budget"))
    return replace(line, reason=telling.words.open(item.row["reason"]))


def _reserved(telling: Telling, item: Item) -> Line:
    what = telling.words.open(item.row["what"])
    if item.row["state"] == "open":
        return _line(telling, item, what, Badge("Gereserveerd", "wait"))
    line = _line(telling, item, what, Badge("Ging niet door"))
    texts = [r["text"] for r in telling.rows.remarks if r["entry"] == item.row["entry"] and r["kind"] == "released"]
    return replace(line, reason=telling.words.open(texts[-1]) if texts else "")


def _spent(telling: Telling, item: Item) -> Line:
    entry = item.row
    status = Badge("Verbeterd") if entry["state"] in ("corrected", "withdrawn") else Badge("Besteed", "ok")
    source = next((e for e in telling.rows.entries if e["entry"] == entry["from_reservation"]), None)
    return replace(
        _line(telling, item, telling.words.open(entry["what"]), status),
        worth=_worth(entry, entry["first_quantity"], telling.unit),
        steps=steps_of_spend(entry, telling.unit, source),
    )


def _corrected(telling: Telling, item: Item) -> Line:
    remark, entry = item.row, item.entry
    what = telling.words.open(entry["what"])
    is_end = remark["quantity"] == 0
    line = _line(
        telling,
        item,
        f"intrekking van {what}" if is_end else f"verbetering van {what}",
        Badge("Ingetrokken" if is_end else "Verbetering"),
    )
    return replace(
        line,
        worth=_worth(entry, abs(item.signed), telling.unit),
        reason=telling.words.open(remark["text"]),
        steps=steps_of_correction(entry, remark["was"], remark["quantity"], telling.unit),
    )


def _linked(telling: Telling, item: Item, versions: list[Item], line: Line) -> Line:
    """Point a correction to the line before it, and that line to its correction."""
    place = versions.index(item)
    corrects = corrected_by = None
    if place > 0:
        what = f"{telling.words.open(item.entry['what'])}, {line.on}"
        corrects = Link(what, telling.address(versions[place - 1].anchor))
    if place + 1 < len(versions):
        following = versions[place + 1]
        now = following.row["quantity"]
        text = f"nu {dutch.amount_short(now, telling.unit)}" if now else "ingetrokken"
        corrected_by = Link(text, telling.address(following.anchor))
    return replace(line, corrects=corrects, corrected_by=corrected_by)


def _with_questions(telling: Telling, item: Item, versions: list[Item], line: Line) -> Line:
    """Show a question at the line that was current when it was asked."""
    place = versions.index(item)
    until = versions[place + 1].position if place + 1 < len(versions) else None
    remarks = [remark for remark in telling.rows.remarks if remark["entry"] == item.row["entry"]]
    own = [
        question
        for position, question in questions(remarks, telling.words, telling.today)
        if position > item.position and (until is None or position < until)
    ]
    return replace(line, questions=tuple(own))


def _worth(entry: Row, quantity: int, unit: dutch.Unit) -> str:
    cents = value_at(entry, quantity, unit)
    return "" if cents is None else dutch.euro(cents)
