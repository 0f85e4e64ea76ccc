"""'Waarom dit bedrag?' of a line: the same nodes as its explanation, as the steps of a sum."""

from ledger.vocabulary.dutch import amount
from projections.rows import Row
from web import dutch
from web.explaining.entries import grounds_of, worth_of
from web.explaining.node import Node
from web.view_models.client import Step


def steps_of_spend(entry: Row, unit: dutch.Unit, reservation: Row | None) -> tuple[Step, ...]:
    """Return how a line came to its amount and its price, as it was first written down."""
    return tuple(_step(node) for node in grounds_of(entry, unit, reservation, entry["first_quantity"]))


def steps_of_correction(entry: Row, was: int, quantity: int, unit: dutch.Unit) -> tuple[Step, ...]:
    """Return how a correction came to its difference."""
    steps = [
        Step("Er stond", dutch.amount_short(was, unit)),
        Step("Het moet zijn", dutch.amount_short(quantity, unit)),
        Step("Het verschil", dutch.signed(was - quantity, unit)),
    ]
    return (*steps, *(_step(node) for node in worth_of(entry, was - quantity, unit)))


def _step(node: Node) -> Step:
    return Step(node.label, "" if node.amount is None else amount(node.amount))
