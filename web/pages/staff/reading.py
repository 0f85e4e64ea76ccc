"""What the staff pages read: a budget at the visitor's provider, with what was last spent from it."""

from ledger.vocabulary.errors import NotFound
from projections.client_budget.fold import CLIENT_BUDGET
from projections.client_budget.queries import recent_whats
from projections.positions import positions
from projections.rows import Row
from web.auth.visitor import Visitor
from web.composition import House
from web.looking_back import View
from web.pages.reading import BudgetRead, entry_of, read_budget
from web.pages.staff.spend_view import Recent
from web.plan_offers import is_known_client


def read_in(house: House, visitor: Visitor, budget: str, view: View) -> tuple[BudgetRead, View]:
    """Return a budget at the visitor's provider as it was known, and the view of exactly what was read."""
    with house.reading() as connection:
        view = view.reached(house.ledger, positions(connection).get(CLIENT_BUDGET.name, 0))
        return read_budget(house, connection, visitor.mandate, budget, view.upto), view


def read(house: House, visitor: Visitor, budget: str) -> BudgetRead:
    """Return a budget at the visitor's provider; raises `NotFound`."""
    with house.reading() as connection:
        return read_budget(house, connection, visitor.mandate, budget)


def read_with_recent(house: House, visitor: Visitor, budget: str) -> tuple[BudgetRead, Recent]:
    """Return a budget at the visitor's provider, with what the choices of a form are made from."""
    with house.reading() as connection:
        return read_budget(house, connection, visitor.mandate, budget), recent_whats(connection, budget)


def may_agree_zorgplan(house: House, visitor: Visitor, read: BudgetRead) -> bool:
    """Tell whether the budget is of a client whom the payer brought to the visitor's provider."""
    client = read.rows.budget["client"]
    return client is not None and is_known_client(house, visitor.mandate, client)


def spend_of(read: BudgetRead, number: str) -> Row:
    """Return a line of care that was given; a plan or an unknown number is a `NotFound`."""
    entry = entry_of(read.rows, number)
    if entry["kind"] != "spent":
        raise NotFound("entry-unknown", f"Regel {number} is geen uitgave.")
    return entry
