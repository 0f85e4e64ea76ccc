"""A belief: figures, each a whole number of its unit, with the events that made it. And how two beliefs differ."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from ledger.vocabulary.amounts import Unit
from ledger.vocabulary.figures import WORDS, FigureKind

_ORDER = {kind: place for place, kind in enumerate(WORDS)}


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
        return (*(text or "" for text in of), f"{_ORDER[self.kind]:02}", self.unit.name)


class Belief:
    """Figures that are not nothing, and for each the positions of the events that made it what it is."""

    def __init__(self) -> None:
        self.figures: dict[Figure, int] = {}
        self.made_by: dict[Figure, list[int]] = {}

    def copy(self) -> "Belief":
        """Return the same, to go on from."""
        found = Belief()
        found.figures = dict(self.figures)
        found.made_by = {figure: list(positions) for figure, positions in self.made_by.items()}
        return found

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


class Sums(NamedTuple):
    """By how much all of it changes: what was declared and stands, what is free per unit, and what that is worth.

    Declared and worth in cents; what is free in the smallest unit, of every unit of which a figure differs.
    """

    declared: int
    available: dict[Unit, int]
    worth: int


def sums_of(differences: Sequence[Difference]) -> Sums:
    """Add up differences. What was declared stands as far as it was not refused and not taken back."""
    signs = {"declared": 1, "refused": -1, "credited": -1}
    free = [one for one in differences if one.figure.kind == "available"]
    return Sums(
        sum(signs.get(one.figure.kind, 0) * one.change for one in differences),
        {unit: sum(one.change for one in free if one.figure.unit is unit) for unit in Unit if unit in _units(free)},
        sum(one.change for one in differences if one.figure.kind == "worth"),
    )


def _units(differences: Iterable[Difference]) -> set[Unit]:
    return {one.figure.unit for one in differences}
