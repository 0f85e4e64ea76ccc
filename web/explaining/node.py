"""The tree that explains a figure, and how much of it is shown at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple, Protocol

from ledger.vocabulary.actor import Actor
from ledger.vocabulary.amounts import Amount

WIDTH = 100
"""How many parts of one node are shown at once; of more, the rest is one node with what it adds up to."""
MOST = 2_000
"""How many nodes one answer holds; beyond that a node only tells how many parts it has."""


@dataclass(frozen=True)
class Node:
    """One figure or fact, with what it comes from.

    `basis` is the rule, model, rate version or source in Dutch; `by` the pseudonym and role of who recorded it, `on`
    the day it holds for. With `adds` the amounts of the children add up to the amount; children without an amount only
    show what it rests on. `parts` is how many parts there are, shown or not; `figure` the address to ask it by itself.
    One that `stands_for_more` is all parts that are not shown, together.
    """

    label: str
    amount: Amount | None = None
    positions: tuple[int, ...] = ()
    basis: str = ""
    by: Actor | None = None
    on: date | None = None
    figure: str = ""
    adds: bool = False
    parts: int = 0
    stands_for_more: bool = False
    children: tuple["Node", ...] = ()


class Sprout(NamedTuple):
    """A part that may be shown: its amount, the position of its event (0: none), and the node with levels below it."""

    amount: Amount | None
    position: int
    grow: Callable[[int], Node]


class Room(Protocol):
    """What is left of the most that one answer holds."""

    def takes(self, nodes: int) -> bool:
        """Tell whether so many nodes fit; if so they are counted."""

    def fetch(self, positions: Sequence[int]) -> None:
        """Read events that are about to be told."""


def leaf(node: Node) -> Sprout:
    """Return a part that rests on nothing further."""
    return Sprout(node.amount, 0, lambda depth: node)


def branch(node: Node, sprouts: Sequence[Sprout], room: Room, depth: int, skip: int = 0) -> Node:
    """Return a node with its parts, so many levels deep; of many parts, `WIDTH` after the first `skip`."""
    node = replace(node, parts=len(sprouts))
    shown = sprouts[skip : skip + WIDTH]
    if depth <= 0 or not room.takes(len(shown)):
        return node
    room.fetch([one.position for one in shown if one.position])
    children = tuple(one.grow(depth - 1) for one in shown)
    rest = [*sprouts[:skip], *sprouts[skip + WIDTH :]]
    return replace(node, children=(*children, _rest(rest, node)) if rest else children)


def _rest(sprouts: Sequence[Sprout], node: Node) -> Node:
    amounts = [one.amount for one in sprouts if one.amount is not None]
    total = Amount(amounts[0].unit, sum(one.quantity for one in amounts)) if amounts and node.adds else None
    many = f"Nog {len(sprouts)} andere delen" if len(sprouts) > 1 else "Nog 1 ander deel"
    basis = "Vraag ze op door een aantal delen over te slaan."
    return Node(many, total, basis=basis, figure=node.figure, stands_for_more=True)
