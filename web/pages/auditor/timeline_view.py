"""The timeline page, from the lines of the audit trail with their stored events."""

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from ledger.events import VirtualBudget
from ledger.vocabulary.clock import AMSTERDAM
from projections.audit_trail.queries import Line
from projections.client_budget.balance import Balance
from web import dutch
from web.differences.words import SUBJECTS
from web.looking_back import View
from web.pages.auditor.amounts import amount_of, written
from web.pages.auditor.roles import who
from web.pages.auditor.subjects import COMPARE, START, Kind, cycle_address, event_in, timeline_address
from web.view_models.auditor import TimelinePage, TimelineRow
from web.view_models.shell import Fact, Pages

PER_PAGE = 50
LATE_AFTER = 7
"""Days between care and its recording from which the timeline says so."""


class Page(NamedTuple):
    """One page of a long list: its number from 1, how many pages there are, how many lines in all."""

    number: int
    pages: int
    lines: int

    @property
    def offset(self) -> int:
        """Return how many lines come before."""
        return (self.number - 1) * PER_PAGE


def page_of(lines: int, asked: str) -> Page:
    """Return the page asked for, or the nearest there is.

    >>> page_of(120, "2"), page_of(120, "9").number, page_of(0, "x").number
    (Page(number=2, pages=3, lines=120), 3, 1)
    """
    pages = max(1, -(-lines // PER_PAGE))
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 1
    return Page(min(max(number, 1), pages), pages, lines)


def timeline_page(
    kind: Kind, id: str, lines: Sequence[Line], page: Page, view: View, balances: Sequence[Balance]
) -> TimelinePage:
    """Return the page; the lines are newest first."""
    here = timeline_address(kind.kind, id)
    return TimelinePage(
        kind=kind.word,
        subject=id,
        rows=tuple(_row(line, (kind.kind, id), view) for line in lines),
        count=f"{dutch.count(page.lines, 'gebeurtenis', 'gebeurtenissen')}, de nieuwste eerst",
        as_of=view.shown,
        form=view.form,
        pages=_pages(here, page, view),
        back_href=START,
        balance=tuple(_balance(one) for one in balances),
        compare_href=_compared(kind, id, view),
        cycle_href=view.address(cycle_address(id)) if kind.kind == "client" else "",
    )


def _compared(kind: Kind, id: str, view: View) -> str:
    """Return where this is compared: what is shown with what is known now; without looking back, the form."""
    if kind.kind not in SUBJECTS:
        return ""
    asked = {"soort": kind.address, "nummer": id}
    asked |= {"before": str(view.known.position)} if view.looks_back else {}
    return f"{COMPARE}?{urlencode(asked)}"


def _row(line: Line, subject: tuple[str, str], view: View) -> TimelineRow:
    return TimelineRow(
        position=line.position,
        href=event_in(view, line.position, subject),
        recorded=dutch.moment_short(line.recorded_at),
        on="" if line.on is None else dutch.day_short(line.on),
        sentence=line.sentence,
        by=who(line.actor, line.role),
        amount=amount_of(line.event),
        late=_late(line),
    )


def _late(line: Line) -> str:
    event = line.event
    if not isinstance(event, VirtualBudget.Spent):
        return ""
    days = (line.recorded_at.astimezone(AMSTERDAM).date() - event.on).days
    return f"{dutch.count(days, 'dag', 'dagen')} later vastgelegd" if days > LATE_AFTER else ""


def _pages(here: str, page: Page, view: View) -> Pages:
    def address(number: int) -> str:
        return view.address(here, pagina=str(number)) if 1 <= number <= page.pages else ""

    return Pages(page.number, page.pages, address(page.number - 1), address(page.number + 1))


def _balance(one: Balance) -> Fact:
    told = f"{written(one.available)} over van {written(one.granted)}, {written(one.reserved)} gereserveerd"
    return Fact(f"Budget {one.budget}", told, timeline_address("budget", one.budget))
