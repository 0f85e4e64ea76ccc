"""What several staff pages begin or end with."""

from datetime import date

from projections.client_budget.balance import balance
from projections.rows import Row
from web import dutch
from web.dutch_input import EXAMPLE
from web.pages.facts_view import line_facts
from web.pages.reading import BudgetRead
from web.pages.staff.days import near
from web.view_models.shell import Form, Link
from web.view_models.staff import BudgetHead, DonePage

TODAY = Link("Mijn cliënten", "/vandaag")


def client_address(budget: str) -> str:
    """Return the address of the page of a client's budget."""
    return f"/regels/{budget}"


def zorgplan_address(budget: str) -> str:
    """Return the address at which the zorgplan of a budget's client is composed."""
    return f"/zorgplan/{budget}"


def entry_address(budget: str, entry: str, what: str) -> str:
    """Return the address of something one does with a line."""
    return f"/regels/{budget}/{entry}/{what}"


def unit_of(read: BudgetRead) -> dutch.Unit:
    """Return the unit of a budget."""
    unit: dutch.Unit = read.rows.budget["unit"]
    return unit


def head_of(read: BudgetRead, on: date | None = None) -> BudgetHead:
    """Return whom a form is about, and what is left; up to a day, where one is given."""
    unit = unit_of(read)
    return BudgetHead(
        client=read.words.client,
        balance=dutch.amount_short(balance(read.rows, on).available.quantity, unit),
        until=dutch.day(read.rows.budget["last"]),
        client_href=client_address(read.rows.budget["budget"]),
        unit=dutch.unit_name(unit),
        amount_example=EXAMPLE[unit],
    )


def done_page(read: BudgetRead, entry: Row, today: date, undo: Form | None) -> DonePage:
    """Return the confirmation of a line, as it stands in the ledger now."""
    head, unit = head_of(read), unit_of(read)
    what, quantity = read.words.open(entry["what"]), dutch.amount_short(entry["quantity"], unit)
    again = Link(f"Nog iets voor {head.client}", f"/opschrijven/{read.rows.budget['budget']}")
    return DonePage(
        sentence=f"{what[:1].upper()}{what[1:]}, {near(entry['on'], today)}: {quantity}.",
        client=head.client,
        balance=head.balance,
        until=head.until,
        facts=line_facts(entry, read.rows, read.words),
        undo=undo,
        next_links=(TODAY, again),
    )
