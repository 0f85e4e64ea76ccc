"""A belief: figures, each a whole number of its unit, with the events that made it. And how two beliefs differ."""

from collections.abc import Callable, Iterable, Iterator
from typing import Literal, NamedTuple, get_args

from ledger.vocabulary.amounts import Unit

FigureKind = Literal[
    "granted",
    "reserved",
    "spent",
    "available",
    "worth",
    "declared",
    "approved",
    "refused",
    "credited",
    "contracteerruimte",
    "agreed",
]
"""Of a budget: what it had, what is held, what was used, what is free, and what that is worth in euro. Of care that was
declared: what was asked, what became of it. Of a region and year: the envelope, what was agreed with a provider."""

_KINDS: tuple[FigureKind, ...] = get_args(FigureKind)


class Figure(NamedTuple):
    """What a number is of. `period` is a month (`2026-03`) or a year; None is the whole. What is None adds up over all.

    Two figures are the same when all of this is; so a figure is the key by which two beliefs are compared.
    """

    kind: FigureKind
    unit: Unit
    client: str | None = None
    provider: str | None = None
    region: str | None = None
    budget: str | None = None
    prestatie: str | None = None
    period: str | None = None

    @property
    def order(self) -> tuple[str, ...]:
        """Return by what figures are put in order: whose they are, then when, then what."""
        of = (self.client, self.provider, self.region, self.budget, self.period, self.prestatie)
        return (*(text or "" for text in of), f"{_KINDS.index(self.kind):02}", self.unit.name)


class Belief:
    """Figures that are not nothing, and for each the positions of the events that made it what it is."""

    def __init__(self) -> None:
        self.figures: dict[Figure, int] = {}
        self.made_by: dict[Figure, list[int]] = {}

    def add(self, figure: Figure, quantity: int) -> None:
        """Add to a figure."""
        self.figures[figure] = self.figures.get(figure, 0) + quantity

    def rests_on(self, figure: Figure, position: int) -> None:
        """Take in that an event had a part in a figure."""
        self.made_by.setdefault(figure, []).append(position)

    def rolled_up(self, to: Callable[[Figure], Figure | None]) -> "Belief":
        """Return coarser figures: what `to` makes the same is added up, what it makes None is left out."""
        found = Belief()
        for figure, quantity in self.figures.items():
            if (coarser := to(figure)) is not None:
                found.add(coarser, quantity)
        for figure, positions in self.made_by.items():
            if (coarser := to(figure)) is not None:
                found.made_by.setdefault(coarser, []).extend(positions)
        return found


class Difference(NamedTuple):
    """A figure that is another number in another belief, with the positions of the events that made it so."""

    figure: Figure
    was: int
    becomes: int
    events: tuple[int, ...]

    @property
    def change(self) -> int:
        """Return by how much it changes."""
        return self.becomes - self.was


def compare(before: Belief, after: Belief) -> list[Difference]:
    """Return every figure that differs, in order. The events are those that only one of the two beliefs rests on."""
    return sorted(_differences(before, after), key=lambda one: one.figure.order)


def _differences(before: Belief, after: Belief) -> Iterator[Difference]:
    for figure in before.figures.keys() | after.figures.keys():
        was, becomes = before.figures.get(figure, 0), after.figures.get(figure, 0)
        if was != becomes:
            events = set(before.made_by.get(figure, ())) ^ set(after.made_by.get(figure, ()))
            yield Difference(figure, was, becomes, tuple(sorted(events)))


def added_up(differences: Iterable[Difference], to: Callable[[Figure], Figure | None]) -> list[Difference]:
    """Return the differences of coarser figures, over the figures that differ; what comes to nothing is left out."""
    found: dict[Figure, list[Difference]] = {}
    for one in differences:
        if (coarser := to(one.figure)) is not None:
            found.setdefault(coarser, []).append(one)
    summed = [
        Difference(
            figure,
            sum(one.was for one in some),
            sum(one.becomes for one in some),
            tuple(sorted({position for one in some for position in one.events})),
        )
        for figure, some in found.items()
    ]
    return sorted((one for one in summed if one.change), key=lambda one: one.figure.order)


def standing_change(differences: Iterable[Difference]) -> int:
    """Return by how much changes what was declared and stands: not refused and not taken back, in cents."""
    signs = {"declared": 1, "refused": -1, "credited": -1}
    return sum(signs.get(one.figure.kind, 0) * one.change for one in differences)
