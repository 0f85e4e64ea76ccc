"""'Waarom dit bedrag?' of a figure on a page: its explanation, with links to lines or events."""

from collections.abc import Callable

from ledger.vocabulary.actor import Mandate
from ledger.vocabulary.dutch import amount
from projections.client_budget.balance import BudgetRows
from web.composition import House
from web.explaining.budgets import budget_node
from web.explaining.node import Node
from web.explaining.witness import Witness
from web.looking_back import View
from web.pages.auditor.roles import who
from web.pages.auditor.subjects import event_address
from web.pages.history import history
from web.pages.lines_view import PER_PAGE, addresses
from web.view_models.shell import Explained

Told = Callable[[Node], str]
"""Tells something of a node: where it leads to, or the note below it."""
REST = "De rest ziet u op de tijdlijn."
"""Told of parts that are not shown, on pages that have a timeline."""
LINES = 2
"""Levels from what is left to its lines."""


def explained_of(node: Node, href: Told, note: Told, rest: str = "") -> Explained:
    """Return a figure with its parts; a part that changes nothing (a reservation that was used) is left out.

    `rest` is told of parts that are not shown: where they are.
    """
    shown = [one for one in node.children if one.amount is None or one.amount.quantity or one.on is None]
    return Explained(
        node.label,
        "" if node.amount is None else amount(node.amount),
        rest if node.stands_for_more else note(node),
        href(node),
        tuple(explained_of(one, href, note, rest) for one in shown),
    )


def explained_of_budget(
    house: House, mandate: Mandate, rows: BudgetRows, view: View, address: str, page: int
) -> Explained:
    """Return why there is so much left, with links to the lines; `address` is that of the page, `page` its number."""
    items, here = history(rows, view.on), view.start(address)
    last = max(1, -(-len(items) // PER_PAGE))
    at = addresses(items, here, min(max(page, 1), last))

    def href(node: Node) -> str:
        named = [f"regel-{node.figure.partition('/')[2]}", *(f"budget-{one}" for one in node.positions)]
        return next((at[one] for one in named if one in at), "")

    def note(node: Node) -> str:
        return "" if node.positions else node.basis

    witness = Witness(house, mandate, view.known.position)
    return explained_of(budget_node(witness, rows, "available", view.on, LINES), href, note)


def with_events(subject: tuple[str, str] | None) -> tuple[Told, Told]:
    """Return links to events, that lead back to a timeline, and notes that say who recorded them."""

    def href(node: Node) -> str:
        return event_address(node.positions[0], subject) if node.positions else ""

    def note(node: Node) -> str:
        by = "" if node.by is None else f"Door {who(node.by.id, node.by.role)}."
        return f"{node.basis} {by}".strip()

    return href, note
