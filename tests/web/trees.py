"""Walking the tree of an explanation."""

from collections.abc import Iterator

from web.explaining.node import Node


def nodes_of(node: Node) -> Iterator[Node]:
    """Yield a node and everything below it."""
    yield node
    for child in node.children:
        yield from nodes_of(child)


def check_adds_up(node: Node) -> None:
    """Every node that says so is exactly what its shown parts with an amount add up to."""
    for one in nodes_of(node):
        if one.adds and one.children:
            assert one.amount is not None
            parts = [child.amount for child in one.children if child.amount is not None]
            assert {part.unit for part in parts} <= {one.amount.unit}, one.label
            assert sum(part.quantity for part in parts) == one.amount.quantity, one.label


def labels_of(node: Node) -> list[str]:
    """Return everything that is told, in order."""
    return [text for one in nodes_of(node) for text in (one.label, one.basis) if text]
